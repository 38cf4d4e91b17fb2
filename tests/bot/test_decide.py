"""Answer, ask one thing, or say so: the lines drawn by the thresholds."""

from dataclasses import replace

import pytest

from bot.decide import PLENTY, Thresholds, chance, decide, signals
from bot.engine import Engine
from intents.question import Question
from intents.sides import Sides
from intents.vocabulary import Mention
from knowledge.entries import Answer
from knowledge.features import Phrase
from knowledge.search import Match

ASKED = Question("left lat", Phrase(("left", "lat")), margin=1.0)
LIMITS = Thresholds(answer=0.6, ask=0.3, margin=0.1, right={"bias": 0.0}, scope={"margin": 4.0})
PARTS = {"topic": 0.5, "ask": 0.4, "mean": 0.3, "body": 0.2, "shared": 0.6}


def match(engine: Engine, id_: str, score: float, *topics: str) -> Match:
    answer: Answer = replace(engine.library.answers["lat-gap"], id=id_, topics=topics)
    return Match(answer, score, PARTS, "left lat")


@pytest.fixture
def matches(small_engine: Engine) -> list[Match]:
    return [
        match(small_engine, "lat", 1.0, "lr-lat"),
        match(small_engine, "lat-too", 0.98, "lr-lat"),
        match(small_engine, "trap", 0.7, "lr-trap"),
    ]


@pytest.mark.parametrize(
    ("margin", "lead", "kind"),
    [(1.0, 0.7, "answer"), (1.0, 0.95, "clarify"), (0.1, 0.7, "clarify"), (-1.0, 0.7, "unsure")],
)
def test_kind(matches: list[Match], margin: float, lead: float, kind: str) -> None:
    listed = [*matches[:2], replace(matches[2], score=lead)]
    decision = decide(replace(ASKED, margin=margin), listed, LIMITS)
    assert decision.kind == kind
    assert decision.answer == (matches[0].answer if kind == "answer" else None)
    assert [found for found, _ in decision.candidates] == listed


def test_one_candidate_is_never_a_choice(matches: list[Match]) -> None:
    assert decide(replace(ASKED, margin=0.1), matches[:1], LIMITS).kind == "unsure"


def test_no_words_and_no_matches_are_unsure(matches: list[Match]) -> None:
    assert decide(Question(""), matches, LIMITS).kind == "unsure"
    assert decide(ASKED, [], LIMITS).candidates == ()


@pytest.mark.parametrize(("margin", "kind"), [(1.0, "smalltalk"), (-1.0, "unsure")])
def test_small_talk(small_engine: Engine, margin: float, kind: str) -> None:
    hello = [match(small_engine, "hello", 1.0, "chitchat")]
    assert decide(replace(ASKED, margin=margin), hello, LIMITS).kind == kind


def test_signals(matches: list[Match]) -> None:
    lats = (Mention("muscle", "lat", "lat", 1, 2), Mention("muscle", "lat", "lats", 2, 3))
    golf = Mention("sport", "golf", "golf", 3, 4)
    found = signals(replace(ASKED, mentions=(*lats, golf), margin=0.5, elsewhere=True), matches)
    assert found | {"words": 0.0} == {
        "margin": 0.25, "topic": 0.5, "ask": 0.4, "mean": 0.3, "body": 0.2, "lead": pytest.approx(0.3), "back": 0.0,
        "shared": 0.6, "whole": 0.0, "ahead": pytest.approx(0.02), "elsewhere": 1.0, "sport": 1.0, "words": 0.0,
    }  # fmt: skip


def test_the_lead_is_over_the_next_topic(matches: list[Match]) -> None:
    assert signals(ASKED, matches[:2])["lead"] == 1.0


@pytest.mark.parametrize(
    ("told", "sure"),
    [("left lat", 0.25), ("left lat lagging rows", 0.5), ("left lat lagging rows pulldowns", 0.5)],
)
def test_a_word_or_two_makes_no_answer_sure(matches: list[Match], told: str, sure: float) -> None:
    limits = replace(LIMITS, sure={"bias": 0.0})
    assert decide(replace(ASKED, phrase=Phrase(tuple(told.split()))), matches, limits).sure == sure


def test_an_answer_that_is_likely_the_one_asked_for_is_given_to_an_odd_question(matches: list[Match]) -> None:
    odd = replace(ASKED, phrase=Phrase(("left", "lat", "lagging", "rows")), margin=0.1)
    assert decide(odd, matches, LIMITS).kind == "clarify"
    assert decide(odd, matches, replace(LIMITS, sure={"bias": 3.0})).kind == "answer"


def test_an_answer_far_ahead_of_other_subjects_is_given_to_an_odd_question_on_a_muscle(matches: list[Match]) -> None:
    odd = replace(ASKED, phrase=Phrase(("left", "lat", "lagging", "rows")), margin=0.1)
    lat = Mention("muscle", "latissimus-dorsi", "lat", 1, 2)
    told = replace(odd, mentions=(lat,), sides=Sides("right", "left"))
    sure = replace(LIMITS, right={"bias": 3.0})
    assert [decide(asked, matches, sure).kind for asked in (odd, replace(odd, mentions=(lat,)), told)] == [
        "clarify",
        "clarify",
        "answer",
    ]
    assert decide(told, [*matches[:2], replace(matches[2], score=0.9)], sure).kind == "clarify"


def test_amid_a_conversation_an_answer_need_not_be_plainly_about_backs_but_likely_meant(matches: list[Match]) -> None:
    asked = replace(ASKED, phrase=Phrase(("left", "lat", "lagging", "rows")), margin=0.05)
    likely, hardly = (replace(LIMITS, then={"bias": bias}).eased() for bias in (0.0, -3.0))
    assert decide(asked, matches, likely).kind == "answer"
    assert decide(asked, matches, hardly).kind == "clarify"


def test_who_told_plenty_is_not_asked_back(matches: list[Match]) -> None:
    close = [*matches[:2], replace(matches[2], score=0.95)]
    told = replace(ASKED, phrase=Phrase(("left", "lat", "is", *["patient"] * PLENTY)))
    assert (decide(ASKED, close, LIMITS).kind, decide(told, close, LIMITS).kind) == ("clarify", "answer")


@pytest.mark.parametrize(("bias", "probability"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_chance_is_a_probability(bias: float, probability: float) -> None:
    assert chance({"bias": bias}, {}) == pytest.approx(probability)


def test_confidence_is_a_probability_for_anything(engine: Engine) -> None:
    for text in ("right erector bigger than left", "lat", "asdf qwer", "pizza", "why", "left " * 300):
        decision = engine.decide(engine.reader.read(text))
        shares = [share for _, share in decision.candidates]
        assert 0 <= decision.confidence <= 1
        assert shares == sorted(shares, reverse=True)
