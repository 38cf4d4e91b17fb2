"""Curated answers held out and added back: which, and as what."""

import pytest

from bot.engine import Engine
from bot.overlays.held_out import Held, Phrasings
from intents.examples import Example
from knowledge.vocabularies import COMMUNITY


@pytest.fixture(scope="module")
def phrasings(engine: Engine) -> Phrasings:
    outside = tuple(Example(f"what about car {number}", ("out-of-scope",)) for number in range(20))
    return Phrasings(engine.library.pack, outside, tuple(Example(str(at), ("lr-lat",)) for at in range(50)), 10)


def test_each_part_holds_out_others_and_all_are_held_out_once(phrasings: Phrasings) -> None:
    parts = [Held.of(phrasings, part) for part in range(5)]
    judged = sorted(at for part in parts for at in part.judged)
    assert judged == list(range(50))
    topics = [topic for part in parts for topic in part.topics]
    assert len(topics) == len(set(topics)) > 50
    assert Held.of(phrasings, 0) == parts[0]


def test_they_are_added_as_communities_write(phrasings: Phrasings) -> None:
    held = Held.of(phrasings, 0)
    added = list(held.added())
    assert {answer.id for answer in added} == {answer.id for answer in held.answers}
    unknown = [one for one, was in zip(added, held.answers, strict=True) if was.topics[0] in held.topics]
    assert {answer.topics for answer in unknown} == {(COMMUNITY,)}
    assert 0 < len(unknown) < len(added)
    assert {len(answer.asks) for answer in added} >= {3, 6}
    assert all(set(one.asks) < set(was.asks) for one, was in zip(added, held.answers, strict=True))
