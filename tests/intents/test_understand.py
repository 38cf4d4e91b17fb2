"""A whole message read: what is named, whose side, what kit, what hurts, and what was not understood."""

from dataclasses import replace

import pytest

from bot.engine import Engine
from intents.question import Kit, Question
from intents.sides import Sides
from intents.understand import MOST_WORDS, kind_of


def read(engine: Engine, text: str) -> Question:
    return engine.reader.understand(text)


def test_a_question_read_whole(engine: Engine) -> None:
    found = read(engine, "my rigth erecter is bigger then the left, only dumbbells at home")
    known = replace(found, phrase=Question("").phrase, topics=(), margin=0.0, mentions=())
    assert known == Question(
        text="my rigth erecter is bigger then the left, only dumbbells at home",
        intent="imbalance",
        sides=Sides("right", "left"),
        kit=Kit(("dumbbell",), (), only=True),
        region="lower",
        facts=frozenset({"home"}),
        back=True,
        corrections=(("rigth", "right"), ("erecter", "erector")),
    )
    assert (found.named("muscle"), found.named("equipment")) == (("erector-spinae",), ("dumbbell",))
    assert found.topics[0][0] == "lr-erector"


@pytest.mark.parametrize(
    ("text", "muscles", "region"),
    [
        ("left lat smaller", ("latissimus-dorsi",), "mid"),
        ("right trap bigger than left", ("trapezius",), "upper"),
        ("my ql is always tight on the left", ("quadratus-lumborum",), "lower"),
        ("rhomboid on the right is weak", ("rhomboids",), "mid"),
        ("lower trap weaker on the left", ("lower-trapezius",), "mid"),
        ("one side of my lower back is thicker", (), "lower"),
        ("upper back uneven", (), "upper"),
        ("one side is smaller", (), None),
    ],
)
def test_muscles_and_region(engine: Engine, text: str, muscles: tuple[str, ...], region: str | None) -> None:
    found = read(engine, text)
    assert (found.named("muscle"), found.region) == (muscles, region)


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("lr-lat", "imbalance"), ("howto:bird-dog", "how-to"), ("one-side-pain", "pain"), ("sets-reps", "programme"),
        ("does-it-matter", "understand"), ("red-flag", "safety"), ("desk-job", "daily-life"), ("chitchat", "smalltalk"),
        ("out-of-scope", "outside"),
    ],
)  # fmt: skip
def test_each_topic_has_a_kind(topic: str, kind: str) -> None:
    assert kind_of(topic) == kind


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("right erector bigger than left", ()),
        ("my qwzxyv lat is smaller", ("qwzxyv",)),
        ("zzkrb zzkrb blorpf", ("zzkrb", "blorpf")),
    ],
)
def test_what_was_not_understood_is_kept(engine: Engine, text: str, unknown: tuple[str, ...]) -> None:
    assert read(engine, text).not_understood == unknown


def test_red_flags_of_the_end_of_an_essay_are_read(engine: Engine) -> None:
    essay = "i train my back twice a week. " * MOST_WORDS + "and i cant feel between my legs since this morning"
    found = read(engine, essay)
    assert [flag.urgency for flag in found.red_flags][:1] == ["emergency"]
    assert len(found.phrase.words) <= MOST_WORDS


def test_the_question_of_a_rambling_post_is_in_the_focus(engine: Engine) -> None:
    post = (
        "been lifting four years, rows and deadlifts mostly, used to swim as a kid and sit a lot at work. "
        "the gym is small and has no cables. my left lat is smaller than the right. how many sets should i do extra?"
    )
    phrase = read(engine, post).phrase
    assert phrase.focus == ("how", "many", "sets", "should", "i", "do", "extra")
    assert "muscle:latissimus-dorsi" in phrase.names


def test_nothing_asked_is_an_empty_question(engine: Engine) -> None:
    found = read(engine, "  \n ")
    assert (found.phrase.words, found.mentions, found.red_flags, found.not_understood) == ((), (), (), ())
