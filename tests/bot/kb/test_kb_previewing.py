"""What would change, of a draft and of a file, for people and for scripts; and drafts proposed out of threads."""

import json
from pathlib import Path

from knowledge.entry_files import base_text, read_entry
from tests.bot.conftest import SMALL
from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.kb.test_kb_acting import draft
from tests.bot.moderation.test_desk import CURATED, TEXTS

ROWING = Path(__file__).parent.parent.parent / "drafts" / "rowing-club.txt"


def test_a_draft_and_a_file_are_told_alike(shell: Shell) -> None:
    draft(shell, "one")
    file = shell.home / "answers" / "anything.md"
    file.parent.mkdir()
    file.write_text(TEXTS["one"], encoding="utf-8")
    of_draft, of_file = shell.run("preview", "trap-gap"), shell.run("preview", str(file))
    assert (of_draft.status, of_draft.out) == (0, of_file.out)
    assert of_draft.lines[0] == "What this changes"


def test_what_stands_against_publishing_is_the_status(shell: Shell) -> None:
    for text, status in (("held", 1), ("one", 0)):
        draft(shell, text) if text == "held" else None
        file = shell.home / f"{text}.md"
        file.write_text(TEXTS[text], encoding="utf-8")
        assert shell.run("preview", str(file)).status == status
    broken = shell.home / "broken.md"
    broken.write_text(TEXTS["broken"], encoding="utf-8")
    done = shell.run("preview", str(broken))
    assert (done.status, done.lines[0]) == (1, "To put right")
    assert "region = 'sideways'" in done.lines[1]


def test_a_preview_for_scripts(shell: Shell) -> None:
    draft(shell, "lost")
    done = shell.run("preview", "lat-gap", "--json")
    found = json.loads(done.out)
    assert (done.status, found["kind"], found["entry"], found["fit"], found["blocked"]) == (
        1, "answer", "lat-gap", True, True,
    )  # fmt: skip
    assert found["lost"] == [{"question": "one lat is bigger", "was": "lat-gap", "now": "", "kind": "clarify"}]
    assert (found["asked"], found["unchanged"]) == (2, 1)


def test_drafts_out_of_a_thread_are_shown_written_or_kept(shell: Shell) -> None:
    shown = shell.run("draft", str(ROWING))
    assert (shown.status, shell.store.heads(SERVER)) == (0, ())
    assert "Nothing is published" in shown.lines[-1]
    kept = shell.run("draft", str(ROWING), "--save", "--out", str(shell.home / "out"), "--reason", "from the club")
    heads = shell.store.heads(SERVER)
    assert {(head.state, head.reason) for head in heads} == {("draft", "from the club")}
    assert {head.kind for head in heads} == {"answer", "source"}
    for head in heads:
        read_entry(head.kind, head.entry, head.text)
    assert kept.status == 0
    again = shell.run("draft", str(ROWING), "--save")
    assert len(shell.store.heads(SERVER)) >= len(heads)
    assert [head for head in shell.store.heads(SERVER) if head.number > 1] == []
    assert again.status == 0


def test_a_source_of_the_curated_pack_is_written_out_for_editing(shell: Shell) -> None:
    assert base_text("source", "forum-thread-2006", SMALL) == ""
    text = shell.run("show", "sources/forum-thread-2006.toml").out
    assert text.startswith('[[source]]\nid = "forum-thread-2006"\n')
    shell.editing([("[[source]]", "# ours\n[[source]]")])
    assert shell.run("edit", "forum-thread-2006").status == 0
    assert shell.run("show", "forum-thread-2006").out == "# ours\n" + text
    assert shell.run("show", "lat-gap").out == CURATED
