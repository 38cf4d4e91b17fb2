"""Plain text to the words that are compared: lower case, one spelling, no punctuation."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import Stemmer

_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,x/]\d+)*%?")
_SPACES = re.compile(r"[^\S\n]+")
_UNUSUAL = re.compile(r"[^ -~\n]")  # what plain typing does not give
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_MENTION = re.compile(r"<[@#:][^>\s]{1,80}>|https?://\S+|www\.\S+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|(?<=\?)")
_STEM = Stemmer.Stemmer("english").stemWord
_STOP = """
    a an the and or but if of to in on at by for with from as is are was were be been being am it its this that
    these those i im ive id ill me my mine we our you your he she they them his her their there here so than then
    too very just also got get getting have has had do does did done can could would should will shall may might
    must some any what which who how when where why not no only about into out up down over all more most much
    really like one
"""
STOP_WORDS = frozenset(_STOP.split())


def plain(text: str) -> str:
    """Text in one case and one set of marks, without mentions, addresses, control or invisible characters."""
    text = _ESCAPE.sub(" ", unicodedata.normalize("NFKC", text).translate(_MARKS))
    text = _MENTION.sub(" ", text)
    text = _UNUSUAL.sub(_visible, text)
    return _SPACES.sub(" ", text).strip().lower()


def _visible(found: re.Match[str]) -> str:
    return " " if unicodedata.category(found[0])[0] == "C" else found[0]


def words(text: str) -> list[str]:
    """The words and numbers of a text, apostrophes dropped ("can't" is "cant"), hyphens split."""
    return [word.replace("'", "") for word in _WORD.findall(plain(text))]


def sentences(text: str) -> list[str]:
    """A text cut at sentence marks and line ends; empty pieces are dropped."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem that rows, rowed and rowing share; numbers all become one mark."""
    return "#" if word[0].isdigit() else _STEM(word)


def openings(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How long the longest phrase is that begins with each word: few words begin any, and most of those a short one."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        if phrase:
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


class Synonyms:
    """Rewrites an asker's words to the one the knowledge base uses, longest phrase first, in one pass."""

    def __init__(self, table: Mapping[str, Iterable[str]] | Iterable[tuple[str, Iterable[str]]]) -> None:
        pairs = table.items() if isinstance(table, Mapping) else table
        self._to = {tuple(words(variant)): words(word) for word, variants in pairs for variant in variants}
        self._opening = openings(self._to)

    def rewrite(self, tokens: list[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(tokens):
            for size in range(min(self._opening.get(tokens[at], 0), len(tokens) - at), 0, -1):
                if (to := self._to.get(tuple(tokens[at : at + size]))) is not None:
                    found += to
                    at += size
                    break
            else:
                found.append(tokens[at])
                at += 1
        return found
