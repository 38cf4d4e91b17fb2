"""Two exercises set against each other."""

import pytest

from bot.dialogue.comparing import compared, nearest_shown, standing_of
from bot.dialogue.turns import Turn
from bot.engine import Engine
from tests.talks import talk


def turn_of(engine: Engine, first: str) -> Turn:
    before, _ = talk(engine, first)
    return Turn(engine, before, "which one", engine.reader.read("which one"))


@pytest.mark.parametrize(
    ("first", "one", "other", "says"),
    [
        ("right lat bigger than left", "pull-up", "one-arm-pulldown", "the one-arm pulldown first"),
        ("right lat smaller, only have dumbbells", "one-arm-dumbbell-row", "pull-up", "a pull-up bar, which you have"),
        ("right lat smaller and my shoulder hurts", "pull-up", "one-arm-dumbbell-row", "because your shoulder hurts"),
        ("right lat bigger than left", "one-arm-pulldown", "one-arm-pulldown", "Either will do"),
    ],
)
def test_what_decides_is_said_first(engine: Engine, first: str, one: str, other: str, says: str) -> None:
    turn, library = turn_of(engine, first), engine.library.exercises
    assert says in compared(turn, library[one], library[other]).split("\n")[0]


def test_of_two_the_first_thing_in_which_they_differ_counts(engine: Engine) -> None:
    turn, library = turn_of(engine, "right lat bigger than left"), engine.library.exercises
    one, both = standing_of(turn, library["one-arm-pulldown"]), standing_of(turn, library["pull-up"])
    assert both.worse(one) == "shares"
    assert one.worse(both) == ""


@pytest.mark.parametrize(("id_", "near"), [("pull-up", "one-arm-pulldown"), ("goblet-squat", None)])
def test_what_it_would_stand_in_for(engine: Engine, id_: str, near: str | None) -> None:
    turn = turn_of(engine, "right lat bigger than left")
    found = nearest_shown(turn, engine.library.exercises[id_])
    assert (found.id if found else None) == near
