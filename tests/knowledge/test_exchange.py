"""Export, edit, import: the folder and the rows say the same, byte for byte; a bad folder says all that is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry_files import base_text, fingerprint
from knowledge.exchange import OVERLAY, Bundle, WouldOverwrite, export, read_bundle
from knowledge.revisions import Kind, Revision, State

TIGHT = base_text("answer", "does-asymmetry-matter")
SOURCE = '[[source]]\nid = "mira-2026"\nkind = "forum"\ntitle = "Mira\'s advice"\n'


def row(kind: Kind, entry: str, state: State, text: str, base: str = "") -> Revision:
    return Revision(1, 7, kind, entry, 1, state, text, "x", "Mira", "", 0.0, base)


SERVED = (
    row("answer", "does-asymmetry-matter", "published", TIGHT, fingerprint(TIGHT)),
    row("source", "mira-2026", "published", SOURCE),
    row("exercise", "one-arm-swing", "retired", "gone"),
    row("caveat", "slow-change", "withdrawn", "the curated one again"),
)


def test_a_server_as_files_and_back(tmp_path: Path) -> None:
    wrote = export(SERVED, tmp_path)

    assert [path.relative_to(tmp_path).as_posix() for path in wrote] == [
        "answers/does-asymmetry-matter.md",
        "overlay.toml",
        "sources/mira-2026.toml",
    ]
    assert read_bundle(tmp_path) == (
        Bundle(
            {("answer", "does-asymmetry-matter"): TIGHT, ("source", "mira-2026"): SOURCE},
            frozenset({("exercise", "one-arm-swing")}),
            {("answer", "does-asymmetry-matter"): fingerprint(TIGHT)},
        ),
        (),
    )


def test_exporting_twice_writes_the_same_bytes_and_overwrites_nothing_else(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in export(SERVED, tmp_path)}
    assert {path: path.read_bytes() for path in export(reversed(SERVED), tmp_path)} == first
    mine = tmp_path / "answers" / "does-asymmetry-matter.md"
    mine.write_text("my own edit")

    with pytest.raises(WouldOverwrite) as refused:
        export(SERVED, tmp_path)

    assert refused.value.paths == (mine,)
    assert mine.read_text() == "my own edit"
    export(SERVED, tmp_path, force=True)
    assert mine.read_bytes() == TIGHT.encode()


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_every_character_after_the_body_survives(tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
    text = TIGHT + tail
    folder = tmp_path_factory.mktemp("export")
    export([row("answer", "does-asymmetry-matter", "published", text)], folder)
    bundle, problems = read_bundle(folder)
    assert (dict(bundle.texts), problems) == ({("answer", "does-asymmetry-matter"): text}, ())


def test_every_bad_file_is_named_at_once(tmp_path: Path) -> None:
    for folder in ("answers", "sources"):
        (tmp_path / folder).mkdir()
    (tmp_path / "answers" / "does-asymmetry-matter.md").write_text(TIGHT)
    (tmp_path / "answers" / "renamed.md").write_text(TIGHT)
    (tmp_path / "answers" / "latin.md").write_bytes(b"---\nid: latin\ntitle: caf\xe9\n")
    (tmp_path / "answers" / "notes.docx").write_text("not an entry")
    (tmp_path / "answers" / ".DS_Store").write_text("ignored")
    (tmp_path / "sources" / "two.toml").write_text(SOURCE + SOURCE)
    (tmp_path / OVERLAY).write_text('retired = ["answers/does-asymmetry-matter.md", "nonsense"]\n')

    _, problems = read_bundle(tmp_path)

    assert [(p.file, p.field, p.value) for p in problems] == [
        ("answers/latin.md", "file", ""),
        ("answers/notes.docx", "file", ""),
        ("answers/renamed.md", "id", "does-asymmetry-matter"),
        (OVERLAY, "retired", "answers/does-asymmetry-matter.md"),
        (OVERLAY, "retired or base", "nonsense"),
        ("sources/two.toml", "source", ""),
    ]


def test_a_folder_without_an_overlay_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "does-asymmetry-matter.md").write_text(TIGHT)
    bundle, problems = read_bundle(tmp_path)
    assert (set(bundle.texts), bundle.retired, problems) == ({("answer", "does-asymmetry-matter")}, frozenset(), ())
