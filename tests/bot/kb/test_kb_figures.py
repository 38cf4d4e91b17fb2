"""Numbers and gaps: what was asked, how helpful it was, what is stale, who wrote, and what nobody could answer."""

import json
import time
from dataclasses import replace

from knowledge.pack import read_pack
from knowledge.stale import Stale, stale
from knowledge.store import Logged, Record, Vote
from tests.bot.conftest import SMALL
from tests.bot.kb.conftest import SERVER, Shell
from tests.bot.kb.test_kb_acting import draft


def asked(shell: Shell) -> None:
    """Two answers, one voted on twice, a question back, two that nothing answers."""
    rows = [
        ("a", "right lat bigger than left", "answer", "lat-gap"),
        ("b", "right lat bigger than left", "answer", "lat-gap"),
        ("c", "erector bigger", "answer", "erector-gap"),
        ("d", "which one", "clarify", ""),
        ("e", "can i swim with uneven traps", "unsure", ""),
        ("f", "is swimming fine with uneven traps?", "unsure", ""),
    ]
    store = shell.store
    for id_, text, kind, entry in rows:
        record = Record(id_, time.time(), SERVER, 1, f"asker-{id_}", "", "", text, kind, entry)
        store.answered(record, Logged(text, ("lr-trap",)))
    store.vote(Vote("a", "p", True))
    store.vote(Vote("b", "p", False, "how often?"))
    store.close()


def test_stats_of_a_server(shell: Shell) -> None:
    asked(shell)
    draft(shell, "mine")
    shell.run("publish", "lat-gap", by="Noah")
    lines = shell.run("stats").lines
    assert lines[0] == "The knowledge base"
    assert lines[lines.index("Review overdue: none") + 1 :] == [
        "Questions in the last 30 days",
        "6 asked · 3 answered · 1 asked back · 2 not known · 0 sent to medical care",
        "How helpful",
        "- One lat is wider: given 2 times, helpful to 1 of 2 (few votes)",
        "- One erector is bigger: given 1 time",
        "Most asked",
        "- 2 × right lat bigger than left",
        "- 1 × can i swim with uneven traps",
        "- 1 × erector bigger",
        "- 1 × is swimming fine with uneven traps?",
        "- 1 × which one",
        "Who wrote what",
        "- Backtalk curators: author of 1 answer",
        "- Noah: 1 change",
        "- mira: 1 change",
    ]


def test_stats_for_scripts(shell: Shell) -> None:
    asked(shell)
    found = json.loads(shell.run("stats", "--json", "--days", "7").out)
    assert (found["server"], found["days"]) == (SERVER, 7)
    assert found["pack"] == {"answers": 2, "exercises": 2, "caveats": 2, "muscles": 2, "sources": 1}
    assert found["questions"] == {"asked": 6, "answered": 3, "clarified": 1, "unsure": 2, "urgent": 0}
    assert found["entries"] == [
        {"entry": "lat-gap", "asked": 2, "helpful": 1, "not_helpful": 1, "helpful_rate": 0.5},
        {"entry": "erector-gap", "asked": 1, "helpful": 0, "not_helpful": 0, "helpful_rate": None},
    ]
    assert (found["stale"], found["authors"], found["changes_by"]) == ([], {}, {})


def test_nobody_asked_yet(shell: Shell) -> None:
    assert shell.run("stats").lines[-2:] == ["Questions in the last 30 days", "Nobody asked anything here."]


def test_the_longest_overdue_comes_first() -> None:
    first, second = read_pack(SMALL)[0].answers
    pack = (replace(first, review_by="2026-02-01"), replace(second, review_by="2026-01-01"))
    assert stale(pack, "2026-02-02") == (
        Stale(second.id, second.title, "2026-01-01"),
        Stale(first.id, first.title, "2026-02-01"),
    )
    assert stale((replace(first, review_by=None), replace(second, review_by="2026-02-02")), "2026-02-02") == ()


def test_gaps_listed_shown_and_dismissed(shell: Shell) -> None:
    asked(shell)
    listed = shell.run("gaps")
    assert listed.lines[0] == "No good answer yet, in the last 90 days:"
    assert listed.lines[1] == "- 2 × can i swim with uneven traps"
    id_ = next(line.split()[1] for line in listed.lines if line.startswith("    id "))
    whole = shell.run("gaps", id_)
    assert whole.lines == [
        "can i swim with uneven traps",
        "Asked 2 times, last NOW: 2 × not known",
        "As people put it",
        "- can i swim with uneven traps",
        "- is swimming fine with uneven traps?",
        f"`backtalk kb new --gap {id_}` starts an answer to it, `backtalk kb gaps {id_} --dismiss` takes it off the "
        "list.",
    ]
    rows = json.loads(shell.run("gaps", "--json").out)
    assert (rows[0]["title"], rows[0]["count"]) == ("can i swim with uneven traps", 2)
    assert shell.run("gaps", id_, "--dismiss").lines == ["Off the list: can i swim with uneven traps (2 questions)."]
    assert "swim" not in shell.run("gaps").out
    gone = shell.run("gaps", id_)
    assert (gone.status, gone.err) == (
        2, f"backtalk: no open questions called '{id_}'; `backtalk kb gaps` lists them with their ids\n",
    )  # fmt: skip


def test_no_gaps_at_all(shell: Shell) -> None:
    assert shell.run("gaps").lines == [
        "Everything that was asked in the last 90 days found an answer, and nobody said that one was of no help."
    ]
