"""What a moderator is told before a reader would stumble over it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import Pack
from knowledge.folder import BASE
from knowledge.lint import lint
from knowledge.pack import read_pack
from knowledge.vocabularies import COMMUNITY, TOPICS

PACKS = Path(__file__).parent.parent / "packs"
TODAY = date(2026, 11, 21)
FOUND = (
    "answers/dead-reference.md:23: exercises = 'moon-row': leads nowhere: no such entry",
    "answers/few-asks.md:5: asks: has 1 phrasings; at least 12",
    "answers/long-body.md:1: body: has 121 words; at most 120",
    "answers/no-body.md:1: body: is empty",
    "answers/no-source.md:26: sources: is empty: every claim needs a source",
    "answers/overdue.md:31: review_by = '2021-01-02': has passed: the answer needs another look",
    "answers/same-phrasing.md:6: asks = 'Uneven, LATS!': is asked of answers/lat-gap.md too",
    "answers/unsigned.md:1: reviewed: is missing: nobody has signed this answer off",
    "exercises/orphan.md:2: id = 'orphan': is an orphan: nothing leads to it",
    "muscles/latissimus-dorsi.md:5: aliases = 'lats': also names lat-again",
)


def said(pack: Pack, folder: Path = PACKS / "small", today: date = TODAY) -> tuple[str, ...]:
    return tuple(str(p) for p in lint(pack, folder, today) if p.message != "no answer has this topic first")


@pytest.fixture(scope="module")
def small() -> Pack:
    return read_pack(PACKS / "small")[0]


def test_a_good_pack_has_nothing_to_say(small: Pack) -> None:
    assert said(small) == ()


def test_every_kind_of_mistake_is_found_with_its_line(broken: Path) -> None:
    assert said(read_pack(broken)[0], broken) == FOUND


def test_the_curated_pack_is_clean() -> None:
    assert lint(read_pack(BASE)[0], BASE, TODAY) == ()


def test_topics_without_an_answer_are_named(small: Pack) -> None:
    missing = {p.value for p in lint(small, PACKS / "small", TODAY)}
    assert missing == set(TOPICS) - {"lr-lat", "lr-erector", "out-of-scope", "howto:other", COMMUNITY}


def test_a_review_falls_due(small: Pack) -> None:
    assert said(small, today=date(2099, 1, 2)) == ()
    assert len(said(small, today=date(2099, 1, 3))) == len(small.answers)


@pytest.mark.parametrize("field", ["caveats", "follow_ups", "muscles", "sources"])
def test_dead_references_of_an_answer(small: Pack, field: str) -> None:
    first, second = small.answers
    changed = replace(small, answers=(replace(first, **{field: ("nowhere",)}), second))
    assert [p.field for p in lint(changed, PACKS / "small", TODAY) if p.value == "nowhere"] == [field]


@pytest.mark.parametrize("field", ["easier", "harder", "instead_of", "sources", "secondary"])
def test_dead_references_of_an_exercise(small: Pack, field: str) -> None:
    first, second = small.exercises
    changed = replace(small, exercises=(replace(first, **{field: ("nowhere",)}), second))
    assert [p.value for p in lint(changed, PACKS / "small", TODAY) if p.value == "nowhere"] == ["nowhere"]


def test_dead_references_of_caveats_and_muscles(small: Pack) -> None:
    caveat = replace(small.caveats[0], exercises=("nowhere",), muscles=("nowhere",), sources=("nowhere",))
    muscle = replace(small.muscles[0], part_of="nowhere")
    changed = replace(small, caveats=(caveat,), muscles=(muscle, small.muscles[1]))
    fields = [p.field for p in lint(changed, PACKS / "small", TODAY) if p.value == "nowhere"]
    assert fields == ["attach.exercises", "attach.muscles", "sources", "part_of"]
