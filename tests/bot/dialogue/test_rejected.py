"""Answers that were not what was meant."""

import pytest

from bot.engine import Engine
from tests.talks import talk

LAT = "my left lat is smaller than my right"


def test_what_is_said_to_be_meant_comes_before_the_next_candidate(engine: Engine) -> None:
    _, reply = talk(engine, LAT, "not what i meant. is it because of how i sleep on one side every night")
    assert reply.answer
    assert "sleep" in reply.answer.id


def test_an_aside_that_was_not_meant_leaves_the_answer_standing(engine: Engine) -> None:
    before, aside = talk(engine, LAT, "how long does it take")
    after, reply = talk(engine, LAT, "how long does it take", "not what i asked")
    assert aside.answer
    assert (after.entry, before.entry) == ("lat-one-side-bigger", "lat-one-side-bigger")
    assert reply.answer is None or reply.answer.id != aside.answer.id


@pytest.mark.parametrize("text", ["you're useless", "that was no help at all"])
def test_scorn_gets_another_answer(engine: Engine, text: str) -> None:
    after, _ = talk(engine, LAT, text)
    assert after.entry != "lat-one-side-bigger"


def test_no_answer_is_said_twice(engine: Engine) -> None:
    said = [talk(engine, LAT, *["nope, not it"] * times)[0].entry for times in range(4)]
    assert len(set(said)) == len(said)
