"""Saving everything to a file and filling a database from it, across kinds and schemas; and looking one over."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.revisions import Act, Change
from knowledge.store import Logged, Record, Server, SqlStore, Vote, open_store
from knowledge.store.backup import BrokenBackup, backup, verify
from knowledge.store.check import Checked, check
from knowledge.store.database import Database, open_database
from knowledge.store.restore import NotEmpty, restore
from knowledge.store.schema import HEAD, NewerDatabase
from knowledge.store.tables import METADATA
from tests.databases import Postgres
from tests.knowledge.test_store_schema import first

CHANGE = Change(7, "answer", "lats", "draft", "Zwölf 🙂\r\n\u2028\x01", "ada", "Ada")
RECORD = Record("0" * 12, 1_700_000_000.123456, 7, 8, "ada", "ada", "{}", "left lat smaller", "unsure")


def fill(store: SqlStore) -> None:
    """At least one row in every table."""
    store.save_server(Server(1234567890123456789, country="GB"))
    store.answered(RECORD, Logged(RECORD.text, confidence=1 / 3))
    store.vote(Vote(RECORD.id, "bea", False, "weights"))
    store.watch(RECORD.id, 1234567890123456789, 8, 9)
    store.save_conversation("ada", 8, "{}", 1.5)
    store.append([CHANGE, replace(CHANGE, state="discarded", expected=1)], [Act(2.5, 7, "ada", "Ada", "draft")])
    store.append([replace(CHANGE, server_id=9, entry="b")])


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.snapshot() as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }


def quiet(done: int, all_: int) -> None:
    assert done <= all_


@pytest.fixture
def other_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A new database of the other kind."""
    if backend == "sqlite":
        server: Postgres = request.getfixturevalue("postgres")
        return server.migrated()
    shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "other.db")
    return f"sqlite:///{tmp_path / 'other.db'}"


def test_all_of_it_comes_back_on_the_other_kind_of_database(store: SqlStore, other_url: str, tmp_path: Path) -> None:
    fill(store)
    before = everything(store.database)
    assert all(before.values())
    header = backup(store.database, tmp_path / "all.gz", quiet)
    assert (header.schema, header.rows) == (HEAD, {name: len(rows) for name, rows in before.items()})
    assert (tmp_path / "all.gz").stat().st_mode & 0o077 == 0
    other = open_store(other_url)
    restore(other.database, tmp_path / "all.gz", quiet)
    assert everything(other.database) == before
    person = other.person(1)
    assert person == store.person(1)
    (made,) = other.append([replace(CHANGE, entry="c")])
    assert made.id == max(row[0] for row in before["revisions"]) + 1  # type: ignore[type-var,operator]
    other.answered(replace(RECORD, id="1" * 12), Logged("tight traps"))
    assert len(other.recent_questions(7)) == 2
    other.close()


def test_a_full_database_is_replaced_only_when_told_and_moves_its_versions_on(store: SqlStore, tmp_path: Path) -> None:
    (made,) = store.append([replace(CHANGE, state="published")])
    backup(store.database, tmp_path / "all.gz", quiet)
    store.append([replace(CHANGE, state="published", expected=1)])
    store.append([replace(CHANGE, server_id=9, state="published")])
    with pytest.raises(NotEmpty):
        restore(store.database, tmp_path / "all.gz", quiet)
    assert store.versions() == {7: 2, 9: 1}
    restore(store.database, tmp_path / "all.gz", quiet, replacing=True)
    assert (store.heads(7), store.heads(9), store.versions()) == ((made,), (), {7: 3, 9: 2})


def test_a_backup_of_an_earlier_schema_is_upgraded(empty_url: str, store: SqlStore, tmp_path: Path) -> None:
    old = open_database(empty_url)
    first(old)
    header = backup(old, tmp_path / "old.gz", quiet)
    assert (header.schema, header.count) == ("0001", 8)
    restore(store.database, tmp_path / "old.gz", quiet)
    assert [asked.text for asked in store.recent_questions(7)] == ["left lat smaller"]
    assert check(store.database).sound
    old.close()


