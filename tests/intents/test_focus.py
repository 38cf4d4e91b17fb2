"""The sentence that asks, among history and routine."""

import pytest

from intents.focus import SHORT, focus

HISTORY = "i have been lifting for four years and row twice a week with a belt and straps"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("right erector bigger than left", "right erector bigger than left"),
        (f"{HISTORY}. should i add sets for the left?", "should i add sets for the left?"),
        (f"what do i do first? {HISTORY}.", "what do i do first?"),
        (f"{HISTORY}. is it normal? {HISTORY}. what now?", "is it normal? what now?"),
        (f"why? {HISTORY}. is it normal? what now?", "is it normal? what now?"),
        (f"{HISTORY}\nany tips\n{HISTORY}", "any tips"),
        (f"{HISTORY}, should i deload", "should i deload"),
        (f"{HISTORY}. left lat is small.", f"{HISTORY}. left lat is small."),
        ("", ""),
    ],
)
def test_focus(text: str, asks: str) -> None:
    assert focus(text) == asks


def test_a_short_post_is_all_question() -> None:
    text = "left lat small. " * (SHORT // 3)
    assert focus(text) == text
