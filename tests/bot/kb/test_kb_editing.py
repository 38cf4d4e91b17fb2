"""Writing in an editor, from a file and from a pipe: what is kept, what is said, and that no text is ever lost."""

from pathlib import Path

import pytest

from bot.moderation.desk import Desk
from knowledge.entry_files import base_text
from tests.bot.conftest import SMALL
from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.moderation.test_desk import CURATED, TEXTS, ask

WIDER = ("title: One lat is bigger", "title: One lat is wider")
WRONG = ("region: mid", "region: sideways")
FILLED = [
    ("title:", "title: One trap is bigger"),
    ("topics: []", "topics: [lr-trap]"),
    ("asks:\n-\n", "asks:\n- my left trap is lower\n# mine\n- uneven traps from behind\n"),
    ("sources: []", "sources: [forum-thread-2006]"),
    ("certainty:", "certainty: Lifters say so."),
    ("---\n# Lines", "---\n# my own note\n# Lines"),
    ("see somebody.\n---\n", "see somebody.\n---\nStart every set with your {weak side}.\n"),
]


def test_an_edit_is_kept_as_a_draft(shell: Shell) -> None:
    shell.editing([WIDER])
    done = shell.run("edit", "lat-gap", "--reason", "shorter")
    assert (done.status, done.err, done.lines) == (
        0,
        "",
        [
            "Draft saved: answer lat-gap. What people are given stays as it is until it is published.",
            "Next: `backtalk kb preview lat-gap` shows what it would change, `backtalk kb publish lat-gap` gives it to "
            "people.",
        ],
    )
    assert shell.run("show", "lat-gap").out == CURATED.replace(*WIDER)
    assert shell.kept == []
    (row,) = shell.store.history(SERVER, "answer", "lat-gap")
    assert (row.by, row.name, row.reason) == ("shell:mira", "mira", "shorter")


def test_an_edit_goes_on_from_the_open_draft(shell: Shell) -> None:
    shell.editing([WIDER], [("One lat is wider", "One lat is the wider one")])
    shell.run("edit", "lat-gap")
    again = shell.run("edit", "answers/lat-gap.md")
    assert again.lines[0] == "Answer lat-gap: curated. An open draft by mira, NOW, is shown."
    assert "One lat is the wider one" in shell.run("show", "lat-gap").out


def test_a_file_closed_unchanged_changes_nothing(shell: Shell) -> None:
    done = shell.run("edit", "lat-gap")
    assert (done.status, done.lines) == (0, ["Nothing changed in answer lat-gap, so nothing was saved."])
    assert shell.run("new").lines == ["Nothing changed in the new answer, so nothing was saved."]
    assert (shell.kept, shell.store.heads(SERVER)) == ([], ())


def test_a_broken_text_is_kept_with_every_problem_named(shell: Shell) -> None:
    shell.editing([WRONG, ("evidence: forum", "evidence: hearsay")])
    done = shell.run("edit", "lat-gap")
    assert (done.status, done.lines) == (
        1,
        [
            "Not saved: 2 things in answer lat-gap must be put right first.",
            "- answers/lat-gap.md:19: region = 'sideways': allowed values: upper, mid, lower, whole, other",
            "- answers/lat-gap.md:27: evidence = 'hearsay': allowed values: guideline, study, expert, forum",
            "Your text is kept in HOME/state/backtalk/texts/lat-gap-….md",
            "To go on with it: `backtalk kb edit lat-gap --from HOME/state/backtalk/texts/lat-gap-….md`",
        ],
    )
    (kept,) = shell.kept
    assert kept.read_text(encoding="utf-8") == CURATED.replace(*WRONG).replace("evidence: forum", "evidence: hearsay")
    told = shell.run("edit", "lat-gap").lines
    assert told[0] == "There is a text of this that was never saved, from NOW: HOME/state/backtalk/texts/lat-gap-….md"
    kept.write_text(CURATED.replace(*WIDER), encoding="utf-8")
    assert shell.run("edit", "lat-gap", "--from", str(kept)).status == 0
    assert shell.kept == []


