"""What was said so far, as one small value; and turns that build on it."""

from dataclasses import replace

import pytest

from bot.conversation import IDLE, Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.reply import Reply
from bot.words import plain, reply_text
from intents.question import Kit, Question
from intents.sides import Sides

FULL = Conversation(
    text="right erector bigger", added=("no gym",), entry="erector-one-side-bigger", exercises=("bird-dog",),
    focus="bird-dog", without=("superman",), tried=("lat-gap",), options=(("It hurts", "one-side-hurts"),), asked=1,
    sides=("right", "left", None), has=("band",), lacks=("cable",), only=True, facts=("home",), hurts=("wrist-pain",),
    urgent="", at=12.5,
)  # fmt: skip


def talk(engine: Engine, *said: str) -> tuple[Conversation, Reply]:
    conversation, reply = turn(engine, Conversation(), said[0])
    for text in said[1:]:
        conversation, reply = turn(engine, conversation, text)
    return conversation, reply


@pytest.mark.parametrize("conversation", [Conversation(), FULL, replace(FULL, sides=None)])
def test_it_is_stored_and_read_back(conversation: Conversation) -> None:
    assert Conversation.from_json(conversation.to_json()) == conversation


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "null", "{}", '{"version": 0}', '{"version": 1}', '{"version": 1, "options": [], "x": 1}'],
)
def test_what_cannot_be_read_is_dropped(text: str) -> None:
    assert Conversation.from_json(text) == Conversation()


def test_half_an_hour_of_silence_ends_it() -> None:
    assert FULL.resumed(FULL.at + IDLE) == replace(FULL, at=FULL.at + IDLE)
    assert FULL.resumed(FULL.at + IDLE + 1) == Conversation(at=FULL.at + IDLE + 1)


def test_a_new_question_keeps_the_person() -> None:
    kept = Conversation(
        has=("band",), lacks=("cable",), only=True, facts=("home",), without=("superman",), at=12.5
    )  # fmt: skip
    assert FULL.afresh() == kept


def test_kit_that_is_found_is_no_longer_missing() -> None:
    before = Conversation(has=("band",), lacks=("cable",))
    after = before.knowing(Question("", kit=Kit(("cable",), ("band",))))
    assert (after.has, after.lacks) == (("cable",), ("band",))


def test_a_whole_gym_lacks_nothing() -> None:
    before = Conversation(has=("band",), lacks=("cable",), only=True, facts=("home",))
    after = before.knowing(Question("i go to a commercial gym", facts=frozenset({"gym"})))
    assert (after.has, after.lacks, after.only, after.facts) == ((), (), False, ("gym",))


def test_one_more_thing_that_is_missing_takes_nothing_else_away() -> None:
    before = Conversation(has=("barbell", "band", "bench"), only=True)
    after = before.knowing(Question("just the barbell then", kit=Kit(("barbell",), ("dumbbell",), True)))
    assert (set(after.has), after.lacks, after.only) == ({"barbell", "band", "bench"}, ("dumbbell",), True)


def test_work_on_the_feet_is_wished_for_without_pain() -> None:
    asked = Conversation(hurts=("floor-hard",)).person(Question("something else"))
    assert (asked.hurts, asked.pain) == (("floor-hard",), False)


def test_a_question_is_seen_with_what_the_person_told() -> None:
    seen = FULL.person(Question("how", sides=Sides("left", "right"), facts=frozenset({"teen"})))
    assert (seen.sides, seen.kit) == (Sides("right", "left"), Kit(("band",), ("cable",), only=True))
    assert (seen.facts, seen.hurts, seen.pain) == (frozenset({"teen", "home"}), ("wrist-pain",), True)


LAT = "left lat is smaller than the right, what exercise"


def test_a_correction_of_the_side(engine: Engine) -> None:
    conversation, reply = talk(engine, LAT, "right, sorry")
    assert conversation.sides == ("left", "right", None, False)
    assert "right" in {item.side for item in reply.exercises}
    assert "left" not in {item.side for item in reply.exercises}


def test_the_second_one(engine: Engine) -> None:
    conversation, _ = talk(engine, LAT)
    _, reply = turn(engine, conversation, "how do i do the second one")
    assert reply.taught is not None
    assert reply.taught.id == conversation.exercises[1]


def test_missing_kit_changes_the_exercises(engine: Engine) -> None:
    _, reply = talk(engine, LAT, "i only have bands")
    assert reply.exercises
    usual = frozenset({"none", "mat", "wall", "chair", "towel", "table", "doorway", "band"})
    assert [i.exercise.id for i in reply.exercises if not any(needs <= usual for needs in i.exercise.equipment)] == []


def test_what_hurts_is_not_offered_again(engine: Engine) -> None:
    before, _ = talk(engine, "right erector bigger than left")
    conversation, reply = turn(engine, before, "bird dog hurts")
    assert "bird-dog" not in {item.exercise.id for item in reply.exercises}
    _, other = turn(engine, conversation, "something else")
    assert "bird-dog" not in {item.exercise.id for item in other.exercises}


def test_something_else_is_another_answer(engine: Engine) -> None:
    first, _ = talk(engine, LAT)
    second, _ = turn(engine, first, "something else")
    third, _ = turn(engine, second, "something else")
    assert len({first.entry, second.entry, third.entry}) == 3


def test_a_warning_sign_in_an_addition_stops_everything(engine: Engine) -> None:
    conversation, reply = talk(engine, LAT, "also i cant feel between my legs since this morning")
    assert (reply.kind, reply.urgency, reply.exercises) == ("urgent", "emergency", ())
    _, after = turn(engine, conversation, "ok but how many reps")
    assert (after.kind, after.exercises) == ("urgent", ())


def test_a_number_picks_an_option(engine: Engine, vague: str) -> None:
    conversation, reply = talk(engine, vague)
    assert reply.kind == "clarify"
    _, picked = turn(engine, conversation, "2")
    assert picked.answer is not None
    assert (picked.kind, picked.answer.id) == ("answer", conversation.options[1][1])


def test_a_third_question_in_a_row_is_not_asked(engine: Engine, vague: str) -> None:
    conversation, reply = talk(engine, vague)
    kinds = [reply.kind]
    for _ in range(2):
        conversation, reply = turn(engine, conversation, vague)
        kinds.append(reply.kind)
    assert kinds.count("clarify") <= 2


@pytest.mark.parametrize(
    "text",
    [
        "the last one", "how do i do the last one", "2", "why", "that hurts", "too easy", "left, sorry", "sources",
        "how many reps", "something else", "make me a plan", "no dumbbells", "is it safe when pregnant", "no idea",
        "how long", "thanks", "bye", "",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "first", ["upper back muscles", "when should i see a doctor", LAT, "hi", "", "back problem", "qwzxyv"]
)
def test_any_follow_up_gets_a_reply(engine: Engine, first: str, text: str) -> None:
    conversation, _ = talk(engine, first)
    _, reply = turn(engine, conversation, text)
    shown = plain(reply_text(reply))
    assert shown.strip()
    assert "{" not in shown


def test_turns_are_pure(engine: Engine) -> None:
    before, _ = talk(engine, LAT)
    assert turn(engine, before, "why") == turn(engine, before, "why")
