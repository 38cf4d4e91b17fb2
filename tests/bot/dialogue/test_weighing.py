"""Exercises that were not shown, weighed for what was asked."""

import pytest

from bot.dialogue.turns import Turn
from bot.dialogue.weighing import not_shown, weighed
from bot.engine import Engine
from tests.talks import talk


def turn_of(engine: Engine, first: str, text: str) -> Turn:
    before, _ = talk(engine, first)
    return Turn(engine, before, text, engine.reader.read(text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [("why no pull ups", ["pull-up"]), ("why the bird dog", []), ("why not deadlifts instead", ["deadlift"])],
)
def test_only_what_was_not_shown_is_weighed(engine: Engine, text: str, ids: list[str]) -> None:
    turn = turn_of(engine, "right erector bigger than left", text)
    assert [exercise.id for exercise in not_shown(turn)] == ids


@pytest.mark.parametrize(
    ("first", "named", "says"),
    [
        ("right erector bigger than left", "pull-up", "It works both sides at once"),
        ("right lat smaller, only have dumbbells", "lat-pulldown", "which you have not got"),
        (
            "right lat smaller and my shoulder hurts",
            "pull-up",
            "Leave the pull-up for now, because your shoulder hurts",
        ),
        ("rounded shoulders from my desk job", "single-leg-glute-bridge", "you asked about something else"),
    ],
)
def test_what_speaks_against_it_is_said(engine: Engine, first: str, named: str, says: str) -> None:
    turn = turn_of(engine, first, "what about that")
    assert says in weighed(turn, engine.library.exercises[named], turn.asked)
