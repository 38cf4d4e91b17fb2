"""What answers are about, by rows: so the evidence for all of them takes a step a topic and not one an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Answer
from knowledge.features import Ints
from knowledge.wanted import NAMED, Wanted

Rows: TypeAlias = Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Traits:
    """The rows of answers by what they have: their first topic, later ones, muscles, what they teach, their part."""

    size: int
    first: Rows
    later: Rows
    muscles: Rows
    taught: Rows
    regions: Rows
    sided: Ints

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Traits":
        """Of answers in the order of their rows."""
        return cls(
            len(answers),
            _rows([answer.topics[:1] for answer in answers]),
            _rows([answer.topics[1:] for answer in answers]),
            _rows([answer.muscles for answer in answers]),
            _rows([(answer.teaches,) for answer in answers]),
            _rows([(answer.region,) for answer in answers]),
            np.array([row for row, answer in enumerate(answers) if answer.compares == "sides"], np.int32),
        )

    def about(self, topics: Iterable[str], exercises: Iterable[str]) -> set[int]:
        """The rows of the answers to any of these topics, and of those that teach any of these exercises."""
        listed = [rows.get(topic) for topic in topics for rows in (self.first, self.later)]
        listed += [self.taught.get(exercise) for exercise in exercises]
        return {row for rows in listed if rows is not None for row in rows.tolist()}

    def evidence(self, wanted: Wanted) -> NDArray[np.float64]:
        """What beside their words speaks for answers, a row each: the columns of NAMED."""
        found = np.zeros((self.size, len(NAMED)))
        for topic, chance in wanted.topics.items():
            if (rows := self.first.get(topic)) is not None:
                found[rows, 0] = chance
            if (rows := self.later.get(topic)) is not None:
                found[rows, 1] = np.maximum(found[rows, 1], chance)
        for muscle in wanted.muscles:
            if (rows := self.muscles.get(muscle)) is not None:
                found[rows, 2] += 1
        found[:, 2] /= len(wanted.muscles) or 1
        for column, listed, names in ((3, self.taught, wanted.exercises), (4, self.regions, (wanted.region or "",))):
            for name in names:
                if (rows := listed.get(name)) is not None:
                    found[rows, column] = 1
        if wanted.sides:
            found[self.sided, 5] = 1
        if wanted.sideless:
            found[self.sided, 6] = 1
        return found


def _rows(named: Iterable[Iterable[str]]) -> Rows:
    """The rows that have each name, every one once; the empty name is none."""
    found: dict[str, list[int]] = {}
    for row, names in enumerate(named):
        for name in dict.fromkeys(names):
            if name:
                found.setdefault(name, []).append(row)
    return {name: np.array(rows, np.int32) for name, rows in found.items()}
