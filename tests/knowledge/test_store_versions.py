"""What one process changes, every other hears of."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.revisions import Change
from knowledge.store import SqlStore

ROOT = Path(__file__).parents[2]
WAIT = 20.0  # seconds until a test gives up; what it waits for takes a fraction of one


def publish(store: SqlStore, server_id: int) -> None:
    heads = store.heads(server_id)
    expected = heads[0].number if heads else 0
    store.append([Change(server_id, "answer", "lats", "published", "text", "ada", "Ada", expected=expected)])


@contextmanager
def watching(store: SqlStore) -> Iterator[queue.Queue[int]]:
    told: queue.Queue[int] = queue.Queue()
    stop = store.watch_versions(told.put)
    yield told
    stop()


def test_another_process_hears_of_it(store: SqlStore, database_url: str) -> None:
    publish(store, 5)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.knowledge.process", "watch", database_url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=lambda: [lines.put(line.strip()) for line in other.stdout or ()])
        reader.start()
        assert lines.get(timeout=WAIT) == "watching"
        heard = []
        for server in (7, 8, 7):
            publish(store, server)
            heard.append(lines.get(timeout=WAIT))
        other.kill()
        reader.join()
    assert heard == ["7 1", "8 1", "7 2"]


def test_only_what_is_served_is_told_and_nothing_after_the_end(store: SqlStore) -> None:
    with watching(store) as told:
        store.append([Change(6, "answer", "lats", "draft", "text", "ada", "Ada")])
        publish(store, 7)
        assert told.get(timeout=WAIT) == 7
    publish(store, 8)
    assert told.empty()
    assert [thread.name for thread in threading.enumerate() if thread.name == "versions"] == []


def test_a_change_that_could_not_be_taken_up_is_told_again(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    told: queue.Queue[int] = queue.Queue()
    tries = iter([True, False])

    def take_up(server: int) -> None:
        if next(tries, False):
            raise ValueError("no memory")
        told.put(server)

    stop = store.watch_versions(take_up)
    publish(store, 7)
    assert told.get(timeout=WAIT) == 7
    stop()
    assert [record.message for record in caplog.records] == ["a change of what server 7 serves was not taken up"]


def test_a_lost_connection_loses_no_change(store: SqlStore, backend: str) -> None:
    with watching(store) as told:
        publish(store, 7)
        assert told.get(timeout=WAIT) == 7
        if backend == "postgresql":
            with store.database.writing() as db:
                lost = "select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%'"
                assert db.execute(text(lost)).all() == [(True,)]
        else:
            with store.database.writing() as db:
                db.exec_driver_sql("alter table versions rename to away")
            with store.database.writing() as db:
                db.exec_driver_sql("alter table away rename to versions")
        publish(store, 8)
        assert told.get(timeout=WAIT) == 8
        publish(store, 9)
        assert told.get(timeout=WAIT) == 9
