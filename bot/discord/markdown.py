"""Words on their way to Discord: style marks become Markdown, and what people wrote stays plain text."""

import re

from bot.words import MARKS, THEIRS, plain, said, word

_SPECIAL = re.compile(r"([\\*_~`|>\[\]<#@])")
_BOLD = re.compile(f"[{MARKS['strong']}{MARKS['accent']}{MARKS['warn']}]([^\ue000]*)\ue000")
_THEIRS = re.compile(f"{THEIRS}([^\ue000]*)\ue000")


def escaped(text: str) -> str:
    """A text that Discord shows as it is: no formatting, no mention, no link."""
    return _SPECIAL.sub(r"\\\1", text)


def quoted(text: str, most: int = 300) -> str:
    """A person's own words on one line, safe to show to others."""
    return escaped(said(text, most))


def markdown(text: str) -> str:
    """A text with style marks as Discord's Markdown."""
    theirs = _THEIRS.sub(lambda found: escaped(found[1]), text)
    bold = _BOLD.sub(lambda found: f"**{found[1]}**" if found[1] else "", theirs)
    return re.sub(r"\n{3,}", "\n\n", plain(bold)).strip()


def told(macro: str, *values: object) -> str:
    """One text of the wording for Discord."""
    return worded("discord", macro, *values)


def worded(template: str, macro: str, *values: object) -> str:
    """One text of any wording, for Discord."""
    return markdown(word(template, macro, *values))


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, cut at a line or a word."""
    if len(text) <= most:
        return text
    head = text[: most - 2]
    end = max(head.rfind("\n"), head.rfind(" "))
    return (head[:end] if end > most // 2 else head).rstrip() + " …"
