"""Texts listed under each of their features, so that a question is compared with all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Floats, Ints


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents by feature: the rows of feature n are docs[starts[n]:starts[n + 1]], with their weights."""

    starts: Ints
    docs: Ints
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
        return cls(starts, docs[order].astype(np.int32), weights[order].astype(np.float32), size)

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
        # every row index of all the postings in one go: no Python loop over features
        offsets = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(total)
        found = np.bincount(self.docs[offsets], self.weights[offsets] * np.repeat(weights, lengths), self.size)
        return found.astype(np.float64)


def _unit(weights: Floats) -> Floats:
    length = float(np.sqrt(weights @ weights)) if len(weights) else 0.0
    return weights / np.float32(length) if length else weights
