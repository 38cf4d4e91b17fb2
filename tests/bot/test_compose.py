"""An answer fitted to a person: sides, kit and pains decide what is shown, and what is left out says why."""

from dataclasses import replace

import pytest

from bot.compose import (
    MOST_CAVEATS,
    MOST_EXERCISES,
    Composer,
    cautions_of,
    fill_sides,
    side_of,
)
from bot.engine import Engine
from bot.kit import misses, other_kit
from bot.reply import dose_line
from bot.stand_ins import is_mobility
from intents.question import Kit, Question
from intents.sides import Sides
from intents.vocabulary import Mention
from knowledge.entries import Dose

PLAIN = Question("one lat is bigger")
LEFT_WEAK = replace(PLAIN, sides=Sides("right", "left"))


@pytest.mark.parametrize(
    ("sides", "text"),
    [
        (Sides(), "Start with your weaker side, then the stronger side; rest the sore side."),
        (Sides("right", "left"), "Start with your left side, then the right side; rest the sore side."),
        (Sides("left", "right", "left"), "Start with your right side, then the left side; rest the left side."),
    ],
)
def test_slots(sides: Sides, text: str) -> None:
    slots = "Start with your {weak side}, then the {strong side}; rest the {pain side}."
    assert fill_sides(slots, replace(PLAIN, sides=sides)) == text


def test_other_braces_are_left_alone() -> None:
    assert fill_sides("{{ 7*7 }} {left side} {weak}", LEFT_WEAK) == "{{ 7*7 }} {left side} {weak}"


@pytest.mark.parametrize(
    ("kit", "facts", "missing"),
    [
        (Kit(), (), ()),
        (Kit(("dumbbell", "bench"), (), only=True), (), ()),
        (Kit(("dumbbell",), (), only=True), (), ("bench",)),
        (Kit(("band",), (), only=True), (), ()),
        (Kit((), ("dumbbell",)), (), ()),
        (Kit((), ("dumbbell", "band")), (), ("dumbbell",)),
        (Kit((), (), only=True), (), ("bench", "dumbbell")),
        (Kit(), ("home",), ()),
    ],
)
def test_kit_that_is_missing(small_engine: Engine, kit: Kit, facts: tuple[str, ...], missing: tuple[str, ...]) -> None:
    row = small_engine.library.exercises["one-arm-row"]
    assert misses(row, replace(PLAIN, kit=kit, facts=frozenset(facts))) == missing


def test_a_cable_is_not_at_home_unless_named(small_engine: Engine) -> None:
    row = replace(small_engine.library.exercises["one-arm-row"], equipment=(frozenset({"cable"}),))
    home = replace(PLAIN, facts=frozenset({"home"}))
    assert misses(row, home) == ("cable",)
    assert misses(row, replace(home, kit=Kit(("cable",)))) == ()


@pytest.mark.parametrize(
    ("id_", "question", "side"),
    [
        ("one-arm-row", LEFT_WEAK, "left"),
        ("one-arm-row", replace(PLAIN, sides=Sides("left", "right")), "right"),
        ("one-arm-row", PLAIN, "both"),
        ("bird-dog", LEFT_WEAK, "alternate"),
    ],
)
def test_which_side_first(small_engine: Engine, id_: str, question: Question, side: str) -> None:
    assert side_of(small_engine.library.exercises[id_], question) == side


def test_cautions_of_a_person() -> None:
    asked = replace(PLAIN, hurts=("wrist-pain",), facts=frozenset({"disc", "teen", "home"}))
    assert cautions_of(asked) == {"wrist-pain", "disc", "teen-arching"}


@pytest.fixture
def composer(small_engine: Engine) -> Composer:
    return small_engine.composer


