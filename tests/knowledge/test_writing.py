"""What is written of an entry is read back as the same entry, whatever its words."""

import difflib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import vocabularies as v
from knowledge.entries import Answer, Caveat, Dose, Entry, Exercise, Muscle, Pick, Source
from knowledge.entry_files import base_text, read_entry
from knowledge.folder import BASE
from knowledge.pack import read_pack
from knowledge.writing import kind_of, write_entry

TRICKY = (
    "yes", "No", "null", "~", "1e3", "0x1F", "1:30", "2026-11-21", "-", "- dash first", "? asks", "a: b",
    "ends in:", "a #b", "#b", "it's", '"quoted"', "'single'", "back\\slash", "{weak side} first", "[list]",
    "&anchor", "*alias", "!tag", "%directive", "@everyone", "`code`", "|", ">", "---", "ends in ---", "...", "=",
    "<<", "café – naïve …", "1, 2", "a,b", "💪", "{{ 7 * 7 }}", "{% raw %}", "tab\there", "zero\u200bwidth",
    "line\u2028mark", "next\x85line", "bell\x07", "\ufeffmark", ".5", "012", "on", "off", "y", "n", "true",
    "a" * 600, "word " * 119 + "end", "right erector bigger than left, what now?",
)  # fmt: skip
LINE = st.one_of(
    st.sampled_from(TRICKY), st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=60)
)
TEXT = LINE.map(lambda text: text.strip().strip("\u200e\u200f")).filter(bool)
PROSE = st.lists(LINE, max_size=5).map(lambda lines: "\n".join(lines).strip())
ONE_LINE = LINE.map(lambda text: " ".join(text.split()))
ITEMS = st.lists(ONE_LINE.filter(bool), min_size=1, max_size=4).map(tuple)
IDS = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}\Z")


def some(values: st.SearchStrategy[str] | tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values) if isinstance(values, tuple) else values, min_size=least, max_size=3).map(
        tuple
    )


def one(values: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


DAYS = st.none() | st.dates().map(str)
ANSWERS = st.builds(
    Answer, id=IDS, title=LINE.map(lambda text: text[:100]).filter(bool), topics=some(v.TOPICS, 1), asks=some(TEXT, 1),
    muscles=some(IDS), region=one(v.REGIONS), compares=one(v.COMPARES), concern=some(v.CONCERNS),
    moment=some(v.MOMENTS), exercises=st.lists(st.builds(Pick, IDS, TEXT, some(v.PICK_WHEN)), max_size=3).map(tuple),
    caveats=some(IDS), follow_ups=some(IDS), sources=some(IDS), evidence=one(v.EVIDENCE), certainty=TEXT,
    author=TEXT, reviewed=DAYS,
    review_by=DAYS, body=PROSE,
)  # fmt: skip
EXERCISES = st.builds(
    Exercise, id=IDS, name=TEXT, aliases=some(TEXT), primary=some(IDS, 1), secondary=some(IDS), region=one(v.REGIONS),
    sides=one(v.SIDES), plane=one(v.PLANES),
    equipment=st.lists(st.frozensets(one(v.EQUIPMENT), min_size=1), min_size=1).map(tuple),
    level=one(v.LEVELS), dose=st.builds(Dose, *[LINE] * 5), easier=some(IDS), harder=some(IDS), instead_of=some(IDS),
    cautions=some(v.CAUTIONS), sources=some(IDS, 1), summary=ONE_LINE, steps=ITEMS, cues=ITEMS, faults=ITEMS,
)  # fmt: skip
CAVEATS = st.builds(
    Caveat, id=IDS, severity=one(v.SEVERITIES), topics=some(v.TOPICS), exercises=some(IDS), muscles=some(IDS),
    when=some(v.CAVEAT_WHEN), sources=some(IDS), text=ONE_LINE,
)  # fmt: skip
MUSCLES = st.builds(
    Muscle, id=IDS, name=TEXT, plain=TEXT, aliases=some(TEXT), region=one(v.REGIONS), paired=st.booleans(),
    part_of=st.none() | IDS, sources=some(IDS), body=ONE_LINE,
)  # fmt: skip
SOURCES = st.builds(
    Source, id=IDS, kind=one(v.SOURCE_KINDS), title=TEXT, author=LINE, year=st.none() | st.integers(1800, 2100),
    address=one(("", "https://example.org/a?b=c#d")), licence=LINE,
)  # fmt: skip
ENTRIES = st.one_of(ANSWERS, EXERCISES, CAVEATS, MUSCLES, SOURCES)


@given(ENTRIES)
def test_every_entry_reads_back_equal(entry: Entry) -> None:
    assert read_entry(kind_of(entry), entry.id, write_entry(entry)) == entry


@pytest.mark.parametrize("part", ["answers", "exercises", "caveats", "muscles", "sources"])
def test_every_curated_entry_reads_back_equal(part: str) -> None:
    listed: tuple[Entry, ...] = getattr(read_pack(BASE)[0], part)
    assert [read_entry(kind_of(entry), entry.id, write_entry(entry)) for entry in listed] == list(listed)


def test_what_is_written_looks_like_the_curated_files() -> None:
    for kind, entry in (("exercise", "bird-dog"), ("caveat", "hex-bar-load"), ("answer", "are-deadlifts-bad")):
        text = base_text(kind, entry)
        assert write_entry(read_entry(kind, entry, text)) == text


def test_one_changed_field_is_a_small_difference() -> None:
    before = read_entry("answer", "lat-one-side-bigger", base_text("answer", "lat-one-side-bigger"))
    assert isinstance(before, Answer)
    after = replace(before, asks=(*before.asks, "new: phrasing"), author="@sam")
    lines = difflib.unified_diff(write_entry(before).splitlines(), write_entry(after).splitlines(), n=0, lineterm="")
    assert [line for line in lines if line[0] in "+-"][2:] == [
        '+  - "new: phrasing"',
        f"-author: {before.author}",
        '+author: "@sam"',
    ]