def test_new_starts_from_a_text_with_notes_that_go(shell: Shell) -> None:
    shell.editing(FILLED)
    done = shell.run("new", "trap-gap")
    assert (done.status, done.lines[0]) == (
        0, "Draft saved: answer trap-gap. What people are given stays as it is until it is published.",
    )  # fmt: skip
    text = shell.run("show", "trap-gap").out
    assert text.startswith(
        "---\n# my own note\nid: trap-gap\ntitle: One trap is bigger\ntopics: [lr-trap]\nasks:\n- my"
    )
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# my own note", "# mine"]
    assert "author: mira\n" in text


@pytest.mark.parametrize("kind", ["answer", "exercise", "caveat", "muscle", "source"])
def test_what_is_left_out_of_a_new_text_is_named_by_its_line(shell: Shell, kind: str) -> None:
    shell.editing([("small letters", "short letters")])
    done = shell.run("new", "brand-new", "--kind", kind)
    assert done.status == 1
    assert done.lines[0].startswith("Not saved: ")
    (kept,) = shell.kept
    assert "short letters" in kept.read_text(encoding="utf-8")
    assert f"`backtalk kb new {'' if kind == 'answer' else f'--kind {kind} '}--from HOME" in done.lines[-1]


def test_an_id_may_come_with_the_text(shell: Shell) -> None:
    shell.editing([("id:", "id: trap-gap"), *FILLED])
    assert shell.run("new").lines[0].startswith("Draft saved: answer trap-gap.")
    shell.editing(FILLED)
    nameless = shell.run("new")
    assert (nameless.status, nameless.lines[:2]) == (
        1,
        [
            "Not saved: 1 thing in the new answer must be put right first.",
            "- answers/new.md:2: id: must be a short name of its own, like tight-lats",
        ],
    )


def test_nothing_new_is_written_over_what_is_there(shell: Shell) -> None:
    taken = shell.run("new", "lat-gap")
    said = "backtalk: there is already answer 'lat-gap'; change it with `backtalk kb edit lat-gap`\n"
    assert (taken.status, taken.out, taken.err) == (2, "", said)
    shell.editing([("id:", "id: lat-gap"), *FILLED])
    late = shell.run("new")
    assert (late.status, late.err) == (2, f"Your text is kept in HOME/state/backtalk/texts/new-….md\n{said}")
    assert len(shell.kept) == 1


def test_a_text_from_a_file_or_a_pipe(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(TEXTS["one"], encoding="utf-8")
    assert shell.run("new", "--from", str(file)).status == 0
    assert shell.run("edit", "trap-gap", "--from", "-", stdin=TEXTS["two"].encode()).status == 0
    assert shell.run("show", "trap-gap").out == TEXTS["two"]
    assert shell.run("edit", "trap-gap", "--from", str(tmp_path / "no.md")).err == (
        "backtalk: cannot read HOME/no.md: there is no such file\n"
    )
    bad = shell.run("edit", "trap-gap", "--from", "-", stdin=b"---\nid: trap-gap\ntitle: Caf\xe9\n---\n")
    assert (bad.status, bad.lines[2]) == (
        1, "- trap-gap-….md:3: file: is not UTF-8 text (invalid continuation byte)",
    )  # fmt: skip
    assert [path.read_bytes() for path in shell.kept] == [b"---\nid: trap-gap\ntitle: Caf\xe9\n---\n"]
    assert file.read_text(encoding="utf-8") == TEXTS["one"]


def test_what_someone_did_meanwhile_is_shown_beside_ones_own(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = shell.home / "mine.md", shell.home / "theirs.md"
    mine.write_text(CURATED.replace(*WIDER), encoding="utf-8")
    theirs.write_text(CURATED.replace(WIDER[0], "title: Lats that do not match"), encoding="utf-8")
    sheet = Desk.sheet

    def overtaken(desk: Desk, server_id: int, key: tuple[str, str]) -> object:
        """What mira sees; before she saves, noah does."""
        seen = sheet(desk, server_id, key)  # type: ignore[arg-type]
        monkeypatch.setattr(Desk, "sheet", sheet)
        assert shell.run("edit", "lat-gap", "--from", str(theirs), by="noah").status == 0
        return seen

    monkeypatch.setattr(Desk, "sheet", overtaken)
    done = shell.run("edit", "lat-gap", "--from", str(mine))

    assert (done.status, done.lines) == (
        1,
        [
            "--- #1 draft by noah",
            "+++ HOME/mine.md",
            "@@ -1,5 +1,5 @@",
            " ---",
            " id: lat-gap",
            "-title: Lats that do not match",
            "+title: One lat is wider",
            " topics: [lr-lat, lr-programming]",
            " asks:",
            "Not saved: noah changed answer lat-gap meanwhile (NOW, a draft). Nothing was overwritten; look at "
            "what they did first.",
            "`backtalk kb history lat-gap --diff` shows what they did.",
            "To save it over theirs, once you took in what they did: `backtalk kb edit lat-gap --from HOME/mine.md`",
        ],
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {"EDITOR": ""},
            "there is no terminal to open an editor in; set VISUAL or EDITOR, or give the text with --from",
        ),
        ({"EDITOR": "no-such-editor -w"}, "EDITOR names a program that is not there: no-such-editor; set VISUAL or"),
        ({"VISUAL": "code 'a"}, "VISUAL cannot be read (No closing quotation): code 'a; set VISUAL or EDITOR, or give"),
    ],
)
def test_without_an_editor_it_says_what_to_do(shell: Shell, variables: dict[str, str], said: str) -> None:
    for name, value in variables.items():
        shell.patch.setenv(name, value)
    done = shell.run("edit", "lat-gap")
    assert (done.status, done.out, shell.kept) == (2, "", [])
    assert done.err.startswith(f"backtalk: {said}")


