"""What an answer is about that few others are: a question without any such word hardly means that answer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Phrase, Weigher
from knowledge.lexicon import asked_stems
from knowledge.postings import Postings
from knowledge.shared_words import having, single_words
from knowledge.text import STOP_WORDS, stem

OFTEN = 0.13  # share of an answer's phrasings in which a word of its subject stands
COMMON = 0.1  # and from which it is a word of that answer at all
FEW = 8  # answers of which it may be a word


@dataclass(frozen=True, slots=True)
class Subjects:
    """Answers by the words of their subjects, and which share of each one's phrasings has any of them."""

    weigher: Weigher
    naming: Postings
    named: NDArray[np.float64]

    @classmethod
    def of(cls, weigher: Weigher, asks: Postings, owners: NDArray[np.int64], size: int) -> "Subjects":
        """From the postings of phrasings, whose answers `owners` tells."""
        telling = single_words(weigher, {"w" + stem(word) for word in STOP_WORDS})
        pairs, docs = having(asks, telling, owners, size)
        known, often = np.unique(pairs, return_counts=True)
        features, rows = np.divmod(known, max(size, 1))
        phrasings = np.bincount(owners, minlength=size)
        shares = often / phrasings[rows]
        answers = np.bincount(features, shares >= COMMON, len(weigher.numbers))
        kept = known[(shares >= OFTEN) & (answers[features] <= FEW)]
        told = np.unique(docs[np.isin(pairs, kept)])
        named = np.bincount(owners[told], minlength=size) / np.maximum(phrasings, 1)
        features, rows = np.divmod(kept, max(size, 1))
        return cls(weigher, Postings.of(features, rows, np.ones(len(kept)), len(weigher.numbers), size), named)

    def unnamed(self, phrase: Phrase) -> NDArray[np.float64]:
        """Of each answer how much it is about something that a question does not name; 0 where it names any of it."""
        found, numbers = self.named.copy(), self.weigher.numbers
        for mark in asked_stems(phrase):
            if (number := numbers.get(mark)) is not None:
                found[self.naming.rows(number)] = 0.0
        return found
