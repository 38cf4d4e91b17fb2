"""Lengths of time that a message tells: how long something has been done, and how long there is until a day."""

import re
from dataclasses import dataclass

from intents.phrasings import phrasing
from knowledge.text import words

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
TIMES = NUMBERS | {"once": 1, "twice": 2}
_WEEKS = {"d": 1 / 7, "w": 1.0, "m": 52 / 12, "y": 52.0}  # of each unit, by its first letter
_LONG = 26.0  # weeks that "months of it" is taken for
_SPAN = re.compile(
    rf"\b(\d+|{'|'.join(NUMBERS)}) (?:or so |odd |solid |whole |full |good )?"
    r"(days?|weeks?|wks?|months?|mths?|mos?|years?|yrs?)\b"
)
_UNIT = {"d": "day", "w": "week", "m": "month", "y": "year"}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in weeks, and in the words to say it in; a day that only has a name has no weeks."""

    words: str
    weeks: float = 0.0


def so_far(text: str) -> Duration | None:
    """How long a message says that something has been done or gone on: "been at it 3 weeks", "2 months in"."""
    told = (found for before, found, after in _spans(text) if _is_past(before, after))
    vague = phrasing("long-gone").search(" ".join(words(text)))
    return next(told, Duration("that long", _LONG) if vague else None)


def left(text: str) -> Duration | None:
    """How long a message says there is until some day: "race is in 5 weeks", "by april"."""
    ahead = (found for before, found, after in _spans(text) if not _is_past(before, after) and _is_ahead(before, after))
    named = phrasing("named-day").search(" ".join(words(text)))
    return next(ahead, Duration(named[1].capitalize()) if named else None)


def _spans(text: str) -> list[tuple[str, Duration, str]]:
    """Every length of time named, with what stands before and after it."""
    plain = " ".join(words(text))
    return [
        (plain[: found.start()], _duration(found), plain[found.end() :])
        for found in _SPAN.finditer(plain)
        if not phrasing("per-span").search(plain[: found.start()])
    ]


def _duration(found: re.Match[str]) -> Duration:
    count = int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]
    unit = found[2][0]
    said = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(count, str(count))
    return Duration(f"{said} {_UNIT[unit]}{'s' if count > 1 else ''}", count * _WEEKS[unit])


def _is_past(before: str, after: str) -> bool:
    ahead = phrasing("ahead-before").search(before)
    return not ahead and bool(phrasing("past-before").search(before) or phrasing("past-after").search(after))


def _is_ahead(before: str, after: str) -> bool:
    return bool(phrasing("ahead-before").search(before) or phrasing("ahead-after").search(after))
