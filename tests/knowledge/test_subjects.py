"""How much an answer is about something that a question does not name."""

import pytest

from bot.engine import Engine
from knowledge.features import Phrase


def unnamed(engine: Engine, text: str) -> dict[str, float]:
    found = engine.index.subjects.unnamed(engine.reader.phrase(text))
    return {answer.id: float(share) for answer, share in zip(engine.index.answers, found, strict=True)}


@pytest.mark.parametrize(
    ("id_", "named", "not_named"),
    [
        ("running-with-scoliosis", "can i run with scoliosis", "my left low back tightens after 8k"),
        ("periods-and-back-ache", "my back aches with every period", "one side of my back aches"),
        ("kickboxing-bigger-side", "kickboxing made my right side bigger", "my right side is bigger"),
    ],
)
def test_a_subject_that_is_not_named_counts(engine: Engine, id_: str, named: str, not_named: str) -> None:
    assert unnamed(engine, named)[id_] == 0.0
    assert unnamed(engine, not_named)[id_] > 0.5


def test_what_is_general_is_about_nothing_that_must_be_named(engine: Engine) -> None:
    found = unnamed(engine, "what")
    assert found["lat-one-side-bigger"] < 0.2
    assert found["one-side-hurts"] < 0.2


def test_it_is_a_share(engine: Engine) -> None:
    assert all(0.0 <= share <= 1.0 for share in unnamed(engine, "").values())


def test_an_answer_is_never_strange_to_its_own_phrasings(engine: Engine) -> None:
    for row, answer in list(enumerate(engine.index.answers))[::20]:
        whole = tuple(word for ask in answer.asks for word in engine.reader.phrase(ask).words)
        assert engine.index.subjects.unnamed(Phrase(whole))[row] == 0.0
