"""What may never be published is held, with its own words; what the curators wrote is not."""

from dataclasses import replace

import pytest

from bot.moderation.holding import Hold, gives_exercises, held, hold_text
from knowledge.entries import Answer, Caveat, Exercise, Pick, Source
from knowledge.library import Library

ROW = Pick("one-arm-dumbbell-row", "One side at a time.")
PLAIN = Answer(
    id="one-lat", title="One lat is bigger", topics=("community",), asks=("left lat bigger than right",), muscles=(),
    region="mid", compares="sides", concern=(), moment=(), exercises=(ROW,),
    caveats=(), follow_ups=(), sources=(), evidence="forum", certainty="Forum advice.", author="sam", reviewed=None,
    review_by=None, body="Row with your {weak side} first.",
)  # fmt: skip


def test_nothing_curated_is_held(library: Library) -> None:
    listed = (
        *library.pack.answers,
        *library.pack.exercises,
        *library.pack.caveats,
        *library.pack.muscles,
        *library.pack.sources,
    )
    assert {entry.id: found for entry in listed if (found := held(entry, library))} == {}


@pytest.mark.parametrize(
    ("fields", "kind", "field", "words"),
    [
        ({"asks": ("numb between my legs since deadlifts",)}, "red-flag",
         "asks", "numb between my legs since deadlifts"),
        ({"title": "I cannot pee and my back hurts"}, "red-flag", "title", "I cannot pee and my back hurts"),
        ({"asks": ("fever and back pain for two days",)}, "red-flag", "asks", "fever and back pain for two days"),
        ({"asks": ("numb between my legs",), "exercises": (), "body": "Do 3 sets of 8 bird dogs."},
         "red-flag", "asks", "numb between my legs"),
        ({"asks": ("tingling down my left leg",)}, "needs-doctor", "asks", "tingling down my left leg"),
        ({"body": "Train through the tingling in your leg."},
         "training-through", "body", "Train through the tingling in your leg."),
        ({"body": "Numb between the legs? Keep going, it passes."},
         "training-through", "body", "Numb between the legs? Keep going, it passes."),
        ({"exercises": (Pick("bird-dog", "Chest pain is normal here, carry on."),)}, "training-through", "exercises",
         "Chest pain is normal here, carry on."),
        ({"body": "Take 400mg of ibuprofen first."}, "medicine-dose", "body", "400mg of ibuprofen"),
        ({"asks": ("is 20 mg of prednisone ok with rows",)}, "medicine-dose", "asks", "20 mg of prednisone"),
        ({"certainty": "Two paracetamol never hurt anybody."}, "medicine-dose", "certainty", "Two paracetamol"),
        ({"body": "Ask @everyone."}, "ping", "body", "@everyone"),
        ({"author": "<@123456789>"}, "ping", "author", "<@123456789>"),
        ({"body": "Ask <@&77>."}, "ping", "body", "<@&77>"),
        ({"body": "More at discord.gg/abc123"}, "invite", "body", "discord.gg/abc123"),
        ({"body": "See [nhs.uk](https://example.org/x)."}, "disguised-link", "body", "[nhs.uk](https://example.org/x)"),
        ({"body": "Row \u202ekcab"}, "hidden", "body", "Row kcab"),
        ({"body": "x" * 2_001}, "too-long", "body", "x" * 2_001),
        ({"title": "x" * 101}, "too-long", "title", "x" * 101),
        ({"asks": tuple(f"lat {n}" for n in range(61))}, "too-many", "asks", "61"),
        ({"exercises": (Pick("moon-row", "Why not."),)}, "dead-reference", "exercises", "moon-row"),
        ({"caveats": ("moon-care",)}, "dead-reference", "caveats", "moon-care"),
        ({"sources": ("moon-times",)}, "dead-reference", "sources", "moon-times"),
    ],
)  # fmt: skip
def test_it_is_held_for(fields: dict[str, object], kind: str, field: str, words: str, library: Library) -> None:
    found = held(replace(PLAIN, **fields), library)  # type: ignore[arg-type]
    assert [(h.kind, h.field, h.words) for h in found] == [(kind, field, words)]
    assert words[:20].strip("\u202e") in hold_text(found[0])


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": "Stop if pain runs down a leg, or a leg goes numb: see a doctor."},
        {"body": "Never train through numbness. Do not ignore a weak leg."},
        {"body": "Ask a pharmacist about ibuprofen. Do 3 sets of 8 twice a week."},
        {"body": "Eat 2 g of protein per kilo; creatine 5 g a day is plenty."},
        {"body": "See [nhs.uk](https://www.nhs.uk/conditions/back-pain/) and {{ 7 * 7 }} {% raw %} <b>bold</b>."},
        {"asks": ("tingling down my left leg",), "body": "See a doctor within days, and leave the rows until then."},
        {"asks": ("numb between my legs since deadlifts",), "exercises": (), "body": "Emergency department, now."},
        {"body": "x" * 2_000, "title": "x" * 100, "asks": tuple(f"lat {n}" for n in range(60))},
    ],
)  # fmt: skip
def test_it_is_not_held_for(fields: dict[str, object], library: Library) -> None:
    assert held(replace(PLAIN, **fields), library) == ()  # type: ignore[arg-type]


def test_other_kinds_are_looked_at_too(library: Library) -> None:
    exercise: Exercise = replace(library.exercises["bird-dog"], steps=("Take two advil.", "Push through numb legs."))
    caveat: Caveat = replace(library.caveats["slow-change"], text="@here, take it slowly.", exercises=("moon-row",))
    source = Source("a-page", "page", "Join discord.gg/abc")
    assert [(h.kind, h.words) for entry in (exercise, caveat, source) for h in held(entry, library)] == [
        ("medicine-dose", "two advil"),
        ("training-through", "Push through numb legs."),
        ("ping", "@here"),
        ("dead-reference", "moon-row"),
        ("invite", "discord.gg/abc"),
    ]


def test_a_hold_says_what_to_do_instead() -> None:
    assert hold_text(Hold("medicine-dose", "body", "two ibuprofen")) == (
        '"two ibuprofen" says how much of a medicine to take. That is for a doctor or pharmacist to say: '
        'name the medicine at most, and say "ask a pharmacist".'
    )


def test_an_answer_that_only_explains_gives_no_exercises(library: Library) -> None:
    bodies = ("Lats differ from birth.", "Leave the bird dog for now.", "Do the bird dog daily.", "Rows, 3 x 8.")
    assert [gives_exercises(replace(PLAIN, exercises=(), body=body), library) for body in bodies] == [
        False,
        False,
        True,
        True,
    ]
