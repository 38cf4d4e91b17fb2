"""Finds the answers nearest to a question: phrasings, bodies and linked names scored apart, then weighed together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Answer
from knowledge.features import Floats, Ints, Phrase, Weigher

if TYPE_CHECKING:
    from knowledge.additions import Additions

NEAREST = 40  # answers by words alone that are weighed with all the evidence
NEAREST_ADDED = 24  # and of those that came after the fit, which never crowd out the others
MOST = 24  # fitted answers that a search gives; several share a topic
MOST_ADDED = 4
SCORES = ("ask", "mean", "body")
RANK = ("ask", "close", "mean", "body")  # what tells by words alone which answer is meant
NAMED = ("topic", "other_topic", "muscles", "exercise", "region", "sides")
Phraser: TypeAlias = Callable[[str], Phrase]


@dataclass(frozen=True, slots=True)
class Match:
    """An answer with its score and where the score comes from."""

    answer: Answer
    score: float
    parts: Mapping[str, float]
    nearest_ask: str
    shared: float = 0.0  # of an added answer, the part of the question's words that it has
    rank: float = 0.0  # how near it is by words alone, in the unit of a likely topic's probability
    added: bool = False  # by a server, with a subject that the fit may never have seen

    @property
    def standing(self) -> float:
        """How an added answer stands among the added."""
        return self.rank + self.parts["topic"]


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents by feature: the rows of feature n are docs[starts[n]:starts[n + 1]], with their weights."""

    starts: Ints
    docs: Ints
    weights: Floats
    size: int

    @classmethod
    def build(cls, vectors: Sequence[tuple[Ints, Floats]], features: int) -> "Postings":
        """Turn the documents' vectors over; each vector is first scaled to unit length."""
        numbers = np.concatenate([at for at, _ in vectors] or [np.empty(0, np.int32)])
        docs = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(at) for at, _ in vectors])
        weights = np.concatenate([_unit(w) for _, w in vectors] or [np.empty(0, np.float32)])
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(features + 1)).astype(np.int32)
        return cls(starts, docs[order], weights[order].astype(np.float32), len(vectors))

    def cosines(self, at: Ints, weights: Floats) -> NDArray[np.float64]:
        """The cosine of every document with a vector given by feature numbers and weights."""
        weights = _unit(weights)
        begins, ends = self.starts[at], self.starts[at + 1]
        lengths = ends - begins
        total = int(lengths.sum())
        if not total:
            return np.zeros(self.size)
        # every row index of all the postings in one go: no Python loop over features
        offsets = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(total)
        found = np.bincount(self.docs[offsets], self.weights[offsets] * np.repeat(weights, lengths), self.size)
        return found.astype(np.float64)


def _unit(weights: Floats) -> Floats:
    length = float(np.sqrt(weights @ weights)) if len(weights) else 0.0
    return weights / np.float32(length) if length else weights


@dataclass(frozen=True, slots=True)
class Index:
    """Postings of every phrasing and every body of a set of answers, with the answer each phrasing belongs to."""

    answers: tuple[Answer, ...]
    weigher: Weigher
    asks: Postings
    starts: Ints  # of each answer's phrasings
    bodies: Postings
    texts: tuple[str, ...]
    by_topic: Mapping[str, tuple[int, ...]]  # rows by topic, and by "teaches:<exercise>"
    hidden: frozenset[int] = frozenset()  # rows of answers that were changed or taken away after the fit
    versions: frozenset[str] = frozenset()  # their ids; what comes in their place is weighed as they were
    additions: "Additions | None" = None

    def changed(self, hidden: frozenset[int], additions: "Additions") -> "Index":
        """The same fitted answers without the hidden ones, and with what came after the fit."""
        versions = frozenset(self.answers[row].id for row in hidden)
        return replace(self, hidden=hidden, versions=versions, additions=additions if additions.answers else None)

    @classmethod
    def build(cls, answers: Sequence[Answer], weigher: Weigher, phrase: Phraser) -> "Index":
        texts = _texts(answers)
        size = len(weigher.numbers)
        asks = Postings.build([weigher.vector(phrase(text)) for text in texts], size)
        bodies = Postings.build([weigher.vector(phrase(f"{a.title}. {a.body}")) for a in answers], size)
        return cls.restore(tuple(answers), weigher, asks, bodies)

    @classmethod
    def restore(cls, answers: tuple[Answer, ...], weigher: Weigher, asks: Postings, bodies: Postings) -> "Index":
        """An index from postings made earlier of the same answers in the same order."""
        counts = [len(a.asks) + 1 for a in answers]
        starts = np.cumsum([0, *counts[:-1]]).astype(np.int32)
        return cls(answers, weigher, asks, starts, bodies, _texts(answers), _by_topic(answers))

    def scores(self, phrase: Phrase) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Per answer the nearest phrasing's cosine, the mean of all and the body's; and which phrasing is nearest."""
        at, weights = self.weigher.vector(phrase)
        asks = self.asks.cosines(at, weights)
        best = np.maximum.reduceat(asks, self.starts)
        means = np.add.reduceat(asks, self.starts) / np.diff(np.append(self.starts, len(asks)))
        tops = np.flatnonzero(asks == np.repeat(best, np.diff(np.append(self.starts, len(asks)))))
        nearest = tops[np.searchsorted(tops, self.starts)]
        return np.stack([best, means, self.bodies.cosines(at, weights)], axis=1), nearest


def _by_topic(answers: Sequence[Answer]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for row, answer in enumerate(answers):
        for topic in answer.topics:
            found.setdefault(topic, []).append(row)
        if taught := answer.teaches:
            found.setdefault(f"teaches:{taught}", []).append(row)
    return {topic: tuple(rows) for topic, rows in found.items()}


def _texts(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(ask for answer in answers for ask in (*answer.asks, answer.title))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for, as search reads it: words, likely topics, and the ids it names."""

    phrase: Phrase
    topics: Mapping[str, float]
    muscles: frozenset[str] = frozenset()
    exercises: tuple[str, ...] = ()
    region: str | None = None
    sides: bool = False  # whether one side is set against the other


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An answer worth weighing: its three cosines, and what a Match tells of it."""

    answer: Answer
    cosines: Sequence[float]
    nearest_ask: str
    shared: float = 0.0
    added: bool = False

    def match(self, parts: NDArray[np.float64], score: float, weights: Mapping[str, float]) -> Match:
        named = dict(zip((*SCORES, *NAMED), map(float, parts.round(4)), strict=True))
        return Match(self.answer, score, named, self.nearest_ask, self.shared, ranked(named, weights), self.added)


def nearness(parts: Mapping[str, float]) -> dict[str, float]:
    """The evidence of RANK; `close` is for phrasings that are nearly the question itself."""
    return {"ask": parts["ask"], "close": max(0.0, 2 * parts["ask"] - 1), "mean": parts["mean"], "body": parts["body"]}


def ranked(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How near an answer is by words alone, in the unit of a likely topic's probability."""
    return round(sum(weights.get(f"added_{name}", 1.0) * value for name, value in nearness(parts).items()), 9)


