"""The days and minutes of a plan: told, moved, and how many exercises fit."""

import pytest

from bot.conversation import Conversation
from bot.dialogue.schedule import minutes_told, most_told, moved, scheduled, told

WEEK = ("Monday", "Wednesday", "Friday")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("swap wednesday for saturday", ("Monday", "Friday", "Saturday")),
        ("can you move day 2 to sunday", ("Monday", "Friday", "Sunday")),
        ("move fri to the weekend pls", ("Monday", "Wednesday", "Saturday")),
        ("swap tuesday for sunday", ()),
        ("swap the row for something else", ()),
    ],
)
def test_one_day_is_put_in_place_of_another(text: str, days: tuple[str, ...]) -> None:
    assert moved(text, WEEK) == days


@pytest.mark.parametrize(
    ("text", "minutes", "most"),
    [("20 min tops", 20, 4), ("ten minutes", 10, 2), ("half an hour", 30, 5), ("50 mins", 50, 6), ("3 days", 0, 0)],
)
def test_minutes_make_so_many_exercises(text: str, minutes: int, most: int) -> None:
    assert (minutes_told(text), most_told(text)) == (minutes, most)


def test_what_was_told_beside_the_wish_is_taken_in() -> None:
    after = scheduled(told(Conversation(), "i have 15 min, tue and sat"), "put that into a week for me")
    assert (after.on, after.days, after.most) == (("Tuesday", "Saturday"), 2, 3)
