"""Phrasings as data: each file read, each label known."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.engine import Engine
from intents.examples import Example, asked, labelled, made_up, turns, written
from intents.follow_up import NEW
from knowledge.library import Library
from knowledge.vocabularies import COMMUNITY, TOPICS


def test_topic_files(tmp_path: Path) -> None:
    form = "bird dog form\n\nbirddog, wrist hurts || train-with-pain\n"
    (tmp_path / "howto-bird-dog.txt").write_text(form, encoding="utf-8")
    (tmp_path / "lr-lat.txt").write_text("left lat small\n", encoding="utf-8")
    assert list(written(tmp_path)) == [
        Example("bird dog form", ("howto:bird-dog",)),
        Example("birddog, wrist hurts", ("howto:bird-dog", "train-with-pain")),
        Example("left lat small", ("lr-lat",)),
    ]


def test_labelled_files(tmp_path: Path) -> None:
    row = json.dumps({"question": "lat?", "topics": ["lr-lat"]})
    (tmp_path / "written_1.jsonl").write_text(row + "\n", encoding="utf-8")
    assert list(made_up(tmp_path)) == [Example("lat?", ("lr-lat",))]


def test_turn_files(tmp_path: Path) -> None:
    (tmp_path / "why.txt").write_text("why\n\nhow come\n", encoding="utf-8")
    assert list(turns(tmp_path)) == [Example("why", ("why",)), Example("how come", ("why",))]


def test_entries_bring_their_own(small_engine: Engine) -> None:
    lat = small_engine.library.answers["lat-gap"]
    found = list(asked((lat,)))
    assert found[0] == Example("right lat bigger than left", ("lr-lat", "lr-programming"))
    assert found[-1] == Example("One lat is bigger", ("lr-lat", "lr-programming"))
    assert len(found) == len(lat.asks) + 1


@pytest.mark.parametrize("read", [written, labelled, made_up])
def test_every_label_is_a_topic(read: Callable[[], Iterator[Example]]) -> None:
    examples = list(read())
    assert len(examples) > 200
    assert {topic for example in examples for topic in example.topics} - set(TOPICS) == set()


def test_every_topic_has_phrasings() -> None:
    assert {example.topics[0] for example in written()} >= set(TOPICS) - {"chitchat", COMMUNITY}


def test_every_kind_of_follow_up_has_a_handler() -> None:
    from bot.dialogue import talk  # noqa: F401 - registers the handlers
    from bot.dialogue.turns import HANDLERS

    assert {example.topics[0] for example in turns()} - set(HANDLERS) == {NEW}


def test_an_entry_is_found_by_its_own_phrasings(engine: Engine, library: Library) -> None:
    """At least nine in ten lead to the entry or to one with its first topic; warning signs are another matter."""
    right = of = 0
    for answer in library.pack.answers:
        for ask in answer.asks:
            question = engine.reader.understand(ask)
            if question.red_flags:
                continue
            found = engine.matches(question)[0].answer
            of += 1
            right += found.id == answer.id or answer.topics[0] in found.topics
    print(f"own phrasings found: {right} of {of}")
    assert right / of >= 0.9
