"""How much the features of a piece of a post speak for something; two concepts that stand together are one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNIT = 100  # weights are kept to two decimals; as whole numbers their sum is the same in any order


@dataclass(frozen=True, slots=True)
class Piece:
    """The features that begin in a piece, and those of them that are concepts."""

    found: set[str]
    concepts: list[str]

    @classmethod
    def of(cls, at: Sequence[set[str]]) -> Piece:
        """From the features that begin at each of its words."""
        found = set[str]().union(*at)
        return cls(found, [gram for gram in found if gram[0] == "@"])

    @property
    def size(self) -> int:
        """How many features it has, every two concepts among them."""
        return len(self.found) + comb(len(self.concepts), 2)

    @property
    def joined(self) -> set[str]:
        """All of them; a long piece has a thousand pairs, so only what needs each by name should ask for them."""
        return self.found | {f"{one}{other}" for one, other in combinations(sorted(self.concepts), 2)}


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight per feature, and per pair of concepts at the place of both, so that all pairs are summed at once."""

    single: Mapping[str, float]
    numbers: Mapping[str, int]
    pairs: NDArray[np.int16]  # in hundredths

    @classmethod
    def of_table(cls, table: Mapping[str, Any]) -> Weights:
        """From plain values."""
        numbers = {name: number for number, name in enumerate(table["concepts"])}
        pairs = np.zeros((len(numbers), len(numbers)), np.int16)
        firsts, seconds, weights = table["pairs"]
        pairs[firsts, seconds] = weights
        return cls(table["weights"], numbers, pairs)

    def total(self, piece: Piece) -> float:
        """What all features of a piece come to."""
        single = self.single
        # fsum is exact, so that a verdict never hangs on the order in which a set gives its members
        total = fsum(map(single.__getitem__, piece.found & single.keys()))
        places = [self.numbers[name] for name in piece.concepts if name in self.numbers]
        if len(places) < 2:
            return total
        at = np.array(places)
        return total + int(self.pairs[at[:, None], at].sum(dtype=np.int64)) / UNIT


def as_table(weights: Mapping[str, float]) -> dict[str, Any]:
    """Weights by feature as plain values; those of pairs by the numbers of the two concepts, in hundredths."""
    pairs = {(f"@{pair[1]}", f"@{pair[2]}"): w for gram, w in weights.items() if len(pair := gram.split("@")) == 3}
    concepts = sorted({name for pair in pairs for name in pair})
    numbers = {name: number for number, name in enumerate(concepts)}
    return {
        "weights": {gram: weight for gram, weight in weights.items() if gram.count("@") < 2},
        "concepts": concepts,
        "pairs": [
            [numbers[one] for one, _ in pairs],
            [numbers[other] for _, other in pairs],
            [round(weight * UNIT) for weight in pairs.values()],
        ],
    }
