"""Cards as text, kept under `snapshots/`; BACKTALK_UPDATE_SNAPSHOTS=1 writes them anew, to be reviewed like content."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.discord.cards import Card, brief_card, card, exercise_card, fitting, note, urgent_card, why_card
from bot.discord.layout import layout
from bot.discord.markdown import clipped, escaped, markdown, quoted, told
from bot.discord.setup import panel
from bot.discord.talks import Said
from bot.engine import Engine
from bot.reply import Option, Reply
from knowledge.store import Server
from tests.discord.double.components import walk
from tests.discord.double.errors import Problems
from tests.discord.double.text import lines_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
ID = "0123456789ab"


def shown(view: object) -> str:
    """A view as Discord gets it, as text, after the double's own rules have passed it."""
    from tests.discord.double.components import check

    parts = view.to_components()  # type: ignore[attr-defined]
    problems = Problems()
    check(problems, parts, v2=True)
    problems.refuse()
    ids = [f"    {one['custom_id']}" for one in walk(parts) if one.get("custom_id")]
    return (
        "\n".join(line.rstrip() for part in parts for text in lines_of(part) for line in text.splitlines() or [""])
        + "\n"
        + "\n".join(ids)
    )


def same(name: str, text: str) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("BACKTALK_UPDATE_SNAPSHOTS"):
        path.write_text(text.rstrip() + "\n", encoding="utf-8")
    assert text.rstrip() + "\n" == path.read_text(encoding="utf-8")


def said(engine: Engine, reply: Reply) -> Said:
    del engine
    return Said(ID, reply, reply.question.text)


def answered(engine: Engine, text: str, entry: str, confidence: float = 0.9) -> Reply:
    return engine.answer(engine.reader.read(text), engine.library.answers[entry], confidence)


async def test_an_answer(small_engine: Engine) -> None:
    reply = answered(small_engine, "right erector bigger than left", "erector-gap")
    same("answer", shown(layout(card(said(small_engine, reply)))))
    same(
        "answer_public",
        shown(layout(card(said(small_engine, reply), public=True).headed(told("asked", "Ada", "one \\*side\\*")))),
    )
    same("answer_brief", shown(layout(brief_card(said(small_engine, reply)))))


@pytest.mark.parametrize(("name", "confidence"), [("medium", 0.5), ("low", 0.2)])
async def test_how_sure_it_is(small_engine: Engine, name: str, confidence: float) -> None:
    reply = answered(small_engine, "left lat lagging, home only", "lat-gap", confidence)
    same(f"answer_{name}", shown(layout(card(said(small_engine, reply)))))


async def test_how_to_and_exercise(small_engine: Engine) -> None:
    reply = answered(small_engine, "how do I do a one arm row", "how-to-one-arm-row")
    same("how_to", shown(layout(card(said(small_engine, reply)))))
    same("exercise", shown(layout(exercise_card(small_engine, small_engine.library.exercises["bird-dog"]))))


async def test_clarify_and_unsure(small_engine: Engine) -> None:
    question = small_engine.reader.read("uneven")
    options = (Option("It hurts", "One erector is bigger"), Option("x" * 120, "One lat is bigger"))
    clarify = Reply("clarify", question, 0.5, asked="concern", options=options)
    same("clarify", shown(layout(card(said(small_engine, clarify)))))
    same("clarify_public", shown(layout(card(said(small_engine, clarify), public=True))))
    same("unsure", shown(layout(card(said(small_engine, Reply("unsure", question, 0.1))))))
    same("unsure_empty", shown(layout(card(said(small_engine, Reply("unsure", small_engine.reader.read("?!"), 0.0))))))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("emergency", "cant pee and *numb* between my legs since yesterday"),
        ("crisis", "back pain is so bad I want to kill myself"),
    ],
)
async def test_urgent(small_engine: Engine, name: str, text: str) -> None:
    _, reply = turn(replace(small_engine, country="XX"), Conversation(), text)
    assert reply.kind == "urgent"
    private, public = (shown(layout(urgent_card(reply, public=public))) for public in (False, True))
    assert "custom_id" not in private + public
    assert reply.question.red_flags[0].words not in public
    same(f"urgent_{name}", private)
    same(f"urgent_{name}_public", public)


async def test_why(small_engine: Engine) -> None:
    reply = answered(small_engine, "right erecter bigger than left", "erector-gap")
    text = shown(layout(why_card(small_engine, said(small_engine, reply))))
    assert "stronger right, weaker left" in text
    assert "lead over the next topic" in text


async def test_the_setup_panel() -> None:
    server = Server(
        1, answer_channels=(5,), forum_channels=(6, 7), moderator_role=8, review=False, country="GB", tone="hint"
    )
    same("setup", shown(panel(server, can_read=False)))
    same("setup_new", shown(panel(Server(1), can_read=True)))


@pytest.mark.parametrize(
    "text", ["left weaker than right, it hurts", "right bigger, home only, pregnant, no bench", ""]
)
async def test_every_answer_fits_into_a_card(engine: Engine, text: str) -> None:
    question = engine.reader.read(text)
    for answer in engine.library.answers.values():
        reply = engine.answer(question, answer, 0.2)
        for made in (
            card(Said(ID, reply, text)),
            card(Said(ID, reply, text), public=True),
            brief_card(Said(ID, reply, text)),
        ):
            assert all(
                caveat.text in "\n".join(made.texts) for caveat in reply.caveats if caveat.severity == "stop"
            ) or made.rows[0][0].custom_id.startswith("full")
            shown(layout(made))


async def test_every_exercise_fits_into_a_card(engine: Engine) -> None:
    for exercise in engine.library.exercises.values():
        shown(layout(exercise_card(engine, exercise)))


def test_too_much_text_loses_the_cheapest_first_and_never_the_caveats() -> None:
    parts = [(9, "a" * 3000), (6, "care"), (5, "b" * 1000), (1, "c" * 500)]
    assert fitting(parts) == ("a" * 3000, "care")
    cut = fitting([(9, "word " * 2000), (6, "care")])
    assert sum(map(len, cut)) <= 3900
    assert cut[0].endswith(" …")
    assert cut[1] == "care"


def test_words_of_others_are_plain_text() -> None:
    assert escaped("*a* <@1> [b](c) `d` # e") == "\\*a\\* \\<@1\\> \\[b\\](c) \\`d\\` \\# e".replace("<@", "<\\@")
    assert quoted("a\nb\ue001c" + "x" * 400).count("\n") == 0
    assert markdown("\ue001bold\ue000 \ue003dim\ue000") == "**bold** dim"
    assert clipped("one two three", 9) == "one two …"
    assert isinstance(note("x"), Card)
