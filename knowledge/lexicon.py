"""Words that additions brought and the fit never saw, numbered on after its features; and the pieces of every word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt
from types import MappingProxyType

import numpy as np

from knowledge.features import Floats, Ints, Phrase, Weigher, grams, pieces
from knowledge.ragged import Text, spans
from knowledge.text import STOP_WORDS, stem

Weighed = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Numbers of words by stem and of whole words; each whole word with the fitted pieces it is made of."""

    weigher: Weigher
    numbers: Mapping[str, int]  # of stems unknown to the fit, and of topics
    words: Mapping[str, int]
    starts: Ints  # of each word's pieces, and where the last ends
    pieces: Ints

    @classmethod
    def empty(cls, weigher: Weigher) -> "Lexicon":
        return cls(weigher, MappingProxyType({}), MappingProxyType({}), np.zeros(1, np.int32), np.zeros(0, np.int32))

    @property
    def size(self) -> int:
        """How many numbers there are, fitted ones included."""
        return len(self.weigher.numbers) + len(self.numbers)

    def with_words(self, marks: Iterable[str], words: Iterable[str]) -> "Lexicon":
        """A lexicon that has these too; those it has keep their numbers."""
        known = self.weigher.numbers
        new = [mark for mark in dict.fromkeys(marks) if mark not in known and mark not in self.numbers]
        fresh = [word for word in dict.fromkeys(words) if word not in self.words]
        if not new and not fresh:
            return self
        numbers = {mark: number for number, mark in enumerate(new, self.size)}
        made = [[known[piece] for piece in dict.fromkeys(pieces(word)) if piece in known] for word in fresh]
        ends = self.starts[-1] + np.cumsum(list(map(len, made)), dtype=np.int32)
        listed = np.array([number for one in made for number in one], np.int32)
        return Lexicon(
            self.weigher,
            MappingProxyType({**self.numbers, **numbers}),
            MappingProxyType({**self.words, **{word: at for at, word in enumerate(fresh, len(self.words))}}),
            np.concatenate([self.starts, ends]).astype(np.int32),
            np.concatenate([self.pieces, listed]),
        )

    def number(self, mark: str) -> int | None:
        found = self.weigher.numbers.get(mark)
        return self.numbers.get(mark) if found is None else found

    def _family(self, counts: Mapping[str, int]) -> tuple[Weighed, float]:
        """The numbered grams of a family with their weights, and the length of all of them.

        Unlike in a fit a word that nobody has seen counts too: it makes what lacks it less alike. Pairs of words and
        names that the fit never saw are left out, as the fit leaves them out.
        """
        numbers, idf = self.weigher.numbers, self.weigher.idf
        found: Weighed = []
        total = 0.0
        for gram, count in counts.items():
            number = numbers.get(gram)
            if number is not None:
                weight = float(idf[number])
            elif gram[0] in "wq" and " " not in gram:
                number, weight = self.numbers.get(gram), self.weigher.once
            else:
                continue
            if count > 1:
                weight *= 1 + log(count)
            total += weight * weight
            if number is not None:
                found.append((number, weight))
        return found, sqrt(total)

    def question(self, phrase: Phrase) -> Floats:
        """A question as weights by number; its length is 1 where every word has one."""
        found, _ = self._scaled(grams(phrase), 0.0)
        dense = np.zeros(self.size, np.float32)
        dense[[number for number, _ in found]] = [weight for _, weight in found]
        return dense

    def text(self, families: Mapping[str, Counter[str]], words: Sequence[str]) -> Text:
        """A text as it is kept: the features of its words, pairs and names by weight, its pieces by word."""
        listed = [self.words[word] for word in words]
        length = self._pieces_length(listed)
        found, whole = self._scaled(families, self.weigher.families.get("c", 1.0) if length else 0.0)
        scale = self.weigher.families.get("c", 1.0) / (length * whole) if length else 0.0
        return Text(found, listed, scale)

    def _scaled(self, families: Mapping[str, Counter[str]], more: float) -> tuple[Weighed, float]:
        """Features of all families in one vector of length 1, and what each was divided by; `more` is kept apart."""
        parts = [(self.weigher.families.get(name, 1.0), *self._family(counts)) for name, counts in families.items()]
        whole = sqrt(more * more + sum(scale * scale for scale, _, length in parts if length)) or 1.0
        return [(n, w * scale / (length * whole)) for scale, found, length in parts for n, w in found], whole

    def likeness(self, question: Floats) -> Floats:
        """How much the pieces of each word have in common with a question's."""
        fitted = question[: len(self.weigher.idf)] * self.weigher.idf
        # one more, so that a last word without pieces has a place to begin at
        found = np.add.reduceat(np.append(fitted[self.pieces], np.float32(0)), self.starts[:-1])
        found[self.starts[:-1] == self.starts[1:]] = 0
        return found

    def _pieces_length(self, words: Sequence[int]) -> float:
        """The length of the pieces of some words taken together."""
        at, _ = spans(self.starts, np.array(words, np.int64))
        numbers, counts = np.unique(self.pieces[at], return_counts=True)
        weights = self.weigher.idf[numbers].astype(np.float64) * counts
        # fsum is exact, so that a length never depends on how memory is laid out
        return sqrt(fsum((weights * weights).tolist()))


def asked_stems(phrase: Phrase) -> tuple[str, ...]:
    """The stems of a text that say what it is about; of one made of stop words alone all of them."""
    listed = tuple(word for word in phrase.words if word not in STOP_WORDS) or phrase.words
    return tuple(dict.fromkeys("w" + stem(word) for word in listed))
