"""Topics by a linear model: probabilities that add up, ties by name, a margin over "out of scope"."""

import numpy as np
import pytest

from bot.engine import Engine
from intents.classify import OUTSIDE, Classifier
from intents.examples import Example
from intents.train import folds, sharpen, train
from knowledge.features import Phrase, Weigher

WEIGHER = Weigher({"wlat": 0, "wcar": 1}, np.ones(2, np.float32), {"w": 1.0, "c": 0.0, "q": 0.0})
CLASSIFIER = Classifier(
    ("lr-lat", OUTSIDE, "lr-trap"),
    WEIGHER,
    np.array([[2, -2, 0], [-2, 2, 0]], np.int8),
    np.zeros(3, np.float32),
    scale=np.array([0.5, 0.5, 0.5], np.float32),
)


def test_scores_are_linear() -> None:
    assert CLASSIFIER.scores(Phrase(("lat",))).tolist() == [1.0, -1.0, 0.0]
    assert CLASSIFIER.scores(Phrase(("zebra",))).tolist() == [0.0, 0.0, 0.0]


def test_topics_are_ranked_by_probability() -> None:
    topics = CLASSIFIER.topics(Phrase(("lat",)))
    assert [name for name, _ in topics] == ["lr-lat", "lr-trap", OUTSIDE]
    assert sum(chance for _, chance in topics) == pytest.approx(1.0, abs=1e-3)
    assert [name for name, _ in CLASSIFIER.topics(Phrase(("lat",)), most=1)] == ["lr-lat"]


@pytest.mark.parametrize(("word", "margin"), [("lat", 2.0), ("car", -1.0), ("zebra", 0.0)])
def test_margin_over_out_of_scope(word: str, margin: float) -> None:
    assert CLASSIFIER.margin(CLASSIFIER.scores(Phrase((word,)))) == margin


def test_training_learns_what_it_is_shown() -> None:
    shown = [("left lat", "lr-lat"), ("lat is wider", "lr-lat"), ("trap is high", "lr-trap"), ("left trap", "lr-trap")]
    samples = [(Example(text, (topic,)), Phrase(tuple(text.split())), 1.0) for text, topic in shown]
    weigher = Weigher.fit([phrase for _, phrase, _ in samples], {"w": 1.0}, least=1)
    model = train([*samples, (Example("my car", (OUTSIDE,)), Phrase(("my", "car")), 1.0)], weigher)
    assert [model.topics(phrase)[0][0] for _, phrase, _ in samples] == [topic for _, topic in shown]


def test_folds_cover_every_row_once_and_never_learn_what_they_measure() -> None:
    parts = list(folds(23))
    assert sorted(row for _, held in parts for row in held) == list(range(23))
    assert [set(learn) & set(held) for learn, held in parts] == [set()] * 5
    assert [held.tolist() for _, held in folds(23)] == [held.tolist() for _, held in parts]


def test_sharpening_likes_confidence_where_it_is_right() -> None:
    scores = [np.array([1.0, 0.0], np.float32)] * 4
    assert sharpen(scores, [[0]] * 4) > sharpen(scores, [[0], [0], [1], [1]])


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("one lat is bigger than the other", "lr-lat"),
        ("how do i do a bird dog", "howto:bird-dog"),
        ("how long until both sides are even", "how-long"),
        ("which laptop should i buy", OUTSIDE),
    ],
)
def test_the_fitted_model_knows_plain_cases(engine: Engine, text: str, topic: str) -> None:
    assert engine.reader.read(text).topics[0][0] == topic
