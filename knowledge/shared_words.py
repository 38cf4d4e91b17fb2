"""How much of what a question says an answer says too: the part of its telling words that the answer has, by weight."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Phrase, Weigher
from knowledge.lexicon import asked_stems
from knowledge.postings import Postings
from knowledge.ragged import spans

IN_BODY = 0.5  # what a word counts that stands in an answer's body alone


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Answers by the stems they have; what no fit ever saw stands in none of them, and makes a question less shared."""

    weigher: Weigher
    having: Postings

    @classmethod
    def of(cls, weigher: Weigher, asks: Postings, owners: NDArray[np.int64], bodies: Postings) -> "SharedWords":
        """From the postings of phrasings, whose answers `owners` tells, and of bodies."""
        stems = np.array([n for gram, n in weigher.numbers.items() if gram[0] == "w" and " " not in gram], np.int64)
        size = bodies.size
        asked = _pairs(asks, stems, owners, size)
        told = np.setdiff1d(_pairs(bodies, stems, np.arange(size), size), asked, assume_unique=True)
        pairs = np.concatenate([asked, told])
        weights = np.repeat(np.array([1.0, IN_BODY], np.float32), [len(asked), len(told)])
        order = np.argsort(pairs, kind="stable")
        features, rows = np.divmod(pairs[order], max(size, 1))
        starts = np.searchsorted(features, np.arange(len(weigher.numbers) + 1)).astype(np.int32)
        return cls(weigher, Postings(starts, rows.astype(np.int32), weights[order], size))

    def shares(self, phrase: Phrase) -> NDArray[np.float64]:
        """Of each answer the part of a question that it shares, between 0 and 1."""
        marks = asked_stems(phrase)
        weights = {mark: self.weigher.weight(mark) for mark in marks}
        known = {self.weigher.numbers[mark]: weight for mark, weight in weights.items() if mark in self.weigher.numbers}
        if not known:
            return np.zeros(self.having.size)
        at, values = np.array(list(known), np.int32), np.array(list(known.values()), np.float32)
        return self.having.sums(at, values) / sum(weights.values())


def _pairs(
    postings: Postings, features: NDArray[np.int64], owners: Sequence[int] | NDArray[np.int64], size: int
) -> NDArray[np.int64]:
    """Each feature with each answer that has it, as one number."""
    at, counts = spans(postings.starts, features)
    return np.unique(np.repeat(features, counts) * size + np.asarray(owners, np.int64)[postings.docs[at]])
