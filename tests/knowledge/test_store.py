"""The store: what is kept, for how long, and for whom."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from knowledge.store import AFTER_LEAVING, DAY, Logged, Record, Server, SqlStore, Vote, open_store, tables

NOW = 1_800_000_000.0
RECORD = Record("0" * 12, NOW, 7, 8, "ada", "ada", "{}", "left lat smaller", "answer", "lat-one-side-bigger")


def test_sqlite_is_prepared(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new' / 'backtalk.db'}")
    with store.engine.connect() as db:
        values = [
            db.exec_driver_sql(f"pragma {name}").scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert values == ["wal", 1, 5000]
    store.close()


def test_values_and_protocol_cost_no_database() -> None:
    code = "import sys, knowledge.store as s; s.Record, s.Store, s.open_store; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_person_is_a_keyed_hash_that_outlives_the_process(store: SqlStore) -> None:
    assert store.person(1) == SqlStore(store.database).person(1) != store.person(2)
    assert len(store.person(1)) == 32


def test_settings_of_a_server(store: SqlStore) -> None:
    assert store.server(7) == Server(7)
    chosen = Server(7, (1, 2), (3,), 4, review=False, country="GB", tone="hint")
    store.save_server(chosen)
    store.save_server(replace(chosen, tone="silent"))
    assert store.server(7) == replace(chosen, tone="silent")


def test_a_server_left_is_forgotten_after_a_month_unless_it_comes_back(store: SqlStore) -> None:
    store.save_server(Server(7, country="GB"))
    store.answered(RECORD, Logged(RECORD.text))
    store.servers_present([7, 9], NOW)
    store.servers_present([9], NOW)
    store.servers_present([7, 9], NOW + 5)
    store.purge(NOW + AFTER_LEAVING + 10, 365)
    assert (store.server(7).country, store.record(RECORD.id)) == ("GB", RECORD)
    store.servers_present([9], NOW + 20)
    store.purge(NOW + AFTER_LEAVING + 10, 365)
    assert store.record(RECORD.id) == RECORD
    store.purge(NOW + AFTER_LEAVING + 30, 365)
    assert (store.server(7), store.record(RECORD.id)) == (Server(7), None)


def test_one_process_does_not_take_anothers_servers_for_left(store: SqlStore) -> None:
    """Server n belongs to shard n >> 22 modulo their count."""
    first, second = 10 << 22, 11 << 22
    for shard, server in ((0, first), (1, second)):
        store.servers_present([server], NOW, seen_by(2, [shard]))
    for shard, server in ((0, first), (1, second)):
        store.servers_present([server], NOW + 1, seen_by(2, [shard]))
    store.servers_present([], NOW + 2, seen_by(2, [1]))
    with store.database.reading() as db:
        left = db.execute(select(tables.servers.c.server_id, tables.servers.c.left_at).order_by("server_id")).all()
    assert [tuple(row) for row in left] == [(first, None), (second, NOW + 2)]


def seen_by(shards: int, mine: list[int]) -> Callable[[int], bool]:
    return lambda server_id: (server_id >> 22) % shards in mine


def test_what_no_database_can_hold_is_taken_out_of_peoples_words(store: SqlStore) -> None:
    store.answered(replace(RECORD, text="a\0b\ud800c"), Logged("a\0b\ud800c"))
    store.vote(Vote(RECORD.id, "bea", False, "x\0"))
    store.save_conversation("ada", 8, "{\0}", NOW)
    kept = store.record(RECORD.id)
    assert (kept and kept.text, store.conversation("ada", 8)) == ("ab?c", "{}")
    assert [row["missing"] for row in store.about("bea")["feedback"]] == ["x"]


def test_questions_are_logged_redacted_and_kept_for_so_many_days(store: SqlStore) -> None:
    store.answered(RECORD, Logged("3x8 for <@123456789012345678>", ("lr-lat",), 0.9))
    assert [row["text"] for row in store.about("ada")["questions"]] == ["#x# for someone"]
    store.purge(NOW + 89 * DAY, 90)
    assert len(store.about("ada")["questions"]) == 1
    store.purge(NOW + 91 * DAY, 90)
    assert not any(store.about("ada").values())


def test_what_may_not_be_kept_leaves_a_line_without_words_and_person(store: SqlStore) -> None:
    store.answered(replace(RECORD, text="", before="", kind="urgent"), Logged("cannot pee"))
    with store.engine.connect() as db:
        row = db.exec_driver_sql("select text, asker, kind from questions").one()
    assert tuple(row) == ("", "", "urgent")


def test_the_last_vote_counts_and_goes_with_its_answer(store: SqlStore) -> None:
    store.vote(Vote("nothing", "bea", True))
    store.answered(RECORD, Logged(RECORD.text))
    store.vote(Vote(RECORD.id, "bea", True))
    store.vote(Vote(RECORD.id, "bea", False, "weights, 20 kg"))
    (vote,) = store.about("bea")["feedback"]
    assert (vote["helpful"], vote["missing"]) == (False, "weights, # kg")
    assert store.forget("ada") == 2
    assert store.about("bea")["feedback"] == []


def test_conversations_are_one_a_person_and_channel(store: SqlStore) -> None:
    assert store.conversation("ada", 8) == ""
    for state in ("one", "two"):
        store.save_conversation("ada", 8, state, NOW)
    store.save_conversation("ada", 9, "three", NOW)
    assert [store.conversation("ada", channel) for channel in (8, 9)] == ["two", "three"]
    store.purge(NOW + 31 * 60, 90)
    assert store.conversation("ada", 8) == ""


def test_a_claim_is_won_once(store: SqlStore) -> None:
    assert [store.claim("once:post:1"), store.claim("once:post:1"), store.claim("once:post:2")] == [True, False, True]
    store.purge(time.time() + 91 * DAY, 90)
    assert store.claim("once:post:1")
    store.set_mark("commands:1", "a")
    store.set_mark("commands:1", "b")
    assert (store.mark("commands:1"), store.mark("nothing")) == ("b", "")
    assert store.reachable()
