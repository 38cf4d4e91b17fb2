"""What the numbers of a post mean to the red-flag gate: an age, how long it has lasted, a year, a number of tablets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intents.red_flag_concepts import Hits
from intents.red_flag_text import TABLE, Words

UNITS = frozenset(TABLE["units"].split())
PERSON = frozenset(TABLE["people"].split())
CHILD = frozenset({"kid", "son", "daughter", "boy", "girl", "toddler", "child", "lad", "nephew", "niece"})
YEARS = frozenset({"year", "yearold", "y"})
AFTER_EVENT = frozenset(
    {"post", "out", "into", "off", "in", "back", "after", "since", "from", "of", "ago", "clean", "deep"}
)
AFTER_OP = frozenset({"ago", "post", "out", "after", "since", "postop", "back"})
SCORE = re.compile(r"\s?(/|out of|outta)\s?(10|ten)\b", re.IGNORECASE)
NO_AGE = UNITS | {"every", "each", "in", "most", "tonight"}  # "at 3 every night" is the time of day
WAKING = frozenset({"wak", "waken", "woken", "wake", "wokn", "woke", "up", "awak", "awake", "wok"})
HALF_YEAR = 26  # weeks; a birth longer ago is not a recent one
BIRTH = frozenset(
    {"baby", "babys", "birth", "postpartum", "partum", "pp", "postnatal", "natal", "postbirth", "csection", "section"}
)
NO_DOSE = UNITS | YEARS | {"mcg", "mgs"}


def add_numbers(words: Words, hits: Hits) -> None:
    """Add the concepts that need a number's value to those found by phrase."""
    for i, value in enumerate(words.values):
        if value < 0:
            continue
        for name in (*_ages(words, i, value), *_spans_of_time(words, i, value), *_amounts(words, i, value, hits)):
            hits.setdefault(name, []).append((i, i + 1))


def _stem(words: Words, i: int) -> str:
    return words.stems[i] if 0 <= i < len(words.stems) and words.stems[i] else ""


def _ages(words: Words, i: int, value: float) -> Iterator[str]:
    if not 1 <= value <= 105 or value != int(value) or not _is_age(words, i, value):
        return
    yield "AGE"
    if value < 16:
        yield "AGE_CHILD"
    if value < 6:
        yield "AGE_SMALL"
    if 8 <= value <= 19:
        yield "AGE_TEEN"
    if value >= 16:
        yield "AGE_ADULT"
    if value >= 55:
        yield "AGE_OVER55"
    if value >= 65:
        yield "AGE_OVER65"
    if value >= 26:
        yield "AGE_ADULT30"


def _is_age(words: Words, i: int, value: float) -> bool:
    """Whether a number is somebody's age, by the words and marks around it."""
    after, then = _stem(words, i + 1), _stem(words, i + 2)
    text, (start, end) = words.text, words.spans[i]
    if after == "yearold" or (after in YEARS and then in {"old", "o", "young"}):
        return True
    if after in UNITS or after in YEARS:
        return False
    lead = text[max(0, start - 12) : start].lower()
    tail = text[end : end + 2].lower()
    if (
        words.raws[i] in {"couple", "few", "several", "two", "three"}
        or tail[:1] in {"/", "%", "'", ":"}
        or lead.endswith(("/", ":", "x", "$", "\u00a3", "\u20ac"))
    ):
        return False
    if tail[:1] in {"m", "f"} and not tail[1:].isalnum():
        return value > 9
    clause_ends = i + 1 == len(words.stems) or words.clauses[i + 1] != words.clauses[i]
    spoken = lead.replace("\u2019", "'").split()
    last = spoken[-1].strip("('\",.") if spoken else ""
    plain = last.replace("'s", "").replace("'m", "m").replace("'re", "")
    if lead.endswith("i am ") or (plain == "is" and _stem(words, i - 2) in CHILD):
        return True
    if last == "at" and value >= 50 and after in {"i", "ive", "im", "my", "and"}:
        return True
    if plain in PERSON and not (value < 16 and plain in {"is", "am", "only", "just"}):
        return True
    if i == 0:
        return clause_ends or after in {"here", "with", "never", "and"}
    if words.clauses[i - 1] != words.clauses[i] and clause_ends and value >= 8:
        return True
    if last in {"at", "am", "since"} and value >= 12 and clause_ends:
        return last == "at" and value > 15
    return _stem(words, i - 1) in PERSON and (clause_ends or after in {"with", "who", "has", "had"})


