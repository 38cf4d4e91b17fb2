"""What speaks for an answer besides its words, alone and in the light of what was spoken of."""

import numpy as np
import pytest

from bot.engine import Engine, wanted
from knowledge.features import Phrase
from knowledge.search import search
from knowledge.wanted import KINDS, SCORES, SPOKEN, Spoken, Wanted, in_light

FITTED = {"ask": 2.0, "topic": 1.0, "then_words": 0.5, "then_named": 0.25, "whole": 1.5, "follows": 0.125}
NOTHING = Phrase(())


def test_a_first_question_has_nothing_spoken_of() -> None:
    first = Wanted(NOTHING, {})
    assert first.kinds == KINDS
    assert first.weights(FITTED).tolist() == [FITTED.get(name, 0.0) for name in KINDS]


def test_in_the_midst_of_a_talk_words_and_subject_count_by_what_was_learnt(small_engine: Engine) -> None:
    lat = small_engine.library.answers["lat-gap"]
    then = Wanted(NOTHING, {}, spoken=Spoken(NOTHING, lat))
    weights = dict(zip(then.kinds, then.weights(FITTED).tolist(), strict=True))
    assert then.kinds == (*KINDS, *SPOKEN)
    assert (weights["ask"], weights["topic"], weights["whole"], weights["follows"]) == (1.0, 0.25, 1.5, 0.125)


@pytest.mark.parametrize(("muscles", "same"), [(frozenset[str](), [1.0, 1.0]), (frozenset({"trapezius"}), [0.0, 0.0])])
def test_the_subject_before_counts_where_a_message_names_none(
    small_engine: Engine, muscles: frozenset[str], same: list[float]
) -> None:
    lat = small_engine.library.answers["lat-gap"]
    asked = Wanted(NOTHING, {}, muscles, spoken=Spoken(NOTHING, lat))
    whole = np.full((1, len(SCORES)), 0.5)
    row = dict(zip(SPOKEN, in_light((lat,), asked, whole, {"ask": 2.0, "body": 1.0})[0].tolist(), strict=True))
    assert row["whole"] == 1.5
    assert [row["same_topic"], row["same_part"]] == same


def test_what_was_spoken_of_says_what_a_bare_question_means(engine: Engine) -> None:
    """The same few words after another question lead to another answer."""
    first = []
    for spoken, standing in (
        ("my left lat is smaller than my right", "lat-one-side-bigger"),
        ("can i run with a tight lower back", "running-with-a-tight-side"),
    ):
        question = engine.reader.read("how should i begin with it")
        then = Spoken(engine.reader.phrase(f"{spoken}. {question.text}"), engine.library.answers[standing])
        first.append(search(engine.index, wanted(question, then), engine.product.search)[0].answer.id)
    assert first[0] != first[1]
