"""The way of a question, from text to Reply, and what each kind of reply holds."""

import json
from dataclasses import replace

import pytest

from bot.contract import to_json
from bot.engine import Engine, wanted
from bot.words import plain, reply_text
from intents.question import Question
from intents.sides import Sides
from knowledge.golden import Golden, golden_questions


@pytest.mark.parametrize("row", golden_questions(), ids=lambda row: row.question[:60] or "nothing")
def test_golden_question(engine: Engine, row: Golden) -> None:
    reply = engine.ask(row.question)
    assert row.accepts(reply.kind, reply.answer.id if reply.answer else ""), (
        reply.kind,
        reply.answer and reply.answer.id,
    )


def test_an_answer_is_fitted_to_the_person(engine: Engine) -> None:
    reply = engine.ask("right erector bigger than left")
    assert (reply.kind, reply.topics[0]) == ("answer", "lr-erector")
    assert "left side" in reply.body
    assert {item.side for item in reply.exercises} <= {"left", "alternate", "both"}
    assert 1 <= len(reply.exercises) <= 3
    assert reply.sources
    assert reply.caveats


def test_warning_signs_come_before_everything(engine: Engine) -> None:
    reply = engine.ask("right erector bigger than left and i cant feel between my legs since this morning")
    assert (reply.kind, reply.urgency, reply.confidence) == ("urgent", "emergency", 1.0)
    assert reply.topics == ("red-flag", "see-professional")
    assert (reply.answer, reply.exercises, reply.taught) == (None, (), None)


def test_unsure_offers_the_nearest_titles(engine: Engine) -> None:
    reply = engine.ask("what is the capital of france")
    assert (reply.kind, reply.answer, reply.level) == ("unsure", None, "low")
    assert [option.text for option in reply.options] == [option.label for option in reply.options]
    assert {option.text for option in reply.options} <= {a.title for a in engine.library.answers.values()}


def test_nothing_asked_offers_nothing(engine: Engine) -> None:
    reply = engine.ask("")
    assert (reply.kind, reply.options, reply.confidence) == ("unsure", (), 0.0)


def test_small_talk_has_no_exercises(engine: Engine) -> None:
    reply = engine.ask("hi")
    assert (reply.kind, reply.exercises, reply.caveats, reply.left_out) == ("smalltalk", (), (), ())


def test_a_how_to_teaches_its_exercise(engine: Engine) -> None:
    reply = engine.ask("how do i do a bird dog")
    assert reply.taught == engine.library.exercises["bird-dog"]


def test_the_country_reaches_urgent_replies(engine: Engine) -> None:
    there = replace(engine, country="GB")
    assert there.ask("back pain and i cant control my bladder anymore").country == "GB"


def test_the_same_question_gets_the_same_reply(engine: Engine) -> None:
    text = "left lat smaller than right, only dumbbells at home"
    assert json.dumps(to_json(engine.ask(text))) == json.dumps(to_json(engine.ask(text)))


def test_the_small_pack_answers_for_itself(small_engine: Engine) -> None:
    reply = small_engine.ask("right lat bigger than left")
    assert reply.answer is not None
    assert (reply.answer.id, reply.body) == ("lat-gap", "Start every set with your left side.")
    assert [(item.exercise.id, item.side, item.why) for item in reply.exercises] == [
        ("one-arm-row", "left", "One side at a time."),
        ("bird-dog", "alternate", "Easy on your left side."),
    ]
    assert [caveat.id for caveat in reply.caveats] == ["stop-signs", "slow-change"]
    assert [source.id for source in reply.sources] == ["forum-thread-2006"]


@pytest.mark.parametrize(
    "sides", [Sides(), Sides("left", "right"), Sides("right", "left", "right"), Sides(pain="left")], ids=str
)
def test_every_answer_is_rendered_without_slots(engine: Engine, sides: Sides) -> None:
    question = Question("", sides=sides)
    shown = {a.id: plain(reply_text(engine.answer(question, a, 0.9))) for a in engine.library.answers.values()}
    assert [id_ for id_, text in shown.items() if "{" in text or "}" in text] == []


@pytest.mark.parametrize(
    ("text", "exercises"),
    [
        ("how do i do a seated cable row", ("seated-cable-row",)),
        ("my rhomboids on the left burn out first on cable rows, what do i do", ()),
        ("left arm quits at rep 8 on lat pulldowns", ()),
    ],
)
def test_an_exercise_counts_where_its_how_to_is_asked(engine: Engine, text: str, exercises: tuple[str, ...]) -> None:
    assert wanted(engine.reader.understand(text)).exercises == exercises