def _spans_of_time(words: Words, i: int, value: float) -> Iterator[str]:
    unit, ago = _stem(words, i + 1), _stem(words, i + 2)
    if unit == "of":
        unit, ago = ago, _stem(words, i + 3)
    weeks = {"day": value / 7, "week": value, "month": value * 4.3, "year": value * 52, "hour": value / 168}.get(
        unit, -1.0
    )
    if weeks >= 0:
        if ago in {"ago", "back"}:
            yield "CUE_PAST" if weeks >= 30 else "AGO_WEEKS" if weeks >= 3 else "CUE_RECENT"
        elif ago not in {"old", "o"}:
            yield "LASTS_LONG" if weeks >= 6 else "LASTS_WEEKS" if weeks >= 2.5 else "LASTS_DAYS"
        if weeks <= 26 and (ago in AFTER_OP or _stem(words, i - 1) in {"after", "past"}):
            yield "AGO_HALFYEAR"
        if weeks >= HALF_YEAR and _of_birth(words, i):
            yield "BIRTH_LONG_AGO"
        if unit == "week" and 3 <= value <= 42:
            yield "WEEKS"
            if _stem(words, i - 1) in {"im", "am", "shes", "she"} and ago not in AFTER_EVENT:
                yield "WEEKS_ALONG"
        if unit == "hour" and 8 <= value <= 72:
            yield "HOURS"
    if (
        1950 <= value <= 2025
        and value == int(value)
        and _stem(words, i + 1) not in UNITS
        and _stem(words, i - 1) != "since"
    ):
        yield "CUE_PAST"


def _of_birth(words: Words, i: int) -> bool:
    """Whether a span of time counts from a birth: "8 months postpartum", "the baby is 9 months", not "for 8 months"."""
    if i and words.raws[i - 1] in {"for", "been", "past", "last"}:
        return False
    near = range(max(0, i - 4), min(i + 5, len(words.raws)))
    return any(words.raws[j] in BIRTH and words.sentences[j] == words.sentences[i] for j in near)


def _amounts(words: Words, i: int, value: float, hits: Hits) -> Iterator[str]:
    """A number of tablets well above any label, next to the medicine's name."""
    if 5 <= value <= 500 and _stem(words, i + 1) not in NO_DOSE:
        near = [j for j in range(i + 1, i + 4) if words.clauses[j : j + 1] == [words.clauses[i]]]
        if any(start in near for start, _ in hits.get("MEDICINE", ())):
            yield "DOSE_MANY"
    if value == 90 and _stem(words, i - 1) == "at" and _stem(words, i - 2) in {"stuck", "lock", "bent", "fix"}:
        yield "NOBEND_SURE"
    if (
        3 <= value <= 25
        and _stem(words, i - 1) == "at"
        and words.values[i] == int(value)
        and _stem(words, i + 1) not in NO_AGE
        and _stem(words, i - 2) not in WAKING
    ):
        yield "CUE_PAST"
    if 0 < value < 20 and _stem(words, i + 1) in {"min", "minut"}:
        yield "STIFF_BRIEF"
    if value >= 30 and _stem(words, i + 1) in {"min", "minut"}:
        yield "STIFF_LONG"
    if value >= 1 and _stem(words, i + 1) == "hour":
        yield "STIFF_LONG"
    if value == 24 and words.text[words.spans[i][1] :][:2] == "/7":
        yield from ("REST_WORSE", "CONSTANT")
    if 9 <= value <= 11 and SCORE.match(words.text, words.spans[i][1]):
        yield from ("WORST", "SEVERE")
    if 1 <= value <= 5 and _stem(words, i + 1) == "am":
        yield from ("SMALL_HOURS", "NIGHT")
    if 38 <= value <= 42.5 or 100.4 <= value <= 106:
        yield "DEGREES"
