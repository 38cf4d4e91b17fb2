"""Puts a Reply into words: one set of templates, plain for scripts and styled for a terminal."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.care import care_in
from bot.reply import Reply, dose_line

FOLDER = Path(__file__).parent / "wording"
# Styles travel through templates and wrapping as private-use characters, which no reader's text can hold.
MARKS = {"strong": "\ue001", "accent": "\ue002", "dim": "\ue003", "warn": "\ue004"}
THEIRS = "\ue005"  # what a person wrote: shown as it is, whatever it would mean to the place where it is shown
END = "\ue000"
_MARK = re.compile("[\ue000-\ue005]")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")


@cache
def environment() -> Environment:
    """The templates; a missing value is an error, never a silent gap."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    for name, mark in MARKS.items():
        env.filters[name] = lambda text, mark=mark: f"{mark}{text}{END}" if text else ""
    env.filters["body"] = lambda text: _LINK.sub(r"\1 (\2)", _BOLD.sub(lambda m: f"{MARKS['strong']}{m[1]}{END}", text))
    env.filters["dose"] = lambda exercise: dose_line(exercise.dose)
    env.filters["said"] = said
    env.filters["theirs"] = theirs
    env.filters["moment"] = lambda at: datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M")
    env.filters["sentence"] = lambda text: text[:1].upper() + text[1:].rstrip(".") + "." if text else ""
    return env


def said(text: str, most: int = 120) -> str:
    """A person's own words, safe to repeat: one line, no marks of ours, no controls, cut at a word."""
    clean = " ".join(_MARK.sub("", "".join(c if c.isprintable() else " " for c in text)).split())
    return clean if len(clean) <= most else clean[:most].rsplit(" ", 1)[0] + " …"


def theirs(text: str, most: int = 120) -> str:
    """A person's own words, marked as such; not to be put inside another mark."""
    return f"{THEIRS}{said(text, most)}{END}" if text else ""


def styled(name: str, **values: Any) -> str:
    """A template filled in, still with style marks."""
    text = environment().get_template(f"{name}.j2").render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain(text: str) -> str:
    """The same words without style marks."""
    return _MARK.sub("", text)


def markdown(text: str) -> str:
    """The same words as Markdown: what is strong in a terminal is strong there."""
    return plain(re.sub(f"{MARKS['strong']}([^{END}]*){END}", r"**\1**", text))


def word(template: str, macro: str, *values: object) -> str:
    """One small text: a macro of a template."""
    return str(getattr(environment().get_template(f"{template}.j2").module, macro)(*values)).strip()


def reply_text(reply: Reply) -> str:
    """A whole Reply with style marks."""
    return styled("reply", reply=reply, care=care_in(reply.country))
