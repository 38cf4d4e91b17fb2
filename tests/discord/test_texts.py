"""The five texts of an answer's form: what is not changed in them changes no byte of the file."""

from __future__ import annotations

import difflib

import pytest

from bot.discord.moderation.texts import PARTS, added_phrasings, edited, fields_of, page_of, values_of
from bot.engine import Engine
from knowledge.entry_files import read_entry
from knowledge.folder import BASE

ANSWERS = sorted((BASE / "answers").glob("*.md"))
DESK = BASE / "answers" / "standing-desk.md"


def words_of(text: str, engine: Engine, **changed: str) -> dict[str, str]:
    page = page_of(text)
    assert page is not None
    return values_of(page, engine) | changed


def changed(before: str, after: str) -> list[str]:
    """The lines that a diff shows."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_every_curated_answer_fits_the_form_and_comes_back_byte_for_byte(engine: Engine) -> None:
    texts = [path.read_bytes().decode() for path in ANSWERS]
    for text in (*texts, *(text.replace("\n", "\r\n") for text in texts[::10])):
        assert edited(text, words_of(text, engine), engine).text == text
        page = page_of(text)
        assert page is not None
        assert fields_of(page, engine) is not None


@pytest.mark.parametrize(
    ("part", "value", "lines"),
    [
        ("title", "Desks: to stand", ["-title: Standing desks and your back", '+title: "Desks: to stand"']),
        ("caveats", "sorness rule", ["+caveats: [soreness-rule]"]),
        (
            "exercises",
            "brid dgo",
            ["-exercises: []", "+exercises:", "+  - id: bird-dog", "+    why: Named in the answer."],
        ),
    ],
)
def test_one_text_changed_changes_its_lines_alone(engine: Engine, part: str, value: str, lines: list[str]) -> None:
    text = DESK.read_text(encoding="utf-8")
    done = edited(text, words_of(text, engine, **{part: value}), engine)
    assert changed(text, done.text) == lines
    assert done.unknown == ()
    read_entry("answer", "standing-desk", done.text)


def test_names_that_stand_for_nothing_are_told(engine: Engine) -> None:
    text = DESK.read_text(encoding="utf-8")
    done = edited(text, words_of(text, engine, exercises="moon jump, bird dog", caveats="the weather"), engine)
    assert done.unknown == ("moon jump", "the weather")


def test_what_no_form_can_hold_is_told(engine: Engine) -> None:
    page = page_of(DESK.read_text(encoding="utf-8").replace("asks:\n", f"asks:\n- {'x ' * 2500}\n"))
    assert page is not None
    assert fields_of(page, engine) is None
    assert page_of("hello") is None
    assert page_of("---\n: [\n---\n") is None


def test_phrasings_are_given_to_another_answer_once() -> None:
    text = DESK.read_text(encoding="utf-8")
    other = "---\nasks: [is a standing desk better for your back, do i stand or sit]\n---\n"
    assert changed(text, added_phrasings(text, other)) == ["+  - do i stand or sit"]
    assert added_phrasings(text, "hello") == ""
    assert PARTS == ("title", "asks", "body", "exercises", "caveats")
