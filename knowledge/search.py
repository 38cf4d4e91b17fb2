"""Finds the answers nearest to a question: phrasings, bodies and linked names scored apart, then weighed together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Answer
from knowledge.features import Ints, Phrase, Weigher
from knowledge.nearness import by_words, rank
from knowledge.postings import Postings
from knowledge.shared_words import SharedWords
from knowledge.subjects import Subjects
from knowledge.traits import Traits
from knowledge.wanted import SCORES, Table, Wanted, in_light

if TYPE_CHECKING:
    from knowledge.additions import Additions

NEAREST = 40  # answers by words alone that are weighed with all the evidence
NEAREST_ADDED = 24  # and of those that came after the fit, which never crowd out the others
MOST = 24  # matches of a question, added ones aside; several share a topic
MOST_ADDED = 4
Phraser: TypeAlias = Callable[[str], Phrase]


@dataclass(frozen=True, slots=True)
class Match:
    """An answer with its score and where the score comes from."""

    answer: Answer
    score: float
    parts: Mapping[str, float]
    nearest_ask: str
    rank: float = 0.0  # how near it is by words alone, in the unit of a likely topic's probability
    added: bool = False  # by a server, with a subject that the fit may never have seen

    @property
    def standing(self) -> float:
        """How an added answer stands among the added."""
        return self.rank + self.parts["topic"]


@dataclass(frozen=True, slots=True)
class Index:
    """Postings of every phrasing and every body of a set of answers, with the answer each phrasing belongs to."""

    answers: tuple[Answer, ...]
    weigher: Weigher
    asks: Postings
    starts: Ints  # of each answer's phrasings
    sizes: Ints  # how many it has
    bodies: Postings
    words: SharedWords
    subjects: Subjects
    texts: tuple[str, ...]
    traits: Traits
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
        sizes = np.array([len(a.asks) + 1 for a in answers], np.int32)
        starts = (np.cumsum(sizes) - sizes).astype(np.int32)
        owners = np.repeat(np.arange(len(answers)), sizes)
        words = SharedWords.of(weigher, asks, owners, bodies)
        subjects = Subjects.of(weigher, asks, owners, len(answers))
        texts, traits = _texts(answers), Traits.of(answers)
        return cls(answers, weigher, asks, starts, sizes, bodies, words, subjects, texts, traits)

    def scores(self, phrase: Phrase) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Per answer its SCORES, and the cosine of each phrasing."""
        at, weights = self.weigher.vector(phrase)
        asks = self.asks.cosines(at, weights)
        table = np.empty((len(self.answers), len(SCORES)))
        table[:, 0] = np.maximum.reduceat(asks, self.starts)
        table[:, 1] = np.add.reduceat(asks, self.starts) / self.sizes
        table[:, 2] = self.bodies.cosines(at, weights)
        table[:, 3] = self.words.shares(phrase)
        table[:, 4] = self.subjects.unnamed(phrase)
        return table, asks

    def nearest_ask(self, row: int, asks: NDArray[np.float64]) -> str:
        """The phrasing of an answer that is nearest, by the cosines of all phrasings."""
        begin = int(self.starts[row])
        return self.texts[begin + int(asks[begin : begin + int(self.sizes[row])].argmax())]


