"""`backtalk fit`: learns the classifier, the weights of search and the thresholds, and measures them out of fold."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot import product as products
from bot.decide import SIGNALS, Thresholds, signals
from bot.product import Product
from intents.classify import Classifier
from intents.examples import Example, asked, labelled, written
from intents.question import Question
from intents.train import FAMILIES, LABELLED, Sample, folds, sharpen, train
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge.entries import Pack
from knowledge.features import Weigher
from knowledge.library import Library
from knowledge.search import NAMED, SCORES, Index, Match, Wanted, search

Progress = Callable[[str], None]
APART = ("chitchat", "red-flag", "howto:other")  # topics that the hit rates leave aside
INSIDE_KEPT = 0.93  # share of in-scope questions that the scope threshold must let through


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
    examples = (*written(), *asked(answers), *real)
    progress(f"reading {len(examples):,} phrasings of {len(answers)} answers")
    bare = Reader(vocabulary, _blank(), library)
    samples = [(e, bare.phrase(e.text), LABELLED if n >= len(examples) - len(real) else 1.0) for n, e in enumerate(examples)]
    weigher = Weigher.fit([phrase for _, phrase, _ in samples], FAMILIES)
    fixed, own = samples[: -len(real)], samples[-len(real) :]
    index = Index.build(answers, weigher, bare.phrase)
    progress(f"learning {len(weigher.numbers):,} features, five times with a fifth of the labelled questions held out")
    questions, sharpness = _held_out(fixed, own, weigher, Reader(vocabulary, _blank(), library), progress)
    weights = fit_search(index, real, questions)
    trials = [
        Trial(e, q, search(index, _wanted(q), weights)) for e, q in zip(real, questions, strict=True)
    ]
    thresholds = fit_thresholds(trials)
    progress("learning from all of them")
    classifier = train(samples, weigher, sharpness)
    figures = {"measured": "out of fold", "questions": len(real), "seconds": round(time.monotonic() - started, 1)}
    return Product(
        key, classifier, index.asks, index.bodies, weights, thresholds, vocabulary.targets,
        tuple(sorted(vocabulary.known)), figures | hit_rates(trials),
    )  # fmt: skip


def _blank() -> Classifier:
    empty = Weigher({}, np.zeros(0, np.float32), FAMILIES)
    return Classifier(("out-of-scope",), empty, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))


def _held_out(
    fixed: Sequence[Sample], own: Sequence[Sample], weigher: Weigher, reader: Reader, progress: Progress
) -> tuple[list[Question], float]:
    """Each labelled question as understood by a classifier that never saw it, and the sharpness that suits them."""
    scores: dict[int, NDArray[np.float64]] = {}
    topics: tuple[str, ...] = ()
    for part, (learn, held) in enumerate(folds(len(own)), 1):
        model = train([*fixed, *(own[i] for i in learn)], weigher)
        topics = topics or model.topics_known
        number = {topic: at for at, topic in enumerate(model.topics_known)}
        for row in held:
            raw = np.log(model.probabilities(own[row][1]).astype(np.float64) + 1e-12)
            scores[int(row)] = np.array([raw[number[t]] if t in number else -9.0 for t in topics])
        progress(f"fold {part} of 5")
    table = np.stack([scores[row] for row in range(len(own))])
    places = {topic: at for at, topic in enumerate(topics)}
    sharpness = sharpen(table, [[places[t] for t in e.topics if t in places] for e, _, _ in own])
    return [_understood(reader, e, topics, table[row] * sharpness) for row, (e, _, _) in enumerate(own)], sharpness


def _understood(reader: Reader, example: Example, topics: Sequence[str], scores: NDArray[np.float64]) -> Question:
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = np.argsort(-chances, kind="stable")[:8]
    question = reader.read(example.text)
    return replace(question, topics=tuple((topics[i], round(float(chances[i]), 4)) for i in best))


def _wanted(question: Question) -> Wanted:
    return Wanted(
        question.phrase, dict(question.topics), frozenset(question.named("muscle")), question.named("exercise"), question.region
    )


def fit_search(index: Index, real: Sequence[Example], questions: Sequence[Question]) -> dict[str, float]:
    """How much each kind of evidence counts: logistic weights that set right answers apart from wrong ones."""
    from sklearn.linear_model import LogisticRegression

    rows, right = [], []
    names = (*SCORES, *NAMED)
    for example, question in zip(real, questions, strict=True):
        if example.topics[0] in ("out-of-scope", *APART):
            continue
        for match in search(index, _wanted(question), {"topic": 1.0, "ask": 1.0}, most=12):
            rows.append([match.parts[name] for name in names])
            right.append(match.answer.topics[0] in example.topics)
    model = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(rows, right)
    scale = float(np.abs(model.coef_[0]).max())
    return {name: round(max(float(value), 0.0) / scale, 4) for name, value in zip(names, model.coef_[0], strict=True)}


def fit_thresholds(trials: Sequence[Trial]) -> Thresholds:
    """Two calibrated probabilities, and the lines drawn on them."""
    scored = [trial for trial in trials if trial.matches]
    scope = _logistic([signals(t.question, t.matches) for t in scored], [t.inside for t in scored])
    inside = [t for t in scored if t.inside]
    right = _logistic([signals(t.question, t.matches) for t in inside], [_right(t) for t in inside])
    from bot.decide import chance

    chances = sorted(chance(scope, signals(t.question, t.matches)) for t in inside)
    line = chances[int(len(chances) * (1 - INSIDE_KEPT))]
    return Thresholds(answer=0.3, inside=round(min(line, 0.6), 4), margin=0.06, sure=0.55, right=right, scope=scope)


def _logistic(rows: Sequence[Mapping[str, float]], labels: Sequence[bool]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=3.0, max_iter=2000, class_weight=None).fit(
        [[row[name] for name in SIGNALS] for row in rows], labels
    )
    named = {name: round(float(value), 4) for name, value in zip(SIGNALS, model.coef_[0], strict=True)}
    return named | {"bias": round(float(model.intercept_[0]), 4)}


def _right(trial: Trial) -> bool:
    return trial.matches[0].answer.topics[0] in trial.example.topics


def hit_rates(trials: Sequence[Trial]) -> dict[str, Any]:
    """Hit rates of the first and the first three topics over in-scope questions."""
    counted = [t for t in trials if t.inside and t.example.topics[0] not in APART and t.matches]
    thirds = [list(dict.fromkeys(m.answer.topics[0] for m in t.matches))[:3] for t in counted]
    top3 = [bool(set(found) & set(t.example.topics)) for t, found in zip(counted, thirds, strict=True)]
    return {"hit@1": round(float(np.mean([_right(t) for t in counted])), 4), "hit@3": round(float(np.mean(top3)), 4)}


def fit_anywhere(pack: Pack, key: str, places: Sequence[Path], progress: Progress) -> Product:
    """Fit, and keep the product in the first of these folders that can be written."""
    progress("the knowledge or the examples changed; fitting anew (about half a minute)")
    product = fit(pack, key, progress)
    for place in places:
        try:
            products.save(product, place)
        except OSError:
            continue
        progress(f"kept in {place}")
        break
    return product
