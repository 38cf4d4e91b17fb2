"""How much the features of a piece of a post speak for something; two concepts that stand together are one more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.red_flag_pieces import Piece

UNIT = 100  # weights are kept to two decimals; as whole numbers their sum is the same in any order


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight per feature, and per pair of concepts at the place of both, so that all pairs are summed at once."""

    single: Mapping[str, int]  # in hundredths, as the pairs are
    numbers: Mapping[str, int]
    pairs: NDArray[np.int16]

    @classmethod
    def of_table(cls, table: Mapping[str, Any]) -> Weights:
        """From plain values."""
        numbers = {name: number for number, name in enumerate(table["concepts"])}
        pairs = np.zeros((len(numbers), len(numbers)), np.int16)
        firsts, seconds, weights = table["pairs"]
        pairs[firsts, seconds] = weights
        grams = table["grams"].split("\n")  # one text of all names is read in a third of the time
        return cls(dict(zip(grams, table["weights"], strict=True)) if table["weights"] else {}, numbers, pairs)

    def total(self, piece: Piece) -> float:
        """What all features of a piece come to, each kind by the root of how many there are."""
        weight = self.single.get
        total = sum(sum(filter(None, map(weight, kind))) / sqrt(len(kind)) for kind in piece.kinds if kind)
        places = [self.numbers[name] for name in piece.concepts if name in self.numbers]
        if len(places) > 1:
            at = np.array(places)
            total += int(self.pairs[at[:, None], at].sum(dtype=np.int64)) / sqrt(comb(len(piece.concepts), 2))
        return total / UNIT


def as_table(weights: Mapping[str, float]) -> dict[str, Any]:
    """Weights by feature as plain values; those of pairs by the numbers of the two concepts."""
    whole = {gram: round(weight * UNIT) for gram, weight in weights.items()}
    single = {gram: weight for gram, weight in whole.items() if gram.count("@") < 2}
    pairs = {(f"@{pair[1]}", f"@{pair[2]}"): w for gram, w in whole.items() if len(pair := gram.split("@")) == 3}
    concepts = sorted({name for pair in pairs for name in pair})
    numbers = {name: number for number, name in enumerate(concepts)}
    return {
        "grams": "\n".join(single),
        "weights": list(single.values()),
        "concepts": concepts,
        "pairs": [
            [numbers[one] for one, _ in pairs],
            [numbers[other] for _, other in pairs],
            list(pairs.values()),
        ],
    }
