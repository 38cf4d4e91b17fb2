"""A change of one field is a change of its lines alone."""

import difflib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing import with_fields
from knowledge.entries import Answer, Pick
from knowledge.entry_files import base_text, read_entry
from knowledge.folder import BASE
from knowledge.pack import BrokenEntry
from knowledge.writing import write_entry
from tests.knowledge.test_writing import ANSWERS, IDS, PROSE, TEXT, some

FILE = """---
# kept by the rowing club
id: uneven-lats
title: 'Uneven lats'   # short
topics: [lr-lat]
asks:
- right lat bigger
# said on the erg
- "left: smaller"
evidence: forum
certainty: >-
  Rowers say so.
exercises:
- id: one-arm-row
  why: One side at a time.  # as ever
- id: bird-dog
  why: Low load.
author: A rower
---

Start with your {weak side}.
"""
ROW = Pick("one-arm-row", "One side at a time.")
FIELDS = ("title", "asks", "exercises", "caveats", "author", "certainty", "body", "reviewed")


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-"][2:]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({}, []),
        ({"title": "Uneven lats", "asks": ["right lat bigger", "left: smaller"]}, []),
        ({"title": "Lats: uneven"}, ["-title: 'Uneven lats'   # short", '+title: "Lats: uneven"']),
        ({"asks": ("left: smaller", "no")}, ["-- right lat bigger", '+- "no"']),
        ({"certainty": "Sure."}, ["-certainty: >-", "-  Rowers say so.", "+certainty: Sure."]),
        ({"exercises": (ROW,)}, ["-- id: bird-dog", "-  why: Low load."]),
        ({"exercises": (Pick("x", "Y.", ("home",)), ROW, Pick("bird-dog", "Low load."))},
         ["+- id: x", "+  why: Y.", "+  when: [home]"]),
        ({"caveats": ("stop-signs",)}, ["+caveats: [stop-signs]"]),
        ({"author": None}, ["-author: A rower"]),
        ({"body": "Both sides.\n\n---\n"}, ["-Start with your {weak side}.", "+Both sides.", "+", "+---"]),
        ({"body": "Start with your {weak side}."}, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_what_changed_change(fields: dict[str, Any], lines: list[str], newline: str) -> None:
    assert changed(FILE, with_fields(FILE, **fields)) == lines
    assert with_fields(FILE.replace("\n", newline), **fields) == with_fields(FILE, **fields).replace("\n", newline)


@given(ANSWERS, ANSWERS, st.sets(st.sampled_from(FIELDS)))
def test_what_was_changed_is_read_back(before: Answer, wanted: Answer, names: set[str]) -> None:
    fields = {name: getattr(wanted, name) for name in names}
    text = with_fields(write_entry(before), **fields)
    assert read_entry("answer", before.id, text) == replace(before, **fields)


@given(some(TEXT, 1), TEXT, PROSE, some(IDS))
def test_curated_files_can_be_edited(asks: tuple[str, ...], title: str, body: str, caveats: tuple[str, ...]) -> None:
    fields = {"asks": asks, "title": title[:100], "body": body, "caveats": caveats}
    path = sorted((BASE / "answers").glob("*.md"))[len(body) % 100]
    before = read_entry("answer", path.stem, base_text("answer", path.stem))
    text = with_fields(base_text("answer", path.stem), **fields)
    assert read_entry("answer", path.stem, text) == replace(before, **fields)


@pytest.mark.parametrize("text", ["", "no front matter", "---\nid: [\n---\n", "---\nid: x\n"])
def test_a_text_that_is_no_entry_is_refused(text: str) -> None:
    with pytest.raises(BrokenEntry):
        with_fields(text, title="x")
