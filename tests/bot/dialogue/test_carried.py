"""The last question, asked of another exercise."""

import pytest

from bot.dialogue.carried import carried
from bot.engine import Engine
from tests.talks import talk

LAT = "right lat is flatter than left. no pain. i do pullups and barbell rows"
HEAVY = "how heavy should i go on the pulldown"


@pytest.mark.parametrize("text", ["and the dumbbell row?", "same for the last one", "what about the second one then"])
def test_what_only_names_another_is_asked_of_that(engine: Engine, text: str) -> None:
    before, _ = talk(engine, LAT, HEAVY)
    found = carried(engine, before, text)
    assert found
    assert (found.kind, "heavy" in found.text, "pulldown" in found.text) == ("dose", True, False)


@pytest.mark.parametrize(
    "text", ["how do i do the dumbbell row", "the dumbbell row hurts my wrist", "and my traps?", "and how long?"]
)
def test_what_says_more_is_a_question_of_its_own(engine: Engine, text: str) -> None:
    before, _ = talk(engine, LAT, HEAVY)
    assert carried(engine, before, text) is None


def test_nothing_is_carried_over_from_a_page(engine: Engine) -> None:
    before, _ = talk(engine, LAT)
    assert carried(engine, before, "and the dumbbell row?") is None
