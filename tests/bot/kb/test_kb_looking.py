"""What a server's knowledge base holds, as lists, exact texts, histories and differences."""

import json

from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.kb.test_kb_acting import draft
from tests.bot.moderation.test_desk import CURATED, TEXTS


def test_the_list_says_what_is_special_here(shell: Shell) -> None:
    for text in ("mine", "one"):
        draft(shell, text)
    shell.run("publish", "lat-gap")
    assert shell.run("retire", "erector-gap", "--override", "not here").status == 0
    draft(shell, "lost")
    assert shell.run("list").out == (
        "erector-gap\tOne erector is bigger\tretired here\n"
        "lat-gap\tOne lat is wider\tchanged here, open draft\n"
        "trap-gap\tOne trap is bigger\topen draft\n"
    )
    assert shell.run("list", "muscles", "sources").out.splitlines()[0] == "erector-spinae\tErector spinae"


def test_show_is_exact_and_says_apart_how_it_stands(shell: Shell) -> None:
    curated = shell.run("show", "lat-gap")
    assert (curated.out, curated.err) == (CURATED, "")
    draft(shell, "mine")
    shell.run("publish", "lat-gap")
    changed = shell.run("show", "lat-gap")
    assert (changed.out, changed.err) == (TEXTS["mine"], "Answer lat-gap: curated, changed here by mira, NOW.\n")


def test_history_with_differences(shell: Shell) -> None:
    draft(shell, "mine")
    shell.run("publish", "lat-gap", "--reason", "clearer")
    shell.run("undo", "lat-gap")
    assert shell.run("history", "lat-gap", "--diff").lines == [
        "- NOW  #3  taken back by mira",
        "- NOW  #2  published by mira: clearer",
        "- NOW  #1  draft by mira",
        "--- curated",
        "+++ #1 draft by mira",
        "@@ -1,5 +1,5 @@",
        " ---",
        " id: lat-gap",
        "-title: One lat is bigger",
        "+title: One lat is wider",
        " topics: [lr-lat, lr-programming]",
        " asks:",
    ]
    rows = json.loads(shell.run("history", "lat-gap", "--json").out)
    assert [(row["id"], row["state"], row["reason"], row["text"]) for row in rows] == [
        (1, "draft", "", TEXTS["mine"]),
        (2, "published", "clearer", TEXTS["mine"]),
        (3, "withdrawn", "", TEXTS["mine"]),
    ]
    assert shell.run("history", "erector-gap").lines == ["Nobody here has changed it yet."]


def test_diff_of_what_is_given_and_what_is_drafted(shell: Shell) -> None:
    assert shell.run("diff", "lat-gap").lines == ["There is no difference between curated and curated."]
    draft(shell, "mine")
    assert shell.run("diff", "lat-gap").lines[:2] == ["--- curated", "+++ #1 draft by mira"]
    shell.run("publish", "lat-gap")
    assert shell.run("diff", "lat-gap").lines[:2] == ["--- curated", "+++ #2 published by mira"]
    draft(shell, "lost")
    assert shell.run("diff", "lat-gap").lines[:2] == ["--- #2 published by mira", "+++ #3 draft by mira"]
    assert shell.run("diff", "lat-gap", "1", "2").lines == [
        "There is no difference between #1 draft by mira and #2 published by mira."
    ]
    elsewhere = shell.run("diff", "erector-gap", "#1")
    assert (elsewhere.status, elsewhere.err) == (
        2,
        "backtalk: no revision #1 of answers/erector-gap.md; `backtalk kb history ID` shows them with their numbers\n",
    )


def test_what_others_wrote_cannot_speak_to_the_terminal(shell: Shell) -> None:
    from bot.kb.differences import harmless

    class Live:
        def isatty(self) -> bool:
            return True

    assert harmless("red \x1b[31m\x07 and \x9b31m\ttab\n", Live()) == "red [31m and 31m\ttab\n"  # type: ignore[arg-type]
    draft(shell, "one")
    assert "\x1b" not in shell.run("review", "--reason", "\x1b]0;gone\x07").out
    assert shell.run("undo", "trap-gap", "--reason", "a\x1b[2Jb\x07").status == 0
    assert shell.run("history", "trap-gap").lines[0] == "- NOW  #2  draft dropped by mira: a [2Jb"
    assert shell.store.acts(SERVER)[0].reason == "a\x1b[2Jb\x07"
