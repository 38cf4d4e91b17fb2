"""Texts listed under each of their features, so that a question is compared with all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Floats, Ints

LONG = 200  # documents that a question's features have on average, from which each one's run is copied


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents by feature: the rows of feature n are docs[starts[n]:starts[n + 1]], with their weights."""

    starts: Ints
    docs: NDArray[Any]  # as small as their number allows: reading them is what comparing takes time for
    weights: Floats
    size: int

    @classmethod
    def build(cls, vectors: Sequence[tuple[Ints, Floats]], features: int) -> "Postings":
        """Turn the documents' vectors over; each vector is first scaled to unit length."""
        numbers = np.concatenate([at for at, _ in vectors] or [np.empty(0, np.int32)])
        docs = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(at) for at, _ in vectors])
        weights = np.concatenate([_unit(w) for _, w in vectors] or [np.empty(0, np.float32)])
        return cls.of(numbers, docs, weights, features, len(vectors))

    @classmethod
    def of(
        cls, numbers: NDArray[Any], docs: NDArray[Any], weights: NDArray[Any], features: int, size: int
    ) -> "Postings":
        """From the numbers of features, each with a document that has it and its weight there, in any order."""
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(features + 1)).astype(np.int32)
        return cls(starts, docs[order].astype(number_of(size)), weights[order].astype(np.float32), size)

    def rows(self, feature: int) -> NDArray[Any]:
        """The documents that have a feature."""
        return self.docs[self.starts.item(feature) : self.starts.item(feature + 1)]

    def cosines(self, at: Ints, weights: Floats) -> NDArray[np.float64]:
        """The cosine of every document with a vector given by feature numbers and weights."""
        return self.sums(at, _unit(weights))

    def sums(self, at: Ints, weights: Floats) -> NDArray[np.float64]:
        """Of every document the sum of its weights times these, given by feature numbers."""
        begins, ends = self.starts[at], self.starts[at + 1]
        lengths = ends - begins
        total = int(lengths.sum())
        if not total:
            return np.zeros(self.size)
        if total > LONG * len(at):
            # long runs are copied whole, which is quicker than picking their items one by one
            runs = list(map(slice, begins.tolist(), ends.tolist()))
            docs = np.concatenate([self.docs[run] for run in runs], dtype=np.intp, casting="unsafe")
            parts = np.concatenate([self.weights[run] for run in runs])
        else:
            # every row index of all the postings in one go: no Python loop over features
            offsets = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(total)
            docs, parts = self.docs.take(offsets).astype(np.intp), self.weights.take(offsets)
        parts *= np.repeat(weights, lengths)
        return np.bincount(docs, parts, self.size).astype(np.float64, copy=False)


def number_of(size: int) -> Any:
    """The smallest kind of whole number that counts so many."""
    return np.min_scalar_type(max(size, 1))


def _unit(weights: Floats) -> Floats:
    length = float(np.sqrt(weights @ weights)) if len(weights) else 0.0
    return weights / np.float32(length) if length else weights
