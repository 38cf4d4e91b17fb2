"""Curated answers held out and added back: what is held out, and what is learnt from it."""

from dataclasses import replace

import pytest

from bot.decide import Thresholds
from bot.engine import Engine
from bot.overlays.newcomers import CLOSE, Held, Phrasings, Trial, fewer, fit_added, fit_rank
from intents.examples import Example
from knowledge.search import Match
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


def match(engine: Engine, id_: str, ask: float, mean: float = 0.05, topic: float = 0.0) -> Match:
    answer = replace(engine.library.answers["chair-choice"], id=id_)
    parts = {"ask": ask, "mean": mean, "body": mean, "topic": topic}
    return Match(answer, 0.0, parts, "", shared=ask, added=True)


def trial(engine: Engine, at: int) -> Trial:
    """By turns a question near to the right answer, one near to none, and one about something else."""
    meant = at % 3 == 0
    added = (match(engine, "right", 0.8 if meant else 0.1, 0.2 if meant else 0.05), match(engine, "wrong", 0.3))
    right = frozenset({"right"} if meant else {"another"})
    before = "another" if at % 3 == 2 else ""
    return Trial(at // 3 % 5, str(at), meant, at % 3 == 1, right, 0.1 * (at % 7), before, (), added)


def test_what_is_near_is_meant_and_what_is_not_is_left_alone(engine: Engine) -> None:
    tried = [trial(engine, at) for at in range(90)]
    rank, limits, figures = fit_added(tried, Thresholds())
    assert rank["added_close"] >= CLOSE
    assert 0.5 <= limits.take < 1
    found = {score["name"]: score["figure"] for score in figures}
    assert found["added answer: the right one given"] == 1.0
    assert found["out of scope answered"] == 0.0
    assert found["of questions meant for added answers, given a wrong added one"] == 0.0


def test_weights_of_the_rank_are_never_negative(engine: Engine) -> None:
    tried = [replace(trial(engine, at), right=frozenset({"wrong"})) for at in range(30)]
    assert min(fit_rank(tried).values()) >= 0


def test_a_server_with_few_answers_has_some_of_them(engine: Engine) -> None:
    many = tuple(match(engine, f"answer-{number}", 0.5) for number in range(100))
    few = fewer(replace(trial(engine, 0), added=many, right=frozenset({"answer-1"})))
    assert 3 < len(few.added) < 30
    assert few.meant == any(one.answer.id == "answer-1" for one in few.added)
