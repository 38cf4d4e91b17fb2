"""How much, how heavy, when to go up, how long to rest."""

import pytest

from bot.engine import Engine
from tests.talks import talk


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("how heavy", 0),
        ("when do i go up", 1),
        ("how many reps and how much rest between sets", 2),
    ],
)
def test_what_is_asked_of_the_load_is_told(engine: Engine, text: str, place: int) -> None:
    _, reply = talk(engine, "left lat smaller than right, got a dumbbell and a bench", f"{text} on the dumbbell row")
    assert engine.library.exercises["one-arm-dumbbell-row"].load[place] in reply.body


def test_sets_are_added_up_where_that_is_asked(engine: Engine) -> None:
    _, reply = talk(
        engine, "left lat smaller than right, gym with everything", "how many sets in total if i do all of those"
    )
    assert "All together 6-9 sets a session." in reply.body


def test_a_dose_alone_tells_no_load(engine: Engine) -> None:
    _, reply = talk(engine, "left lat smaller than right, got a dumbbell and a bench", "how many reps")
    loads = [line for item in reply.exercises for line in item.exercise.load]
    assert [line for line in loads if line in reply.body] == []
