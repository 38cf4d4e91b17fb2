"""Learns how much each kind of evidence counts in search, from questions whose right answers are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.decide import SHARPNESS
from bot.engine import wanted
from intents.examples import Example, meant
from intents.question import Question
from intents.understand import Reader
from knowledge.golden import golden_questions
from knowledge.search import KINDS, Index, fitted

Floats: TypeAlias = NDArray[np.float64]
APART = ("chitchat", "red-flag", "howto:other")  # topics that the hit rates leave aside
FIRST_LOOK = {"topic": 1.0, "ask": 1.0, "body": 1.0, "shared": 0.5}  # weights by which candidates are taken in hand
AGAINST = ("unnamed",)  # what speaks against an answer; all else can only speak for one
CANDIDATES = 40
STIFFNESS = 1.0  # against weights that a few lessons alone ask for


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with the answers of which any would be right."""

    question: Question
    right: frozenset[str]


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
    return [Lesson(reader.read(text), right) for text, right in meant()]


def fit_search(index: Index, lessons: Sequence[Lesson]) -> dict[str, float]:
    """How much each kind of evidence counts: the weights under which the right answers get the most probability.

    A score is that probability's logarithm in the unit by which `bot.decide` shares confidence out.
    """
    from scipy.optimize import minimize

    tables = [table for lesson in lessons if (table := _Table.of(index, lesson)) is not None]
    found = minimize(
        lambda weights: _loss(weights, tables),
        np.array([-1.0 if name in AGAINST else 1.0 for name in KINDS]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, 0.0) if name in AGAINST else (0.0, None) for name in KINDS],
    )
    return {name: round(float(weight) / SHARPNESS, 4) for name, weight in zip(KINDS, found.x, strict=True)}


@dataclass(frozen=True, slots=True)
class _Table:
    """The evidence for each candidate of a lesson, a row each, and which of them are right."""

    evidence: Floats
    right: Floats

    @classmethod
    def of(cls, index: Index, lesson: Lesson) -> "_Table | None":
        """None where no candidate is right: nothing is to be learnt from that."""
        matches = fitted(index, wanted(lesson.question), FIRST_LOOK, CANDIDATES).matches
        right = np.array([match.answer.id in lesson.right for match in matches], np.float64)
        if not right.any():
            return None
        rows = [[match.parts[name] for name in KINDS] for match in matches]
        return cls(np.array(rows, np.float64), right)


def _loss(weights: Floats, tables: Sequence[_Table]) -> tuple[float, Floats]:
    """How improbable the right answers are under these weights, and how that changes with each of them."""
    loss, slope = 0.5 * STIFFNESS * float(weights @ weights), STIFFNESS * weights
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
