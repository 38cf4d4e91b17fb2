"""What this installation itself serves at the terminal: the curated answers with its own laid over them."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine import Engine
from bot.errors import BacktalkError
from bot.opening import folder_of, open_for, server_of
from bot.overlays.peek import elsewhere, has_published
from bot.words import plain, word
from knowledge.data_file import default_file

if TYPE_CHECKING:
    from bot.overlays.serving import Serving


class Home:
    """The engine of one server for a terminal, up to date at every question.

    Most installations have nothing of their own, and a question must not wait for a database then: the default one
    is peeked into with the standard library, and opened in earnest only when it holds something for this server.
    """

    def __init__(self, base: Engine, server_id: int, url: str, folder: Path) -> None:
        self.base, self.server_id, self.url, self.folder = base, server_id, url, folder
        self._serving: Serving | None = None
        self._close: Callable[[], None] | None = None
        self._warned = False

    def engine(self) -> Engine:
        """What answers now; trouble with the database is told once, and the curated answers serve."""
        try:
            if self._serving is None and self._has_own():
                self._open()
            if self._serving is None:
                return self.base
            return self._serving.engine(self.server_id)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, questions are answered
            self._warn(error)
            return self.base

    def _has_own(self) -> bool:
        if self.url and not self.url.startswith("sqlite:///"):
            return True
        path = Path(self.url.removeprefix("sqlite:///")) if self.url else default_file()
        return has_published(self.server_id, path)

    def _open(self) -> None:
        from bot.database import open_settled
        from bot.overlays.serving import Serving

        store = open_settled(self.url)
        self._serving, self._close = Serving(self.base, store, self.folder), store.close

    def _warn(self, error: Exception) -> None:
        if not self._warned:
            self._warned = True
            reason = str(error) if isinstance(error, BacktalkError) else type(error).__name__
            print(plain(word("repl", "database_warning", reason)), file=sys.stderr)

    def close(self) -> None:
        """Leave the database."""
        if self._close is not None:
            self._close()


@contextmanager
def at_home(arguments: argparse.Namespace) -> Iterator[Home]:
    """The home of a command: of `--server`, or of this installation itself."""
    home = Home(open_for(arguments), server_of(arguments), _url(), folder_of(arguments))
    try:
        yield home
    finally:
        home.close()


def _url() -> str:
    """The address that the environment or the settings name; empty for the default file."""
    if not elsewhere():
        return ""
    from bot.settings import read_settings

    try:
        return read_settings().database_url.get_secret_value()
    except BacktalkError:
        # a setting of the Discord bot that is wrong is no concern of a question
        return os.environ.get("BACKTALK_DATABASE_URL", "")
