"""Questions asked again are answered as if asked afresh, whatever was published in between."""

import gc
from dataclasses import replace
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Engine
from bot.moderation.replay import LAST, Traces, get_ready, said
from knowledge.entries import Answer
from knowledge.overlay import Changes
from knowledge.revisions import Key
from tests.benchmarks.entries import made_up_answers

TEXTS = (
    "right lat bigger than left",
    "one lat is bigger than the other",
    "why is my right shoulder higher",
    "how to do a bird dog",
    "seal walk form",
    "tight lats after sleeping",
    "what car should i buy",
    "thanks a lot",
    "lat",
)
OWN: Key = ("answer", "our-lats")


@pytest.fixture(scope="module")
def crowded(engine: Engine) -> Engine:
    """A server with more answers of its own than are looked at for a question."""
    return engine.with_changes({("answer", one.id): one for one in made_up_answers(engine.library, 300)})


def changes(engine: Engine) -> tuple[Changes, ...]:
    """What moderators do: to curated and to own answers, to exercises, and back again."""
    known, dog = engine.library.answers, engine.library.exercises["bird-dog"]
    lat = known["lat-one-side-bigger"]
    own = replace(lat, id=OWN[1], topics=("community",), asks=("tight lats after sleeping", "sore lats at night"))
    made: Answer = next(made_up_answers(engine.library, 1))
    return (
        {OWN: own},
        {OWN: replace(own, asks=("what car should i buy", "which car suits a bad back"))},
        {OWN: None},
        {("answer", lat.id): replace(lat, asks=lat.asks[2:], body="In other words.")},
        {("answer", lat.id): None},
        {("answer", lat.id): lat},
        {("answer", made.id): None},
        {("answer", made.id): replace(made, asks=("right lat bigger than left",))},
        {("exercise", "bird-dog"): replace(dog, name="Seal walk", aliases=("seal walks",))},
        {("exercise", "bird-dog"): None},
    )


@given(order=st.permutations(range(10)), many=st.booleans())
@settings(max_examples=8, deadline=None)
def test_what_is_remembered_never_matters(engine: Engine, crowded: Engine, order: list[int], many: bool) -> None:
    traces, served = Traces(), crowded if many else engine
    for done in order:
        served = served.with_changes(changes(engine)[done])
        quickly = [said(served, text, traces).outcome for text in TEXTS]
        afresh = [said(served, text, Traces()).outcome for text in TEXTS]
        assert quickly == afresh


def test_what_a_change_cannot_touch_is_not_worked_out_again(crowded: Engine) -> None:
    traces, changed = Traces(), crowded.with_changes(changes(crowded)[0])
    before = {text: said(crowded, text, traces) for text in TEXTS}
    assert said(changed, "what car should i buy", traces) is before["what car should i buy"]
    assert said(changed, "tight lats after sleeping", traces) is not before["tight lats after sleeping"]
    assert all(said(crowded, text, traces) is before[text] for text in TEXTS)


def test_what_is_served_is_remembered_however_many_drafts_are_tried(engine: Engine) -> None:
    traces, text = Traces(), "tight lats after sleeping"
    today = said(engine, text, traces)
    for number in range(2 * LAST):
        own = replace(engine.library.answers["lat-one-side-bigger"], id=f"our-{number}")
        said(engine.with_changes({("answer", own.id): own}), text, traces)
        assert said(engine, text, traces) is today


def test_questions_asked_longest_ago_are_forgotten(engine: Engine) -> None:
    traces = Traces(most=3)
    for text in (*TEXTS[:3], TEXTS[0], TEXTS[3]):
        said(engine, text, traces)
    assert [bool(traces.of(text)) for text in TEXTS[:4]] == [True, False, True, True]
    traces.forget()
    assert not traces.of(TEXTS[0])


def test_no_engine_is_kept_in_memory_by_it(engine: Engine) -> None:
    grown = engine.with_changes(changes(engine)[0])
    get_ready(grown, TEXTS)
    library = ref(grown.library)
    del grown
    gc.collect()
    assert library() is None
