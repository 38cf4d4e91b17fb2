"""How much of what a question says an answer says too: the part of its telling words that the answer has, by weight."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Ints, Phrase, Weigher
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
        stems, size = single_words(weigher), bodies.size
        asked = np.unique(having(asks, stems, owners, size)[0])
        told = np.unique(having(bodies, stems, np.arange(size), size)[0])
        told = np.setdiff1d(told, asked, assume_unique=True)
        weights = np.repeat(np.array([1.0, IN_BODY]), [len(asked), len(told)])
        features, rows = np.divmod(np.concatenate([asked, told]), max(size, 1))
        return cls(weigher, Postings.of(features, rows, weights, len(weigher.numbers), size))

    def shares(self, phrase: Phrase) -> NDArray[np.float64]:
        """Of each answer the part of a question that it shares, between 0 and 1."""
        numbers, weight = self.weigher.numbers, self.weigher.weight
        weights = {mark: weight(mark) for mark in asked_stems(phrase)}
        known = [(numbers[mark], worth) for mark, worth in weights.items() if mark in numbers]
        if not known:
            return np.zeros(self.having.size)
        at, values = zip(*known, strict=True)
        return self.having.sums(np.array(at, np.int32), np.array(values, np.float32)) / sum(weights.values())


def single_words(weigher: Weigher, without: Set[str] = frozenset()) -> NDArray[np.int64]:
    """The numbers of the features that are single words, but for some."""
    listed = (n for gram, n in weigher.numbers.items() if gram[0] == "w" and " " not in gram and gram not in without)
    return np.fromiter(listed, np.int64)


def having(
    postings: Postings, features: NDArray[np.int64], owners: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], Ints]:
    """Of every text with any of these features the feature with the text's owner, as one number, and the text."""
    at, counts = spans(postings.starts, features)
    docs = postings.docs[at]
    return np.repeat(features, counts) * max(size, 1) + owners[docs], docs
