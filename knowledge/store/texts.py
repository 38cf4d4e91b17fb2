"""What text every database can hold: any, but for NUL and halves of characters."""

import re

_BROKEN = re.compile("[\0\ud800-\udfff]")


class BrokenText(ValueError):
    """A text holds what no database can keep; nothing was written."""


def whole(text: str, what: str) -> str:
    """The text, unchanged.

    :raises BrokenText: naming what holds a NUL or a lone surrogate, and where.
    """
    found = _BROKEN.search(text)
    if found:
        sort = "a NUL character" if found[0] == "\0" else "half a character (a lone surrogate)"
        raise BrokenText(f"the {what} holds {sort} at place {found.start() + 1}")
    return text


def mended(text: str) -> str:
    """The text without what cannot be kept; for words that people said, where a refusal would help nobody."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
