"""Repair of typing errors in the words the red-flag gate knows; a good English word is never repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SHORTEST = 5  # one error in a shorter word leaves too little to tell it by
TWICE = 9  # a word this long may hold two errors
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Spelling:
    """The known words, and those among them that a sign may hang on, by their first letter."""

    stems: frozenset[str]
    good: frozenset[str]
    written: dict[str, str]
    worth: dict[str, list[str]]
    seen: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of_table(cls, table: dict[str, Any]) -> Spelling:
        """From plain values: every word with its stem, those worth a repair, and plain English words close to them."""
        written: dict[str, str] = table["written"]
        worth: dict[str, list[str]] = {}
        for word in table["worth"].split():
            worth.setdefault(word[0], []).append(word)
        return cls(frozenset(written.values()), frozenset(table["good"].split()), written, worth)

    @classmethod
    def of(cls, written: dict[str, str], worth: set[str], good: str) -> Spelling:
        """All words count as rightly spelt; only those that a sign may hang on are what an error is repaired to."""
        long_enough = sorted(word for word in worth if len(word) >= SHORTEST and word.isalpha())
        return cls.of_table({"written": written, "worth": " ".join(long_enough), "good": good})

    def as_table(self) -> dict[str, Any]:
        """The same as plain values, to compile it."""
        worth = sorted(word for words in self.worth.values() for word in words)
        return {"written": self.written, "worth": " ".join(worth), "good": " ".join(sorted(self.good))}

    def repair(self, word: str) -> str | None:
        """The stem of the known word this one was meant to be, or None."""
        if word not in self.seen:
            if len(self.seen) > REMEMBERED:
                self.seen.clear()
            self.seen[word] = self._look(word)
        return self.seen[word]

    def _look(self, word: str) -> str | None:
        """The nearest word: one slip away (a letter lost, added, changed, two swapped), or two in a long word."""
        if word in self.good or len(word) > 24 or not word.isalpha():
            return None
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= TWICE else 1
        near = [meant for meant in self.worth.get(word[0], ()) if abs(len(meant) - len(word)) <= slips]
        by_distance: dict[int, set[str]] = {}
        for meant in near:
            distance = OSA.distance(word, meant, score_cutoff=slips)
            if distance == 1 or (distance == 2 and len(meant) >= TWICE and slips == 2):
                by_distance.setdefault(distance, set()).add(self.written[meant])
        nearest = by_distance.get(1) or by_distance.get(2) or set()
        return min(nearest) if len(nearest) == 1 else None
