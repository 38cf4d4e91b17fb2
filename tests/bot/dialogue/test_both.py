"""A message of two kinds, taken apart."""

import pytest

from bot.dialogue.both import pieces, two_kinds
from bot.dialogue.choice import follow_up_in
from bot.engine import Engine
from tests.talks import talk


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("swap the bird dog, and how many reps of the others", ["swap-other", "dose"]),
        ("why those and how long till i see it", ["why", "time"]),
        ("how many reps", ["dose"]),
        ("thanks a lot, will try that", []),
    ],
)
def test_a_message_is_taken_apart_by_what_it_wants(engine: Engine, text: str, kinds: list[str]) -> None:
    before, _ = talk(engine, "right erector bigger than left")
    assert [piece.found.kind for piece in pieces(engine, before, text)] == kinds


def test_a_change_comes_before_what_is_asked_of_it(engine: Engine) -> None:
    before, _ = talk(engine, "right erector bigger than left")
    text = "how many reps do i do, and swap the bird dog for something else please"
    two = two_kinds(engine, before, text, follow_up_in(engine, before, engine.reader.read(text)))
    assert two is not None
    assert [piece.found.kind for piece in two] == ["swap-other", "dose"]


def test_both_are_answered_in_one_reply(engine: Engine) -> None:
    _, reply = talk(engine, "right erector bigger than left", "why those and how long till i see it")
    assert (reply.heading, [one.heading for one in reply.beside]) == (
        "Why this",
        ["How long until both sides are even"],
    )
