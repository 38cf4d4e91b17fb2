"""A backup put into a database: all of it or nothing, whatever schema and kind of database it comes from."""

from pathlib import Path

from sqlalchemy import Connection, column, func, insert, inspect, select, table, text, update

from knowledge.store import tables as t
from knowledge.store.backup import Header, Progress, read_rows, verify
from knowledge.store.check import count_rows, ours
from knowledge.store.database import Database
from knowledge.store.schema import HEAD, NOTHING, SCHEMAS, NewerDatabase, migrate, schema_of
from knowledge.store.versions import notify

AT_ONCE = 500  # rows written in one statement


class NotEmpty(Exception):
    """The database holds something already; nothing was touched."""


def restore(database: Database, path: Path, progress: Progress, *, replacing: bool = False) -> Header:
    """Fill a database from a backup, which is read to its end before anything is touched.

    :raises BrokenBackup: when the file is not as it was written.
    :raises NotEmpty: when the database holds something and that is not to be replaced.
    :raises NewerDatabase: when the database, or the backup, is of a newer Backtalk.
    """
    header = verify(path)
    if header.schema not in (*SCHEMAS, NOTHING):
        raise NewerDatabase(header.schema)
    with database.exclusive() as db:
        schema_of(db)  # of a newer Backtalk nothing may be taken away
        if not (replacing or _is_empty(db)):
            raise NotEmpty
        before = _versions(db)
        _clear(db)
        migrate(db, header.schema or HEAD)
        _fill(db, header, path, progress)
        migrate(db, HEAD)
        _count_on(db)
        _move_on(db, before)
    return header


def _is_empty(db: Connection) -> bool:
    # marks are made by merely looking at a database
    return not any(count_rows(db, name) for name in ours(db) if name != t.marks.name)


def _versions(db: Connection) -> dict[int, int]:
    if t.versions.name not in ours(db):
        return {}
    return {row.server_id: row.version for row in db.execute(select(t.versions))}


def _clear(db: Connection) -> None:
    t.METADATA.drop_all(db)
    if "alembic_version" in inspect(db).get_table_names():
        db.execute(text("DROP TABLE alembic_version"))


def _fill(db: Connection, header: Header, path: Path, progress: Progress) -> None:
    waiting: list[dict[str, object]] = []
    filling = ""
    for done, (name, values) in enumerate(read_rows(path), 1):
        if waiting and (name != filling or len(waiting) == AT_ONCE):
            _insert(db, filling, waiting)
            waiting = []
        filling = name
        waiting.append(dict(zip(header.columns[name], values, strict=True)))
        progress(done, header.count)
    if waiting:
        _insert(db, filling, waiting)


def _insert(db: Connection, name: str, rows: list[dict[str, object]]) -> None:
    db.execute(insert(table(name, *(column(each) for each in rows[0]))), rows)


def _count_on(db: Connection) -> None:
    """Let PostgreSQL count on from the highest ids; SQLite does so by itself."""
    if db.dialect.name == "postgresql":
        for each in (t.questions, t.revisions, t.acts):
            highest = select(func.coalesce(func.max(each.c.id), 0) + 1).scalar_subquery()
            db.execute(select(func.setval(func.pg_get_serial_sequence(each.name, "id"), highest, False)))


def _move_on(db: Connection, before: dict[int, int]) -> None:
    """Count every version past what running processes may have seen, so that none goes on serving what was."""
    for server_id, version in before.items():
        c = t.versions.c
        known = db.scalar(select(c.version).where(c.server_id == server_id))
        later = max(version, known or 0) + 1
        if known is None:
            db.execute(insert(t.versions).values(server_id=server_id, version=later))
        else:
            db.execute(update(t.versions).where(c.server_id == server_id).values(version=later))
    notify(db, before)
