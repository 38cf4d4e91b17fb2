"""Learns how much each kind of evidence counts in search, from questions whose right answers are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.decide import SHARPNESS
from bot.engine import spoken_of, wanted
from intents.examples import Example, meant
from intents.question import Question
from intents.understand import Reader
from knowledge.golden import golden_questions
from knowledge.search import Index, fitted
from knowledge.wanted import KINDS, SPOKEN, THEN, Spoken

Floats: TypeAlias = NDArray[np.float64]
Bounds: TypeAlias = list[tuple[float | None, float | None]]
APART = ("chitchat", "red-flag", "howto:other")  # topics that the hit rates leave aside
# Weights by which candidates are taken in hand; the others where something was spoken of before.
FIRST_LOOK = {"topic": 1.0, "ask": 1.0, "body": 1.0, "shared": 0.5}
SECOND_LOOK = {"whole": 1.0, "follows": 0.2, "same_topic": 0.2}
AGAINST = ("unnamed", "sideless")  # what speaks against an answer; all else can only speak for one
CANDIDATES = 40
STIFFNESS = 1.0  # against weights that a few lessons alone ask for


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with the answers of which any would be right, and what was spoken of before it."""

    question: Question
    right: frozenset[str]
    spoken: Spoken | None = None


def of_topics(index: Index, judged: Sequence[Example], questions: Sequence[Question]) -> list[Lesson]:
    """Lessons of questions labelled with topics: every answer to one of them is right."""
    ids: dict[str, frozenset[str]] = {}
    for answer in index.answers:
        ids[answer.topics[0]] = ids.get(answer.topics[0], frozenset()) | {answer.id}
    return [
        Lesson(question, frozenset().union(*(ids.get(topic, frozenset()) for topic in example.topics)))
        for example, question in zip(judged, questions, strict=True)
        if example.topics[0] not in ("out-of-scope", *APART)
    ]


def golden(reader: Reader) -> list[Lesson]:
    """Lessons of the golden questions."""
    return [Lesson(reader.read(row.question), row.entries) for row in golden_questions() if row.kind == "answer"]


def live(reader: Reader) -> list[Lesson]:
    """Lessons of what people asked in conversations; for some of it there is no right answer."""
    return [
        Lesson(reader.read(row.question), row.answers, spoken_of(reader, row.spoken, row.standing, row.question))
        for row in meant()
    ]


def fit_search(index: Index, lessons: Sequence[Lesson]) -> dict[str, float]:
    """How much each kind of evidence counts: the weights under which the right answers get the most probability.

    A score is that probability's logarithm in the unit by which `bot.decide` shares confidence out.
    """
    tables = [table for one in lessons if (table := _Table.of(index, replace(one, spoken=None), FIRST_LOOK))]
    bounds: Bounds = [(None, 0.0) if name in AGAINST else (0.0, None) for name in KINDS]
    found = _likeliest(tables, np.zeros(len(KINDS)), bounds)
    return {name: round(float(weight) / SHARPNESS, 4) for name, weight in zip(KINDS, found, strict=True)}


def fit_spoken(index: Index, lessons: Sequence[Lesson], weights: Mapping[str, float]) -> dict[str, float]:
    """How much what was spoken of counts, and how much the rest does then, given the weights of first questions."""
    look = {**weights, **SECOND_LOOK}
    tables = [table.then(weights) for one in lessons if one.spoken and (table := _Table.of(index, one, look))]
    usual = np.array([1.0] * len(THEN) + [0.0] * len(SPOKEN))
    found = _likeliest(tables, usual, [(0.0, None)] * len(usual))
    units = [1.0] * (len(THEN) + 1) + [SHARPNESS] * (len(SPOKEN) - 1)
    return {
        name: round(float(value) / unit, 4) for name, value, unit in zip((*THEN, *SPOKEN), found, units, strict=True)
    }


@dataclass(frozen=True, slots=True)
class _Table:
    """The evidence for each candidate of a lesson, a row each, and which of them are right."""

    evidence: Floats
    right: Floats

    @classmethod
    def of(cls, index: Index, lesson: Lesson, look: Mapping[str, float]) -> "_Table | None":
        """None where no candidate is right: nothing is to be learnt from that."""
        asked = wanted(lesson.question, lesson.spoken)
        matches = fitted(index, asked, look, CANDIDATES).matches
        right = np.array([match.answer.id in lesson.right for match in matches], np.float64)
        if not right.any():
            return None
        rows = [[match.parts[name] for name in asked.kinds] for match in matches]
        return cls(np.array(rows, np.float64), right)

    def then(self, weights: Mapping[str, float]) -> "_Table":
        """The same candidates by what words and subject come to under these weights, and by what was spoken of."""
        known = self.evidence[:, : len(KINDS)] * [weights[name] for name in KINDS]
        ends = np.cumsum([0, *map(len, THEN.values())])
        sums = [known[:, start:end].sum(axis=1) for start, end in pairwise(ends.tolist())]
        whole, *others = self.evidence[:, len(KINDS) :].T
        sharp = [SHARPNESS * column for column in (*sums, whole)]
        return _Table(np.stack([*sharp, *others], axis=1), self.right)


def _likeliest(tables: Sequence[_Table], usual: Floats, bounds: Bounds) -> Floats:
    """The weights under which the right answers are likeliest, held near the usual ones."""
    from scipy.optimize import minimize

    found = minimize(lambda weights: _loss(weights, usual, tables), usual, jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = found.x
    return weights


def _loss(weights: Floats, usual: Floats, tables: Sequence[_Table]) -> tuple[float, Floats]:
    """How improbable the right answers are under these weights, and how that changes with each of them."""
    away = weights - usual
    loss, slope = 0.5 * STIFFNESS * float(away @ away), STIFFNESS * away
    for table in tables:
        chances = _softmax(table.evidence @ weights)
        right = chances * table.right
        total = max(float(right.sum()), 1e-12)
        loss -= log(total)
        slope = slope - table.evidence.T @ (right / total - chances)
    return loss, slope


def _softmax(scores: Floats) -> Floats:
    exps = np.exp(scores - scores.max())
    found: Floats = exps / exps.sum()
    return found
