"""Learns when an added answer is meant: curated answers are held out of a fit and added back as a server adds its own.

Some lose everything about their topic from what is learnt, as an answer does whose subject nobody had thought of; of
others only the answer itself is unknown. Some of their phrasings are kept back as questions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from zlib import crc32

import numpy as np

from bot.calibrate import logistic
from bot.decide import ADDED_SIGNALS, Thresholds, added_signals, chance
from bot.engine import Engine, build, wanted
from bot.evaluate import Score
from bot.product import Product
from intents.examples import Example, asked
from intents.train import FAMILIES, FOLDS, LABELLED, REAL, train, untrained, with_priors
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge.entries import Answer, Pack
from knowledge.features import Weigher
from knowledge.library import Library, is_how_to
from knowledge.search import RANK, Index, Match, nearness, ranked, search
from knowledge.text import sentences
from knowledge.vocabularies import COMMUNITY

APART = ("chitchat", "red-flag", "out-of-scope")  # topics whose answers are never held out
KEPT_BACK = 4  # every fourth phrasing of an added answer is a question
RECALLED = 2  # phrasings of each that are asked with a word here and there missing
LINES = 10  # and every tenth written line of a topic that is held out
PHRASINGS = (99, 6, 3)  # how many phrasings added answers have at most, in turn: communities write few
FEW = 8  # every eighth added answer is one that a server with few has
CLOSE = 2.0  # least weight of a phrasing that is nearly the question
OUTSIDE = 0.03  # share of questions about something else that an added answer may be given to
OFFERED = 0.5  # of the probability from which an added answer is given, from which it is offered
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Phrasings:
    """What a fit learns from: a pack, the written lines, and the labelled questions with the real ones at the end."""

    pack: Pack
    written: tuple[Example, ...]
    judged: tuple[Example, ...]
    real: int  # how many are real


@dataclass(frozen=True, slots=True)
class Trial:
    """A question asked of a server that added answers, with what there was to decide on."""

    fold: int
    text: str
    meant: bool  # for an added answer
    outside: bool
    right: frozenset[str]  # ids of answers that answer it
    margin: float  # of the classifier, for a question about backs
    before: str  # id of the answer given where nothing was added; empty where none was
    fitted: tuple[Match, ...]
    added: tuple[Match, ...]  # all that were weighed, in no order that matters

    @property
    def wanted(self) -> frozenset[str]:
        """The added answers to give: none where the answer of before is as right, since labels name topics alone."""
        return frozenset() if not self.meant and self.before in self.right else self.right


@dataclass(frozen=True, slots=True)
class Held:
    """The part of the phrasings that one fold knows nothing of."""

    topics: frozenset[str]
    answers: tuple[Answer, ...]
    judged: frozenset[int]
    outside: frozenset[str]  # written lines about something else

    @classmethod
    def of(cls, phrasings: Phrasings, part: int) -> "Held":
        answers = [a for a in phrasings.pack.answers if a.topics[0] not in APART and not is_how_to(a)]
        unknown = frozenset(_fifth(sorted({answer.topics[0] for answer in answers}), part))
        ids = set(_fifth([answer.id for answer in answers if answer.topics[0] not in unknown], part))
        judged = frozenset(_fifth(range(len(phrasings.judged)), part))
        lines = [example.text for example in phrasings.written if example.topics[0] == "out-of-scope"]
        added = tuple(a for a in answers if a.topics[0] in unknown or a.id in ids)
        return cls(unknown, added, judged, frozenset(lines[part :: 2 * FOLDS]))

    def added(self) -> Iterator[Answer]:
        """The answers as a server adds them: some shorter, some of fewer phrasings, and of a new topic if theirs is."""
        for at, answer in enumerate(self.answers):
            asks = tuple(ask for place, ask in enumerate(answer.asks) if place % KEPT_BACK)
            topics = (COMMUNITY,) if answer.topics[0] in self.topics else answer.topics
            body = answer.body if at % 2 else " ".join(sentences(answer.body)[:2])
            yield replace(answer, asks=asks[: PHRASINGS[at % len(PHRASINGS)]], topics=topics, body=body)


def _fifth(items: Sequence[Item], part: int) -> list[Item]:
    """One of the parts of some things, the same every time."""
    return [items[at] for at in np.random.default_rng(0).permutation(len(items))[part::FOLDS]]


def trials(phrasings: Phrasings, product: Product, progress: Callable[[str], None]) -> list[Trial]:
    """Every question of every fold, asked before and after what was held out is added back."""
    found: list[Trial] = []
    for part in range(FOLDS):
        held = Held.of(phrasings, part)
        before = _without(phrasings, held, product)
        after = before.with_changes({("answer", answer.id): answer for answer in held.added()})
        found += [_tried(part, before, after, *row) for row in _questions(phrasings, held)]
        progress(f"answers added back, part {part + 1} of {FOLDS}")
    return found


def _without(phrasings: Phrasings, held: Held, product: Product) -> Engine:
    """An engine fitted on what is not held out."""
    gone = {answer.id for answer in held.answers}
    pack = replace(phrasings.pack, answers=tuple(a for a in phrasings.pack.answers if a.id not in gone))
    library, vocabulary = Library(pack), Vocabulary(pack)
    answers, reader = tuple(library.answers.values()), Reader(vocabulary, untrained(), library)
    first = len(phrasings.judged) - phrasings.real
    weighed = [(example, 1.0) for example in (*phrasings.written, *asked(answers))]
    kept = [(at, example) for at, example in enumerate(phrasings.judged) if at not in held.judged]
    weighed += [(example, LABELLED if at < first else REAL) for at, example in kept]
    known = [
        (replace(example, topics=tuple(t for t in example.topics if t not in held.topics)), counts)
        for example, counts in weighed
        if example.topics[0] not in held.topics and example.text not in held.outside
    ]
    samples = [(example, reader.phrase(example.text), counts) for example, counts in known]
    weigher = Weigher.fit([phrase for _, phrase, _ in samples], FAMILIES)
    seen = frozenset(topic for at, example in kept if at >= first for topic in example.topics)
    classifier = with_priors(train(samples, weigher, product.classifier.sharpness), seen)
    index = Index.build(answers, weigher, reader.phrase)
    words = tuple(sorted(vocabulary.known))
    return build(
        pack,
        replace(
            product,
            classifier=classifier,
            asks=index.asks,
            bodies=index.bodies,
            targets=vocabulary.targets,
            known=words,
        ),
    )


def _questions(phrasings: Phrasings, held: Held) -> Iterator[tuple[str, bool, bool, frozenset[str]]]:
    """Texts, whether they are meant for an added answer, whether they are about something else, and what is right."""
    by_topic: dict[str, set[str]] = {}
    for answer in phrasings.pack.answers:
        by_topic.setdefault(answer.topics[0], set()).add(answer.id)
    for answer in held.answers:
        yield from ((ask, True, False, frozenset({answer.id})) for ask in answer.asks[::KEPT_BACK])
    for answer in held.added():
        yield from ((_worn(ask), True, False, frozenset({answer.id})) for ask in answer.asks[:RECALLED])
    lines = [example for example in phrasings.written if example.topics[0] in held.topics]
    others = [Example(text, ("out-of-scope",)) for text in sorted(held.outside)]
    for example in (*lines[::LINES], *others, *(phrasings.judged[at] for at in sorted(held.judged))):
        right = frozenset(id_ for topic in example.topics for id_ in by_topic.get(topic, ()))
        yield example.text, example.topics[0] in held.topics, example.topics[0] == "out-of-scope", right


def _worn(ask: str) -> str:
    """A phrasing as somebody says it who knows it by heart but for a word here and there."""
    return " ".join(word for at, word in enumerate(ask.split(), 1) if at % 4)


def _tried(
    fold: int, before: Engine, after: Engine, text: str, meant: bool, outside: bool, right: frozenset[str]
) -> Trial:
    question = after.reader.read(text)
    found = search(after.index, wanted(question), after.product.search, most_added=len(after.library.answers))
    usual = before.decide(before.reader.read(text)).answer
    fitted = tuple(match for match in found if not match.added)
    added = tuple(match for match in found if match.added)
    return Trial(fold, text, meant, outside, right, question.margin, usual.id if usual else "", fitted, added)


def fit_rank(tried: Sequence[Trial]) -> dict[str, float]:
    """How much nearness by words counts beside a likely topic in telling which of the added answers is meant."""
    listed = [trial for trial in tried if any(match.answer.id in trial.right for match in trial.added)]
    rows = [nearness(match.parts) | {"topic": match.parts["topic"]} for trial in listed for match in trial.added]
    right = [match.answer.id in trial.right for trial in listed for match in trial.added]
    found = logistic(rows, right, (*RANK, "topic"), balanced=True)
    weights = {f"added_{name}": round(max(found[name], 0.0) / max(found["topic"], 1e-9), 4) for name in RANK}
    # who asks nearly what stands there means it, however many others are of a likely topic
    return weights | {"added_close": max(weights["added_close"], CLOSE)}


def weighed(trial: Trial, rank: Mapping[str, float]) -> Trial:
    """The trial with its matches ranked by these weights."""

    def by(match: Match) -> Match:
        return replace(match, rank=ranked(match.parts, rank))

    added = sorted(map(by, trial.added), key=lambda match: (-match.standing, match.answer.id))
    return replace(trial, fitted=tuple(map(by, trial.fitted)), added=tuple(added))


def fewer(trial: Trial) -> Trial:
    """The same question where only a few answers were added."""
    added = tuple(match for match in trial.added if crc32(match.answer.id.encode()) % FEW == 0)
    return replace(trial, added=added, meant=trial.meant and any(match.answer.id in trial.right for match in added))


def fit_added(tried: Sequence[Trial], limits: Thresholds) -> tuple[dict[str, float], Thresholds, list[dict[str, Any]]]:
    """The weights of the rank, the thresholds of added answers, and figures of folds that the rest was learnt for."""
    tried = [*tried, *map(fewer, tried)]
    chances, first = [0.0] * len(tried), [""] * len(tried)
    for part in range(FOLDS):
        rank, weights = _learnt([trial for trial in tried if trial.fold != part])
        for at, trial in enumerate(tried):
            if trial.fold == part and trial.added:
                seen = weighed(trial, rank)
                chances[at], first[at] = (
                    chance(weights, added_signals(seen.margin, seen.fitted, seen.added)),
                    seen.added[0].answer.id,
                )
    take = _take(tried, chances, first)
    rank, weights = _learnt(tried)
    limits = replace(limits, take=take, offer=round(take * OFFERED, 4), added=weights)
    return rank, limits, figures(tried, chances, first, take)


def _learnt(tried: Sequence[Trial]) -> tuple[dict[str, float], dict[str, float]]:
    rank = fit_rank(tried)
    rows = [weighed(trial, rank) for trial in tried if trial.added]
    signals = [added_signals(trial.margin, trial.fitted, trial.added) for trial in rows]
    return rank, logistic(signals, [trial.added[0].answer.id in trial.wanted for trial in rows], ADDED_SIGNALS)


def _take(tried: Sequence[Trial], chances: Sequence[float], first: Sequence[str]) -> float:
    """The least probability, above a half, at which added answers win more than they lose and do not stray."""
    for percent in range(50, 100):
        won = lost = strays = outside = 0
        for trial, probability, id_ in zip(tried, chances, first, strict=True):
            taken = probability >= percent / 100
            outside += trial.outside
            strays += taken and trial.outside
            won += taken and not trial.meant and id_ in trial.wanted
            lost += taken and not trial.meant and id_ not in trial.right and trial.before in trial.right
        if strays <= OUTSIDE * outside and lost <= won:
            return percent / 100
    return 1.0


def figures(
    tried: Sequence[Trial], chances: Sequence[float], first: Sequence[str], take: float
) -> list[dict[str, Any]]:
    """How added answers fare, and what they do to the others."""
    found, given = Score("added answer: the right one first", ""), Score("added answer: the right one given", "")
    wrong = Score("of questions meant for added answers, given a wrong added one", "")
    lost = Score("of the others, a right answer lost to an added one", "≤ what is won")
    other = Score("of the others, given an added answer to the same topic instead", "")
    won = Score("of the others, a wrong answer or none put right by an added one", "")
    without, beside = Score("out of scope answered without the added", ""), Score("out of scope answered", "≤ 0.08")
    for trial, probability, id_ in zip(tried, chances, first, strict=True):
        taken, right = bool(probability >= take), id_ in trial.right
        said = f"{trial.text[:90]!r}: {id_} {probability:.2f}, before {trial.before or 'nothing'}"
        if trial.outside:
            without.count_fault(bool(trial.before), said)
            beside.count_fault(taken or bool(trial.before), said)
        elif trial.meant:
            found.count(right, "")
            given.count(right and taken, "")
            wrong.count_fault(taken and not right, said)
        else:
            lost.count_fault(taken and not right and trial.before in trial.right, said)
            other.count_fault(taken and right and trial.before in trial.right, said)
            won.count(taken and id_ in trial.wanted, "")
    scores = (found, given, wrong, lost, won, other, without, beside)
    return [score.as_json() | {"misses": [miss for miss in score.misses if miss][:20]} for score in scores]
