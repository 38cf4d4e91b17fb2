"""The lines of an exercise's entry on the point that a message asks about."""

import pytest

from bot.dialogue.details import told_of
from bot.dialogue.turns import Turn
from bot.engine import Engine
from tests.talks import talk


@pytest.mark.parametrize(
    ("text", "id_", "holds"),
    [
        ("third one - standing or sitting?", "one-arm-cable-row", "split stance"),
        ("what height should the band be", "pallof-press", "chest height"),
        ("how do i stop my hips twisting open", "single-leg-romanian-deadlift", "hip rolls open"),
        ("should i use my arms or not", "sit-to-stand", "use your hands"),
        ("are my arms meant to be dead straight or can they bend?", "band-pull-apart", "almost straight"),
        ("where should i feel it", "glute-bridge", ""),
    ],
)
def test_the_line_on_that_point_is_told(engine: Engine, text: str, id_: str, holds: str) -> None:
    before, _ = talk(engine, "left side of my mid back is weaker when i row")
    turn = Turn(engine, before, text, engine.reader.read(text))
    lines = told_of(turn, engine.library.exercises[id_])
    assert holds in " ".join(lines).lower()
    assert lines


@pytest.mark.parametrize(
    "text", ["how do i do the second one", "talk me through it", "and for my neck?", "how many reps"]
)
def test_who_asks_for_no_point_is_told_none(engine: Engine, text: str) -> None:
    before, _ = talk(engine, "left side of my mid back is weaker when i row")
    turn = Turn(engine, before, text, engine.reader.read(text))
    assert told_of(turn, engine.library.exercises["one-arm-cable-row"]) == ()
