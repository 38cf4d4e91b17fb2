"""The features of many pieces as one matrix, by number; two concepts that stand together are found by arithmetic."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from intents.red_flag_pieces import Piece

AT_LEAST = 2  # pieces that a feature has to stand in; one more where chance brings much together: letters, pairs


@dataclass(frozen=True)
class Matrix:
    """One row per piece: for each feature 1/sqrt(how many of its kind the piece has)."""

    names: list[str]
    rows: csr_matrix

    @classmethod
    def of(cls, found: Sequence[Piece], seen: np.ndarray) -> Matrix:
        """The features that stand in enough of the pieces that are seen, by name, so that every fit has one order."""
        numbers: dict[str, int] = {}
        columns, shares, sizes = array("i"), array("d"), []
        for piece in found:
            before = len(columns)
            for kind in piece.kinds:
                columns.extend([numbers.setdefault(gram, len(numbers)) for gram in kind])
                shares.extend([len(kind) ** -0.5] * len(kind) if kind else ())
            sizes.append(len(columns) - before)
        names = list(numbers)
        few = np.array([AT_LEAST + (name[0] == "_") for name in names])
        single, kept = _often(_rows(np.array(columns), np.array(shares), sizes, len(names)), seen, few)
        double, both = _pairs(found, numbers, seen)
        pairs = [f"{names[one]}{names[other]}" for one, other in zip(*divmod(both, len(names)), strict=True)]
        known = [*(names[number] for number in kept), *pairs]
        order = sorted(range(len(known)), key=known.__getitem__)
        rows = hstack([single, double], format="csr")[:, order]
        rows.sort_indices()
        return cls([known[number] for number in order], rows)

    def without(self, names: frozenset[str]) -> Matrix:
        """All but some features."""
        kept = [number for number, name in enumerate(self.names) if name not in names]
        return Matrix([self.names[number] for number in kept], self.rows[:, kept])

    def counts(self, of: np.ndarray) -> np.ndarray:
        """In how many of these rows each feature stands."""
        return np.bincount(self.rows[of].indices, minlength=len(self.names))


def _often(rows: csr_matrix, seen: np.ndarray, few: np.ndarray | int) -> tuple[csr_matrix, np.ndarray]:
    """The columns that enough of the seen rows have, and which they are."""
    kept = np.flatnonzero(np.bincount(rows[seen].indices, minlength=rows.shape[1]) >= few)
    return rows[:, kept], kept


def _pairs(found: Sequence[Piece], numbers: dict[str, int], seen: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """How much every two concepts count in each piece, and both their numbers as one."""
    pairs, shares, sizes = [np.zeros(0, np.int64)], [np.zeros(0)], []
    for piece in found:
        at = np.array([numbers[name] for name in sorted(piece.concepts)], np.int64)
        firsts, seconds = np.triu_indices(len(at), 1)
        pairs.append(at[firsts] * len(numbers) + at[seconds])
        sizes.append(len(firsts))
        shares.append(np.full(len(firsts), max(1, len(firsts)) ** -0.5))
    kinds, places = np.unique(np.concatenate(pairs), return_inverse=True)
    rows, kept = _often(_rows(places, np.concatenate(shares), sizes, len(kinds)), seen, AT_LEAST + 1)
    return rows, kinds[kept]


def _rows(columns: np.ndarray, shares: np.ndarray, sizes: Sequence[int], width: int) -> csr_matrix:
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((shares, columns, starts), shape=(len(starts) - 1, width))
