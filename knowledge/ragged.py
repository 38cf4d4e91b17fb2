"""Texts as rows of different lengths in a few long arrays: of each its features and its words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Floats, Ints

Longs: TypeAlias = NDArray[np.int64]
Weighed: TypeAlias = tuple[dict[str, Counter[str]], tuple[str, ...]]  # features by family, and different words


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its features with their weights, its words, and what a word's pieces count in it."""

    features: Sequence[tuple[int, float]]
    words: Sequence[int]
    scale: float


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts; row n is between starts[n] and starts[n + 1]."""

    starts: Longs  # of each text's features
    features: Ints
    weights: NDArray[np.float16]
    word_starts: Longs
    words: Ints
    scales: Floats

    @classmethod
    def of(cls, texts: Sequence[Text]) -> "Texts":
        return cls(
            _starts([len(text.features) for text in texts]),
            np.array([number for text in texts for number, _ in text.features], np.int32),
            np.array([weight for text in texts for _, weight in text.features], np.float16),
            _starts([len(text.words) for text in texts]),
            np.array([word for text in texts for word in text.words], np.int32),
            np.array([text.scale for text in texts], np.float32),
        )

    def kept(self, stays: NDArray[np.bool_]) -> "Texts":
        """Only these of the texts."""
        counts, lengths = np.diff(self.starts), np.diff(self.word_starts)
        features, words = np.repeat(stays, counts), np.repeat(stays, lengths)
        return Texts(
            _starts(counts[stays]), self.features[features], self.weights[features],
            _starts(lengths[stays]), self.words[words], self.scales[stays],
        )  # fmt: skip

    @classmethod
    def joined(cls, parts: Sequence["Texts"]) -> "Texts":
        """All texts of several, one after the other."""
        return cls(
            _starts(np.concatenate([np.diff(part.starts) for part in parts])),
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.weights for part in parts]),
            _starts(np.concatenate([np.diff(part.word_starts) for part in parts])),
            np.concatenate([part.words for part in parts]),
            np.concatenate([part.scales for part in parts]),
        )

    def cosines(self, rows: Longs, question: Floats, likeness: Floats) -> NDArray[np.float64]:
        """The cosines of some texts with a question, given as weights by feature and likeness by word."""
        at, counts = spans(self.starts, rows)
        weights = question[self.features[at]]
        hits = np.flatnonzero(weights)  # few of a text's features are the question's too
        owners = np.repeat(np.arange(len(rows)), counts)[hits]
        alike = np.bincount(owners, weights[hits] * self.weights[at[hits]], len(rows))
        words, lengths = spans(self.word_starts, rows)
        pieces = np.bincount(np.repeat(np.arange(len(rows)), lengths), likeness[self.words[words]], len(rows))
        found: NDArray[np.float64] = alike + pieces * self.scales[rows]
        return found


def spans(starts: Longs | Ints, rows: Longs) -> tuple[Longs, Longs]:
    """Where the items of some rows lie, one row after the other, and how many each row has."""
    counts = starts[rows + 1] - starts[rows]
    offsets = np.repeat(starts[rows] - (np.cumsum(counts) - counts), counts)
    return offsets + np.arange(len(offsets)), counts


def _starts(counts: Sequence[int] | Longs) -> Longs:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
