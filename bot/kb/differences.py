"""Shows texts of moderators and what is different between two of them, without letting either speak to the terminal."""

import difflib
import re
import sys
from typing import TextIO, TypeAlias

from bot.moderation.outcome import Sheet
from bot.terminal import Terminal
from bot.words import END, MARKS, plain, word
from knowledge.revisions import Revision

Text: TypeAlias = tuple[str, str]  # what a text is called, and the text
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\ue00f]")
_STYLES = {"+": "accent", "-": "warn", "@": "dim"}


def harmless(text: str, out: TextIO) -> str:
    """A text as it is for a pipe; in a terminal whatever it would do to it is taken out."""
    return _CONTROL.sub("", text) if out.isatty() else text


def said(revision: Revision) -> Text:
    """The text of an act, and what that act is called."""
    return plain(word("kb", "revision", revision)), revision.text


def curated(sheet: Sheet) -> Text:
    """An entry's curated text, which may be none."""
    return word("kb", "curated", sheet.base), sheet.base


def given(sheet: Sheet) -> Text:
    """What people are given."""
    return said(sheet.own) if sheet.own else curated(sheet)


def show_diff(first: Text, second: Text) -> bool:
    """Print what is different, if anything is; says whether it was."""
    lines = _lines(first, second)
    if lines:
        Terminal.of(sys.stdout).show("\n".join(_styled(line) for line in lines))
    return bool(lines)


def _lines(first: Text, second: Text) -> list[str]:
    (was, before), (now, after) = first, second
    pairs = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [_CONTROL.sub("", line.rstrip("\r\n")) for line in difflib.unified_diff(*pairs, was, now, n=2)]


def _styled(line: str) -> str:
    style = None if line.startswith(("+++", "---")) else _STYLES.get(line[:1])
    return f"{MARKS[style]}{line}{END}" if style else line
