"""Why this answer: the same grounds every time, and nothing left out."""

import pytest

from bot.engine import Engine
from bot.explain import explain, lead, rewritten, shared_words
from bot.words import plain
from tests.talks import talk


def grounds(engine: Engine, text: str) -> str:
    return plain(explain(engine, engine.ask(text)))


def test_grounds_of_an_answer(engine: Engine) -> None:
    shown = grounds(engine, "my rigth erecter is thicker than the left, home gym")
    for line in (
        "- Sides: stronger right, weaker left",
        '"erector" = erector-spinae',
        "- Typo mended: rigth → right",
        "- Typo mended: erecter → erector",
        "- Synonym: thicker → bigger",
        "What I found\n1. ",
        "lead over the next topic",
        "What I did: ",
    ):
        assert line in shown
    assert shown == grounds(engine, "my rigth erecter is thicker than the left, home gym")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cant feel between my legs since this morning", "- Warning sign: "),
        ("my lat qwzxyv smaller", "- Not understood: qwzxyv"),
        ("im 16, left lat smaller", "- About you: teen"),
        ("left side of my back hurts", "painful left"),
        ("", "Nothing that fits."),
    ],
)
def test_each_ground_is_shown(engine: Engine, text: str, line: str) -> None:
    assert line in grounds(engine, text)


def test_a_follow_up_is_explained_in_the_light_of_what_was_asked(engine: Engine) -> None:
    _, reply = talk(engine, "right erector bigger than left", "should i use straps for my weak grip")
    shown = plain(explain(engine, reply))
    assert "In the light of what you asked before: right erector bigger than left" in shown
    assert reply.answer is not None
    assert f"1. {reply.answer.title}" in shown
    assert " · whole " in shown


def test_words_in_common(engine: Engine) -> None:
    question = engine.reader.read("right erector bigger than left")
    for match in engine.matches(question)[:3]:
        assert set(shared_words(question, match)) <= set(question.phrase.words)


def test_the_lead_is_over_another_topic(engine: Engine) -> None:
    matches = list(engine.matches(engine.reader.read("how do i do a bird dog")))
    other = next(m for m in matches if m.answer.topics[0] not in matches[0].answer.topics)
    assert lead(matches) == matches[0].score - other.score
    assert lead([]) == 0.0


def test_rewritten_words(small_engine: Engine) -> None:
    question = small_engine.reader.read("my thicker lat")
    assert rewritten(small_engine, question) == (("thicker", "bigger"),)
