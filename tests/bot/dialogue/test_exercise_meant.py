"""The exercises that a question about what was said is about."""

import pytest

from bot.dialogue.subjects import exercises_meant
from bot.dialogue.turns import Turn
from bot.engine import Engine
from tests.talks import talk


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("why rows tho", ["one-arm-dumbbell-row", "one-arm-cable-row"]),
        ("why the pulldown", ["one-arm-pulldown"]),
        ("why the one arm pulldown and not pull ups", ["one-arm-pulldown", "pull-up"]),
        ("why the second one", ["one-arm-dumbbell-row"]),
        ("why", []),
    ],
)
def test_what_is_named_or_pointed_at(engine: Engine, text: str, ids: list[str]) -> None:
    before, _ = talk(engine, "right lat bigger than left")
    found = exercises_meant(Turn(engine, before, text, engine.reader.read(text)))
    assert [exercise.id for exercise in found] == ids


@pytest.mark.parametrize(
    ("text", "ids"), [("any study on that one", ["one-arm-pulldown"]), ("where did you get all that from", [])]
)
def test_it_means_the_one_spoken_of_last(engine: Engine, text: str, ids: list[str]) -> None:
    before, _ = talk(engine, "right lat bigger than left", "why the pulldown")
    found = exercises_meant(Turn(engine, before, text, engine.reader.read(text)))
    assert [exercise.id for exercise in found] == ids
