"""Takes out of a text what could name or reach somebody, before any of it is kept."""

import re

_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{1,40}:|/[^:>]{1,40}:)\d{1,25}>")
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}\b")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_NAME = re.compile(r"(?<!\w)@[\w.]{2,32}")
_LONG_NUMBER = re.compile(r"\+\d[\d ().-]{6,20}\d|\b\d{6,}\b")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def without_names(text: str) -> str:
    """A question without mentions, addresses and long numbers; everything that an answer may depend on stays."""
    for pattern, instead in ((_MENTION, "someone"), (_ADDRESS, "(address)"), (_MAIL, "(address)"), (_NAME, "someone")):
        text = pattern.sub(instead, text)
    return _LONG_NUMBER.sub("(number)", text)


def redacted(text: str) -> str:
    """A question as the log keeps it: without names, addresses and any number."""
    return _NUMBER.sub("#", without_names(text))
