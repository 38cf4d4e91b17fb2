"""Messages that say themselves where they go: a new question, or back to what was spoken of."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine
from tests.talks import talk

ERECTOR = "my left lower back muscle is way bigger than the right, been deadlifting 2 years"
SLEEP = "is it bad to sleep on my stomach"


@pytest.mark.parametrize(
    "text",
    ["ok back to my lower back, how many reps", "so back to the first thing", "the back extension you said, how heavy"],
)
def test_the_answer_put_aside_stands_again(engine: Engine, text: str) -> None:
    aside, _ = talk(engine, ERECTOR, SLEEP)
    after, _ = talk(engine, ERECTOR, SLEEP, text)
    assert (aside.entry, after.entry) == ("sleeping-position", "erector-one-side-bigger")


@pytest.mark.parametrize("text", ["how soon can i go back to deadlifts", "back to my mother, she has a bad knee"])
def test_nothing_else_goes_back(engine: Engine, text: str) -> None:
    after, _ = talk(engine, ERECTOR, SLEEP, text)
    assert after.entry != "erector-one-side-bigger"


def test_sides_put_right_come_back_with_the_answer(engine: Engine) -> None:
    _, reply = talk(
        engine, ERECTOR, "left is the weaker one, sorry", SLEEP, "back to my lower back, what are the exercises"
    )
    assert reply.question.sides.weak == "left"


@pytest.mark.parametrize(
    "text",
    [
        "Different thing altogether: is my mattress too soft",
        "cheers. unrelated but is my mattress too soft",
        "new question, is my mattress too soft",
    ],
)
def test_a_new_question_is_held_against_nothing(engine: Engine, text: str) -> None:
    after, _ = talk(engine, ERECTOR, text)
    assert after.entry == "mattress-and-pillow"


def test_one_question_more_may_go_on(engine: Engine) -> None:
    after, reply = talk(engine, ERECTOR, "oh one more question, how many reps of the second one")
    assert (after.entry, reply.brief) == ("erector-one-side-bigger", True)


def test_what_was_put_aside_is_kept_when_stored(engine: Engine) -> None:
    after, _ = talk(engine, ERECTOR, "left is the weaker one, sorry", SLEEP)
    assert after.past
    assert Conversation.from_json(after.to_json()) == after
