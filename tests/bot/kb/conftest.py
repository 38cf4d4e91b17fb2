"""`backtalk kb` as somebody types it, over the small pack, a database and an editor that does as told."""

import io
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.engine import Engine
from bot.kb import opening
from knowledge.store import SqlStore, open_store

SERVER = 7
EDITOR = Path(__file__).with_name("fake_editor.py")


@dataclass(frozen=True)
class Done:
    """What a command came to; times and folders that change from run to run are named."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.out.splitlines() if line]


class Shell:
    """A terminal's worth of commands."""

    def __init__(self, home: Path, folder: Path, capfd: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.home, self.folder, self.capfd, self.patch = home, folder, capfd, patch
        self.edits = home / "edits.json"

    def run(self, *words: str, by: str = "", stdin: bytes = b"") -> Done:
        """`backtalk kb` with these words, in the test server."""
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        options = ["--knowledge", str(self.folder)]
        if words[0] != "lint":
            options += ["--server", str(SERVER)]
        try:
            status = main(["kb", *words, *options, *(["--by", by] if by else [])])
        except SystemExit as ended:
            status = int(str(ended.code))
        out, err = self.capfd.readouterr()
        return Done(status, self._named(out), self._named(err))

    def editing(self, *sessions: list[tuple[str, str]]) -> None:
        """What the editor replaces each time it is opened."""
        self.edits.write_text(json.dumps(sessions or [[]]), encoding="utf-8")

    @property
    def kept(self) -> list[Path]:
        """Texts that were not saved."""
        return sorted((self.home / "state" / "backtalk" / "texts").glob("*"))

    @property
    def store(self) -> SqlStore:
        return open_store(f"sqlite:///{self.home / 'backtalk.db'}")

    def _named(self, text: str) -> str:
        text = text.replace(f" --knowledge {self.folder} --server {SERVER}", "").replace(
            f" --server {SERVER} --knowledge {self.folder}", ""
        )
        text = text.replace(str(self.home), "HOME").replace(str(self.folder), "FOLDER")
        text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "NOW", text)
        return re.sub(r"\b([a-z][a-z-]*?)-\w{8}\.(md|toml)\b", r"\1-….\2", text)


@pytest.fixture
def shell(
    few_golden: None,  # noqa: ARG001
    small_engine: Engine,
    small_folder: Path,
    migrated_file: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """A shell with a database that nobody used yet."""
    shutil.copy(migrated_file, tmp_path / "backtalk.db")
    monkeypatch.setenv("BACKTALK_DATABASE_URL", f"sqlite:///{tmp_path / 'backtalk.db'}")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOGNAME", "mira")
    monkeypatch.setenv("FAKE_EDITS", str(tmp_path / "edits.json"))
    monkeypatch.setenv("EDITOR", f"{sys.executable} {EDITOR}")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(opening, "open_for", lambda _: small_engine)  # which opens the same, again and again
    found = Shell(tmp_path, small_folder, capfd, monkeypatch)
    found.editing()
    return found