def _texts(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(ask for answer in answers for ask in (*answer.asks, answer.title))


@dataclass(frozen=True, slots=True)
class Fitted:
    """The best of the fitted answers for a question, and what of the index they depend on."""

    asks: Postings  # tells one fit from another
    hidden: frozenset[int]
    rows: tuple[int, ...]  # of all that were weighed
    matches: tuple[Match, ...]  # best first

    def same_in(self, index: Index) -> bool:
        """Whether another index has just these, since all that it hides besides was not weighed here."""
        return index.asks is self.asks and index.hidden >= self.hidden and index.hidden.isdisjoint(self.rows)


def search(
    index: Index, wanted: Wanted, weights: Mapping[str, float], most: int = MOST, most_added: int = MOST_ADDED
) -> tuple[Match, ...]:
    """The best answers, best first, ties by id; `weights` say how much each kind of evidence counts.

    Added answers, of whose topics the fit may know nothing, follow the others by a rank of their own.
    """
    return with_later(fitted(index, wanted, weights, most), index, wanted, weights, most, most_added)


def fitted(index: Index, wanted: Wanted, weights: Mapping[str, float], most: int = MOST) -> Fitted:
    """Of the nearest by words, and every answer to a likely topic or a named exercise, the best."""
    table, asks = index.scores(wanted.phrase)
    whole = index.scores(wanted.spoken.phrase)[0] if wanted.spoken else table
    near = {row for scores in ((table, whole) if wanted.spoken else (table,)) for row in _nearest(scores, index.hidden)}
    rows = sorted((near | index.traits.about(wanted.topics, wanted.exercises)) - index.hidden)
    named = index.traits.evidence(wanted)[rows]
    weighed = _Weighed.of([index.answers[row] for row in rows], table[rows], named, whole[rows], wanted, weights)
    best = weighed.best(most)
    matches = weighed.matches(best, [index.nearest_ask(rows[at], asks) for at in best])
    return Fitted(index.asks, index.hidden, tuple(rows), tuple(matches))


def _nearest(table: Table, hidden: frozenset[int]) -> list[int]:
    """Rows of the answers that are nearest by words alone."""
    order = np.argsort(-(table[:, 0] + table[:, 2]), kind="stable")[: NEAREST + len(hidden)].tolist()
    return [row for row in order if row not in hidden][:NEAREST]


def with_later(
    found: Fitted,
    index: Index,
    wanted: Wanted,
    weights: Mapping[str, float],
    most: int = MOST,
    most_added: int = MOST_ADDED,
) -> tuple[Match, ...]:
    """The best fitted answers together with those that came after the fit, as `search` has them."""
    if index.additions is None:
        return found.matches[:most]
    later = list(_later(index, index.additions, wanted, weights))
    versions = [match for match in later if not match.added]
    others = sorted((*found.matches, *versions), key=_order) if versions else found.matches
    added = sorted((one for one in later if one.added), key=lambda match: (-match.standing, match.answer.id))
    return (*others[:most], *added[:most_added])


def _later(index: Index, additions: "Additions", wanted: Wanted, weights: Mapping[str, float]) -> Iterator[Match]:
    """Answers that came after the fit and are worth weighing: the nearest by words, topic and named exercise."""
    found = additions.near(wanted.phrase, wanted.topics, wanted.exercises)
    answers = [additions.answers[row] for row in found.rows]
    near = (found.table[:, 0] + found.table[:, 2]).tolist()
    for at, answer in enumerate(answers):
        near[at] += max([wanted.topics.get(topic, 0.0) for topic in answer.topics])
        near[at] += answer.teaches in wanted.exercises
    kept = sorted(range(len(answers)), key=lambda at: (-near[at], answers[at].id))[:NEAREST_ADDED]
    table = found.table[kept]
    whole = additions.scores(found.rows[kept], wanted.spoken.phrase) if wanted.spoken else table
    later = [answers[at] for at in kept]
    weighed = _Weighed.of(later, table, Traits.of(later).evidence(wanted), whole, wanted, weights)
    nearest = [(*answers[at].asks, answers[at].title)[int(found.nearest[at])] for at in kept]
    return weighed.matches(range(len(later)), nearest, [answer.id not in index.versions for answer in later])


def _order(match: Match) -> tuple[float, str]:
    return -round(match.score, 9), match.answer.id


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Answers with all the evidence for each, and what it comes to."""

    answers: Sequence[Answer]
    kinds: Sequence[str]
    parts: Table
    total: Table
    weights: Mapping[str, float]

    @classmethod
    def of(
        cls,
        answers: Sequence[Answer],
        scores: Table,
        named: Table,
        whole: Table,
        wanted: Wanted,
        weights: Mapping[str, float],
    ) -> "_Weighed":
        """From their SCORES by the question's words, what is NAMED, and SCORES by all that was spoken of."""
        parts = np.concatenate([scores, named, in_light(answers, wanted, whole, weights)], axis=1)
        # a product of matrices would round a row one way or another by how many rows there are
        total = (parts * wanted.weights(weights)).sum(axis=1)
        return cls(answers, wanted.kinds, parts, total, weights)

    def best(self, most: int) -> list[int]:
        """Places of the best, best first, ties by id."""
        places = np.arange(len(self.total))
        if len(places) > most:
            # only what rounds to the same as the last of the best can be as good
            places = places[self.total > np.partition(self.total, len(places) - most)[len(places) - most] - 1e-8]
        return sorted(places.tolist(), key=lambda at: (-round(float(self.total[at]), 9), self.answers[at].id))[:most]

    def matches(
        self, places: Sequence[int], nearest: Sequence[str], added: Iterable[bool] = repeat(False)
    ) -> Iterator[Match]:
        """The answers at some places as matches, each with its nearest phrasing."""
        parts, total = self.parts[places].round(4).tolist(), self.total[places].tolist()
        counts = by_words(self.weights)
        for at, row, score, ask, new in zip(places, parts, total, nearest, added, strict=False):
            named = dict(zip(self.kinds, row, strict=True))
            yield Match(self.answers[at], score, named, ask, rank(named, counts), new)
