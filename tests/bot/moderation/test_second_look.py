"""What a moderator is told before publishing, though it may be published."""

from dataclasses import replace

import pytest

from bot.moderation.second_look import warning_text, warnings
from knowledge.library import Library
from tests.bot.moderation.test_holding import PLAIN

GOOD = replace(PLAIN, sources=("backtalk-curators",), review_by="2027-11-21", asks=("a lat", "b lat", "c lat"))


def test_nothing_curated_needs_a_second_look(library: Library) -> None:
    assert {a.id: found for a in library.pack.answers if (found := warnings(a, library))} == {}


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"body": "word " * 121}, "long-body", "121"),
        ({"asks": ("one lat", "two lats")}, "few-asks", "2"),
        ({"evidence": "expert", "topics": ("lr-lat",)}, "few-asks", "3"),
        ({"sources": ()}, "no-source", ""),
        ({"review_by": None}, "no-review", ""),
        ({"asks": ("one lat", "Uneven erectors, HELP!", "three lats")}, "twice-asked", "Uneven erectors, HELP!"),
        ({"body": "You have a herniated disc. Rest."}, "diagnosis", "You have a herniated disc"),
        ({"body": "It's probably just a pulled muscle."}, "diagnosis", "It's probably just a pulled muscle"),
        ({"body": "You most likely have scoliosis."}, "diagnosis", "You most likely have scoliosis"),
    ],
)
def test_it_is_worth_a_look(fields: dict[str, object], kind: str, words: str, library: Library) -> None:
    found = warnings(replace(GOOD, **fields), library)  # type: ignore[arg-type]
    assert [(remark.kind, remark.words) for remark in found] == [(kind, words)]
    assert warning_text(found[0])


@pytest.mark.parametrize(
    "body",
    ["If you have a herniated disc, ask first.", "This can be a strain.", "Is it a slipped disc?",
     "Nobody can say that you have sciatica."],
)  # fmt: skip
def test_no_diagnosis_is_made(body: str, library: Library) -> None:
    assert warnings(replace(GOOD, body=body), library) == ()
