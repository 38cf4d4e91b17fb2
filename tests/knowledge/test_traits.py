"""What answers are about, by rows."""

from bot.engine import Engine
from knowledge.features import Phrase
from knowledge.traits import Traits
from knowledge.wanted import NAMED, Wanted


def test_answers_are_found_by_any_of_their_topics_and_by_what_they_teach(engine: Engine) -> None:
    answers = engine.index.answers
    about = engine.index.traits.about(["lr-lat"], ["bird-dog"])
    assert about == {row for row, a in enumerate(answers) if "lr-lat" in a.topics or a.teaches == "bird-dog"}


def test_evidence_is_for_the_rows_that_have_what_is_wanted(small_engine: Engine) -> None:
    lat = small_engine.library.answers["lat-gap"]
    wanted = Wanted(Phrase(()), {lat.topics[0]: 0.75}, frozenset(lat.muscles), (), lat.region, sides=True)
    row = dict(zip(NAMED, Traits.of((lat,)).evidence(wanted)[0].tolist(), strict=True))
    assert row["topic"] == 0.75
    assert (row["muscles"], row["region"], row["exercise"]) == (1.0, 1.0, 0.0)
    assert row["sides"] == float(lat.compares == "sides")


def test_a_question_of_no_side_speaks_against_answers_that_compare_them(small_engine: Engine) -> None:
    answers = small_engine.index.answers
    found = Traits.of(answers).evidence(Wanted(Phrase(()), {}, sideless=True))[:, NAMED.index("sideless")]
    assert found.tolist() == [float(answer.compares == "sides") for answer in answers]


def test_no_answers_have_no_evidence() -> None:
    assert Traits.of(()).evidence(Wanted(Phrase(()), {"lr-lat": 1.0})).shape == (0, len(NAMED))
