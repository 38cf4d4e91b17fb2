"""One of the numbered points of an answer, picked by its number."""

import pytest

from bot.engine import Engine
from tests.talks import talk

CHECK = "something about my back looks wonky and i cant tell what it is, how do i find out"


@pytest.mark.parametrize("text", ["2", "id say 2", "number 2, one hip is out"])
def test_a_point_is_asked_about_by_its_number(engine: Engine, text: str) -> None:
    first, _ = talk(engine, CHECK)
    _, reply = talk(engine, CHECK, text)
    assert reply.answer
    assert (first.entry, reply.answer.topics[0]) == ("uneven-since-or-crooked", "pelvis-hip")


@pytest.mark.parametrize("text", ["i did 2 sets yesterday", "9"])
def test_no_other_number_picks_any(engine: Engine, text: str) -> None:
    _, reply = talk(engine, CHECK, text)
    assert reply.answer is None or reply.answer.topics[0] != "pelvis-hip"
