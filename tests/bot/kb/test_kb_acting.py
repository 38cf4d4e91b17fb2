"""Publishing, retiring, undoing and reviewing at the shell: what is said, and the status."""

from dataclasses import replace

from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.moderation.test_desk import TEXTS


def draft(shell: Shell, text: str, by: str = "") -> None:
    file = shell.home / "text.md"
    file.write_text(TEXTS[text], encoding="utf-8")
    entry = ["edit", "lat-gap"] if text in ("mine", "lost") else ["new"]
    assert shell.run(*entry, "--from", str(file), by=by).status == 0


def test_a_draft_published_undone_and_undone_again(shell: Shell) -> None:
    draft(shell, "mine")
    assert shell.run("publish", "lat-gap").out == (
        "What this changes\n2 questions asked again: all get what they get today.\n\n"
        "Published: answer lat-gap. People are given this from now on.\n"
        "To take that back: `backtalk kb undo lat-gap`\n\n"
    )
    assert shell.run("undo", "lat-gap", "--reason", "too early").out == (
        "Undone: answer lat-gap. People are given the curated text, as before.\n"
        "`backtalk kb history lat-gap` shows what was done; to have it back after all: `backtalk kb undo lat-gap`\n\n"
    )
    assert shell.run("undo", "lat-gap").lines[0] == (
        "Undone: answer lat-gap. People are given the text that was published before."
    )
    assert shell.run("history", "lat-gap").out == (
        "- NOW  #4  published again, as in #2 by mira\n"
        "- NOW  #3  taken back by mira: too early\n"
        "- NOW  #2  published by mira\n"
        "- NOW  #1  draft by mira\n\n"
    )


def test_a_lost_golden_question_blocks_until_somebody_says_why(shell: Shell) -> None:
    draft(shell, "lost")
    blocked = shell.run("publish", "lat-gap")
    assert (blocked.status, blocked.err) == (1, "")
    assert blocked.lines[3:5] == [
        "- Loses 1 question whose right answer is known:",
        "  one lat is bigger (this answer today, then a question back)",
    ]
    assert blocked.out.endswith(
        "Not done: questions whose right answer is known would lose it. Take the phrasings or topics that draw them "
        "over out of answer lat-gap; or an admin does it all the same and says why.\n"
        "To do it all the same, add --override and say why.\n\n"
    )
    done = shell.run("publish", "lat-gap", "--override", "walking is better")
    assert (done.status, done.lines[-2]) == (0, "Published: answer lat-gap. People are given this from now on.")


def test_retired_and_restored(shell: Shell) -> None:
    draft(shell, "one")
    shell.run("publish", "trap-gap")
    assert shell.run("retire", "trap-gap", "--reason", "nobody asks").lines[-2:] == [
        "Retired: answer trap-gap. People here are no longer given it; its text is kept and can be restored.",
        "To take that back: `backtalk kb undo trap-gap`",
    ]
    again = shell.run("retire", "trap-gap")
    assert (again.status, again.lines) == (
        1, ["There is nothing to retire: answer trap-gap is not given here under that name."],
    )  # fmt: skip
    assert shell.run("restore", "2").lines[-2] == "Published: answer trap-gap. People are given this from now on."
    assert shell.run("restore", "#2").lines == ["There is nothing to restore in answer trap-gap."]


def test_a_draft_dropped_and_brought_back(shell: Shell) -> None:
    draft(shell, "one")
    assert shell.run("discard", "trap-gap").out == (
        "Dropped: the draft of answer trap-gap. Its text stays in the history.\n"
        "To have it back: `backtalk kb undo trap-gap`\n\n"
    )
    assert shell.run("undo", "trap-gap").lines[0] == "Undone: answer trap-gap. The draft is as it was before."
    assert shell.run("show", "trap-gap").out == TEXTS["one"]
    assert [shell.run(act, "lat-gap").lines for act in ("publish", "discard", "undo")] == [
        ["There is no open draft of answer lat-gap.", "`backtalk kb edit lat-gap` opens one."],
        ["There is no open draft of answer lat-gap.", "`backtalk kb edit lat-gap` opens one."],
        ["There is nothing to undo in answer lat-gap."],
    ]


def test_what_is_held_says_why(shell: Shell) -> None:
    draft(shell, "held")
    held = shell.run("publish", "trap-gap")
    assert (held.status, held.lines) == (
        1,
        [
            "Not published: answer trap-gap says something that is never published here.",
            '- "400 mg of ibuprofen" says how much of a medicine to take. That is for a doctor '
            'or pharmacist to say: name the medicine at most, and say "ask a pharmacist".',
            "Mend that with `backtalk kb edit trap-gap`",
        ],
    )


def test_two_people_where_the_server_wants_two(shell: Shell) -> None:
    store = shell.store
    store.save_server(replace(store.server(SERVER), review=True))
    store.close()
    draft(shell, "one", by="Mira")
    assert shell.run("publish", "trap-gap", by="Mira").lines[-2:] == [
        "Handed in: answer trap-gap. Here a second person publishes what one has written; until then people are given "
        "what they were.",
        "A second person looks at it with `backtalk kb review trap-gap` and publishes it.",
    ]
    own = shell.run("publish", "trap-gap", by="Mira")
    assert (own.status, own.lines[-1]) == (1, "Ask somebody else to run `backtalk kb publish trap-gap`")
    assert shell.run("review").lines == [
        "- answer trap-gap: waiting for a second person, by Mira, NOW",
        "`backtalk kb review ID` shows what one changes, `backtalk kb publish ID` gives it to people.",
    ]
    back = shell.run("review", "trap-gap", "--send-back", "which side?", by="Noah")
    assert (back.status, back.lines) == (0, ["Sent back: the draft of answer trap-gap, with this: which side?"])
    shell.run("publish", "trap-gap", by="Mira")
    seen = shell.run("review", "trap-gap", by="Noah")
    assert seen.lines[:3] == [
        "Answer trap-gap: not published. An open draft by Mira, NOW, is shown.",
        "--- nothing",
        "+++ #4 handed in by Mira",
    ]
    assert "What this changes" in seen.lines
    assert shell.run("publish", "trap-gap", by="Noah").lines[-2] == (
        "Published: answer trap-gap. People are given this from now on."
    )


def test_the_queue_is_empty(shell: Shell) -> None:
    assert shell.run("review").lines == ["Nothing waits: there is no open draft."]
    assert shell.run("review", "lat-gap").status == 1
