"""Answer, ask one thing, or say so: what to do with the ranked matches, by thresholds fitted from data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Literal

from intents.question import Question
from knowledge.entries import Answer
from knowledge.search import Match

SIGNALS = ("topic", "outside", "ask", "mean", "body", "lead", "known", "names", "words")
Logistic = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering begins; written by `backtalk fit` with the figures they were fitted on."""

    answer: float = 0.35  # least confidence of an answer
    inside: float = 0.5  # least probability that the question is about backs at all
    margin: float = 0.1  # least lead over the next topic; below it one question is asked
    sure: float = 0.6  # confidence from which no lead is asked for
    right: Logistic = field(default_factory=dict)  # weights of SIGNALS and "bias": is the first match right?
    scope: Logistic = field(default_factory=dict)  # likewise: is the question about backs?


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, on which answer, how confident, and what was close."""

    kind: Literal["answer", "clarify", "unsure", "smalltalk"]
    confidence: float
    candidates: tuple[tuple[Match, float], ...] = ()

    @property
    def answer(self) -> Answer | None:
        return self.candidates[0][0].answer if self.candidates and self.kind in ("answer", "smalltalk") else None


def signals(question: Question, matches: Sequence[Match]) -> dict[str, float]:
    """The evidence that confidence is computed from, each about between 0 and 1."""
    chances = dict(question.topics)
    top = matches[0]
    other = next((m for m in matches if not set(m.answer.topics[:1]) & set(top.answer.topics)), None)
    tokens = question.phrase.words
    unknown = len(question.not_understood)
    return {
        "topic": top.parts["topic"],
        "outside": chances.get("out-of-scope", 0.0),
        "ask": top.parts["ask"],
        "mean": top.parts["mean"],
        "body": top.parts["body"],
        "lead": min(top.score - other.score, 1.0) if other else 1.0,
        "known": 1 - unknown / max(len(tokens), 1),
        "names": min(len({m.id for m in question.mentions if m.kind in ("muscle", "exercise", "region")}), 3) / 3,
        "words": min(log(1 + len(tokens)) / 5, 1.0),
    }


def chance(weights: Logistic, evidence: Mapping[str, float]) -> float:
    """A probability from a fitted logistic model."""
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def decide(question: Question, matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """Pick the kind of reply; pure, so the same question and knowledge always decide alike."""
    if not matches or not question.phrase.words:
        return Decision("unsure", 0.0)
    evidence = signals(question, matches)
    inside = chance(thresholds.scope, evidence)
    right = chance(thresholds.right, evidence)
    candidates = _share(matches, right)
    if matches[0].answer.topics[0] == "chitchat":
        return Decision("smalltalk" if inside >= thresholds.inside else "unsure", round(inside, 4), candidates)
    confidence = round(inside * (0.5 + 0.5 * right), 4)
    if inside < thresholds.inside:
        return Decision("unsure", confidence, candidates)
    if right < thresholds.answer:
        return Decision("clarify" if len(candidates) > 1 else "unsure", confidence, candidates)
    close = evidence["lead"] < thresholds.margin and right < thresholds.sure
    return Decision("clarify" if close and len(candidates) > 1 else "answer", confidence, candidates)


def _share(matches: Sequence[Match], right: float) -> tuple[tuple[Match, float], ...]:
    """Each match with its share of the confidence, falling with its score."""
    weights = [exp(3 * (match.score - matches[0].score)) for match in matches]
    return tuple((match, round(right * weight, 4)) for match, weight in zip(matches, weights, strict=True))
