"""A Reply in words: marks for styles, a person's own words made safe, no gap unnoticed."""

import re

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Engine
from bot.words import END, FOLDER, MARKS, environment, plain, reply_text, said, styled, word

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("left lat", "left lat"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x00", "[31mred"),
        ("\ue001bold\ue000", "bold"),
        ("\u202eright to left", "right to left"),
        ("\ud800", ""),
        ("word " * 40, "word " * 24 + "…"),
        ("x" * 200, "x" * 120 + " …"),
    ],
)
def test_a_persons_words_are_made_safe(text: str, shown: str) -> None:
    assert said(text) == shown


@given(ANY_TEXT)
def test_any_words_are_made_safe(text: str) -> None:
    shown = said(text)
    assert shown.isprintable()
    assert len(shown) <= 122
    assert not set(shown) & {END, *MARKS.values()}


@given(ANY_TEXT)
def test_plain_has_no_style_marks(text: str) -> None:
    assert not set(plain(text)) & {END, *MARKS.values()}


def test_bold_and_links_of_a_body() -> None:
    body = environment().filters["body"]
    assert (
        plain(body("Do a **bird dog**, see [this](https://a.example/x)."))
        == "Do a bird dog, see this (https://a.example/x)."
    )
    assert body("**a**") == f"{MARKS['strong']}a{END}"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        styled("reply")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.j2")), ids=lambda path: path.stem)
def test_every_template_compiles(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    assert environment().get_template(path.name).filename == str(path)


@pytest.mark.parametrize("facet", ["concern", "moment", "region", "compares", "title"])
def test_every_facet_has_a_question(facet: str) -> None:
    assert word("macros", "facet_question", facet).endswith("?")


def test_an_answer_in_words(small_engine: Engine) -> None:
    reply = small_engine.answer(
        small_engine.reader.read("right lat bigger than left"), small_engine.library.answers["lat-gap"], 0.9
    )
    assert plain(reply_text(reply)) == (
        "One lat is bigger\n\n"
        "I read your right as the stronger side and your left as the weaker one.\n\n"
        "Start every set with your left side.\n\n"
        "Do this\n"
        "1. One-arm row · 3 × 8-12 · start with your left\n"
        "   One side at a time.\n"
        "2. Bird dog · 2-3 × 6-10 each side, hold 2 seconds · change sides each time\n"
        "   Easy on your left side.\n\n"
        "Take care\n"
        "! Stop if pain shoots down a leg.\n"
        "- This takes weeks.\n\n"
        "How sure: Forum advice. Lifters say so; nobody has measured it.\n"
        "Sources: H.G., 2006 (forum)"
    )


@pytest.mark.parametrize(("confidence", "said_so"), [(0.9, None), (0.5, "looks closest"), (0.2, "not certain")])
def test_confidence_is_said(small_engine: Engine, confidence: float, said_so: str | None) -> None:
    lat = small_engine.library.answers["lat-gap"]
    text = reply_text(small_engine.answer(small_engine.reader.read("one lat bigger"), lat, confidence))
    assert [phrase for phrase in ("looks closest", "not certain") if phrase in text] == ([said_so] if said_so else [])


def test_no_reply_has_ragged_blank_lines(engine: Engine) -> None:
    for text in ("left lat smaller", "hi", "", "back problem", "how do i do a bird dog", "cant feel between my legs"):
        shown = plain(reply_text(engine.ask(text)))
        assert re.search(r"\n{3,}|[ \t]\n|  +\S+  ", shown) is None
        assert shown == shown.strip()
