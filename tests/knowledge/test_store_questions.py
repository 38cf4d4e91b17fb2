"""The questions log: what is recent, what is missing, who waits for it, and the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.revisions import HOME, Change
from knowledge.store import DAY, EntryStats, Logged, Record, SqlStore, Stats, Vote, Watcher

NOW = 1_700_000_000.0


class Log:
    """Writes lines of the log, one a second."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.count = store, 0

    def ask(
        self,
        text: str,
        kind: str = "unsure",
        asker: str = "ada",
        server: int | None = 7,
        at: float = 0,
        entry: str = "",
    ) -> str:
        self.count += 1
        id_ = f"{self.count:012}"
        record = Record(id_, NOW + (at or self.count), server, 8, asker, asker, "{}", text, kind, entry)
        self.store.answered(record, Logged(text, ("lr-lat", "uneven"), 0.25))
        return id_


@pytest.fixture
def log(store: SqlStore) -> Log:
    return Log(store)


def texts(found: object) -> list[str]:
    return [one.text for one in found]  # type: ignore[attr-defined]


def test_recent_questions_are_distinct_and_newest_first(store: SqlStore, log: Log) -> None:
    for text in ("uneven lats", "tight traps", "uneven lats", "", "/easier", "2", "3x8 rows"):
        log.ask(text)
    log.ask("elsewhere", server=8)
    log.ask("in private", server=None)
    assert texts(store.recent_questions(7)) == ["#x# rows", "uneven lats", "tight traps"]
    assert texts(store.recent_questions(7, limit=1)) == ["#x# rows"]
    (home,) = store.recent_questions(HOME)
    assert (home.server_id, home.text, home.topics, home.confidence) == (HOME, "in private", ("lr-lat", "uneven"), 0.25)


def test_gaps_are_what_got_no_answer_or_a_bad_one(store: SqlStore, log: Log) -> None:
    log.ask("never heard of it")
    log.ask("which one?", "clarify", "bea", at=100)
    log.ask("answered soon", "clarify", "cy", at=100)
    log.ask("the answer", "answer", "cy", at=100 + 29 * 60)
    log.ask("answered too late", "clarify", "dee", at=100)
    log.ask("the late answer", "answer", "dee", at=100 + 31 * 60)
    log.ask("answered elsewhere", "clarify", "eve", at=100)
    log.ask("there", "answer", "eve", server=8, at=200)
    bad = log.ask("bad advice", "answer", "flo")
    for at, (person, helpful, missing) in enumerate(
        (("x", False, "weights, 20 kg"), ("y", True, "all good"), ("z", False, "pictures"), ("w", False, ""))
    ):
        store.vote(Vote(bad, person, helpful, missing, NOW + at))
    log.ask("", "unsure", "gus")
    log.ask("good advice", "answer", "flo")
    found = store.gaps(7, NOW)
    assert {gap.text: gap.missing for gap in found} == {
        "never heard of it": "",
        "which one?": "",
        "answered too late": "",
        "answered elsewhere": "",
        "bad advice": "weights, # kg\npictures",
    }
    assert texts(store.gaps(7, NOW + 50)) == ["which one?", "answered too late", "answered elsewhere"]
    store.close_gaps([gap.id for gap in found[:-1]], "new-entry")
    assert texts(store.gaps(7, NOW)) == ["bad advice"]


def test_a_private_gap_is_at_home(store: SqlStore, log: Log) -> None:
    log.ask("which one?", "clarify", server=None)
    log.ask("never heard of it", server=None)
    log.ask("the answer", "answer", server=None)
    assert texts(store.gaps(HOME, NOW)) == ["never heard of it"]


def test_who_asked_to_be_told_waits_until_told(store: SqlStore, log: Log) -> None:
    first, second, wordless = log.ask("one"), log.ask("two"), log.ask("")
    one, two = (gap.id for gap in store.gaps(7, NOW))
    assert [store.watch(id_, 5, 8, 9) for id_ in (first, wordless, "nothing")] == [True, False, False]
    store.watch(first, 5, 8, 10)
    store.watch(second, 6, 8, 11)
    waiting = (Watcher(one, 5, 8, 10, "one", 7), Watcher(two, 6, 8, 11, "two", 7))
    assert (store.watchers([two, one, 99]), store.watchers([])) == (waiting, ())
    store.unwatch([one])
    assert store.watchers([one, two]) == waiting[1:]
    store.close_gaps([two], "new-entry")
    assert not store.watch(second, 6, 8, 11)


