"""Words to a sparse vector: the one recipe that fitting, classifying and searching share.

Families, each scaled to unit length and then weighed, so that a long post does not drown its question:
w words and pairs · c pieces of words · q words and pairs of the sentence that asks · k things linked by name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from knowledge.text import STOP_WORDS, stem

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
LONG = 25  # words; beyond this a post's stop words say little
REMEMBERED = 10_000  # words
RARER = log(1.5)  # by which a word of one phrase weighs more than one of two, the rarest that a fit keeps


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is compared of a text: its words, those of the sentence that asks, and the ids it names."""

    words: tuple[str, ...]
    focus: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def grams(phrase: Phrase, families: str = "wcqk") -> dict[str, Counter[str]]:
    """The features of each family with their counts."""
    words = telling(phrase)
    found: dict[str, Counter[str]] = {}
    for family in families:
        if family == "w":
            found[family] = Counter(runs(words, family))
        elif family == "c":
            found[family] = Counter(piece for word in words for piece in pieces(word))
        elif family == "q":
            found[family] = Counter(runs(phrase.focus or phrase.words, family))
        else:
            found[family] = Counter("k" + name for name in phrase.names)
    return found


def telling(phrase: Phrase) -> tuple[str, ...]:
    """The words of a phrase that say something: of a long one those that are no stop words."""
    if len(phrase.words) <= LONG:
        return phrase.words
    return tuple(word for word in phrase.words if word not in STOP_WORDS)


def runs(words: Sequence[str], family: str) -> list[str]:
    """The stems of words and of their pairs, as features of a family."""
    stems = [stem(word) for word in words]
    return [family + s for s in stems] + [f"{family}{a} {b}" for a, b in pairwise(stems)]


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """Runs of three to five letters of a word with its ends marked; what a typo leaves in common."""
    return tuple(_cut(word))


def _cut(word: str) -> list[str]:
    padded = f" {word} "
    return ["c" + padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)]


@dataclass(frozen=True, slots=True)
class Weigher:
    """Inverse document frequencies and family weights; turns a Phrase into feature numbers and their weights."""

    numbers: Mapping[str, int]
    idf: Floats
    families: Mapping[str, float]
    # the last phrase with its vector, which the classifier and the index both ask for
    last: list[tuple[Phrase, tuple[Ints, Floats]]] = field(default_factory=list, compare=False)
    spelt: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)  # numbers of pieces by word

    once: float = field(init=False, compare=False)  # the weight of a feature that no fit saw

    def __post_init__(self) -> None:
        object.__setattr__(self, "once", float(self.idf.max(initial=0.0)) + RARER)

    @classmethod
    def fit(cls, phrases: Sequence[Phrase], families: Mapping[str, float], least: int = 2) -> "Weigher":
        """Count in how many phrases each feature stands; features of fewer than `least` are dropped."""
        seen: Counter[str] = Counter()
        for phrase in phrases:
            for counts in grams(phrase).values():
                seen.update(counts.keys())
        kept = sorted(gram for gram, count in seen.items() if count >= least)
        idf = np.array([log((1 + len(phrases)) / (1 + seen[gram])) + 1 for gram in kept], np.float32)
        return cls({gram: number for number, gram in enumerate(kept)}, idf, dict(families))

    def vector(self, phrase: Phrase) -> tuple[Ints, Floats]:
        """Feature numbers and weights of a phrase; unknown features are left out."""
        for known, found in self.last:
            if known is phrase:
                return found
        found = self._vector(phrase)
        self.last[:] = [(phrase, found)]
        return found

    def weight(self, gram: str) -> float:
        """How much a feature tells; one that no fit saw a little more than the rarest of them."""
        number = self.numbers.get(gram)
        return self.once if number is None else self.idf.item(number)

    def _vector(self, phrase: Phrase) -> tuple[Ints, Floats]:
        at: list[int] = []
        weights: list[float] = []
        for family, counts in self._counted(phrase).items():
            found = self._weighed(counts)
            length = sqrt(sum(weight * weight for weight in found))
            if length:
                scale = self.families.get(family, 1.0) / length
                at += counts
                weights += [weight * scale for weight in found]
        return np.array(at, np.int32), np.array(weights, np.float32)

    def _counted(self, phrase: Phrase) -> dict[str, Counter[int]]:
        """The numbers of the known features of each family with their counts, as `grams` has the features."""
        words = telling(phrase)
        return {
            "w": Counter(self._known(runs(words, "w"))),
            "c": Counter(chain.from_iterable(map(self._pieces, words))),
            "q": Counter(self._known(runs(phrase.focus or phrase.words, "q"))),
            "k": Counter(self._known(["k" + name for name in phrase.names])),
        }

    def _known(self, found: Iterable[str]) -> list[int]:
        return [number for number in map(self.numbers.get, found) if number is not None]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, kept for a while: most words of a question were in earlier ones."""
        numbers = self.spelt.get(word)
        if numbers is None:
            if len(self.spelt) >= REMEMBERED:
                self.spelt.clear()
            numbers = self.spelt[word] = tuple(self._known(_cut(word)))
        return numbers

    def _weighed(self, counts: Mapping[int, int]) -> list[float]:
        idf = self.idf.data  # gives plain numbers, which are quicker to reckon with
        return [(1 + log(count)) * idf[number] if count > 1 else idf[number] for number, count in counts.items()]
