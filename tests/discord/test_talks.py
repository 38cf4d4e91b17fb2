"""Talks answer with the engine of the server where something is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discord.cards import brief_card, card, why_card
from bot.discord.talks import Place, Talks
from bot.engine import Engine
from bot.overlays.serving import Serving
from knowledge.store import open_store
from tests.bot.overlays.test_serving import ADDED, BIRD_DOG, CLUB, GYM, Memory

ASKED = "best office chair for back pain"


@pytest.fixture
def talks(engine: Engine, tmp_path: Path) -> Iterator[Talks]:
    published = Memory()
    published.publish(GYM, "answer", "our-chairs", ADDED.replace("author: Backtalk curators", "author: Ana *of* Gym"))
    published.publish(GYM, "answer", "chair-choice", "", "retired")
    published.publish(CLUB, "exercise", "bird-dog", BIRD_DOG, "retired")
    serving = Serving(engine, published)
    for server in (GYM, CLUB):
        serving.refresh(server)
    store = open_store(f"sqlite:///{tmp_path / 'talks.db'}")
    yield Talks(serving, store)
    serving.close()
    store.close()


def test_each_server_gets_its_own_answer_and_sees_whose_it_is(talks: Talks) -> None:
    here, there = (talks.say(Place("p", 1, server), ASKED, alone=True) for server in (GYM, None))
    assert [said.reply.answer.id for said in (here, there) if said.reply.answer] == ["our-chairs", "chair-choice"]
    line = "Written by Ana \\*of\\* Gym for this community"
    assert any(line in text for text in card(here).texts)
    assert any("for this community" in text for text in brief_card(here).texts)
    assert not any("for this community" in text for text in (*card(there).texts, *brief_card(there).texts))
    assert any("Whose answer it is" in text for text in why_card(talks.engine_of(here), here).texts)


def test_an_answer_is_worked_out_again_where_it_was_given(talks: Talks) -> None:
    said = talks.say(Place("p", 1, GYM), ASKED)
    again = talks.again(said.id)
    assert again is not None
    assert again.reply.answer == said.reply.answer
    assert talks.consider(Place("p", 1, CLUB), "how do i do a bird dog").taught is None


def test_the_country_of_a_server_goes_with_its_engine(talks: Talks) -> None:
    said = talks.say(Place("p", 1, GYM, "GB"), "I cannot pee and both my legs are numb since my deadlift")
    assert (said.reply.kind, said.reply.country) == ("urgent", "GB")
