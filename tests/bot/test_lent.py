"""Exercises lent by another answer, where the one given names none and the person asks what to do."""

import pytest

from bot.engine import Engine
from bot.explain import explain
from bot.lent import wants_moves

TODDLER = "always carry my toddler on my left hip, lower back on that side is tight."


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("left lat smaller than the right, how do i even it out", True),
        ("right trap higher than left. any exercises for that?", True),
        ("my lower back aches on the left, what can i do at home", True),
        ("right erector bigger than left. help", True),
        ("left lat smaller than the right, is that normal", False),
        ("what can i do at home", False),  # of no back that anything was told of
        ("my lower back is in spasm since monday, which exercises", False),  # just hurt
    ],
)
def test_who_asks_what_to_do_wants_exercises(engine: Engine, text: str, wants: bool) -> None:
    assert wants_moves(engine.reader.read(text)) == wants


def test_an_answer_without_exercises_borrows_them_and_says_of_whom(engine: Engine) -> None:
    reply = engine.ask(f"{TODDLER} any stretches or exercises?")
    assert reply.answer
    assert reply.lender
    assert not reply.answer.exercises
    assert {item.exercise.id for item in reply.exercises} <= {pick.id for pick in reply.lender.exercises}
    assert set(reply.sources) >= set(engine.composer.sources(reply.lender))
    assert f"those of {reply.lender.title}" in explain(engine, reply)


def test_who_asks_something_else_gets_none(engine: Engine) -> None:
    reply = engine.ask(f"{TODDLER} does that harm my back?")
    assert reply.answer
    assert not reply.answer.exercises
    assert (reply.lender, reply.exercises) == (None, ())


def test_an_answer_that_has_its_own_borrows_none(engine: Engine) -> None:
    reply = engine.ask("right erector bigger than left, how do i even it out")
    assert reply.exercises
    assert reply.lender is None