def test_a_backup_is_of_one_moment_while_others_write(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    before = everything(store.database)
    writer = threading.Thread(target=lambda: store.append([replace(CHANGE, entry="later")]))

    def meanwhile(done: int, all_: int) -> None:
        quiet(done, all_)
        if done == 1:
            writer.start()
            writer.join()

    backup(store.database, tmp_path / "all.gz", meanwhile)
    assert len(store.heads(7)) == 2
    restore(store.database, tmp_path / "all.gz", quiet, replacing=True)
    assert everything(store.database)["revisions"] == before["revisions"]


def rewritten(change: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    """A backup with other lines than it was written with."""

    def rewrite(content: bytes) -> bytes:
        lines = gzip.decompress(content).decode().splitlines(keepends=True)
        return gzip.compress("".join(change(lines)).encode())

    return rewrite


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda content: content[:-20], "it is not whole"),
        (lambda content: content[:200] + b"\0\0\0\0" + content[204:], "it is not whole|not JSON"),
        (lambda _: b"hello", "it is not whole"),
        (lambda _: b"", "not JSON"),
        (rewritten(lambda lines: lines[:-1]), "checksum"),
        (rewritten(lambda lines: lines[:-2] + lines[-1:]), "checksum"),
        (rewritten(lambda lines: [line.replace("Ada", "Eve") for line in lines]), "checksum"),
        (rewritten(lambda lines: [json.dumps({"backtalk": 99}) + "\n", *lines[1:]]), "not a backup"),
        (rewritten(lambda lines: [lines[0], '["nothing", 1]\n', *lines[1:]]), "does not fit"),
    ],
)
def test_a_harmed_backup_touches_nothing(
    migrated_file: Path, tmp_path: Path, harm: Callable[[bytes], bytes], said: str
) -> None:
    shutil.copy(migrated_file, tmp_path / "backtalk.db")
    store = open_store(f"sqlite:///{tmp_path / 'backtalk.db'}")
    fill(store)
    path = tmp_path / "all.gz"
    backup(store.database, path, quiet)
    before = everything(store.database)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(BrokenBackup, match=said):
        verify(path)
    with pytest.raises(BrokenBackup, match=said):
        restore(store.database, path, quiet, replacing=True)
    assert everything(store.database) == before
    store.close()


def test_a_restore_that_fails_half_way_changes_nothing(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    backup(store.database, tmp_path / "all.gz", quiet)
    before = everything(store.database)

    def failing(done: int, all_: int) -> None:
        if done == all_ - 1:
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        restore(store.database, tmp_path / "all.gz", failing, replacing=True)
    assert everything(store.database) == before


def test_a_backup_that_fails_leaves_the_last_one(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "all.gz"
    path.write_text("the last one")

    def failing(_: int, __: int) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        backup(store.database, path, failing)
    assert path.read_text() == "the last one"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_backup_of_a_newer_backtalk_is_refused(store: SqlStore, tmp_path: Path) -> None:
    backup(store.database, tmp_path / "all.gz", quiet)
    content = gzip.decompress((tmp_path / "all.gz").read_bytes()).decode().splitlines(keepends=True)
    header = content[0].replace(f'"schema":"{HEAD}"', '"schema":"0999"')
    import hashlib

    lines = [header, *content[1:-1]]
    end = json.dumps({"sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}) + "\n"
    (tmp_path / "all.gz").write_bytes(gzip.compress("".join([*lines, end]).encode()))
    with pytest.raises(NewerDatabase, match="0999"):
        restore(store.database, tmp_path / "all.gz", quiet)


def test_a_look_over(store: SqlStore) -> None:
    fill(store)
    found = check(store.database)
    assert (found.sound, found.schema, found.damage, found.broken) == (True, HEAD, (), ())
    assert found.counts["revisions"] == 3
    store.append([replace(CHANGE, state="published", expected=2)])
    with store.database.writing() as db:
        db.exec_driver_sql("delete from revisions where server_id = 7 and number = 2")
        db.exec_driver_sql("delete from versions where server_id = 9")
    found = check(store.database)
    assert found.damage == (
        "server 7, answer lats: revisions are missing",
        "server 9: has revisions and no version",
    )
    ((place, problem),) = found.broken
    assert place == "server 7, answer lats, revision 3"
    assert "answers/lats.md" in problem
    assert not found.sound


def test_a_look_over_an_earlier_schema_says_that_it_is_behind(empty_url: str) -> None:
    database = open_database(empty_url)
    assert check(database) == Checked("", {})
    first(database)
    found = check(database)
    assert (found.behind, found.sound, found.counts["questions"]) == (True, False, 2)
    database.close()
