"""The kit that a message names, in the light of what was shown."""

import pytest

from bot.dialogue.kit import kit_said
from bot.dialogue.turns import Turn
from bot.engine import Engine
from intents.question import Kit
from tests.talks import talk

_FIRST = "left side of my mid back is weaker when i row"


@pytest.mark.parametrize(
    ("text", "has", "lacks", "only"),
    [
        ("no dumbbells, barbell or band", (), ("band", "barbell", "dumbbell"), True),
        ("no cables. barbell, bench and some bands thats it", ("barbell", "band", "bench"), ("cable",), True),
        ("i've got adjustable dumbbells, a bench, bands and a pull up bar", (), (), True),
        ("not many cable machines round here, i've got a band", ("band",), ("cable",), True),
        ("no machine for it here mate", (), ("cable", "machine", "roman-chair"), False),
        ("i have tins of beans", ("dumbbell",), (), True),
        ("dont own any weights mate", (), (), True),
    ],
)
def test_what_there_is_and_is_not(
    engine: Engine, text: str, has: tuple[str, ...], lacks: tuple[str, ...], only: bool
) -> None:
    before, _ = talk(engine, _FIRST)
    said = kit_said(Turn(engine, before, text, engine.reader.read(text)))
    assert (set(has) <= set(said.has), set(said.lacks) >= set(lacks), said.only) == (True, True, only)


def test_nothing_of_what_was_shown_is_there(engine: Engine) -> None:
    before, _ = talk(engine, _FIRST)
    text = "dont have any of that stuff"
    said = kit_said(Turn(engine, before, text, engine.reader.read(text)))
    assert "cable" in said.lacks
    assert said != Kit()


def test_the_bar_is_the_one_they_have(engine: Engine) -> None:
    before, _ = talk(engine, "my back twists on pull ups", "the gym is a pull up bar and two kettlebells")
    text = "haven't got rings, just the bar and the kettlebells"
    assert "pull-up-bar" in kit_said(Turn(engine, before, text, engine.reader.read(text))).has
