"""An engine grown by a server's changes: what was added is found, what was taken away is gone, the rest stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import to_json
from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.evaluate import rows_of
from bot.exercises import exercise_list, exercise_page, find_exercise
from bot.explain import explain
from bot.overlays.growth import curated
from bot.plan import plan_for, plan_markdown
from bot.words import plain, reply_text
from knowledge.entries import Answer
from knowledge.overlay import Changes
from knowledge.revisions import KINDS, Kind
from tests.benchmarks.entries import made_up_changes
from tests.test_properties import _engine as opened

HELDOUT = Path(__file__).parents[2] / "eval" / "heldout.jsonl"
ERECTOR = "right erector bigger than left"
SAID = (ERECTOR, "how many reps", "how do i do the first one", "that one hurts", "no machines", "why", "make me a plan")
QUESTIONS = (
    ERECTOR,
    "left lat smaller, only dumbbells at home",
    "how do i do a bird dog",
    "which mattress for a bad back",
    "can i put a hypervolt on my spine",
    "best gun for hunting",
    "hello",
)


def massage_gun(engine: Engine) -> Answer:
    """An answer about something that the curated pack says nothing of."""
    return replace(
        engine.library.answers["mattress-and-pillow"],
        id="massage-gun",
        title="Massage guns on the back",
        topics=("community",),
        asks=(
            "can i use a massage gun on my spine",
            "hypervolt on lower back ok?",
            "is a hypervolt safe for back muscles",
            "percussion massager on erectors",
        ),
        body="Keep it on the muscle beside the spine, for a minute or two, and off the bones.",
        exercises=(),
        follow_ups=(),
        caveats=(),
        author="Ana",
    )


@pytest.fixture(scope="module")
def with_gun(engine: Engine) -> Engine:
    return engine.with_changes({("answer", "massage-gun"): massage_gun(engine)})


def entry(engine: Engine, text: str) -> tuple[str, str]:
    reply = engine.ask(text)
    return reply.kind, reply.answer.id if reply.answer else ""


@pytest.mark.parametrize(
    "text",
    [
        "can i use a massage gun on my spine",
        "is using a hypervolt on my lower back ok",
        "do massage guns help back muscles",
        "hypervlt on my spine",
        "is a massage gun alright for my back",
    ],
)
def test_an_added_answer_is_given(with_gun: Engine, engine: Engine, text: str) -> None:
    assert entry(with_gun, text) == ("answer", "massage-gun")
    assert entry(engine, text)[1] != "massage-gun"


@pytest.mark.parametrize("text", [ERECTOR, "which mattress for a bad back", "what is the capital of france", "hello"])
def test_an_added_answer_leaves_other_questions_alone(with_gun: Engine, engine: Engine, text: str) -> None:
    assert json.dumps(to_json(with_gun.ask(text))["text"]) == json.dumps(to_json(engine.ask(text))["text"])


def test_words_of_an_added_answer_are_known_and_repaired_to(with_gun: Engine, engine: Engine) -> None:
    assert not engine.reader.vocabulary.knows("hypervolt")
    assert with_gun.reader.vocabulary.knows("hypervolt")
    assert dict(with_gun.reader.read("my hypervoltn broke").corrections) == {"hypervoltn": "hypervolt"}


def test_whose_answer_it_is_is_said(with_gun: Engine, engine: Engine) -> None:
    reply = with_gun.ask("can i use a massage gun on my spine")
    assert "Written by Ana for this community" in plain(reply_text(reply))
    assert "Whose answer it is: Written by Ana" in plain(explain(with_gun, reply))
    changed = engine.with_changes({("answer", "chair-choice"): replace(massage_gun(engine), id="chair-choice")})
    reply = changed.answer(changed.reader.read("chair"), changed.library.answers["chair-choice"], 1.0)
    assert "This community's own version of a curated answer, by Ana." in plain(reply_text(reply))
    assert "communi" not in plain(reply_text(engine.ask(ERECTOR)))


def test_a_changed_answer_keeps_its_topic(engine: Engine) -> None:
    usual = engine.ask(ERECTOR)
    assert usual.answer is not None
    other = replace(usual.answer, body="Do one more set on the {weak side}.")
    reply = engine.with_changes({("answer", other.id): other}).ask(ERECTOR)
    assert (reply.answer, reply.own, reply.body) == (other, "changed", "Do one more set on the left side.")
    assert reply.kind == usual.kind == "answer"


def test_a_new_exercise_is_named_taught_and_shown(engine: Engine) -> None:
    sled = replace(
        engine.library.exercises["bird-dog"], id="sled-drag", name="Sled drag", aliases=("prowler drag",), easier=()
    )
    grown = engine.with_changes({("exercise", "sled-drag"): sled})
    assert [mention.id for mention in grown.reader.read("are prowler drags any good").mentions] == ["sled-drag"]
    assert entry(grown, "how do i do sled drags") == ("answer", "how-to-sled-drag")
    assert find_exercise(grown, "prowlr drag") == sled
    assert find_exercise(engine, "prowler drag") is None


def test_what_an_exercise_taught_goes_with_it(engine: Engine) -> None:
    grown = engine.with_changes({("exercise", "bird-dog"): None})
    assert "how-to-bird-dog" not in grown.library.answers
    assert entry(grown, "how do i do a bird dog")[1] != "how-to-bird-dog"
    gone = engine.with_changes({("answer", "how-to-bird-dog"): None, ("answer", "how-to-cat-cow"): None})
    assert {"how-to-bird-dog", "how-to-cat-cow"} & set(gone.library.answers) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_breaks_where_all_of_a_kind_are_taken_away(engine: Engine, kind: Kind) -> None:
    gone: Changes = {key: None for key in curated(engine) if key[0] == kind}
    bare = engine.with_changes(gone)
    before = Conversation()
    for text in (*SAID, *QUESTIONS, "easier", "harder", "left, sorry", "something else", "is it safe when pregnant"):
        before, reply = turn(bare, before, text)
        assert plain(reply_text(reply))
        assert plain(explain(bare, reply))
    assert plan_markdown(plan_for(bare, bare.ask(ERECTOR)))
    assert exercise_list(bare.library, "bird dog") or kind == "exercise"


@pytest.mark.parametrize("kind", ["answer", "exercise", "caveat", "muscle", "source"])
def test_a_conversation_survives_what_is_taken_away_meanwhile(engine: Engine, kind: Kind) -> None:
    """After the first answer everything that it showed is taken away, one thing after the other."""
    first, reply = turn(engine, Conversation(), ERECTOR)
    assert reply.answer is not None
    shown = {
        "answer": [reply.answer.id],
        "exercise": [item.exercise.id for item in reply.exercises],
        "caveat": [caveat.id for caveat in reply.caveats],
        "muscle": list(reply.answer.muscles),
        "source": [source.id for source in reply.sources],
    }
    gone = engine.with_changes({(kind, id_): None for id_ in shown[kind]})
    for text in SAID[1:]:
        _, later = turn(gone, first, text)
        said = plain(reply_text(later))
        assert said
        assert {item.exercise.id for item in later.exercises} <= set(gone.library.exercises)
    for exercise in gone.library.exercises.values():
        assert exercise_page(gone.library, exercise)


def test_taken_back_it_is_the_curated_engine_again(engine: Engine, with_gun: Engine) -> None:
    chair = engine.library.answers["chair-choice"]
    changed = with_gun.with_changes({("answer", "chair-choice"): replace(chair, title="Chairs")})
    back = changed.with_changes({("answer", "chair-choice"): chair, ("answer", "massage-gun"): None})
    assert (back.growth, back.index, back.library) == (None, engine.index, engine.library)


def test_the_old_engine_goes_on_as_it_was(engine: Engine) -> None:
    before = [to_json(engine.ask(text)) for text in QUESTIONS]
    grown = engine.with_changes({("answer", "massage-gun"): massage_gun(engine), ("exercise", "bird-dog"): None})
    more = grown.with_changes({("muscle", "trapezius"): None})
    assert [to_json(engine.ask(text)) for text in QUESTIONS] == before
    assert entry(more, "hypervolt on my spine") == entry(grown, "hypervolt on my spine") == ("answer", "massage-gun")


def portions(engine: Engine) -> list[Changes]:
    """Changes of every kind, some of them to the same entries."""
    exercise = engine.library.exercises["bird-dog"]
    answer = engine.library.answers["erector-one-side-bigger"]
    made = made_up_changes(engine.library, 3)
    return [
        {("answer", "massage-gun"): massage_gun(engine)},
        made,
        {("answer", answer.id): replace(answer, body="Our own words."), ("source", "halse-livestrong"): None},
        {("exercise", "sled-drag"): replace(exercise, id="sled-drag", name="Sled drag", aliases=("prowler",))},
        {("exercise", "bird-dog"): None, ("answer", "how-to-cat-cow"): None},
        {("muscle", "trapezius"): None, ("caveat", "stop-signs"): None},
    ]


@settings(max_examples=12)
@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=3), st.booleans())
def test_the_same_changes_answer_the_same_however_they_came(
    home: object,  # noqa: ARG001
    order: list[int],
    undone: list[int],
    split: bool,
) -> None:
    """In one go, or in any order, piece by piece, with some taken back and made again on the way."""
    base = opened()
    listed = portions(base)
    at_once = base.with_changes({key: one for portion in listed for key, one in portion.items()})
    found = base
    for at in order:
        pieces: list[Changes] = [{key: one} for key, one in listed[at].items()] if split else [listed[at]]
        for piece in pieces:
            found = found.with_changes(piece)
        if at in undone:
            files = curated(base)
            found = found.with_changes({key: files.get(key) for key in listed[at]}).with_changes(listed[at])
    for text in QUESTIONS:
        assert json.dumps(to_json(found.ask(text))) == json.dumps(to_json(at_once.ask(text)))


def test_three_hundred_answers_answer_hardly_more_of_what_is_out_of_scope(engine: Engine) -> None:
    """And change few of the other replies, though they are made of the same words as the curated ones."""
    rows = rows_of(HELDOUT)
    crowded = engine.with_changes(made_up_changes(engine.library, 300))
    outside = [row["question"] for row in rows if not row["in_scope"]]
    inside = [row["question"] for row in rows if row["in_scope"]]
    before, after = (sum(entry(one, text)[0] == "answer" for text in outside) for one in (engine, crowded))
    taken = sum(entry(crowded, text)[1].startswith("made-up") for text in inside)
    print(f"out of scope answered: {before} and {after} of {len(outside)}; in scope taken: {taken} of {len(inside)}")
    assert after - before <= 0.06 * len(outside)
    assert taken <= 0.25 * len(inside)


def test_figures_of_added_answers_hold(engine: Engine) -> None:
    """What the fit measured on answers held out: floors a little below what stands in the shipped product."""
    found = {score["name"]: score["figure"] for score in engine.product.figures["added"]}
    assert found["added answer: the right one first"] >= 0.65
    assert found["added answer: the right one given"] >= 0.33
    assert found["of questions meant for added answers, given a wrong added one"] <= 0.08
    lost = found["of the others, a right answer lost to an added one"]
    assert lost <= found["of the others, a wrong answer or none put right by an added one"]
    assert lost <= 0.02
    assert found["out of scope answered"] <= min(0.08, found["out of scope answered without the added"] + 0.02)