def shown(composer: Composer, question: Question, *without: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    answer = composer.library.answers["lat-gap"]
    items, left_out = composer.exercises(answer, question, frozenset(without))
    return [(item.exercise.id, item.stands_for) for item in items], list(left_out)


@pytest.mark.parametrize(
    ("question", "found", "left_out"),
    [
        (PLAIN, ["one-arm-row", "bird-dog"], []),
        (replace(PLAIN, facts=frozenset({"home"})), ["bird-dog", "one-arm-row"], []),
        (replace(PLAIN, pain=True), ["bird-dog", "one-arm-row"], []),
        (replace(PLAIN, facts=frozenset({"disc"})), ["bird-dog"], [("One-arm row", "caution:disc")]),
        (replace(PLAIN, hurts=("wrist-pain",)), ["one-arm-row"], [("Bird dog", "caution:wrist-pain")]),
        (replace(PLAIN, kit=Kit(only=True)), ["bird-dog"], [("One-arm row", "kit:bench+dumbbell")]),
    ],
)
def test_exercises_for_a_person(
    composer: Composer, question: Question, found: list[str], left_out: list[tuple[str, str]]
) -> None:
    items, reasons = shown(composer, question)
    assert ([id_ for id_, _ in items], reasons) == (found, left_out)


def test_what_was_asked_away_stays_away(composer: Composer) -> None:
    assert shown(composer, PLAIN, "bird-dog") == ([("one-arm-row", "")], [("Bird dog", "asked")])
    assert shown(composer, PLAIN, "bird-dog", "one-arm-row")[0] == []


def test_kit_that_is_named_is_used_where_anything_can_be_done_with_it(engine: Engine) -> None:
    question = engine.reader.read("weak low back, got a pair of dumbbells")
    brought_in = 0
    for answer in engine.library.answers.values():
        bare, _ = engine.composer.exercises(answer, replace(question, kit=Kit()))
        shown, _ = engine.composer.exercises(answer, question)
        if not shown or all(is_mobility(item.exercise) for item in shown):
            continue
        used = [any("dumbbell" in needs for needs in item.exercise.equipment) for item in shown]
        left = engine.composer.using_kit(answer, question, frozenset(item.exercise.id for item in (*bare, *shown)))
        assert any(used) or left is None or left.id in {pick.id for pick in answer.exercises}, answer.id
        brought_in += any(used) and not any("dumbbell" in n for item in bare for n in item.exercise.equipment)
    assert brought_in


@pytest.mark.parametrize(
    ("id_", "has", "kit"),
    [
        ("seated-cable-row", ("band",), ("band",)),  # theirs goes before the usual
        ("seated-cable-row", (), ()),
        ("seated-cable-row", ("machine",), ()),  # who has machines has a cable too
        ("bird-dog", ("bench",), ()),  # what needs no kit stays so
    ],
)
def test_an_exercise_is_shown_with_the_kit_that_is_theirs(
    engine: Engine, id_: str, has: tuple[str, ...], kit: tuple[str, ...]
) -> None:
    assert other_kit(engine.library.exercises[id_], replace(PLAIN, kit=Kit(has))) == kit


def test_a_stand_in_names_what_it_replaces(engine: Engine) -> None:
    answer = engine.library.answers["lat-one-side-bigger"]
    asked = replace(LEFT_WEAK, kit=Kit(("dumbbell",), (), only=True), facts=frozenset({"home"}))
    items, left_out = engine.composer.exercises(answer, asked)
    stand_ins = [item for item in items if item.stands_for]
    assert {item.stands_for for item in stand_ins} <= {name for name, _ in left_out}
    assert [item.exercise.id for item in items if misses(item.exercise, asked)] == []


@pytest.mark.parametrize(
    "question",
    [
        PLAIN,
        LEFT_WEAK,
        replace(PLAIN, kit=Kit(only=True), facts=frozenset({"home"})),
        replace(PLAIN, facts=frozenset({"disc", "pregnancy", "osteoporosis"}), pain=True),
        replace(PLAIN, hurts=("bending-pain", "shoulder-pain", "wrist-pain"), pain=True),
    ],
    ids=["plain", "left weak", "nothing at home", "three conditions", "three pains"],
)
def test_nobody_is_given_what_they_cannot_do(engine: Engine, question: Question) -> None:
    composer, against = engine.composer, cautions_of(question)
    for answer in engine.library.answers.values():
        items, _ = composer.exercises(answer, question)
        ids = [item.exercise.id for item in items]
        assert len(ids) == len(set(ids)) <= MOST_EXERCISES
        assert [item.exercise.id for item in items if misses(item.exercise, question)] == []
        assert [item.exercise.id for item in items if against & set(item.exercise.cautions)] == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (PLAIN, ["stop-signs"]),
        (LEFT_WEAK, ["stop-signs", "slow-change"]),
        (replace(PLAIN, pain=True), ["stop-signs"]),
    ],
)
def test_caveats(composer: Composer, question: Question, found: list[str]) -> None:
    caveats = composer.caveats(composer.library.answers["lat-gap"], question, ())
    assert [caveat.id for caveat in caveats] == found


def test_a_caveat_for_a_muscle_named(composer: Composer) -> None:
    library = composer.library
    about_lats = replace(library.caveats["slow-change"], when=(), muscles=("latissimus-dorsi",))
    pack = replace(library.pack, caveats=(about_lats,))
    asked = replace(PLAIN, mentions=(Mention("muscle", "latissimus-dorsi", "lat", 0, 1),))
    answer = replace(library.answers["erector-gap"], caveats=(), muscles=())
    composed = Composer(type(library)(pack))
    assert (composed.caveats(answer, asked, ()), composed.caveats(answer, PLAIN, ())) == ((about_lats,), ())


def test_caveats_put_the_serious_first_and_are_few(engine: Engine) -> None:
    order = {"stop": 0, "caution": 1, "info": 2}
    for text in ("16 year old with a smaller left lat", "herniated disc, right erector bigger", "i am 70, rows?"):
        ranks = [order[caveat.severity] for caveat in engine.ask(text).caveats]
        assert ranks == sorted(ranks)
        assert len(ranks) <= MOST_CAVEATS


@pytest.mark.parametrize(
    ("dose", "line"),
    [
        (Dose("3", "8-12"), "3 × 8-12"),
        (Dose("3", "", hold="20 seconds"), "3, hold 20 seconds"),
        (Dose("2", "6 each side, 5 seconds", hold="5 seconds"), "2 × 6 each side, 5 seconds"),
        (Dose("2", "10", tempo="slow", hold="2 seconds"), "2 × 10, hold 2 seconds, slow"),
        (Dose(), ""),
    ],
)
def test_a_dose_in_one_line(dose: Dose, line: str) -> None:
    assert dose_line(dose) == line
