"""Shows styled text in a terminal: wrapped to its width, in colour where colours are wanted."""

import os
import re
import shutil
import textwrap
from dataclasses import dataclass
from typing import TextIO

from bot.words import END, MARKS, THEIRS, plain

_ANSI = {MARKS["strong"]: "\x1b[1m", MARKS["accent"]: "\x1b[36m", MARKS["dim"]: "\x1b[2m", MARKS["warn"]: "\x1b[1;31m"}
_THEIRS = re.compile(f"{THEIRS}([^{END}]*){END}")
_EMPTY = re.compile(r"\n{3,}")
_COMMAND = re.compile("`[^`]+`")
_TIED = "\ue00f"  # a space at which no line is broken
_HANG = re.compile(r"^(\s*(?:\d+\.|[-!•]) )?(\s*)")
WIDEST = 96


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where text goes, how wide it is and whether it takes colour."""

    out: TextIO
    width: int
    colour: bool

    @classmethod
    def of(cls, out: TextIO) -> "Terminal":
        """A terminal as it is; a pipe is not wrapped, and NO_COLOR and TERM=dumb are honoured."""
        live = out.isatty()
        columns = shutil.get_terminal_size((80, 24)).columns
        dumb = os.environ.get("TERM", "dumb") == "dumb"
        return cls(out, min(columns, WIDEST) if live else 0, live and not dumb and not os.environ.get("NO_COLOR"))

    def show(self, text: str) -> None:
        """Print styled text, with one empty line at most between its parts and one after it."""
        text = _EMPTY.sub("\n\n", text)
        lines = [part for line in text.split("\n") for part in self._wrapped(line)]
        shown = "\n".join(lines)
        self.out.write((self._coloured(shown) if self.colour else plain(shown)) + "\n\n")
        self.out.flush()

    def _wrapped(self, line: str) -> list[str]:
        if not self.width or len(line) <= self.width:
            return [line]
        match = _HANG.match(plain(line))
        indent = " " * (match.end() if match else 0)
        # a command that is to be copied stays on one line
        line = _COMMAND.sub(lambda found: found[0].replace(" ", _TIED), line)
        lines = textwrap.wrap(line, self.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        return [part.replace(_TIED, " ") for part in lines]

    @staticmethod
    def _coloured(text: str) -> str:
        text = _THEIRS.sub(r"\1", text)
        for mark, code in _ANSI.items():
            text = text.replace(mark, code)
        return text.replace(END, "\x1b[0m")
