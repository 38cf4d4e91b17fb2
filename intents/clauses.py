"""A message in its parts: what it tells, what it asks, and what it says not to be about."""

import re
from dataclasses import dataclass

from intents.phrasings import phrasing
from knowledge.text import plain

_SENTENCE = re.compile(r"(?<=[.!?])[.!?]*\s+|\s*[\n;]+\s*|\s+\(|\)\s*")
_NAMED = 2  # words of a question that only names what is denied next
_WORD = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Clauses:
    """The parts of one message, each as plain lower-case text and in the order in which they were said."""

    told: tuple[str, ...]
    asked: tuple[str, ...]
    denied: tuple[str, ...]

    @property
    def kept(self) -> str:
        """All of it but what it says not to be about."""
        return ". ".join((*self.told, *self.asked))


def clauses(text: str) -> Clauses:
    """Sentences, and the questions strung together inside one, sorted by what they do."""
    told: list[str] = []
    asked: list[str] = []
    denied: list[str] = []
    for part in _parts(plain(text)):
        words = part.replace("'", "").strip(" .!?,")
        if phrasing("denies").search(words):
            named = asked.pop() if asked and len(asked[-1].split()) <= _NAMED else ""  # "golf? i dont play"
            denied.append(f"{named} {part}".strip())
        elif "?" in part or phrasing("asks-something").search(words):
            asked.append(part)
        else:
            told.append(part)
    return Clauses(tuple(told), tuple(asked), tuple(denied))


def _parts(text: str) -> list[str]:
    pieces = [piece for sentence in _SENTENCE.split(text) for piece in phrasing("strung").split(sentence)]
    return [piece.strip(" ,") for piece in pieces if _WORD.search(piece)]
