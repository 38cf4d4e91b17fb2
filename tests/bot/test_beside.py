"""What a message asks or tells beside its first question, in a few sentences."""

from dataclasses import replace

import pytest

from bot.beside import OWN, opening, telling
from bot.engine import Engine
from bot.reply import Reply
from intents.question import Question


@pytest.mark.parametrize(
    ("body", "few"),
    [
        ("Yes. Lift.", "Yes. Lift."),
        (
            "No, it does not, and nobody has shown so. Sit as you like, and change how you sit every half an hour or "
            "so through the day. The rest is taste.",
            "No, it does not, and nobody has shown so. Sit as you like, and change how you sit every half an hour or "
            "so through the day.",
        ),
        (
            "Usually yes, though it takes a good while and patience on your own side, and a little less weight than "
            "you are used to now. Do these:\n\n- Rows, twice a week.\n- Carries.",
            "Usually yes, though it takes a good while and patience on your own side, and a little less weight than "
            "you are used to now.",
        ),
        (
            "Yes, but look at these before you do:\n\n- The bar: is it level all the way up and down, on every rep?\n"
            "- The feet: do you stand on both of them alike from start to end?\n- The rest.",
            "Yes, but look at these before you do:\n- The bar: is it level all the way up and down, on every rep?\n"
            "- The feet: do you stand on both of them alike from start to end?",
        ),
    ],
)
def test_an_opening_says_something_and_ends_where_a_sentence_does(body: str, few: str) -> None:
    assert opening(Reply("answer", Question("left lat"), 1.0, body=body)) == few


def test_no_answer_opens_on_what_only_leads_on(engine: Engine) -> None:
    for answer in engine.library.answers.values():
        reply = engine.answer(Question("left lat"), answer, 1.0)
        assert not opening(reply).endswith(":"), answer.id


def test_a_short_reply_is_said_whole() -> None:
    reply = Reply("answer", Question("left lat"), 1.0, body="Yes. " * 40)
    assert opening(replace(reply, brief=True)) == reply.body


@pytest.mark.parametrize(
    ("part", "tells"),
    [("how many reps", True), ("is it", False), ("and what do i do then", False), ("rows or pulldowns first", True)],
)
def test_a_part_of_a_message_tells_something(part: str, tells: bool) -> None:
    assert telling(part) == tells


def test_what_is_taken_for_all_that_is_asked_says_more() -> None:
    assert (telling("how many reps", OWN), telling("rows or pulldowns first thing", OWN)) == (False, True)


GRIP = (
    "left erector is visibly thicker than the right one. been deadlifting 4 years, mixed grip always right hand under."
)


def test_what_is_told_beside_gets_a_few_sentences(engine: Engine) -> None:
    reply = engine.ask(f"{GRIP} what do i do about it")
    assert reply.answer
    assert reply.answer.id == "erector-one-side-bigger"
    assert [other.entry for other in reply.beside] == ["mixed-grip-uneven"]


@pytest.mark.parametrize(
    "text",
    [
        "left erector is visibly thicker than the right one",  # one thing
        "left erector is visibly thicker than the right one. im 34 and live in a small town by the sea with my cat",
    ],
)
def test_nothing_is_said_beside_where_nothing_else_was_told(engine: Engine, text: str) -> None:
    assert engine.ask(text).beside == ()
