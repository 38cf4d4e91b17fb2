"""What a change would do, as whole previews over the small pack; and what must hold of any change."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Engine
from bot.moderation.preview import Lost, Preview, Shift, preview
from bot.moderation.replay import get_ready
from bot.words import plain, word
from knowledge.asked import Asked
from knowledge.entries import Answer
from knowledge.golden import Golden, golden_questions, own_golden
from knowledge.library import Library
from knowledge.revisions import Key
from tests.anew import changed

TRAP: Key = ("answer", "trap-gap")
TRAP_ASKS = (
    "right trap bigger than left", "one trap sits higher", "uneven traps", "my traps dont match", "left trap smaller",
    "trap on one side is thicker",
)  # fmt: skip
TITLES = {"trap-gap": "One trap is bigger", "lat-gap": "One lat is bigger"}
RECENT = ("left trap is thicker, what do i do", "right lat bigger than left", "left erector bigger")
OPEN = ("uneven traps", "why is my right shoulder higher", "how do i save a file")
NEVER_SEEN = (
    "uneven traps and i cant control my bladder anymore",
    "how to do a bird dog",
    "one side of my back is bigger",
)


def asked(*texts: str, kind: str = "answer", first: int = 1) -> list[Asked]:
    return [Asked(number, 0.0, 1, text, kind) for number, text in enumerate(texts, first)]


@pytest.fixture(scope="module")
def trap(small_engine: Engine) -> Answer:
    lat = small_engine.library.answers["lat-gap"]
    return replace(lat, id="trap-gap", title="One trap is bigger", topics=("lr-trap",), asks=TRAP_ASKS, muscles=())


@pytest.fixture(scope="module")
def with_trap(small_engine: Engine, trap: Answer) -> Engine:
    return changed(small_engine, {TRAP: trap})


@pytest.fixture(scope="module")
def with_shrug(small_engine: Engine) -> Engine:
    shrug = replace(small_engine.library.exercises["bird-dog"], id="shrug", name="Shrug", aliases=("shrugs",))
    pack = replace(small_engine.library.pack, exercises=(*small_engine.library.pack.exercises, shrug))
    return changed(replace(small_engine, library=Library(pack)), {})


ADDED = Preview(
    shifts=(Shift("", "trap-gap", ("uneven traps", "left trap is thicker, what do i do")),),
    filled=(11,),
    missed=("right trap bigger than left",),
    asked=6,
    unchanged=4,
    changed=frozenset({"trap-gap"}),
    titles={"trap-gap": "One trap is bigger"},
)
TOLD = replace(
    ADDED,
    shifts=(
        Shift("", "trap-gap", ("uneven traps", "why is my right shoulder higher")),
        Shift("lat-gap", "trap-gap", ("left trap is thicker, what do i do",)),
    ),
    filled=(11, 12),
    missed=("right trap bigger than left",),
    unchanged=3,
    titles=TITLES,
)


def test_an_answer_is_added(small_engine: Engine, with_trap: Engine) -> None:
    found = preview(
        small_engine, with_trap, frozenset({TRAP}), (), asked(*RECENT), asked(*OPEN, kind="unsure", first=11)
    )
    assert found == ADDED
    assert (found.newly, found.taken) == (found.shifts[:1], found.shifts[1:])
    assert (found.passed, found.dropped, found.blocked) == ((), (), False)


def test_an_answer_is_retired_although_a_golden_question_needs_it(small_engine: Engine, with_trap: Engine) -> None:
    golden = [Golden("uneven traps", "answer", frozenset({"trap-gap"})), Golden("how do i save a file", "unsure")]
    found = preview(with_trap, small_engine, frozenset({TRAP}), golden, asked(*RECENT, *OPEN), ())
    assert found == Preview(
        shifts=(
            Shift(
                "trap-gap",
                "",
                ("left trap is thicker, what do i do", "uneven traps"),
            ),
        ),
        lost=(Lost("uneven traps", "trap-gap", "", "clarify"),),
        asked=6,
        unchanged=4,
        changed=frozenset({"trap-gap"}),
        titles={"trap-gap": "One trap is bigger"},
    )
    assert (found.dropped, found.passed, found.blocked) == (found.shifts[:1], found.shifts[1:], True)


def test_a_golden_question_may_be_won_too(small_engine: Engine, with_trap: Engine) -> None:
    golden = [Golden("uneven traps", "answer", frozenset({"trap-gap", "lat-gap"}))]
    assert preview(small_engine, with_trap, frozenset({TRAP}), golden, (), ()).gained == ("uneven traps",)


def test_a_servers_own_question_binds_all_but_its_own_answer(small_engine: Engine, with_trap: Engine) -> None:
    own = own_golden(replace_asks(with_trap, "uneven traps").library, {"trap-gap"})
    assert preview(with_trap, small_engine, frozenset({TRAP}), own, (), ()).lost == ()
    elsewhere: frozenset[Key] = frozenset({("answer", "lat-gap")})
    assert preview(with_trap, small_engine, elsewhere, own, (), ()).lost == (
        Lost("uneven traps", "trap-gap", "", "clarify"),
    )


def replace_asks(engine: Engine, *asks: str) -> Engine:
    return changed(engine, {TRAP: replace(engine.library.answers["trap-gap"], asks=asks)})


def test_an_answer_that_did_not_help_leaves_its_question_open(small_engine: Engine, with_trap: Engine) -> None:
    let_down = asked("left trap is thicker, what do i do", kind="answer")
    found = preview(small_engine, with_trap, frozenset({TRAP}), (), (), let_down)
    assert (found.newly, found.taken, found.filled) == (
        (Shift("", "trap-gap", ("left trap is thicker, what do i do",)),), (), (1,),
    )  # fmt: skip
    reworded = changed(with_trap, {TRAP: replace(with_trap.library.answers["trap-gap"], body="In other words.")})
    again = preview(with_trap, reworded, frozenset({TRAP}), (), (), let_down)
    assert (again.shifts, again.filled, again.again) == ((), (), (1,))


def test_a_changed_exercise_is_a_changed_how_to(small_engine: Engine, with_shrug: Engine) -> None:
    found = preview(small_engine, with_shrug, frozenset({("exercise", "shrug")}), (), asked("how to do a shrug"), ())
    assert found.taken == (Shift("how-to-bird-dog", "how-to-shrug", ("how to do a shrug",)),)
    assert found.titles == {"how-to-shrug": "Shrug: how to do it", "how-to-bird-dog": "Bird dog: how to do it"}


def test_the_curated_golden_questions_are_all_right_today(engine: Engine) -> None:
    same = replace(engine)
    found = preview(same, engine, frozenset(), golden_questions(), (), ())
    assert found == Preview(asked=len(golden_questions()), unchanged=len(golden_questions()))
    lat: Key = ("answer", "lat-one-side-bigger")
    without = changed(engine, {lat: None})
    lost = preview(engine, without, frozenset({lat}), golden_questions(), (), ()).lost
    assert {row.was for row in lost} == {"lat-one-side-bigger"}


texts = st.lists(st.sampled_from([*RECENT, *OPEN, *NEVER_SEEN, *TRAP_ASKS]), max_size=8)


@given(recent=texts, gaps=texts)
@settings(max_examples=25)
def test_no_change_changes_nothing(small_engine: Engine, recent: list[str], gaps: list[str]) -> None:
    found = preview(small_engine, replace(small_engine), frozenset(), (), asked(*recent), asked(*gaps, kind="unsure"))
    distinct = len({*recent, *gaps})
    assert found == Preview(asked=distinct, unchanged=distinct)


def answered(engine: Engine, text: str) -> str:
    reply = engine.ask(text)
    return reply.answer.id if reply.answer else ""


@given(listed=texts)
@settings(max_examples=10)
def test_a_question_read_once_is_answered_as_if_read_afresh(
    small_engine: Engine, with_trap: Engine, with_shrug: Engine, listed: list[str]
) -> None:
    """Names, words and how-tos may be others to the second engine; remembering must not matter either."""
    engines = (small_engine, with_trap, with_shrug)
    for before, after in permutations(engines, 2):
        get_ready(before, listed[::2])
        found = {
            text: (shift.was, shift.now)
            for shift in preview(before, after, frozenset(), (), asked(*listed), ()).shifts
            for text in shift.questions
        }
        afresh = {text: tuple(answered(e, text) for e in (before, after)) for text in listed}
        assert found == {text: pair for text, pair in afresh.items() if pair[0] != pair[1]}


@given(recent=texts, gaps=texts)
@settings(max_examples=25)
def test_retiring_is_the_mirror_of_adding(
    small_engine: Engine, with_trap: Engine, recent: list[str], gaps: list[str]
) -> None:
    golden = [Golden(text, "answer", frozenset({"trap-gap"})) for text in TRAP_ASKS]
    one, other = (
        preview(before, after, frozenset({TRAP}), golden, asked(*recent), asked(*gaps, kind="unsure"))
        for before, after in ((small_engine, with_trap), (with_trap, small_engine))
    )
    assert {(s.was, s.now, s.questions) for s in one.shifts} == {(s.now, s.was, s.questions) for s in other.shifts}
    assert one.gained == tuple(row.question for row in other.lost)
    assert (one.asked, one.unchanged) == (other.asked, other.unchanged)
    assert one.titles.items() <= other.titles.items()  # what is lost may go to an answer that nothing came from


def test_it_is_told_in_plain_words() -> None:
    assert plain(word("preview", "shown", TOLD)) == (
        "What would change: Answers 2 open questions (2 wordings that nothing answered), takes over 1 from One lat is "
        "bigger, breaks 0.\n\n"
        "Answered now by One trap is bigger\n- uneven traps\n- why is my right shoulder higher\n\n"
        "Taken over from One lat is bigger\n- left trap is thicker, what do i do\n\n"
        "Its own first phrasing leads elsewhere\n- right trap bigger than left\n\n"
        "3 of 6 questions tried stay as they are."
    )
    assert plain(word("preview", "summary", Preview())) == (
        "No question that people asked here gets another answer; no golden question breaks."
    )


def test_what_is_broken_is_shown_with_what_to_do() -> None:
    broken = Preview(
        lost=tuple(Lost(f"question {n}", "trap-gap", "", "clarify") for n in range(4)), asked=4, titles=TITLES
    )
    assert plain(word("preview", "shown", broken)) == (
        "What would change: Answers 0 open questions, breaks 4.\n\n"
        "Breaks golden questions\n"
        "- question 0: today One trap is bigger, then I would ask what is meant\n"
        "- question 1: today One trap is bigger, then I would ask what is meant\n"
        "- question 2: today One trap is bigger, then I would ask what is meant\n"
        "- and 1 more\n\n"
        "0 of 4 questions tried stay as they are.\n\n"
        "It cannot be published like this. Change it until these questions keep their answer; or an admin publishes it "
        "anyway and gives a reason, which is recorded."
    )
