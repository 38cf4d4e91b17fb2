"""A person's own editor, and the file they write in, which outlives whatever goes wrong."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EditorFailed, NoEditor
from knowledge.folder import Problem
from knowledge.pack import BrokenEntry

FALLBACKS = ("editor", "nano", "vim", "vi", "notepad")
AT_ONCE = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Scratch:
    """A file that holds a text while somebody works on it; whatever happens, it stays until it is removed."""

    path: Path

    @classmethod
    def of(cls, name: str, text: bytes) -> "Scratch":
        """A new file beside earlier ones of the same name."""
        folder = _folder()
        number, path = tempfile.mkstemp(suffix=".md", prefix=f"{_plain(name)}-", dir=folder)
        with os.fdopen(number, "wb") as file:
            file.write(text)
        return cls(Path(path))

    @property
    def text(self) -> str:
        """What the file holds now.

        :raises BrokenEntry: when it is not UTF-8 text.
        """
        return read_text(self.path)

    @property
    def ours(self) -> bool:
        """Whether it is one that was kept for somebody, not a file of their own."""
        return self.path.resolve().parent == _folder().resolve()

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def left_over(name: str) -> tuple[Path, ...]:
    """Files of this name that were never saved, the newest last."""
    found = _folder().glob(f"{_plain(name)}-????????.md")
    return tuple(sorted(found, key=lambda path: path.stat().st_mtime))


def read_text(path: Path) -> str:
    """A file's text, byte for byte.

    :raises BrokenEntry: when it is not UTF-8 text.
    """
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenEntry([Problem(path.name, line, "file", f"is not UTF-8 text ({error.reason})")]) from None


def _folder() -> Path:
    from platformdirs import user_state_path

    folder: Path = user_state_path("backtalk") / "texts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", name.lower())[:60] or "new"


def editor() -> list[str]:
    """The command that opens a person's editor.

    :raises NoEditor: when none is chosen and none can be opened, or the chosen one is not there.
    """
    for name in ("VISUAL", "EDITOR"):
        if chosen := os.environ.get(name, "").strip():
            return _words(name, chosen)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoEditor("there is no terminal to open an editor in")
    found = next((path for name in FALLBACKS if (path := shutil.which(name))), None)
    if found is None:
        raise NoEditor("no editor was found")
    return [found]


def _words(name: str, chosen: str) -> list[str]:
    try:
        words = shlex.split(chosen, posix=os.name != "nt")
    except ValueError as error:
        raise NoEditor(f"{name} cannot be read ({error}): {chosen}") from None
    if not shutil.which(words[0]):
        raise NoEditor(f"{name} names a program that is not there: {words[0]}")
    return words


def open_editor(command: list[str], path: Path) -> bool:
    """Let a person work on a file until they close it; says whether it was quicker than anybody can write.

    :raises EditorFailed: when it could not be run or ended with an error.
    """
    began = time.monotonic()
    with _ctrl_c_is_the_editors():
        try:
            status = subprocess.run([*command, str(path)], check=False).returncode
        except OSError as error:
            raise EditorFailed(command[0], f"could not be run ({error.strerror})") from error
    if status:
        raise EditorFailed(command[0], f"ended with status {status}")
    return time.monotonic() - began < AT_ONCE


@contextmanager
def _ctrl_c_is_the_editors() -> Iterator[None]:
    """Ctrl-C reaches every program of a terminal; what it means is the editor's to say while one is open."""
    # a handler, not SIG_IGN, which the editor would inherit
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
