"""One view of a pack: look-ups, topics, and an answer for every exercise that has none."""

from pathlib import Path

import pytest

from knowledge.library import Library, is_how_to
from knowledge.pack import read_pack
from knowledge.revisions import KINDS
from knowledge.vocabularies import COMMUNITY, TOPICS

SMALL = Path(__file__).parent.parent / "packs" / "small"
HAVE_NO_ENTRY = {"out-of-scope", COMMUNITY}


@pytest.fixture(scope="module")
def small() -> Library:
    return Library(read_pack(SMALL)[0])


def test_every_exercise_gets_a_how_to(small: Library) -> None:
    assert list(small.answers) == ["erector-gap", "lat-gap", "how-to-bird-dog", "how-to-one-arm-row"]
    derived = small.how_to("bird-dog")
    assert derived is not None
    assert (derived.title, derived.topics, derived.body) == (
        "Bird dog: how to do it",
        ("howto:other",),
        "On hands and knees you reach one arm and the opposite leg away.",
    )
    assert derived.asks == (
        "how to do bird dog", "how to do birddog", "how to do bird dogs",
        "bird dog form", "birddog form", "bird dogs form",
    )  # fmt: skip
    assert small.how_to("moon-row") is None


def test_answers_by_topic_put_the_first_topic_first(small: Library) -> None:
    assert [a.id for a in small.by_topic["lr-programming"]] == ["lat-gap"]
    assert [a.id for a in small.by_topic["howto:other"]] == ["how-to-bird-dog", "how-to-one-arm-row"]


def test_entries_by_kind_are_those_with_files_in_a_pack_and_the_derived_ones_too_in_a_library(small: Library) -> None:
    assert {kind: [entry.id for entry in entries] for kind, entries in small.pack.by_kind.items()} == {
        "answer": ["erector-gap", "lat-gap"],
        "exercise": ["bird-dog", "one-arm-row"],
        "caveat": [caveat.id for caveat in small.pack.caveats],
        "muscle": [muscle.id for muscle in small.pack.muscles],
        "source": [source.id for source in small.pack.sources],
    }
    assert list(small.by_kind["answer"]) == ["erector-gap", "lat-gap", "how-to-bird-dog", "how-to-one-arm-row"]
    assert tuple(small.by_kind) == tuple(small.pack.by_kind) == KINDS


def test_a_library_cannot_be_changed(small: Library) -> None:
    with pytest.raises(TypeError):
        small.answers["lat-gap"] = small.answers["erector-gap"]  # type: ignore[index]


def test_every_topic_of_the_design_has_an_answer(library: Library) -> None:
    first = {answer.topics[0] for answer in library.answers.values()}
    assert set(TOPICS) - first == HAVE_NO_ENTRY


def test_every_body_is_short_enough(library: Library) -> None:
    assert {a.id: len(a.body.split()) for a in library.answers.values() if len(a.body.split()) > 120} == {}


def test_every_curated_answer_has_enough_phrasings_and_a_source(library: Library) -> None:
    assert [a.id for a in library.pack.answers if len(set(a.asks)) < 12 or not a.sources] == []


def test_every_exercise_can_be_taught(library: Library) -> None:
    taught = {id_: library.how_to(id_) for id_ in library.exercises}
    assert [id_ for id_, answer in taught.items() if answer is None or not is_how_to(answer)] == []


def test_easier_and_harder_never_lead_back_to_themselves(library: Library) -> None:
    assert [x.id for x in library.exercises.values() if x.id in (*x.easier, *x.harder, *x.instead_of)] == []


def test_disc_and_pregnancy_always_come_with_a_professional(library: Library) -> None:
    wanted = {"disc-sciatica", "pregnancy-postpartum"}
    first = [a for a in library.pack.answers if a.topics[0] in wanted]
    assert len(first) >= 2
    assert [a.id for a in first if "see-professional" not in a.topics] == []