def test_who_waits_is_due_once_an_entry_was_written(store: SqlStore, log: Log) -> None:
    for text, server in (("one", 7), ("two", 8), ("mine", None), ("no", 7)):
        assert store.watch(log.ask(text, server=server), 5, 8, 9)
    (one, no), (two,), (mine,) = ([gap.id for gap in store.gaps(server, NOW)] for server in (7, 8, HOME))
    assert store.due_watchers() == ()
    store.close_gaps([one, two, mine], "new-entry")
    store.close_gaps([no], "")
    due = tuple(
        Watcher(question, 5, 8, 9, text, server, "new-entry")
        for question, text, server in ((one, "one", 7), (two, "two", 8), (mine, "mine", HOME))
    )
    assert store.due_watchers() == due
    store.unwatch([one])
    assert store.due_watchers() == due[1:]


def test_gaps_open_again_when_their_entry_goes(store: SqlStore, log: Log) -> None:
    for text, server in (("one", 7), ("two", 7), ("elsewhere", 8), ("mine", None)):
        log.ask(text, server=server)
    ids = [gap.id for server in (7, 8, HOME) for gap in store.gaps(server, NOW)]
    store.close_gaps(ids, "new-entry")
    store.close_gaps(ids[:1], "another")
    store.reopen_gaps(7, "new-entry")
    assert [texts(store.gaps(server, NOW)) for server in (7, 8, HOME)] == [["one", "two"], [], []]
    store.close_gaps(ids[:1], "another")
    store.reopen_gaps(7, "new-entry")
    store.reopen_gaps(HOME, "new-entry")
    assert [texts(store.gaps(server, NOW)) for server in (7, 8, HOME)] == [["two"], [], ["mine"]]


def test_watchers_go_with_their_question_their_person_and_in_time(store: SqlStore, log: Log) -> None:
    ids = [log.ask("one", asker=store.person(1)), log.ask("two"), log.ask("three")]
    for id_ in ids:
        store.watch(id_, 1, 8, 9)
        store.watch(id_, 2, 8, 9)
    asked = [gap.id for gap in store.gaps(7, NOW)]
    assert [row["user_id"] for row in store.about(store.person(1))["watchers"]] == [1, 1, 1]
    store.forget(store.person(1))
    assert [one.user_id for one in store.watchers(asked)] == [2, 2]
    store.purge(NOW + 20_000 * DAY, 3650)
    assert store.watchers(asked) == ()


def test_figures(store: SqlStore, log: Log) -> None:
    assert store.stats(7, 0) == Stats()
    log.ask("too old", at=-50)
    lats = [log.ask("uneven lats", "answer", entry="lats") for _ in range(2)]
    log.ask("tight traps", "answer", entry="traps")
    for kind in ("clarify", "unsure", "smalltalk"):
        log.ask("hm", kind)
    log.ask("", "urgent")
    log.ask("elsewhere", "answer", server=8, entry="lats")
    for person, id_, helpful in (("x", lats[0], True), ("y", lats[0], False), ("x", lats[1], True)):
        store.vote(Vote(id_, person, helpful))
    change = Change(7, "answer", "lats", "published", "text", "ada", "Ada")
    store.append([change, replace(change, expected=1), replace(change, entry="b", name="Bea")])
    assert store.stats(7, NOW) == Stats(
        asked=7,
        answered=3,
        clarified=1,
        unsure=1,
        urgent=1,
        by_entry=(EntryStats("lats", 2, 2, 1), EntryStats("traps", 1)),
        most_asked=(("hm", 3), ("uneven lats", 2), ("tight traps", 1)),
        written_by=(("Ada", 2), ("Bea", 1)),
    )
