"""What a question asks for as search reads it, and what besides its words speaks for an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Answer
from knowledge.features import Phrase

SCORES = ("ask", "mean", "body", "shared", "unnamed")  # by words
NAMED = ("topic", "other_topic", "muscles", "exercise", "region", "sides", "sideless")  # by what a question is about
KINDS = (*SCORES, *NAMED)  # of evidence, as the columns of a table and the parts of a match have them
SPOKEN = ("whole", "follows", "same_topic", "same_part")  # by what was spoken of before, where anything was
# How much the words and the subject of a question count where something was spoken of before it.
THEN = {"then_words": SCORES, "then_named": NAMED}
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was spoken of before a question."""

    phrase: Phrase  # all that was asked, with the question at its end
    answer: Answer  # the one that stands


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for: words, likely topics, the ids it names, and what it follows on."""

    phrase: Phrase
    topics: Mapping[str, float]
    muscles: frozenset[str] = frozenset()
    exercises: tuple[str, ...] = ()
    region: str | None = None
    sides: bool = False  # whether one side is set against the other
    sideless: bool = False  # whether it speaks of no side at all, nor of anything uneven
    spoken: Spoken | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence there are for it."""
        return (*KINDS, *SPOKEN) if self.spoken else KINDS

    def weights(self, fitted: Mapping[str, float]) -> Table:
        """How much each of its kinds counts."""
        counts = {name: fitted.get(name, 0.0) for name in self.kinds}
        if self.spoken:
            factors = {name: fitted.get(then, 1.0) for then, names in THEN.items() for name in names}
            counts = {name: value * factors.get(name, 1.0) for name, value in counts.items()}
        return np.array(list(counts.values()))


def in_light(answers: Sequence[Answer], wanted: Wanted, whole: Table, fitted: Mapping[str, float]) -> Table:
    """What speaks for answers in the light of what was spoken of, a row each; `whole` are their SCORES by all of it.

    Of a question that names a muscle or a part itself the subject before it is no evidence.
    """
    found = np.zeros((len(answers), len(SPOKEN) if wanted.spoken else 0))
    if wanted.spoken is None:
        return found
    standing = wanted.spoken.answer
    found[:, 0] = (whole * [fitted.get(name, 0.0) for name in SCORES]).sum(axis=1)
    found[:, 1] = [answer.id in standing.follow_ups for answer in answers]
    if not (wanted.muscles or wanted.region):
        about = set(standing.topics)
        found[:, 2] = [bool(about & set(answer.topics)) for answer in answers]
        found[:, 3] = [answer.region == standing.region for answer in answers]
    return found
