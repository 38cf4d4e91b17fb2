"""Finds amounts of medicines in a text: a medicine may be named anywhere, how much of it to take may not."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intents.vocabulary import english

_FILE = Path(__file__).parent / "medicines.toml"
_NEAR = 8  # words between a medicine and "200 mg" or "two tablets"
_CLOSE = 5  # words between a medicine and how often, which may belong to an exercise
_WINDOW = 100  # characters either side in which how often may stand
_MISSPELT = 7  # letters from which a name may be misspelt; two slips from nine on
_JOINING = ("of", "x", "a", "an")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[½µ]|[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:-?\d+)?")
_OFTEN = re.compile(
    r"\b(?:every|each) (?:(?:other|\w+|\d+(?: ?(?:-|to) ?\d+)?) )?"
    r"(?:hours?|hrs?|h|day|night|morning|evening|bedtime|meal)\b"
    r"|\b(?:once|twice|thrice|(?:\w+|\d+) ?(?:times|x)) (?:a|per|each|every|in a)? ?(?:day|daily|week|weekly|night)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:a|per) (?:day|night|time|dose)\b"
    r"|\bq ?\d{1,2} ?h\b|\b(?:max(?:imum)?|up to|no more than|at most) (?:of )?(?:\d+|\w+) (?:a|per|in|daily)\b",
    re.I,
)
_ACTIVE = re.compile(
    r"\b(?:walk\w*|train\w*|exercis\w*|stretch\w*|row\w*|lift\w*|squat\w*|deadlift\w*|reps?|sets?|swim\w*|run|runs|running"
    r"|bird|dogs?|plank\w*|sessions?|work ?outs?|bridges?|carr(?:y|ies)|yoga|gym|breaks?|move|moves)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def medicine_doses(text: str) -> tuple[str, ...]:
    """Every passage of a text that says how much or how often of a medicine, in its own words; () for names alone."""
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    found = []
    for sentence, after in zip(sentences, [*sentences[1:], ""], strict=False):
        words = _words(sentence)
        for first, last in _medicines(words):
            if passage := _amount(sentence, words, first, last) or _next(sentence, words, first, after):
                found.append(passage)
                break
    return tuple(found)


def _words(sentence: str) -> list[_Word]:
    return [_Word(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]


def _amount(sentence: str, words: list[_Word], first: int, last: int) -> str:
    """The words from a medicine to the amount beside it, or the other way round."""
    for at in range(max(0, first - _NEAR), min(len(words), last + _NEAR + 1)):
        if first <= at <= last:
            continue
        if (end := _quantity(words, at)) and not _of_something_else(words, end, first):
            return _between(sentence, words, min(first, at), max(last, end))
        beside = at == last + 1 or at == first - 1 or (at == first - 2 and words[first - 1].text in _JOINING)
        timed = at + 1 < len(words) and words[at + 1].text in _table("times")
        if beside and _is_number(words[at].text) and not (timed and words[at + 1].text != "x"):
            return _between(sentence, words, min(first, at), max(last, at))
    return _often(sentence, words, first, last)


def _quantity(words: list[_Word], at: int) -> int:
    """Where a quantity that begins here ends, as in "200 mg" or "two of the tablets"; 0 where none begins."""
    if not _is_number(words[at].text):
        return 0
    kinds = _table("units") | _table("pieces")
    for end in range(at + 1, min(len(words), at + 4)):
        if words[end].text in kinds:
            return end
        if words[end].text not in ("of", "the", "a", "x", "more", "small", "extra", "or", "to") and not _is_number(
            words[end].text
        ):
            return 0
    return 0


def _of_something_else(words: list[_Word], end: int, medicine: int) -> bool:
    """Whether an amount is of another thing, as "2 g of protein" beside a medicine is."""
    return end + 2 < len(words) and words[end + 1].text == "of" and not end < medicine <= end + 3


def _often(sentence: str, words: list[_Word], first: int, last: int) -> str:
    named, close = words[first].start, words[last].end
    for match in _OFTEN.finditer(sentence, max(0, named - _WINDOW), close + _WINDOW):
        start, end = sorted(((named, close), match.span()))
        gap = sentence[start[1] : end[0]]
        far = _CLOSE if match.start() > named and ";" not in gap else 1
        if len(gap.split()) <= far and not _ACTIVE.search(gap):
            return sentence[start[0] : max(start[1], end[1])]
    return ""


def _next(sentence: str, words: list[_Word], first: int, after: str) -> str:
    """The sentence after a medicine's, where it goes on about how much: "Two every six hours."."""
    following = _words(after)
    says = any(_quantity(following, at) for at in range(len(following))) or _OFTEN.search(after)
    if not says or _ACTIVE.search(after) or len(following) > 2 * _NEAR:
        return ""
    if any(_of_something_else(following, end, 0) for at in range(len(following)) if (end := _quantity(following, at))):
        return ""
    return f"{sentence[words[first].start :]} {after}"


def _between(sentence: str, words: list[_Word], first: int, last: int) -> str:
    return sentence[words[first].start : words[last].end]


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _table("numbers")


def _medicines(words: list[_Word]) -> list[tuple[int, int]]:
    """Where medicines are named: number of the first and of the last word."""
    found = []
    for at, word in enumerate(words):
        pair = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
        if pair in _table("phrases"):
            found.append((at, at + 1))
        elif _is_medicine(word.text):
            found.append((at, at))
    return found


def _is_medicine(word: str) -> bool:
    names = _table("names")
    bare = word.removesuffix("'s").removesuffix("s")
    if word in names or bare in names:
        return True
    if len(bare) < _MISSPELT or not bare.isalpha() or word in english() or bare in english():
        return False
    allowed = 2 if len(bare) > 8 else 1
    return process.extractOne(bare, _long_names(), scorer=OSA.distance, score_cutoff=allowed) is not None


@cache
def _long_names() -> tuple[str, ...]:
    return tuple(sorted(name for name in _table("names") if len(name) >= _MISSPELT))


@cache
def _table(part: str) -> frozenset[str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if part == "phrases":
        return frozenset(table["phrases"])
    if part == "names":
        return frozenset(name for listed in table.values() if isinstance(listed, str) for name in listed.split())
    return frozenset(table["amounts"][part].split())
