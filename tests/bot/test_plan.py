"""A six-week plan made of matched exercises."""

from dataclasses import replace

import pytest

from bot.engine import Engine
from bot.kit import misses
from bot.plan import MOST, days_free, days_named, plan_for, plan_markdown, weekdays_named, weekdays_taken
from bot.words import plain
from intents.question import Kit


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("make me a plan", 3), ("2 days a week", 2), ("twice a week please", 2), ("four days", 4), ("i have 6 days", 4),
        ("once a week", 2), ("3x a week", 3), ("one session", 2), ("two workouts", 2), ("right lat is 2 cm bigger", 3),
    ],
)  # fmt: skip
def test_days(text: str, days: int) -> None:
    assert days_named(text) == days


WORKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("i can only do mon wed fri", ("Monday", "Wednesday", "Friday")),
        ("thursdays and tuesdays", ("Tuesday", "Thursday")),
        ("sat/sun", ("Saturday", "Sunday")), ("just on friday", ("Friday",)),
        ("at my desk mon-fri", WORKDAYS), ("monday to friday", WORKDAYS), ("every weekday", WORKDAYS),
        ("i sat all day", ()), ("3 days", ()),
    ],
)  # fmt: skip
def test_weekdays(text: str, days: tuple[str, ...]) -> None:
    assert weekdays_named(text) == days


def test_a_plan_for_a_person(engine: Engine) -> None:
    plan = plan_for(engine, engine.answer(
        engine.reader.read("right erector bigger than left, 2 days a week"),
        engine.library.answers["erector-one-side-bigger"], 0.9,
    ))  # fmt: skip
    shown = plain(plan_markdown(plan))
    assert plan.days == ("Monday", "Thursday")
    assert 3 <= len(plan.lines) <= MOST
    assert len({line.item.exercise.id for line in plan.lines}) == len(plan.lines)
    assert {line.entry for line in plan.lines} <= set(engine.library.answers)
    assert plan.lines[0].item.side == "left"
    assert "your left side before the other" in shown
    assert shown.startswith("# Six weeks for your lower back")


@pytest.mark.parametrize(
    "text",
    ["cant feel between my legs since this morning", "what is the capital of france", "when should i see a doctor"],
)
def test_no_plan_where_there_should_be_none(engine: Engine, text: str) -> None:
    plan = plan_for(engine, engine.ask(text))
    assert plan.lines == ()
    assert plain(plan_markdown(plan)).startswith("I will not put a plan together")


def test_a_plan_respects_the_kit(engine: Engine) -> None:
    asked = replace(engine.reader.read("left lat smaller"), kit=Kit(only=True), facts=frozenset({"home"}))
    for answer in engine.library.pack.answers:
        lines = plan_for(engine, engine.answer(asked, answer, 0.9)).lines
        assert [line.item.exercise.id for line in lines if misses(line.item.exercise, asked)] == []


def test_every_plan_can_be_shown(engine: Engine) -> None:
    asked = engine.reader.read("my back")
    for answer in engine.library.pack.answers:
        shown = plain(plan_markdown(plan_for(engine, engine.answer(asked, answer, 0.9))))
        assert "{" not in shown


@pytest.mark.parametrize(
    ("text", "taken", "free"),
    [
        ("2 gym days with tennis on tue thu sat", ("Tuesday", "Thursday", "Saturday"), ()),
        ("erg is Tue and Fri, weights Mon Thu", ("Tuesday", "Friday"), ("Monday", "Thursday")),
        ("gym monday and thursday, football on wednesday", ("Wednesday",), ("Monday", "Thursday")),
        ("monday and thursday", (), ("Monday", "Thursday")),
        ("not thursday, mon and sat", ("Thursday",), ("Monday", "Saturday")),
        ("nowt on tuesdays or fridays", ("Tuesday", "Friday"), ()),
    ],
)
def test_days_of_a_sport_are_taken(text: str, taken: tuple[str, ...], free: tuple[str, ...]) -> None:
    assert (weekdays_taken(text), weekdays_named(text)) == (taken, free)


@pytest.mark.parametrize(
    ("busy", "count", "days"),
    [
        (("Tuesday", "Thursday", "Saturday"), 2, ("Monday", "Friday")),
        (("Tuesday", "Friday"), 3, ("Monday", "Wednesday", "Saturday")),
        ((), 2, ("Monday", "Thursday")),
        (("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"), 3, ("Sunday",)),
    ],
)
def test_what_is_left_of_a_week_lies_far_apart(busy: tuple[str, ...], count: int, days: tuple[str, ...]) -> None:
    assert days_free(busy, count) == days
