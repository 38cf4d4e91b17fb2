"""What a conversation keeps of an alarm; its words are in tests/conversations/alarms.md."""

import pytest

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from tests.talks import talk

NUMB = "my groin has gone numb since the deadlift"
WOKEN = "back pain wakes me up every night"


def test_an_alarm_taken_back_leaves_the_answer_standing(engine: Engine) -> None:
    before, _ = talk(engine, "right erector bigger than left")
    after, reply = talk(engine, "right erector bigger than left", NUMB, "i meant sore, not numb. how many sets?")
    assert reply.kind == "answer"
    assert reply.question.red_flags == ()
    assert (after.urgent, after.withdrawn, after.entry) == ("", ("cauda-equina-saddle",), before.entry)


def test_a_sign_taken_back_is_raised_again_by_plain_words(engine: Engine) -> None:
    after, reply = talk(engine, NUMB, "i have no numbness", "now my groin is numb")
    assert reply.urgency == "emergency"
    assert after.withdrawn == ()


def test_one_in_no_hurry_stays_taken_back(engine: Engine) -> None:
    after, reply = talk(engine, WOKEN, "no it doesn't wake me up", WOKEN)
    assert reply.kind != "urgent"
    assert reply.question.red_flags == ()
    assert after.withdrawn == ("night-rest-pain",)


def test_of_two_signs_the_other_is_held_to(engine: Engine) -> None:
    after, reply = talk(engine, "my back hurts at night and my groin is numb", "i'm not numb there")
    assert [flag.id for flag in reply.question.red_flags] == ["night-rest-pain"]
    assert reply.exercises == ()
    assert (bool(after.urgent), after.withdrawn) == (True, ("cauda-equina-saddle",))


@pytest.mark.parametrize("shrug", ["whatever", "left, sorry", "no", "how many sets", "my doctor said it's fine", "lol"])
def test_an_emergency_is_held_to(engine: Engine, shrug: str) -> None:
    after, reply = talk(engine, NUMB, shrug)
    assert (reply.urgency, reply.exercises, after.urgent) == ("emergency", (), NUMB)


def test_a_sign_of_two_messages_is_held_to_as_well(engine: Engine) -> None:
    _, reply = talk(engine, "my lower back hurts on the left", "and i had breast cancer in 2018", "how many sets")
    assert reply.urgency == "same-day"


def test_after_a_restart_there_is_no_question_to_go_back_to(engine: Engine) -> None:
    after, reply = turn(engine, Conversation(urgent=NUMB), "i have no numbness")
    assert (reply.kind, after.urgent, after.withdrawn) == ("smalltalk", "", ("cauda-equina-saddle",))
    assert "misread" in reply.body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20 weeks pregnant and my lower back aches by evening, which exercises", True),
        ("ache under my right shoulder blade for 6 months, desk job, no better", True),
        ("back pain wakes me up every night", False),
        ("my groin is numb and i'm 20 weeks pregnant with back ache", False),
    ],
)
def test_only_what_need_stop_nobody_is_answered_in_words_as_well(engine: Engine, text: str, said: bool) -> None:
    reply = engine.ask(text)
    assert (reply.kind, bool(reply.body), reply.exercises) == ("urgent", said, ())
