"""A question and somebody's advice become a draft: their words, the exercises they name, what is near, what holds."""

import pytest

from bot.drafting.naming import picks_of
from bot.drafting.proposal import COMMUNITY, draft_of, slug, unique
from bot.engine import Engine
from knowledge.entry_files import read_entry
from knowledge.writing import write_entry

QUESTION = "Hi all, been rowing for years. My left lat is clearly smaller than the right, how do I even it out? Thanks!"
ADVICE = "Hey <@123456>! Do one arm pulldowns, left first, 3 sets of 10. Avoid deadlifts for now. Good luck!"


def test_a_reply_becomes_a_draft(engine: Engine) -> None:
    draft = draft_of(QUESTION, ADVICE, "jonas_b", engine, "https://discord.com/channels/1/2/3")
    assert draft.title == "My left lat is clearly smaller than the right, how do I even it out?"
    assert draft.answer.id == "left-lat-clearly-smaller-than-right-how-even-out"
    assert draft.answer.topics == ("lr-lat",)
    assert (draft.answer.muscles, draft.answer.region, draft.answer.compares) == (("latissimus-dorsi",), "mid", "sides")
    assert [pick.id for pick in draft.exercises] == ["one-arm-pulldown"]
    assert draft.body == "Do one arm pulldowns, left first, 3 sets of 10. Avoid deadlifts for now."
    assert (draft.author, draft.answer.evidence) == ("jonas_b", "forum")
    assert draft.source is not None
    assert (draft.source.kind, draft.source.author, draft.source.address) == (
        "forum",
        "jonas_b",
        "https://discord.com/channels/1/2/3",
    )
    assert draft.near[0].answer.id == "lat-one-side-bigger"
    assert (draft.holds, draft.notes) == ((), ())


def test_a_draft_is_a_file_like_any_other(engine: Engine) -> None:
    draft = draft_of(QUESTION, ADVICE, "jonas_b", engine, "#back-questions")
    assert read_entry("answer", draft.answer.id, write_entry(draft.answer)) == draft.answer
    assert draft.source is not None
    assert read_entry("source", draft.source.id, write_entry(draft.source)) == draft.source
    assert draft.source.title.endswith("(#back-questions)")


def test_without_a_place_there_is_no_source(engine: Engine) -> None:
    draft = draft_of(QUESTION, ADVICE, "", engine)
    assert (draft.source, draft.answer.sources, draft.author) == (None, (), "Author unknown")


def test_what_may_not_be_published_is_held(engine: Engine) -> None:
    draft = draft_of(
        "numb between my legs since squats, can i train?", "Do bird dogs. Take two ibuprofen first.", "x", engine
    )
    assert {hold.kind for hold in draft.holds} == {"red-flag", "medicine-dose"}


def test_long_advice_is_cut_after_a_sentence_and_says_so(engine: Engine) -> None:
    draft = draft_of(QUESTION, "Do bird dogs slowly every other day. " * 100, "x", engine)
    assert draft.notes == ("trimmed",)
    assert len(draft.body) <= 2_000
    assert draft.body.endswith("day.")


@pytest.mark.parametrize(
    "question",
    ["", "?", "x", "\ue001", "a" * 5_000, "what is the best pizza in naples", "@everyone {{ 7 * 7 }}\n---\n"],
)
def test_any_question_gives_a_draft_that_can_be_read(question: str, engine: Engine) -> None:
    draft = draft_of(question, question or "Row.", "<@123456>", engine, "here", thread="A thread about rows")
    assert read_entry("answer", draft.answer.id, write_entry(draft.answer)) == draft.answer
    assert draft.answer.topics == (COMMUNITY,)


@pytest.mark.parametrize(
    ("advice", "ids"),
    [
        ("1 arm cleans, or snatches, or swings, weak arm first.", ["one-arm-clean", "one-arm-snatch", "one-arm-swing"]),
        ("I am not sure, but try single leg back extensions.", ["single-leg-back-extension"]),
        ("Do single-arm lat pulldowns.", ["one-arm-pulldown"]),
        ("Avoid deadlifts and don't do good mornings. Bird dogs instead.", ["bird-dog"]),
        ("As you pull up, turn the knuckles. It is the muscle that helps you do pull-ups.", []),
        ("I hurt mine walking the dog.", []),
        ("Go for a brisk walk daily.", ["walking"]),
        ("Bird dogs, dead bugs, side planks, face pulls and glute bridges.",
         ["bird-dog", "dead-bug", "side-plank", "face-pull"]),
        ("Rest and eat.", []),
    ],
)  # fmt: skip
def test_the_exercises_advised_are_named(advice: str, ids: list[str], engine: Engine) -> None:
    assert [pick.id for pick in picks_of(advice, engine)] == ids


def test_a_heading_says_what_a_section_is_about(engine: Engine) -> None:
    picks = picks_of("Hang from a bar as for pull-ups. Then row.", engine, "Face Pull")
    assert [(pick.id, pick.why) for pick in picks] == [("face-pull", "Hang from a bar as for pull-ups.")]


def test_ids_are_slugs_that_nobody_has_yet() -> None:
    assert slug("What can I do for my left lat?") == "what-left-lat"
    assert slug("???") == "answer"
    assert len(slug("very " * 60)) <= 50
    assert unique("lat", {"lat", "lat-2"}) == "lat-3"
