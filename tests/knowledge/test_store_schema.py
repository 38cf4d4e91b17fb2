"""Every database of an earlier Backtalk becomes one of today, with all its rows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from knowledge.store import open_store, schema
from knowledge.store.database import Database, open_database, shown
from knowledge.store.schema import HEAD, SCHEMAS, NewerDatabase, migrate, schema_of, upgrade
from knowledge.store.tables import METADATA

FIRST = Path(__file__).parent / "schemas"


def first(database: Database) -> None:
    """A database as the first Backtalk left it: tables and rows, and no word about its schema."""
    statements = (FIRST / f"0001-{database.engine.dialect.name}.sql").read_text(encoding="utf-8").split(";\n")
    with database.writing() as db:
        for statement in filter(str.strip, statements):
            db.exec_driver_sql(statement.replace("%", "%%") if not database.on_sqlite else statement)


def rows(db: Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of the first schema's tables, with its columns alone."""
    names = ("servers", "answers", "questions", "feedback", "conversations", "marks")
    new = {"answer_id", "closed_by"}
    return {
        name: [
            {key: value for key, value in row.items() if name != "questions" or key not in new}
            for row in db.execute(text(f"select * from {name} order by 1")).mappings()
        ]
        for name in names
    }


def shape(db: Connection) -> dict[str, Any]:
    """Tables, columns, keys and indexes, as the database itself tells them."""
    look = inspect(db)
    return {
        name: (
            [{key: str(value) for key, value in column.items()} for column in look.get_columns(name)],
            look.get_pk_constraint(name),
            look.get_foreign_keys(name),
            sorted(look.get_indexes(name), key=lambda index: str(index["name"])),
            look.get_unique_constraints(name),
            "autoincrement" in str(look.get_table_options(name)).lower(),
        )
        for name in sorted(look.get_table_names())
    }


def test_the_schemas_are_those_of_the_migrations() -> None:
    script = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == SCHEMAS


@pytest.mark.parametrize("stamped", [False, True])
def test_from_the_first_schema_without_losing_a_row(empty_url: str, database_url: str, stamped: bool) -> None:
    old, new = open_database(empty_url), open_database(database_url)
    if stamped:
        with old.exclusive() as db:
            migrate(db, SCHEMAS[0])
            for table in reversed(METADATA.sorted_tables):
                if inspect(db).has_table(table.name):
                    db.exec_driver_sql(f"drop table {table.name}")
    first(old)
    with old.reading() as db:
        before = rows(db)
        assert schema_of(db) == SCHEMAS[0]
    assert upgrade(old) == (SCHEMAS[0], HEAD)
    with old.reading() as db, new.reading() as made:
        assert rows(db) == before
        assert sum(map(len, before.values())) == 8
        assert compare_metadata(MigrationContext.configure(db), METADATA) == []
        assert shape(db) == shape(made)
        assert schema_of(db) == schema_of(made) == HEAD
    assert upgrade(old) == (HEAD, HEAD)
    store = open_store(empty_url)
    assert [asked.text for asked in store.recent_questions(7)] == ["left lat smaller"]
    for each in (old, new, store):
        each.close()


@pytest.mark.parametrize("earlier", SCHEMAS[1:-1])
def test_from_each_later_schema_without_losing_a_revision(empty_url: str, database_url: str, earlier: str) -> None:
    old, new = open_database(empty_url), open_database(database_url)
    told = "7, 'answer', 'tight-lats', 1, 'published', 'the text', 'ada', 'Ada', 'because', 1.0, ''"
    with old.exclusive() as db:
        migrate(db, earlier)
        names = "server_id, kind, entry, number, state, text, by, name, reason, at, base"
        quoted = ", ".join(f'"{name}"' for name in names.split(", "))
        db.exec_driver_sql(f"insert into revisions ({quoted}) values ({told})")
    assert upgrade(old) == (earlier, HEAD)
    with old.reading() as db, new.reading() as made:
        assert compare_metadata(MigrationContext.configure(db), METADATA) == []
        assert shape(db) == shape(made)
    store = open_store(empty_url)
    (kept,) = store.history(7, "answer", "tight-lats")
    assert (kept.state, kept.text, kept.name, kept.reason) == ("published", "the text", "Ada", "because")
    for each in (old, new, store):
        each.close()


def test_many_processes_that_start_at_once_do_not_trip_over_each_other(empty_url: str) -> None:
    database = open_database(empty_url)
    first(database)
    database.close()
    found: list[str] = []
    start = threading.Barrier(6)

    def open_it() -> None:
        start.wait()
        store = open_store(empty_url)
        found.extend(asked.text for asked in store.recent_questions(7))
        store.close()

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["left lat smaller"] * 6


def test_a_step_that_fails_leaves_everything_as_it_was(empty_url: str) -> None:
    database = open_database(empty_url)
    first(database)
    with database.writing() as db:
        db.exec_driver_sql("create table watchers (something integer)")
    with database.reading() as db:
        before = shape(db)
    with pytest.raises(Exception, match="watchers"):
        upgrade(database)
    with database.reading() as db:
        assert shape(db) == before
    database.close()


def test_a_newer_database_is_left_alone(database_url: str) -> None:
    database = open_database(database_url)
    with database.writing() as db:
        db.exec_driver_sql("update alembic_version set version_num = '0999'")
        db.exec_driver_sql("drop table acts")
    with pytest.raises(NewerDatabase, match="the database has schema 0999; this program knows 0001 to"):
        open_store(database_url)
    with database.reading() as db:
        assert not inspect(db).has_table("acts")
    database.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://me:secret@host/db", "postgresql+psycopg://me:***@host/db"),
        ("postgresql://host/db?password=secret", "postgresql://host/db"),
        ("sqlite:////data/backtalk.db", "sqlite:////data/backtalk.db"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, said: str) -> None:
    assert shown(url) == said
