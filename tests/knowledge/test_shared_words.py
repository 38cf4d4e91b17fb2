"""How much of a question an answer shares."""

import numpy as np
import pytest

from bot.engine import Engine
from knowledge.features import Phrase


def shared(engine: Engine, words: str) -> dict[str, float]:
    shares = engine.index.words.shares(Phrase(tuple(words.split())))
    return {answer.id: float(share) for answer, share in zip(engine.index.answers, shares, strict=True)}


def test_an_answer_shares_all_the_words_of_its_own_phrasing(small_engine: Engine) -> None:
    found = shared(small_engine, "lats uneven after years of rows")
    assert found["lat-gap"] == pytest.approx(1.0)
    assert found["how-to-bird-dog"] < 1.0


def test_a_word_that_stands_in_the_body_alone_counts_half(small_engine: Engine) -> None:
    assert "set" not in " ".join(small_engine.library.answers["lat-gap"].asks)
    assert shared(small_engine, "set")["lat-gap"] == pytest.approx(0.5)


def test_a_word_that_nobody_wrote_makes_a_question_less_shared(small_engine: Engine) -> None:
    assert shared(small_engine, "lats xylophone")["lat-gap"] < shared(small_engine, "lats")["lat-gap"] == 1.0


@pytest.mark.parametrize("words", ["", "xylophone"])
def test_nothing_is_shared_with_what_says_nothing_known(small_engine: Engine, words: str) -> None:
    assert set(shared(small_engine, words).values()) == {0.0}


def test_shares_are_parts_of_a_whole(engine: Engine) -> None:
    for answer in list(engine.library.answers.values())[::25]:
        shares = engine.index.words.shares(engine.reader.phrase(answer.asks[0]))
        assert np.all((shares >= 0) & (shares <= 1 + 1e-6))
