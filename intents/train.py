"""Fits the topic classifier: linear, one topic against the rest, over the features of `knowledge.features`."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.classify import Classifier
from intents.examples import Example
from knowledge.features import Floats, Phrase, Weigher

FAMILIES = {"w": 1.0, "c": 1.0, "q": 0.7, "k": 0.5}
SECOND = 0.5  # what a second acceptable topic of an example counts beside the first
LABELLED = 2.0  # what a made-up question with several labels counts beside a plain phrasing
REAL = 3.0  # and what a real person's question counts
SOFTNESS = 0.3  # LinearSVC's C
RARE = 0.15  # prior of a topic that no real question in hand carries, beside one that some do
USUAL_SHARPNESS = 7.5  # by which scores become log-probabilities; `sharpen` finds it within a fifth of this
FOLDS = 5
Sample = tuple[Example, Phrase, float]  # an example, its phrase, and how much it counts


def train(samples: Sequence[Sample], weigher: Weigher, sharpness: float = 1.0) -> Classifier:
    """A classifier over every topic that is some example's; scikit-learn is needed here and nowhere else."""
    from sklearn.svm import LinearSVC

    topics = sorted({topic for example, _, _ in samples for topic in example.topics})
    number = {topic: at for at, topic in enumerate(topics)}
    rows, labels, weights = [], [], []
    for at, (example, _, counts) in enumerate(samples):
        for place, topic in enumerate(example.topics[:3]):
            rows.append(at)
            labels.append(number[topic])
            weights.append(counts * (1.0 if place == 0 else SECOND))
    matrix = _matrix(weigher, [phrase for _, phrase, _ in samples])
    model = LinearSVC(C=SOFTNESS, random_state=0).fit(matrix[rows], labels, sample_weight=weights)
    return Classifier(
        tuple(topics[at] for at in model.classes_),
        weigher,
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
        sharpness,
    )


def untrained() -> Classifier:
    """A classifier that knows nothing, for reading that needs none."""
    empty = Weigher({}, np.zeros(0, np.float32), FAMILIES)
    return Classifier(("out-of-scope",), empty, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))


def with_priors(model: Classifier, seen: Set[str]) -> Classifier:
    """The classifier with topics that real questions are not seen to carry made rarer.

    The written phrasings hold as many lines of a rare topic as of a common one, so they cannot teach how rare it is.
    """
    step = np.float32(log(RARE) / USUAL_SHARPNESS)
    rarer = np.array([0.0 if topic in seen else step for topic in model.topics_known], np.float32)
    return replace(model, bias=model.bias + rarer)


def _matrix(weigher: Weigher, phrases: Sequence[Phrase]) -> Any:
    from scipy.sparse import csr_matrix

    vectors = [weigher.vector(phrase) for phrase in phrases]
    ends = np.cumsum([0, *(len(at) for at, _ in vectors)])
    columns = np.concatenate([at for at, _ in vectors])
    values = np.concatenate([weights for _, weights in vectors])
    return csr_matrix((values, columns, ends), shape=(len(phrases), len(weigher.numbers)))


def folds(size: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Row numbers to learn from and to measure on, the same division every time."""
    order = np.random.default_rng(0).permutation(size)
    for part in range(FOLDS):
        held = np.sort(order[part::FOLDS])
        yield np.setdiff1d(order, held), held


def sharpen(scores: Sequence[Floats], right: Sequence[Sequence[int]]) -> float:
    """The factor on scores under which the acceptable topics of held-out rows get the most probability."""

    def loss(factor: float) -> float:
        total = 0.0
        for row, ok in zip(scores, right, strict=True):
            exps = np.exp((row - row.max()) * factor)
            total -= float(np.log(max(exps[list(ok)].sum() / exps.sum(), 1e-9))) if ok else 0.0
        return total

    return min((round(0.5 + 0.25 * step, 2) for step in range(60)), key=loss)
