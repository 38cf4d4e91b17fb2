"""A server as a folder and back: byte for byte, all or nothing, every bad file named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.entry_files import base_text
from knowledge.revisions import Act, Change, Revision
from knowledge.store import SqlStore
from tests.bot.conftest import SMALL
from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.moderation.test_desk import CURATED, TEXTS

SOURCE = '[[source]]\nid = "mira-2026"\nkind = "forum"\ntitle = "Mira\'s advice"\n'
UNSURE = "".join(chr(c) for c in (0x200D, 0x1F3CB)) + "  \r\n\ttab"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", "-")
        path = path.with_suffix(".toml" if path.parts[-2] == "sources" else ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_export_edit_import_and_export_again(shell: Shell) -> None:
    first = write(shell.home / "in", answers__trap_gap=TEXTS["one"], sources__mira_2026=SOURCE)
    (first / "overlay.toml").write_text('retired = ["caveats/slow-change.md"]\n', encoding="utf-8")
    done = shell.run("import", str(first))
    assert (done.status, done.err) == (0, "")
    assert done.lines[-1] == "Taken in: 2 new, 0 changed, 1 retired, 0 as before. People are given this from now on."

    out, again = shell.home / "out", shell.home / "again"
    assert shell.run("export", str(out)).lines == [
        "Wrote 2 entries and overlay.toml to HOME/out. Change them as you like; then: `backtalk kb import HOME/out`"
    ]
    write(out, answers__trap_gap=TEXTS["two"] + UNSURE, answers__lat_gap=CURATED.replace("One lat", "Either lat"))
    assert shell.run("import", str(out)).lines[-1] == (
        "Taken in: 0 new, 2 changed, 0 retired, 2 as before. People are given this from now on."
    )
    shell.run("export", str(again))
    exported = files(again)
    assert {name: data for name, data in exported.items() if name != "overlay.toml"} == {
        name: data for name, data in files(out).items() if name != "overlay.toml"
    }
    assert shell.run("import", str(again)).lines == [
        "Everything in HOME/again is given here already (4 entries); nothing to do."
    ]
    shell.run("export", str(again), "--force")
    assert files(again) == exported
    assert [act.action for act in shell.store.acts(SERVER)] == ["export", "export", "import", "export", "import"]


def test_nothing_is_taken_in_when_any_file_is_bad(shell: Shell) -> None:
    folder = write(
        shell.home / "in",
        answers__trap_gap=TEXTS["one"],
        answers__renamed=TEXTS["one"],
        answers__lat_gap=CURATED.replace("region: mid", "region: sideways"),
    )
    (folder / "answers" / "notes.docx").write_text("not an entry", encoding="utf-8")
    done = shell.run("import", str(folder))
    assert (done.status, done.lines) == (
        1,
        [
            "Nothing was taken in: 3 things must be put right first.",
            "- answers/lat-gap.md:19: region = 'sideways': allowed values: upper, mid, lower, whole, other",
            "- answers/notes.docx:1: file: is no entry: their names end in .md",
            "- answers/renamed.md:2: id = 'trap-gap': must be renamed",
        ],
    )
    assert (shell.store.heads(SERVER), shell.store.acts(SERVER)) == ((), ())


def test_nothing_is_taken_in_when_anything_is_held(shell: Shell) -> None:
    dead = TEXTS["two"].replace("trap-gap", "other-trap").replace("id: one-arm-row", "id: no-such-row")
    folder = write(shell.home / "in", answers__trap_gap=TEXTS["held"], answers__other_trap=dead)
    done = shell.run("import", str(folder))
    assert (done.status, done.lines[0]) == (1, "Nothing was taken in of 2 new, 0 changed, 0 retired, 0 as before.")
    assert [line for line in done.lines if line.startswith(("Answer", "-"))] == [
        "Answer other-trap",
        '- There is no exercise called "no-such-row", which the exercises name. Choose one that exists, or take it '
        "out.",
        "Answer trap-gap",
        '- "400 mg of ibuprofen" says how much of a medicine to take. That is for a doctor or pharmacist to say: name '
        'the medicine at most, and say "ask a pharmacist".',
    ]
    assert shell.store.heads(SERVER) == ()


def test_an_answer_and_its_exercise_may_come_together(shell: Shell) -> None:
    row = (
        base_text("exercise", "one-arm-row", SMALL)
        .replace("one-arm-row", "new-row")
        .replace("name: One", "name: New one")
    )
    together = TEXTS["one"].replace("id: one-arm-row", "id: new-row")
    folder = write(shell.home / "in", answers__trap_gap=together, exercises__new_row=row)
    assert shell.run("import", str(folder)).lines[-1].startswith("Taken in: 2 new")


def test_drafts_of_others_are_not_run_over(shell: Shell) -> None:
    mine = write(shell.home / "in", answers__trap_gap=TEXTS["one"])
    assert shell.run("new", "--from", str(mine / "answers" / "trap-gap.md"), by="Noah").status == 0
    refused = shell.run("import", str(mine))
    assert (refused.status, refused.lines) == (
        1,
        [
            "Nothing was taken in of 1 new, 0 changed, 0 retired, 0 as before.",
            "Drafts of others are in the way. Publish or discard them first:",
            "- answer trap-gap: a draft, by Noah, NOW",
        ],
    )
    assert shell.run("import", str(mine), by="Noah").status == 0


def test_a_lost_golden_question_blocks_an_import(shell: Shell) -> None:
    folder = write(shell.home / "in", answers__lat_gap=TEXTS["lost"])
    blocked = shell.run("import", str(folder))
    assert (blocked.status, blocked.lines[-1]) == (1, "- one lat is bigger")
    done = shell.run("import", str(folder), "--override", "walking is better")
    assert done.status == 0
    assert [(act.action, act.reason) for act in shell.store.acts(SERVER)] == [("override", "walking is better")]


def test_where_two_people_are_wanted_an_import_waits(shell: Shell) -> None:
    store = shell.store
    store.save_server(replace(store.server(SERVER), review=True))
    store.close()
    folder = write(shell.home / "in", answers__trap_gap=TEXTS["one"])
    assert shell.run("import", str(folder)).lines[-2:] == [
        "Handed in: 1 new, 0 changed, 0 retired, 0 as before. Here a second person publishes what one has written.",
        "`backtalk kb review` lists what waits.",
    ]
    assert shell.run("import", str(folder)).lines[0].startswith("Everything in HOME/in is given here already")
    assert shell.run("publish", "trap-gap", by="Noah").status == 0


def test_files_in_the_way_stay(shell: Shell) -> None:
    folder = write(shell.home / "in", answers__trap_gap=TEXTS["one"])
    shell.run("import", str(folder))
    write(folder, answers__trap_gap=TEXTS["two"])
    refused = shell.run("export", str(folder))
    assert (refused.status, refused.out, refused.err) == (
        2, "", "backtalk: HOME/in/answers/trap-gap.md would be overwritten; nothing was written. --force overwrites\n",
    )  # fmt: skip
    assert (folder / "answers" / "trap-gap.md").read_text(encoding="utf-8") == TEXTS["two"]
    assert shell.run("export", str(folder), "--force").status == 0
    assert (folder / "answers" / "trap-gap.md").read_text(encoding="utf-8") == TEXTS["one"]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("import", "cannot read HOME/file: it must be a folder as `backtalk kb export` writes it"),
        ("export", "cannot write HOME/file: "),
    ],
)
def test_a_folder_that_cannot_be_used(shell: Shell, act: str, said: str) -> None:
    (shell.home / "file").write_text("", encoding="utf-8")
    done = shell.run(act, str(shell.home / "file"))
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"backtalk: {said}")


def test_an_empty_server_exports_only_that_it_is(shell: Shell) -> None:
    done = shell.run("export", str(shell.home / "out"))
    assert done.lines == ["Nothing is written or changed here yet; HOME/out holds only overlay.toml, which says so."]


def test_progress_of_many_goes_to_stderr(shell: Shell) -> None:
    names = [f"trap-{number}" for number in range(120)]
    folder = shell.home / "in" / "answers"
    folder.mkdir(parents=True)
    for name in names:
        text = TEXTS["one"].replace("trap-gap", name).replace("lr-trap", "lr-lat")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    done = shell.run("import", str(folder.parent), "--override", "many alike")
    assert done.err.endswith("\rchecked 100 of 120\rchecked 120 of 120\n")


def test_someone_else_at_the_same_moment_stops_an_import(shell: Shell) -> None:
    folder = write(shell.home / "in", answers__trap_gap=TEXTS["one"], answers__lat_gap=TEXTS["mine"])
    append = SqlStore.append

    def overtaken(store: SqlStore, changes: Sequence[Change], acts: Sequence[Act] = ()) -> tuple[Revision, ...]:
        first = next(change for change in changes if change.entry == "lat-gap")
        append(store, [replace(first, state="draft", by="p-noah", name="Noah")])
        return append(store, changes, acts)

    shell.patch.setattr(SqlStore, "append", overtaken)
    done = shell.run("import", str(folder))
    assert (done.status, done.lines[-2:]) == (
        1,
        [
            "Nothing was taken in of 1 new, 1 changed, 0 retired, 0 as before.",
            "Somebody changed answer lat-gap at the same moment. Look at it, then run the import again.",
        ],
    )
    assert [head.name for head in shell.store.heads(SERVER)] == ["Noah"]
