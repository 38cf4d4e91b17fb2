"""Manners around a question, and the question without them."""

import pytest

from intents.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("hey everyone, right erector bigger than left", "right erector bigger than left"),
        ("Hi all. My left lat is smaller, thanks in advance", "My left lat is smaller"),
        ("good morning, how do i do a bird dog? cheers", "how do i do a bird dog?"),
        ("one trap is higher thank you so much!", "one trap is higher"),
        ("right erector bigger than left", "right erector bigger than left"),
        ("hello", "hello"),
        ("thanks a lot", "thanks a lot"),
        ("hey thanks, bye", "hey thanks, bye"),
        ("", ""),
    ],
)
def test_manners_are_set_aside(text: str, bare: str) -> None:
    assert without_courtesies(text) == bare
