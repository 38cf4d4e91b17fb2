"""Ranking: phrasings, bodies and named things weighed together."""

import numpy as np
import pytest

from bot.engine import Engine, wanted
from knowledge.features import Phrase, Weigher
from knowledge.search import MOST, Index, search
from knowledge.traits import Traits
from knowledge.wanted import NAMED, Wanted

WEIGHTS = {"ask": 1.0}


def ask(engine: Engine, text: str, weights: dict[str, float]) -> list[tuple[str, str]]:
    found = search(engine.index, wanted(engine.reader.read(text)), weights)
    return [(match.answer.id, match.nearest_ask) for match in found]


def test_an_empty_index_finds_nothing() -> None:
    index = Index.build((), Weigher({}, np.zeros(0, np.float32), {}), lambda text: Phrase(tuple(text.split())))
    assert len(index.answers) == 0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("right lat bigger than left", ("lat-gap", "right lat bigger than left")),
        ("lagging erector", ("erector-gap", "bring up a lagging erector")),
        ("how to do bird dogs", ("how-to-bird-dog", "how to do bird dogs")),
    ],
)
def test_the_nearest_phrasing_decides(small_engine: Engine, text: str, first: tuple[str, str]) -> None:
    assert ask(small_engine, text, WEIGHTS)[0] == first


def test_a_named_exercise_and_muscle_speak_for_an_answer(small_engine: Engine) -> None:
    lat, bird = small_engine.library.answers["lat-gap"], small_engine.library.answers["how-to-bird-dog"]
    topics = {"lr-lat": 0.5, "lr-programming": 0.25}
    asked = Wanted(Phrase(()), topics, frozenset({"latissimus-dorsi"}), ("bird-dog",), "mid")
    named = ("topic", "other_topic", "muscles", "exercise", "region")
    found = [dict(zip(NAMED, row, strict=True)) for row in Traits.of((lat, bird)).evidence(asked).tolist()]
    assert [[row[name] for name in named] for row in found] == [[0.5, 0.25, 1.0, 0.0, 1.0], [0.0, 0.0, 0.0, 1.0, 0.0]]


def test_ties_are_broken_by_id(small_engine: Engine) -> None:
    found = [id_ for id_, _ in ask(small_engine, "right lat bigger than left", {})]
    assert found == sorted(found)


def test_scores_are_the_weighed_parts(engine: Engine) -> None:
    weights = engine.product.search
    for match in engine.matches(engine.reader.read("right erector bigger than left")):
        weighed = sum(weights.get(name, 0.0) * part for name, part in match.parts.items())
        assert match.score == pytest.approx(weighed, abs=1e-3)


def test_the_best_come_first(engine: Engine) -> None:
    scores = [match.score for match in engine.matches(engine.reader.read("how do i fix rounded shoulders"))]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == MOST
