"""Lengths of time told: what is past, what is still ahead, and what is neither."""

import pytest

from intents.durations import Duration, left, so_far


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("been doing it 3 weeks n nothing", 3),
        ("that's what I've been doing for 6 weeks tho", 6),
        ("2 months in and still lopsided", 104 / 12),
        ("8 wks so far", 8),
        ("its been months of this", 26),
        ("holiday is in 6 weeks", None),
        ("i train 3 times a week", None),
        ("3 days a week is all i have", None),
        ("are we talking weeks or a couple of years", None),
    ],
)
def test_time_gone_by(text: str, weeks: float | None) -> None:
    told = so_far(text)
    assert (told.weeks if told else None) == weeks


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("race is in 5 weeks, is that enough", Duration("five weeks", 5)),
        ("is 8 weeks enough", Duration("8 weeks", 8)),
        ("season starts in april", Duration("April")),
        ("theres a meet in feb", Duration("Feb")),
        ("been at it 3 weeks", None),
        ("may i start now", None),
    ],
)
def test_time_that_is_left(text: str, due: Duration | None) -> None:
    assert left(text) == due
