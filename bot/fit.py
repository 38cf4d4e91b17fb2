"""`backtalk fit`: learns the classifier, the weights of search and the thresholds, and measures them out of fold."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot import product as products
from bot.contract import to_json
from bot.decide import SCOPE_SIGNALS, SIGNALS, Thresholds, chance, signals
from bot.engine import build, wanted
from bot.errors import BacktalkError
from bot.product import Product
from intents.classify import Classifier
from intents.examples import QUESTIONS, Example, asked, labelled, made_up, turns, written
from intents.follow_up import NEW
from intents.question import Question
from intents.red_flags import find_red_flags
from intents.train import FAMILIES, FOLDS, LABELLED, REAL, Sample, folds, sharpen, train
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge.entries import Pack
from knowledge.features import Floats, Weigher
from knowledge.folder import BASE
from knowledge.library import Library
from knowledge.pack import read_pack
from knowledge.search import NAMED, SCORES, Index, Match, search

Progress = Callable[[str], None]
APART = ("chitchat", "red-flag", "howto:other")  # topics that the hit rates leave aside
ANSWERED, SERVED = 0.89, 0.975  # shares of in-scope questions that are sure enough to answer, and to ask back about
WITHIN_TOPIC = 0.25  # least weight of the nearest phrasing beside a topic's probability of 1
CLOSE_CALLS = 0.03  # share of in-scope questions too close to call, which are asked back


@dataclass(frozen=True, slots=True)
class Trial:
    """A labelled question as the fitted parts saw it when it was held out."""

    example: Example
    question: Question
    matches: tuple[Match, ...]

    @property
    def inside(self) -> bool:
        return self.example.topics[0] != "out-of-scope"


def fit(pack: Pack, key: str, progress: Progress) -> Product:
    """Everything that answering needs, from a pack and the examples; the same input gives the same product."""
    started = time.monotonic()
    library = Library(pack)
    vocabulary = Vocabulary(pack)
    answers = tuple(library.answers.values())
    real = tuple(labelled())
    examples = (*written(), *asked(answers), *made_up(), *real)
    progress(f"reading {len(examples):,} phrasings of {len(answers)} answers")
    bare = Reader(vocabulary, _blank(), library)
    counts = [*(1.0 for _ in (*written(), *asked(answers))), *(LABELLED for _ in made_up()), *(REAL for _ in real)]
    samples = [(e, bare.phrase(e.text), count) for e, count in zip(examples, counts, strict=True)]
    weigher = Weigher.fit([phrase for _, phrase, _ in samples], FAMILIES)
    fixed, own = samples[: -len(real)], samples[-len(real) :]
    index = Index.build(answers, weigher, bare.phrase)
    progress(f"learning {len(weigher.numbers):,} features, five times with a fifth of the labelled questions held out")
    questions, sharpness = _held_out(fixed, own, weigher, Reader(vocabulary, _blank(), library), progress)
    weights = fit_search(index, real, questions)
    thresholds = fit_thresholds(_tried(index, real, questions, weights))
    progress("learning from all of them")
    classifier = train(samples, weigher, sharpness)
    turns = fit_turns(bare, weigher, examples)
    product = Product(
        key, classifier, turns, index.asks, index.bodies, weights, thresholds, vocabulary.targets,
        tuple(sorted(vocabulary.known)), {},
    )  # fmt: skip
    progress("measuring on questions held out")
    figures = {"held_out": held_out(pack, product, index, real, questions)}
    return replace(product, figures={"seconds": round(time.monotonic() - started, 1)} | figures)


def _tried(
    index: Index, real: Sequence[Example], questions: Sequence[Question], weights: Mapping[str, float]
) -> list[Trial]:
    return [Trial(e, q, search(index, wanted(q), weights)) for e, q in zip(real, questions, strict=True)]


def held_out(
    pack: Pack, product: Product, index: Index, real: Sequence[Example], questions: Sequence[Question]
) -> list[dict[str, Any]]:
    """The scores of the labelled questions when classifier, search weights and thresholds were fitted on the others."""
    from bot.evaluate import rows_of, score

    replies: dict[int, dict[str, Any]] = {}
    for learn, held in folds(len(real)):
        others, seen = [real[i] for i in learn], [questions[i] for i in learn]
        weights = fit_search(index, others, seen)
        limits = fit_thresholds(_tried(index, others, seen, weights))
        engine = build(pack, replace(product, search=weights, thresholds=limits))
        for row in held:
            question = replace(questions[row], red_flags=find_red_flags(real[row].text))
            replies[int(row)] = to_json(engine.reply(question))
    rows = rows_of(QUESTIONS)
    return [found.as_json() for found in score(rows, [replies[row] for row in range(len(rows))])]


def fit_turns(bare: Reader, weigher: Weigher, examples: Sequence[Example]) -> Classifier:
    """The classifier of follow-ups: short turns by kind, against every question that stands on its own."""
    short = [e for e in examples if len(e.text.split()) <= 25]
    fresh = [Example(e.text, (NEW,)) for e in short if e.topics[0] != "chitchat"]
    listed = [*turns(), *fresh[:: max(1, len(fresh) // 4000)]]
    return train([(e, bare.phrase(e.text), 1.0) for e in listed], weigher)


def _blank() -> Classifier:
    empty = Weigher({}, np.zeros(0, np.float32), FAMILIES)
    return Classifier(("out-of-scope",), empty, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))


def _held_out(
    fixed: Sequence[Sample], own: Sequence[Sample], weigher: Weigher, reader: Reader, progress: Progress
) -> tuple[list[Question], float]:
    """Each labelled question as understood by a classifier that never saw it, and the sharpness that suits them."""
    models = []
    scores: dict[int, tuple[int, Floats]] = {}
    for part, (learn, held) in enumerate(folds(len(own)), 1):
        models.append(train([*fixed, *(own[i] for i in learn)], weigher))
        scores |= {int(row): (part - 1, models[-1].scores(own[row][1])) for row in held}
        progress(f"fold {part} of {FOLDS}")
    right = [_places(models[scores[row][0]], own[row][0]) for row in range(len(own))]
    sharpness = sharpen([scores[row][1] for row in range(len(own))], right)
    questions = []
    for row, (example, _, _) in enumerate(own):
        fold, found = scores[row]
        model = replace(models[fold], sharpness=sharpness)
        questions.append(replace(reader.read(example.text), topics=model.ranked(found), margin=model.margin(found)))
    return questions, sharpness


def _places(model: Classifier, example: Example) -> list[int]:
    return [model.topics_known.index(topic) for topic in example.topics if topic in model.topics_known]


def fit_search(index: Index, real: Sequence[Example], questions: Sequence[Question]) -> dict[str, float]:
    """How much each kind of evidence counts: logistic weights that set right answers apart from wrong ones."""
    from sklearn.linear_model import LogisticRegression

    rows, right = [], []
    names = (*SCORES, *NAMED)
    for example, question in zip(real, questions, strict=True):
        if example.topics[0] in ("out-of-scope", *APART):
            continue
        for match in search(index, wanted(question), {"topic": 1.0, "ask": 1.0}, most=12):
            rows.append([match.parts[name] for name in names])
            right.append(match.answer.topics[0] in example.topics)
    model = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(rows, right)
    scale = float(np.abs(model.coef_[0]).max())
    found = {name: round(max(float(value), 0.0) / scale, 4) for name, value in zip(names, model.coef_[0], strict=True)}
    # labels name topics, so they cannot teach which of a topic's entries is meant: the nearest phrasing decides that
    return found | {"ask": max(found["ask"], WITHIN_TOPIC)}


def fit_thresholds(trials: Sequence[Trial]) -> Thresholds:
    """Two calibrated probabilities, and the lines drawn on them."""
    scored = [(trial, signals(trial.question, trial.matches)) for trial in trials if trial.matches]
    inside = [(trial, found) for trial, found in scored if trial.inside]
    scope = _logistic([found for _, found in scored], [trial.inside for trial, _ in scored], SCOPE_SIGNALS)
    right = _logistic([found for _, found in inside], [_right(trial) for trial, _ in inside], SIGNALS)
    chances = sorted(chance(scope, found) for _, found in inside)
    leads = sorted(found["lead"] for _, found in inside)
    return Thresholds(
        answer=round(chances[int(len(chances) * (1 - ANSWERED))], 4),
        ask=round(chances[int(len(chances) * (1 - SERVED))], 4),
        margin=round(leads[int(len(leads) * CLOSE_CALLS)], 4),
        right=right,
        scope=scope,
    )


def _logistic(rows: Sequence[Mapping[str, float]], labels: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=3.0, max_iter=2000).fit([[row[name] for name in names] for row in rows], labels)
    named = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return named | {"bias": round(float(model.intercept_[0]), 4)}


def _right(trial: Trial) -> bool:
    return trial.matches[0].answer.topics[0] in trial.example.topics


def fit_anywhere(pack: Pack, key: str, places: Sequence[Path], progress: Progress) -> Product:
    """Fit, and keep the product in the first of these folders that can be written."""
    progress("the knowledge or the examples changed; fitting anew (a minute or two)")
    product = fit(pack, key, progress)
    for place in places:
        try:
            products.save(product, place)
        except OSError:
            continue
        progress(f"kept in {place}")
        break
    return product


def fit_command(arguments: argparse.Namespace) -> int:
    """`backtalk fit`: fit anew and keep the product, with its progress and figures on stderr.

    :raises BacktalkError: when the folder cannot be written.
    """
    folder = arguments.into or products.SHIPPED
    pack, problems = read_pack(Path(arguments.knowledge) if arguments.knowledge else BASE)
    for problem in problems:
        print(f"left out: {problem}", file=sys.stderr)
    product = fit(pack, products.key_of(pack.hash), lambda line: print(f"backtalk: {line}", file=sys.stderr))
    try:
        products.save(product, folder)
    except OSError as error:
        raise BacktalkError(f"cannot write {folder}: {error.strerror}") from error
    print(f"kept in {folder}: {json.dumps(product.figures)}")
    return 0
