"""Answers indexed after the fit: compared as the fitted ones are, and alike in whatever order they came."""

from dataclasses import replace

import numpy as np
import pytest

from bot.engine import Engine
from knowledge.additions import Additions
from knowledge.entries import Answer
from knowledge.features import Weigher
from knowledge.lexicon import Lexicon, asked_stems
from knowledge.search import Index
from tests.benchmarks.entries import made_up_answers

ASKED = (
    "right erector bigger than left",
    "my left lat is smaller, no cable machine",
    "is it bad to round your back when picking things up",
    "back",
)


@pytest.fixture(scope="module")
def answers(engine: Engine) -> list[Answer]:
    return list(made_up_answers(engine.library, 40))


def add(engine: Engine, found: Additions, answers: list[Answer], gone: frozenset[str] = frozenset()) -> Additions:
    return found.changed(gone, answers, lambda _: engine.reader.phrase)


def near(engine: Engine, found: Additions, text: str) -> dict[str, tuple[float, ...]]:
    """Of each answer compared with a question its scores and its nearest phrasing."""
    question = engine.reader.read(text)
    said = found.near(question.phrase, dict(question.topics), ())
    return {
        found.answers[row].id: (*map(float, scores), float(nearest))
        for row, scores, nearest in zip(said.rows, said.table, said.nearest, strict=True)
    }


def test_cosines_are_those_of_the_fitted_index(engine: Engine) -> None:
    """The same answers indexed both ways; words and pieces are counted a little otherwise, so nearly."""
    index: Index = engine.index
    found = add(engine, Additions.empty(index.weigher), list(index.answers))
    for text in ASKED[:3]:
        question = engine.reader.read(text)
        fitted, _ = index.scores(question.phrase)
        said = found.near(question.phrase, (), ())
        assert len(said.rows) >= 90
        assert np.abs(said.table[:, :4] - fitted[said.rows, :4]).max() < 0.12
        assert np.corrcoef(said.table[:, 0], fitted[said.rows][:, 0])[0, 1] > 0.98


def test_a_phrasing_asked_word_for_word_is_nearest(engine: Engine, answers: list[Answer]) -> None:
    found = add(engine, Additions.empty(engine.index.weigher), answers)
    for answer in answers[:10]:
        said = near(engine, found, answer.asks[3])
        assert max(said, key=lambda id_: said[id_][0]) == answer.id
        assert said[answer.id][0] == pytest.approx(1.0, abs=0.03)
        assert said[answer.id][3] == pytest.approx(1.0)
        assert (*answer.asks, answer.title)[int(said[answer.id][5])] == answer.asks[3]


def test_however_they_came_they_are_found_alike(engine: Engine, answers: list[Answer]) -> None:
    empty = Additions.empty(engine.index.weigher)
    at_once = add(engine, empty, answers[:30])
    bit_by_bit = add(engine, empty, answers[35:])
    for at in range(29, -1, -7):
        bit_by_bit = add(engine, bit_by_bit, answers[max(0, at - 6) : at + 1])
    other = replace(answers[3], asks=("something else altogether",))
    bit_by_bit = add(engine, bit_by_bit, [other], frozenset({answers[3].id}))
    bit_by_bit = add(engine, bit_by_bit, [answers[3]], frozenset(a.id for a in (answers[3], *answers[35:])))
    assert {a.id for a in bit_by_bit.answers} == {a.id for a in at_once.answers}
    for text in (*ASKED, answers[3].asks[0], "something else altogether"):
        assert near(engine, bit_by_bit, text) == near(engine, at_once, text)


def test_equals_are_told_apart_by_lot_and_not_by_when_they_came(engine: Engine, answers: list[Answer]) -> None:
    same = [replace(answers[0], id=f"same-{number}", topics=("community",)) for number in range(150)]
    empty = Additions.empty(engine.index.weigher)
    one, other = near(engine, add(engine, empty, same), "back"), near(engine, add(engine, empty, same[::-1]), "back")
    assert len(one) < len(same)
    assert one == other


def test_progress_is_told(engine: Engine, answers: list[Answer]) -> None:
    told: list[int] = []
    Additions.empty(engine.index.weigher).changed(frozenset(), answers, lambda _: engine.reader.phrase, told.append)
    assert told == [25, 40]


def test_a_lexicon_numbers_words_behind_the_fitted_features() -> None:
    weigher = Weigher({"wback": 0, "c ba": 1}, np.array([1.0, 2.0], np.float32), {})
    lexicon = Lexicon.empty(weigher).with_words(["wback", "wgun", "wgun"], ["back", "gun"])
    assert (dict(lexicon.numbers), dict(lexicon.words), lexicon.size) == ({"wgun": 2}, {"back": 0, "gun": 1}, 3)
    more = lexicon.with_words(["wtheragun"], ["gun"])
    assert (dict(more.numbers), dict(more.words)) == ({"wgun": 2, "wtheragun": 3}, {"back": 0, "gun": 1})
    assert more.with_words(["wgun"], ["back"]) is more
    assert weigher.weight("wnever seen") > weigher.weight("wback")


def test_stop_words_say_what_a_text_is_about_only_where_there_is_nothing_else(engine: Engine) -> None:
    assert asked_stems(engine.reader.phrase("is my back the one")) == ("wback",)
    assert asked_stems(engine.reader.phrase("is it the one")) == ("wis", "wit", "wthe", "wone")