def search(
    index: Index, wanted: Wanted, weights: Mapping[str, float], most: int = MOST, most_added: int = MOST_ADDED
) -> tuple[Match, ...]:
    """The best answers, best first, ties by id; `weights` say how much each kind of evidence counts.

    Added answers, of whose topics the fit may know nothing, follow the others by a rank of their own.
    """
    found = [*_fitted(index, wanted), *(_since(index, index.additions, wanted) if index.additions else ())]
    if not found:
        return ()
    parts = np.array([(*one.cosines, *evidence(one.answer, wanted)) for one in found], np.float64)
    total = parts @ np.array([weights.get(name, 0.0) for name in (*SCORES, *NAMED)])
    order = sorted(range(len(found)), key=lambda at: (-round(float(total[at]), 9), found[at].answer.id))
    own = [at for at in order if not found[at].added][:most]
    matches = [found[at].match(parts[at], float(total[at]), weights) for at in own]
    added = [one.match(parts[at], float(total[at]), weights) for at, one in enumerate(found) if one.added]
    added.sort(key=lambda match: (-match.standing, match.answer.id))
    return (*matches, *added[:most_added])


def _fitted(index: Index, wanted: Wanted) -> Iterator[_Candidate]:
    """Fitted answers worth weighing: the nearest by words, and every answer to a likely topic or a named exercise."""
    table, nearest = index.scores(wanted.phrase)
    order = np.argsort(-(table[:, 0] + table[:, 2]), kind="stable").tolist()
    near = [row for row in order[: NEAREST + len(index.hidden)] if row not in index.hidden][:NEAREST]
    named = [row for topic in wanted.topics for row in index.by_topic.get(topic, ())]
    taught = [row for id_ in wanted.exercises for row in index.by_topic.get(f"teaches:{id_}", ())]
    cosines, asks = table.tolist(), nearest.tolist()  # plain numbers are unpacked far quicker than an array's
    for row in sorted({*near, *named, *taught} - index.hidden):
        yield _Candidate(index.answers[row], cosines[row], index.texts[asks[row]])


def _since(index: Index, additions: "Additions", wanted: Wanted) -> Iterator[_Candidate]:
    """Answers that came after the fit and are worth weighing: the nearest by words, topic and named exercise."""
    found = additions.near(wanted.phrase, wanted.topics, wanted.exercises)
    answers = [additions.answers[row] for row in found.rows]
    near = (found.table[:, 0] + found.table[:, 2]).tolist()
    for at, answer in enumerate(answers):
        near[at] += max(wanted.topics.get(topic, 0.0) for topic in answer.topics)
        near[at] += answer.teaches in wanted.exercises
    for at in sorted(range(len(answers)), key=lambda at: (-near[at], answers[at].id))[:NEAREST_ADDED]:
        nearest = (*answers[at].asks, answers[at].title)[found.nearest[at]]
        shared, added = float(found.shared[at]), answers[at].id not in index.versions
        yield _Candidate(answers[at], found.table[at].tolist(), nearest, shared, added)


def evidence(answer: Answer, wanted: Wanted) -> tuple[float, ...]:
    """What beside its words speaks for an answer: topic, muscles, exercise, part of the back, sides compared."""
    chances = [wanted.topics.get(topic, 0.0) for topic in answer.topics]
    muscles = wanted.muscles & set(answer.muscles)
    taught = answer.teaches
    return (
        chances[0],
        max(chances[1:], default=0.0),
        len(muscles) / len(wanted.muscles) if wanted.muscles else 0.0,
        1.0 if taught and taught in wanted.exercises else 0.0,
        1.0 if wanted.region and answer.region == wanted.region else 0.0,
        1.0 if wanted.sides and answer.compares == "sides" else 0.0,
    )
