"""Repair of typing errors in the words the red-flag gate knows; a good English word is never repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SHORTEST = 4  # one error in a shorter word leaves too little to tell it by
TWICE = 9  # a word this long may hold two errors


@dataclass(frozen=True, slots=True)
class Spelling:
    """The known words, findable by what is left of them when a letter is lost."""

    stems: frozenset[str]
    good: frozenset[str]
    written: dict[str, str]
    by_rest: dict[str, str]  # words separated by spaces
    cache: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, written: dict[str, str], worth_repair: set[str], good: str) -> Spelling:
        """Index the words that a sign may hang on; all of them, with their stems, count as rightly spelt."""
        rests: dict[str, list[str]] = {}
        for word in sorted(worth_repair):
            if len(word) > SHORTEST and word.isalpha():
                for rest in _rests(word) | {word}:
                    rests.setdefault(rest, []).append(word)
        return cls.of_table({"good": good, "written": written, "by_rest": {rest: " ".join(words) for rest, words in rests.items()}})

    @classmethod
    def of_table(cls, table: dict[str, Any]) -> Spelling:
        """The index as it was compiled."""
        written: dict[str, str] = table["written"]
        return cls(frozenset(written.values()), frozenset(table["good"].split()), written, table["by_rest"])

    def as_table(self) -> dict[str, Any]:
        """The index as plain values, to compile it."""
        return {"good": " ".join(sorted(self.good)), "written": self.written, "by_rest": self.by_rest}

    def repair(self, word: str) -> str | None:
        """The stem of the known word this one was meant to be, or None."""
        if word not in self.cache:
            if len(self.cache) > 20_000:
                self.cache.clear()
            self.cache[word] = self._look(word)
        return self.cache[word]

    def _look(self, word: str) -> str | None:
        if word in self.good or len(word) > 24 or not word.isalpha():
            return None
        found = {meant for rest in _rests(word) | {word} for meant in self.by_rest.get(rest, "").split() if meant[0] == word[0]}
        if not found and len(word) >= TWICE:
            found = {meant for rest in _rests(word) for less in _rests(rest) for meant in self.by_rest.get(less, "").split()
                     if meant[0] == word[0] and len(meant) >= TWICE}
        stems = {self.written[meant] for meant in found if _near(word, meant)}
        return min(stems) if len(stems) == 1 else None


def _rests(word: str) -> set[str]:
    return {word[:i] + word[i + 1:] for i in range(len(word))}


def _near(word: str, meant: str) -> bool:
    """One slip apart (a letter lost, added, changed or two swapped), or two in a long word."""
    from rapidfuzz.distance import OSA

    allowed = 2 if min(len(word), len(meant)) >= TWICE else 1
    return bool(OSA.distance(word, meant, score_cutoff=allowed) <= allowed)
