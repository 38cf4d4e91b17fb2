"""Which topics a reply names."""

from dataclasses import replace

import pytest

from bot.engine import Engine
from bot.topics import likely_topics
from knowledge.entries import Answer


def test_a_second_topic_is_named_where_it_is_likely(engine: Engine) -> None:
    answer: Answer = engine.library.answers["erector-one-side-bigger"]
    question = engine.reader.read("right erector bigger than left, should i worry")
    found = likely_topics(answer, question)
    assert found[0] == answer.topics[0]
    assert set(found) <= set(answer.topics)


@pytest.mark.parametrize(
    ("chances", "named"),
    [
        ({"lr-lat": 0.6, "lr-programming": 0.2}, ("lr-lat", "lr-programming")),
        ({"lr-lat": 0.4, "lr-programming": 0.5}, ("lr-lat", "lr-programming")),
        ({"lr-lat": 0.2, "lr-programming": 0.5}, ("lr-programming", "lr-lat")),
        ({"lr-lat": 0.01, "lr-programming": 0.05}, ("lr-lat",)),
    ],
)
def test_a_topic_that_is_far_likelier_is_named_first(
    small_engine: Engine, chances: dict[str, float], named: tuple[str, ...]
) -> None:
    question = replace(small_engine.reader.read("lats"), topics=tuple(chances.items()))
    assert likely_topics(small_engine.library.answers["lat-gap"], question) == named
