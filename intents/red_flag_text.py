"""A post as the red-flag gate reads it: stems, numbers, sentences and clauses, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from intents.red_flag_files import compiled, table

LONGEST = 6000  # a Discord post holds 4,000 characters; the rest of a flood is not read
QUOTES = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00b4": "'",
        "\u2032": "'",
        "\u200b": " ",
        "\u201c": '"',
        "\u201d": '"',
    }
)
TOKEN = re.compile(
    r"(?P<num>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_][^\W\d_'*@$]*(?:['*@$]+[^\W\d_]+)*)|(?P<stop>[.!?\n\u2026]+)|"
    r"(?P<comma>[,;:()\[\]\u2013\u2014]+|(?<=\s)[-/]+(?=\s))|(?P<emoji>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
TRIPLE = re.compile(r"([a-z])\1{2,}")

READY = compiled()
TABLE: dict[str, Any] = table("words.toml") if READY is None else READY["words"]
FILLERS = frozenset(TABLE["fillers"].split())
PLURALS = frozenset(TABLE["plurals"].split())  # both sides, or not a plural at all
OWN = frozenset(TABLE["own"].split())
ASKING = frozenset(TABLE["asking"].split())
NUMBER_WORDS: dict[str, int] = TABLE["numbers"]
NOT_AFTER: dict[str, str] = TABLE["not_after"]
ALIASES: dict[str, str] = dict(pair.split("=") for pair in TABLE["spelling"].split())
EMOJI: dict[str, str] = TABLE["emoji"]


@dataclass(slots=True)
class Words:
    """Parallel columns, one row per word; `ranks` counts the words before it that are not fillers."""

    text: str
    stems: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    own_at: list[int] = field(default_factory=list)
    questions: set[int] = field(default_factory=set)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A light stem, so that leak, leaks, leaked and leaking are one word; plurals that mean both sides stay."""
    if len(word) <= 3 or word in PLURALS:
        return word
    if word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    elif word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 5:
        word = _undouble(word[:-3])
    elif word.endswith("ed") and len(word) > 4:
        word = _undouble(word[:-2])
    elif word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _undouble(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def read(text: str) -> Words:
    """Split a post into kept words; punctuation only moves the sentence and clause counters on."""
    plain = text[:LONGEST].translate(QUOTES)
    lowered = plain.lower()
    words = Words(plain if len(lowered) == len(plain) else lowered)
    sentence = clause = 0
    before = ""
    for match in TOKEN.finditer(lowered):
        kind, token = match.lastgroup, match.group()
        if kind == "stop":
            if "?" in token:
                words.questions.add(sentence)
            if token != "." or not lowered[match.end() : match.end() + 1].isalnum():
                sentence, clause = sentence + 1, clause + 1
        elif kind == "comma":
            clause += 1
        else:
            before = _keep(words, kind or "", token, match.span(), before, (sentence, clause))
    return words


def _keep(words: Words, kind: str, token: str, span: tuple[int, int], before: str, place: tuple[int, int]) -> str:
    """Add one word to the columns; gives back the word for its neighbour to see."""
    value = -1.0
    if kind == "num":
        value, stemmed = float(token.replace(",", "")[:9]), "#"
    elif kind == "emoji":
        if token not in EMOJI:
            return before
        token = EMOJI[token]
        stemmed = stem(token)
    else:
        token = clean(token)
        if token in OWN and before not in ASKING:
            words.own_at.append(len(words.stems))
        if token == "not" and before in NOT_AFTER and words.stems:
            token = NOT_AFTER[before]
            if words.raws[-1] == before:
                for column in (
                    words.stems,
                    words.raws,
                    words.values,
                    words.spans,
                    words.sentences,
                    words.clauses,
                    words.ranks,
                ):
                    column.pop()
        value = float(NUMBER_WORDS.get(token, -1))
        stemmed = "#" if value >= 0 else token if token in FILLERS else stem(token)
        stemmed = token if stemmed in FILLERS else stemmed  # "here" is no "her"
    last = words.stems[-1] if words.stems else ""
    words.ranks.append((words.ranks[-1] + (last not in FILLERS)) if words.ranks else 0)
    words.stems.append(stemmed)
    words.raws.append(token)
    words.values.append(value)
    words.spans.append(span)
    words.sentences.append(place[0])
    words.clauses.append(place[1])
    return token


@lru_cache(maxsize=8192)
def clean(token: str) -> str:
    """One spelling for one word: no apostrophes, no masking signs, no drawn-out letters."""
    if token.endswith("'s"):
        token = token[:-2]
    token = token.replace("'", "").replace("*", "").replace("@", "a").replace("$", "s")
    token = token if token == "aaa" else TRIPLE.sub(r"\1", token)
    return ALIASES.get(token, token)
