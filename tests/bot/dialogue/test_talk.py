"""What a turn does with what was told, beyond what the stories say of its words."""

import pytest

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.plan import days_named
from tests.talks import talk


@pytest.mark.parametrize(
    "aside",
    ["how did i get this", "is it bad", "is it normal to be sore after", "how can i check it", "6 weeks and no change"],
)
def test_an_aside_leaves_the_answer_standing(engine: Engine, aside: str) -> None:
    before, _ = talk(engine, "right erector bigger than left")
    after, reply = turn(engine, before, aside)
    assert (after.entry, after.exercises) == (before.entry, before.exercises)
    assert reply.exercises == ()
    assert reply.question.sides == before.person(engine.reader.read(before.text)).sides


def test_a_plan_stays_a_plan_until_something_else_is_asked(engine: Engine) -> None:
    conversation, _ = talk(engine, "weak left lat", "make me a plan", "only 2 days a week", "i only own dumbbells")
    assert (conversation.days, conversation.only) == (2, True)
    conversation, reply = turn(engine, conversation, "make it shorter")
    assert reply.whole
    assert len(reply.exercises) == conversation.most
    conversation, _ = turn(engine, conversation, "how do i do a deadlift")
    assert conversation.days == 0


def test_a_page_is_given_where_a_message_likelier_means_that(engine: Engine) -> None:
    _, reply = talk(engine, "my right lat is bigger than my left", "does sleeping on my side make it worse")
    assert reply.answer is not None
    assert "sleeping-position" in reply.answer.topics


def test_what_was_not_meant_is_not_said_again(engine: Engine) -> None:
    before, first = talk(engine, "my right lat is bigger than my left")
    after, other = turn(engine, before, "not what i meant")
    _, third = turn(engine, after, "no, i mean what should i do in the gym about the bigger one")
    assert first.answer is not None
    assert other.answer is not None
    assert third.answer is not None
    assert third.answer.id != first.answer.id


def test_thanks_with_a_but_is_more_than_thanks(engine: Engine) -> None:
    _, reply = talk(engine, "right erector bigger than left", "ok thanks but it was stretches i was after")
    assert reply.kind == "answer"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("thanks a lot, that's really kind of you, have a lovely evening", "smalltalk"),
        ("Thanks, that's reassuring, I'll give it a go tomorrow after work. bye", "smalltalk"),
        ("Thank you, very clear. Would you mind talking me through the bird dog", "answer"),
        ("Ok makes sense. it goes into my right buttock when driving", "answer"),
    ],
)
def test_what_stands_beside_manners_is_heard(engine: Engine, message: str, kind: str) -> None:
    assert talk(engine, "right erector bigger than left", message)[1].kind == kind


def test_something_in_place_of_what_was_shown_before_an_aside(engine: Engine) -> None:
    before, _ = talk(engine, "right erector bigger than left", "is it bad")
    _, reply = turn(engine, before, "what would you do instead of the single leg back extension, no machine here")
    shown = [item.exercise.id for item in reply.exercises]
    assert shown
    assert "single-leg-back-extension" not in shown


def test_the_side_put_right_after_a_how_to_is_that_of_the_question_before(engine: Engine) -> None:
    asked = "my left lat is smaller than my right"
    conversation, reply = talk(engine, asked, "how do i do the second one", "sorry, it's the right that is smaller")
    assert (conversation.entry, reply.question.sides.weak) == ("lat-one-side-bigger", "right")


def test_small_talk_keeps_what_was_spoken_of(engine: Engine) -> None:
    before, _ = talk(engine, "left lat smaller than right")
    after, reply = turn(engine, before, "are you a real person")
    assert reply.kind == "smalltalk"
    assert after.entry == before.entry


def test_a_reset_forgets_the_person_too(engine: Engine) -> None:
    conversation, _ = talk(engine, "left lat smaller", "im 68", "i only have bands", "forget that")
    assert conversation == Conversation()


@pytest.mark.parametrize(
    ("case", "exercise", "fits"),
    [
        ("i have osteoporosis", "swing", False),
        ("im pregnant", "bird dog", True),
        ("i have a herniated disc", "deadlift", False),
        ("i have scoliosis", "side plank", True),
    ],
)
def test_a_verdict_agrees_with_the_cautions(engine: Engine, case: str, exercise: str, fits: bool) -> None:
    conversation, _ = talk(engine, "right erector bigger than left", case)
    _, reply = turn(engine, conversation, f"can i do {exercise}s then")
    named = reply.question.named("exercise") or engine.reader.read(exercise).named("exercise")
    shown = {item.exercise.id for item in reply.exercises}
    assert (named[0] in shown) == fits


@pytest.mark.parametrize(("text", "days"), [("mondays and thursdays", 2), ("monday wednesday friday", 3), ("soon", 3)])
def test_weekdays_are_counted(text: str, days: int) -> None:
    assert days_named(text) == days
