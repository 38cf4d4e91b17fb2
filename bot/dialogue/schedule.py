"""The days and minutes that a person told, as a plan needs them, and one day put in place of another."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.plan import (
    MOST,
    days_free,
    days_named,
    days_usual,
    names_days,
    weekday_of,
    weekdays_in_order,
    weekdays_named,
    weekdays_taken,
)
from intents.durations import NUMBERS
from intents.phrasings import phrasing
from knowledge.text import words

_FITS = ((7, 1), (12, 2), (17, 3), (27, 4), (37, 5))  # minutes up to which so many exercises can be done well
_MINUTES = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "forty": 40}
_HALF_AN_HOUR = 30
_USUAL = 3  # days a week


def most_told(text: str) -> int:
    """How many exercises fit the minutes a message names; 0 where it names none."""
    plain = " ".join(words(text))
    if counted := phrasing("counted").search(plain):
        return NUMBERS.get(counted[1]) or int(counted[1])
    minutes = minutes_told(text)
    return next((count for limit, count in _FITS if minutes <= limit), MOST) if minutes else 0


def minutes_told(text: str) -> int:
    """The minutes that a message names; 0 where it names none."""
    found = phrasing("minutes").search(" ".join(words(text)))
    if found is None:
        return 0
    return int(found[1]) if (found[1] or "").isdigit() else _MINUTES.get(found[1] or "", _HALF_AN_HOUR)


def told(before: Conversation, text: str) -> Conversation:
    """The conversation with the days and minutes that a message names besides what it asks."""
    on = weekdays_named(text)
    times = days_named(text, before.times) if names_days(text) else before.times
    return replace(before, on=on or before.on, times=times, most=most_told(text) or before.most)


def scheduled(before: Conversation, text: str) -> Conversation:
    """The conversation with the days and minutes for a plan: those of a message, or else those told before it."""
    current = before.on or (days_usual(before.days) if before.days else ())
    if swapped := moved(text, current):
        return replace(before, days=len(swapped), on=swapped)
    days = days_named(text, before.days or before.times or len(before.on) or _USUAL)
    taken = weekdays_taken(text)
    free = days_free(taken, days) if taken else ()
    kept = before.on if not names_days(text) and (len(before.on) == days or not before.days) else ()
    return replace(before, days=days, on=weekdays_named(text) or free or kept, most=most_told(text) or before.most)


def moved(text: str, current: tuple[str, ...]) -> tuple[str, ...]:
    """The days of a plan with one put in place of another: "swap wednesday for saturday", "move day 2 to sunday"."""
    found = phrasing("moves-day").search(" ".join(words(text)))
    if found is None:
        return ()
    old, new = found["old"] or found["place"], weekday_of(found["new"])
    named = next((at for at, day in enumerate(current) if day == weekday_of(old)), -1)
    place = int(old) - 1 if old.isdigit() else named
    if not new or not 0 <= place < len(current):
        return ()
    return weekdays_in_order((*current[:place], new, *current[place + 1 :]))
