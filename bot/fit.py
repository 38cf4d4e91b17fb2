"""`backtalk fit`: learns the classifiers, the weights of search and the thresholds, and measures them out of fold."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot import product as products
from bot.calibrate import fit_sure, fit_then, fit_thresholds, tried
from bot.contract import to_json
from bot.decide import Thresholds
from bot.engine import build
from bot.errors import BacktalkError
from bot.evaluate import rows_of, score
from bot.lessons import Lesson, fit_search, fit_spoken, golden, live, of_topics
from bot.opening import folder_of
from bot.overlays.held_out import Phrasings, trials
from bot.overlays.newcomers import fit_added
from bot.product import Product
from intents.classify import Classifier
from intents.examples import QUESTIONS, Example, asked, labelled, made_up, turns, written
from intents.follow_up import NEW
from intents.question import Question
from intents.red_flags import find_red_flags
from intents.train import FAMILIES, FOLDS, LABELLED, REAL, Sample, folds, sharpen, train, untrained, with_priors
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge.entries import Pack
from knowledge.features import Weigher
from knowledge.library import Library
from knowledge.pack import read_pack
from knowledge.search import Index

Progress = Callable[[str], None]
SHORT = 25  # words of a first question that could as well be asked in the midst of a conversation
MOST_FRESH = 4000  # of those that teach what is no follow-up
FIRST = 0.3  # what each counts beside what was said in a conversation
MADE_UP = 2  # every second made-up question teaches search; all of them would outweigh the real ones


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: every phrasing as a sample, the index of the answers, and the reader of bare words."""

    pack: Pack
    vocabulary: Vocabulary
    reader: Reader
    samples: tuple[Sample, ...]  # those with labels last, the real ones at the very end
    judged: tuple[Example, ...]
    real: tuple[Example, ...]
    index: Index

    @property
    def seen(self) -> frozenset[str]:
        """Topics that real questions carry."""
        return frozenset(topic for example in self.real for topic in example.topics)

    @property
    def weigher(self) -> Weigher:
        return self.index.weigher

    def product(self, key: str, sharpness: float) -> Product:
        """A product with its classifiers learnt, without weights of search and thresholds."""
        classifier = with_priors(train(self.samples, self.weigher, sharpness), self.seen)
        known = tuple(sorted(self.vocabulary.known))
        return Product(
            key, classifier, fit_turns(self), self.index.asks, self.index.bodies, {}, Thresholds(),
            self.vocabulary.targets, known, {},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unseen:
    """Labelled questions, each as understood by a classifier that never saw it, and the sharpness that suits them."""

    questions: list[Question]  # labelled with topics, in the order of what is judged
    golden: list[Lesson]
    live: list[Lesson]
    sharpness: float
    real: frozenset[Example]

    def lessons(self, index: Index, judged: Sequence[Example], questions: Sequence[Question]) -> list[Lesson]:
        """All that search learns from: of these questions labelled with topics the real ones and some made up."""
        kept = [row for row, example in enumerate(judged) if example in self.real or row % MADE_UP == 0]
        topics = of_topics(index, [judged[row] for row in kept], [questions[row] for row in kept])
        return [*topics, *self.golden, *self.live]


def gather(pack: Pack, progress: Progress) -> Material:
    """Read every phrasing of a pack and of the examples."""
    library, vocabulary = Library(pack), Vocabulary(pack)
    answers = tuple(library.answers.values())
    reader = Reader(vocabulary, untrained(), library)
    real = tuple(labelled())
    judged = (*made_up(), *real)
    weighed = [(example, 1.0) for example in (*written(), *asked(answers))]
    weighed += [(example, LABELLED) for example in judged[: -len(real)]] + [(example, REAL) for example in real]
    progress(f"reading {len(weighed):,} phrasings of {len(answers)} answers")
    samples = tuple((example, reader.phrase(example.text), counts) for example, counts in weighed)
    weigher = Weigher.fit([phrase for _, phrase, _ in samples], FAMILIES)
    return Material(pack, vocabulary, reader, samples, judged, real, Index.build(answers, weigher, reader.phrase))


def fit(pack: Pack, key: str, progress: Progress) -> Product:
    """Everything that answering needs, from a pack and the examples; the same input gives the same product."""
    started = time.monotonic()
    material = gather(pack, progress)
    features = len(material.weigher.numbers)
    progress(f"learning {features:,} features, five times with a fifth of the labelled questions held out")
    index, judged, unseen = material.index, material.judged, _unseen(material, progress)
    weights = fit_search(index, unseen.lessons(index, judged, unseen.questions))
    weights |= fit_spoken(index, unseen.live, weights)
    thresholds = fit_thresholds(tried(index, judged, unseen.questions, weights), fit_sure(index, unseen.live, weights))
    thresholds = replace(thresholds, then=fit_then(index, unseen.live, weights))
    progress("learning from all of them")
    product = replace(material.product(key, unseen.sharpness), search=weights, thresholds=thresholds)
    progress("measuring on questions held out")
    figures = {"held_out": held_out(product, material, unseen)}
    progress("learning when an answer that a server added is meant")
    phrasings = Phrasings(pack, tuple(written()), material.judged, len(material.real))
    rank, thresholds, added = fit_added(trials(phrasings, product, progress), thresholds)
    figures |= {"added": added}
    product = replace(product, search=weights | rank, thresholds=thresholds)
    return replace(product, figures={"seconds": round(time.monotonic() - started, 1)} | figures)


def refit(pack: Pack, key: str, before: Product, progress: Progress) -> Product:
    """The classifiers and the index of changed knowledge, with the thresholds and figures of an earlier fit."""
    progress("the knowledge changed; learning its phrasings (half a minute, once)")
    made = gather(pack, progress).product(key, before.classifier.sharpness)
    progress("done; `backtalk fit` draws the thresholds anew and measures them")
    return replace(made, search=before.search, thresholds=before.thresholds, figures=before.figures)


def _unseen(material: Material, progress: Progress) -> Unseen:
    weigher, reader = material.weigher, material.reader
    fixed, own = material.samples[: -len(material.judged)], material.samples[-len(material.judged) :]
    models: dict[int, Classifier] = {}
    for part, (learn, held) in enumerate(folds(len(own)), 1):
        learnt = [own[i] for i in learn]
        seen = frozenset(topic for i in learn if i >= len(own) - len(material.real) for topic in own[i][0].topics)
        model = train([*fixed, *learnt], weigher)
        models |= dict.fromkeys(map(int, held), with_priors(model, seen))
        progress(f"fold {part} of {FOLDS}")
    scores = [models[row].scores(phrase) for row, (_, phrase, _) in enumerate(own)]
    sharpness = sharpen(scores, [_places(models[row], example) for row, (example, _, _) in enumerate(own)])
    questions = []
    for row, (example, _, _) in enumerate(own):
        topics = replace(models[row], sharpness=sharpness).ranked(scores[row])
        question = reader.read(example.text)
        topics = reader.named_first(topics, question.mentions)
        questions.append(replace(question, topics=topics, margin=models[row].margin(scores[row])))
    # questions labelled with answers are in no classifier's examples, so any of them reads those
    strange = replace(reader, classifier=replace(models[0], sharpness=sharpness))
    return Unseen(questions, golden(strange), live(strange), sharpness, frozenset(material.real))


def _places(model: Classifier, example: Example) -> list[int]:
    return [model.topics_known.index(topic) for topic in example.topics if topic in model.topics_known]


def held_out(product: Product, material: Material, unseen: Unseen) -> list[dict[str, Any]]:
    """The scores of the labelled questions when classifier, search weights and thresholds were fitted on the others."""
    index, judged, questions = material.index, material.judged, unseen.questions
    first = len(judged) - len(material.real)
    replies: dict[int, dict[str, Any]] = {}
    for learn, held in folds(len(judged)):
        others, seen = [judged[i] for i in learn], [questions[i] for i in learn]
        weights = fit_search(index, unseen.lessons(index, others, seen))
        limits = fit_thresholds(tried(index, others, seen, weights), fit_sure(index, unseen.live, weights))
        engine = build(material.pack, replace(product, search=weights, thresholds=limits))
        for row in (int(row) for row in held if row >= first):
            question = replace(questions[row], red_flags=find_red_flags(judged[row].text))
            replies[row - first] = to_json(engine.reply(question))
    rows = rows_of(QUESTIONS)
    return [found.as_json() for found in score(rows, [replies[row] for row in range(len(rows))])]


def fit_turns(material: Material) -> Classifier:
    """The classifier of follow-ups: what people say after an answer by kind, against first questions."""
    said = [(example, material.reader.phrase(example.text), 1.0) for example in turns()]
    first = [row for row in material.samples if len(row[0].text.split()) <= SHORT and row[0].topics[0] != "chitchat"]
    fresh = [
        (Example(example.text, (NEW,)), phrase, FIRST)
        for example, phrase, _ in first[:: max(1, len(first) // MOST_FRESH)]
    ]
    scores, right = [], []
    for learn, held in folds(len(said)):
        model = train([*(said[i] for i in learn), *fresh], material.weigher)
        scores += [model.scores(said[i][1]) for i in held]
        right += [_places(model, said[i][0]) for i in held]
    return train([*said, *fresh], material.weigher, sharpen(scores, right))


def make_ready(pack: Pack, key: str, place: Path, progress: Progress) -> Product:
    """A product for knowledge that none fits, kept in `place` where that can be written."""
    before = products.load(products.SHIPPED, None)
    product = refit(pack, key, before, progress) if before else fit(pack, key, progress)
    try:
        products.save(product, place)
    except OSError:
        progress(f"cannot write {place}, so this will be done again at the next start")
    return product


def fit_command(arguments: argparse.Namespace) -> int:
    """`backtalk fit`: fit anew and keep the product, with its progress and figures on stderr.

    :raises BacktalkError: when the folder cannot be written.
    """
    folder = arguments.into or products.SHIPPED
    pack, problems = read_pack(folder_of(arguments))
    for problem in problems:
        print(f"left out: {problem}", file=sys.stderr)
    product = fit(pack, products.key_of(pack.hash), lambda line: print(f"backtalk: {line}", file=sys.stderr))
    try:
        products.save(product, folder)
    except OSError as error:
        raise BacktalkError(f"cannot write {folder}: {error.strerror}") from error
    print(f"kept in {folder}: {json.dumps(product.figures)}")
    return 0