def test_an_editor_that_fails_leaves_the_text(shell: Shell) -> None:
    shell.editing([WIDER])
    shell.patch.setenv("FAKE_STATUS", "3")
    done = shell.run("edit", "lat-gap")
    assert (done.status, done.out) == (2, "")
    first, last = done.err.splitlines()
    assert first == "Your text is kept in HOME/state/backtalk/texts/lat-gap-….md"
    assert last.endswith(" ended with status 3, so nothing was saved")
    assert [path.read_text(encoding="utf-8") for path in shell.kept] == [CURATED.replace(*WIDER)]


@pytest.mark.parametrize("broken", [KeyboardInterrupt, RuntimeError])
def test_whatever_goes_wrong_the_text_is_kept(shell: Shell, broken: type[BaseException]) -> None:
    def fails(*_: object) -> None:
        raise broken

    shell.editing([WIDER])
    shell.patch.setattr(Desk, "save", fails)
    if broken is KeyboardInterrupt:
        assert shell.run("edit", "lat-gap").status == 130
    else:
        with pytest.raises(broken):
            shell.run("edit", "lat-gap")
    assert [path.read_text(encoding="utf-8") for path in shell.kept] == [CURATED.replace(*WIDER)]


def test_what_has_no_file_of_its_own_is_written_out(shell: Shell) -> None:
    shell.editing([("title: Bird dog: how to do it", "title: How to do the bird dog")], [("1998", "1999")])
    text = shell.run("show", "how-to-bird-dog").out
    assert text.startswith("---\nid: how-to-bird-dog\n")
    assert base_text("answer", "how-to-bird-dog", SMALL) == ""


def test_a_gap_becomes_the_start_of_an_answer(shell: Shell, desk: Desk) -> None:
    for place, text in enumerate(["can i swim with uneven traps?", "is swimming ok with uneven traps", "swim traps"]):
        ask(desk, str(place), text)
    listed = shell.run("gaps")
    id_ = next(line.split()[1] for line in listed.lines if line.startswith("    id "))
    shell.editing([("region: whole", "region: sideways")])
    shell.run("new", "swim-traps", "--gap", id_)
    (kept,) = shell.kept
    start = kept.read_text(encoding="utf-8")
    assert "\ntitle: can i swim with uneven traps\n" in start
    asks = start.split("asks:\n")[1].split("# Which")[0].splitlines()
    assert sorted(asks) == ["- can i swim with uneven traps?", "- is swimming ok with uneven traps", "- swim traps"]
    assert shell.run("new", "--gap", "99").err.startswith("backtalk: no open questions called '99'; `backtalk kb gaps`")
