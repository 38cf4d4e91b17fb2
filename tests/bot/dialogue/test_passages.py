"""The sentence that a message asks about."""

import pytest

from bot.dialogue.passages import passage
from bot.dialogue.turns import Turn
from bot.engine import Engine
from tests.talks import talk


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("why the photo once a month", "photo"),
        ("why", ""),
        ("why is that so", ""),
    ],
)
def test_the_sentence_with_the_rare_word_is_found(engine: Engine, text: str, holds: str) -> None:
    before, _ = talk(engine, "how long until both sides are even")
    found = passage(Turn(engine, before, text, engine.reader.read(text)))
    assert (holds in found.lower()) if holds else found == ""
