"""What revisions make of the curated entries."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.entries import Pack
from knowledge.entry_files import base_text, fingerprint
from knowledge.overlay import Overlay, laid_over
from knowledge.pack import read_pack
from knowledge.revisions import Key, Kind, Revision, State

SMALL = Path(__file__).parent.parent / "packs" / "small"
LAT = base_text("answer", "lat-gap", SMALL)


@pytest.fixture(scope="module")
def small() -> Pack:
    return read_pack(SMALL)[0]


def revision(id_: int, kind: Kind, entry: str, text: str, state: State = "published", base: str = "") -> Revision:
    return Revision(id_, 1, kind, entry, id_, state, text, "p", "Ana", "", 0.0, base)


def changed(text: str, **fields: str) -> str:
    """A file's text with some of its front matter put otherwise."""
    for name, value in fields.items():
        before, _, rest = text.partition(f"\n{name}: ")
        text = f"{before}\n{name}: {value}\n{rest.partition(chr(10))[2]}"
    return text


def test_the_last_revision_of_an_entry_counts() -> None:
    new = changed(LAT, id="lat-again", title="Lats again")
    overlay = Overlay.of(
        [
            revision(1, "answer", "lat-gap", changed(LAT, title="Old"), base=fingerprint(LAT)),
            revision(3, "answer", "lat-gap", changed(LAT, title="New"), base=fingerprint(LAT)),
            revision(2, "answer", "lat-again", new),
            revision(4, "exercise", "bird-dog", "", "retired", fingerprint(base_text("exercise", "bird-dog", SMALL))),
        ],
        SMALL,
    )
    titles = {key: getattr(entry, "title", entry) for key, entry in overlay.entries.items()}
    answers = {("answer", "lat-gap"): "New", ("answer", "lat-again"): "Lats again"}
    assert titles == answers | {("exercise", "bird-dog"): None}
    assert (overlay.moved, overlay.problems) == (frozenset(), ())


BROKEN = ("", "---\nid: lat-gap\n---\nNo more.", "\0", "--- [", LAT.replace("title:", "heading:"))


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_text_changes_nothing_and_is_named(text: str) -> None:
    good = revision(1, "answer", "lat-gap", changed(LAT, title="Good"))
    overlay = Overlay.of([good, revision(2, "answer", "lat-gap", text)], SMALL)
    assert overlay.entries == {}
    assert {problem.file for problem in overlay.problems} == {"answers/lat-gap.md"}


@pytest.mark.parametrize(
    ("entry", "base", "moved"),
    [
        ("lat-gap", fingerprint(LAT), False),
        ("lat-gap", fingerprint("what it said before"), True),
        ("lat-gap", "", True),  # the curated pack has such an entry now
        ("lat-again", "", False),
        ("lat-again", fingerprint("what it said before"), True),  # and here it has none any more
    ],
)
def test_what_lies_over_a_changed_text_has_moved(entry: str, base: str, moved: bool) -> None:
    overlay = Overlay.of([revision(1, "answer", entry, changed(LAT, id=entry), base=base)], SMALL)
    assert overlay.moved == ({("answer", entry)} if moved else set())


def test_changes_are_laid_over_a_pack_in_the_order_of_ids(small: Pack) -> None:
    lat = next(answer for answer in small.answers if answer.id == "lat-gap")
    new, other = replace(lat, id="a-first"), replace(lat, title="Otherwise")
    gone: Key = ("caveat", "stop-signs")
    pack = laid_over(small, {("answer", "a-first"): new, ("answer", "lat-gap"): other, gone: None})
    assert [(answer.id, answer.title) for answer in pack.answers] == [
        ("a-first", lat.title),
        ("erector-gap", small.answers[0].title),
        ("lat-gap", "Otherwise"),
    ]
    assert [caveat.id for caveat in pack.caveats] == ["slow-change"]
    assert (pack.exercises, pack.muscles, pack.hash) == (small.exercises, small.muscles, small.hash)
