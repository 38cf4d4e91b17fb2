"""Opens what an action at the shell works with: the store, the desk over it, and who sits there."""

import argparse
import getpass
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.engine import Engine
from bot.kb.naming import known, meant
from bot.moderation.desk import Desk
from bot.moderation.outcome import Actor, Outcome, Sheet
from bot.opening import folder_of, open_for, server_of
from bot.overlays.serving import Serving
from bot.settings import read_settings
from bot.terminal import Terminal
from bot.words import word
from knowledge.revisions import Key, Kind
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Office:
    """A desk, the server it is opened for, who sits at it, and where they read."""

    desk: Desk
    server_id: int
    actor: Actor
    terminal: Terminal
    options: str = ""  # that the next command needs too

    def key(self, name: str, kind: Kind | None = None) -> Key:
        """The entry that a name means here.

        :raises NoSuchEntry: when there is none.
        :raises AmbiguousEntry: when there are several.
        """
        heads = self.desk.store.heads(self.server_id)
        return meant(name, known(self.desk.serving.engine(self.server_id).library, heads), kind)

    def sheet(self, name: str) -> Sheet:
        """The entry that a name means, as it stands here."""
        return self.desk.sheet(self.server_id, self.key(name))

    def say(self, macro: str, *values: object) -> None:
        """Show one text of the shell's own wording."""
        if text := word("kb", macro, *values):
            self.terminal.show(text)

    def tell(self, outcome: Outcome, kept: Path | None = None, resume: str = "") -> int:
        """Show what came of an act, what it changes and what to do next; returns the exit status.

        `kept` is a file that holds the text where it was not saved, `resume` the words that take it up again.
        """
        if outcome.preview is not None:
            self.say("preview", outcome.preview)
        self.say("outcome", outcome, self.options, kept or "", resume)
        return 0 if outcome.done or (outcome.kind == "nothing" and outcome.deed == "save") else 1


class Once(Serving):
    """What is served, read once: a process that ends after one act need not read again what it did."""

    def __init__(self, base: Engine, store: Store, folder: Path) -> None:
        super().__init__(base, store, folder)
        self._read: set[int] = set()

    def refresh(self, server_id: int) -> None:
        """Read what a server published, the first time."""
        if server_id not in self._read:
            self._read.add(server_id)
            super().refresh(server_id)


@contextmanager
def office(arguments: argparse.Namespace) -> Iterator[Office]:
    """The desk of the server that is named; with no name, of this installation itself."""
    with opened_store() as store:
        folder, server_id = folder_of(arguments), server_of(arguments)
        serving = Once(open_for(arguments), store, folder)
        serving.refresh(server_id)
        desk = Desk(store, serving, folder)
        yield Office(desk, server_id, actor_of(arguments), Terminal.of(sys.stdout), options_of(arguments))


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store of this installation.

    :raises BacktalkError: when it cannot be opened, or goes away.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.database import mendable, open_settled

    url = read_settings().database_url.get_secret_value()
    store = open_settled(url)
    try:
        yield store
    except SQLAlchemyError as error:
        with mendable(url):
            raise error
    finally:
        store.close()


def options_of(arguments: argparse.Namespace) -> str:
    """The options that say where a command acts, as one types them behind another."""
    server = f" --server {arguments.server}" if arguments.server else ""
    return server + (f" --knowledge {shlex.quote(str(arguments.knowledge))}" if arguments.knowledge else "")


def actor_of(arguments: argparse.Namespace) -> Actor:
    """Whoever has the shell is the operator; their name is the login name unless they say another."""
    name = getattr(arguments, "by", None) or _login()
    return Actor(f"shell:{name}", name, admin=True)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # a container's user may have no name at all
        return "shell"
