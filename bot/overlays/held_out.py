"""Curated answers held out of a fit and added back as a server adds its own, with questions asked before and after.

Some lose everything about their topic from what is learnt, as an answer does whose subject nobody had thought of; of
others only the answer itself is unknown. Some of their phrasings are kept back as questions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from bot.engine import Engine, build, wanted
from bot.product import Product
from intents.examples import Example, asked
from intents.train import FAMILIES, FOLDS, LABELLED, REAL, train, untrained, with_priors
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge.entries import Answer, Pack
from knowledge.features import Weigher
from knowledge.library import Library, is_how_to
from knowledge.search import Index, Match, search
from knowledge.text import sentences
from knowledge.vocabularies import COMMUNITY

APART = ("chitchat", "red-flag", "out-of-scope")  # topics whose answers are never held out
KEPT_BACK = 4  # every fourth phrasing of an added answer is a question
RECALLED = 2  # phrasings of each that are asked with a word here and there missing
LINES = 10  # and every tenth written line of a topic that is held out
PHRASINGS = (99, 6, 3)  # how many phrasings added answers have at most, in turn: communities write few
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
