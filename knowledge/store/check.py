"""Looking a database over: is it whole, and can everything that is served be read?"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, RowMapping, func, inspect, select, text

from knowledge.entry_files import read_entry
from knowledge.pack import BrokenEntry
from knowledge.store import tables as t
from knowledge.store.database import Database
from knowledge.store.schema import HEAD, schema_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look over a database found; `counts` are rows by table, `broken` entries that cannot be read and why."""

    schema: str
    counts: dict[str, int]
    damage: tuple[str, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()

    @property
    def behind(self) -> bool:
        return self.schema != HEAD

    @property
    def sound(self) -> bool:
        return not (self.behind or self.damage or self.broken)


def check(database: Database) -> Checked:
    """Read everything once and change nothing.

    :raises NewerDatabase: when a newer Backtalk wrote it.
    """
    with database.snapshot() as db:
        schema = schema_of(db)
        damage = tuple(_damage(db)) if db.dialect.name == "sqlite" else ()
        counts = {name: count_rows(db, name) for name in ours(db)}
        if schema != HEAD:
            return Checked(schema, counts, damage)
        return Checked(schema, counts, (*damage, *_inconsistent(db)), tuple(_broken(db)))


def ours(db: Connection) -> list[str]:
    """The tables that are there, in the order that their rows refer to each other."""
    there = set(inspect(db).get_table_names())
    return [table.name for table in t.METADATA.sorted_tables if table.name in there]


def as_it_is(db: Connection) -> MetaData:
    """The tables with the columns that this database has, whatever its schema."""
    found = MetaData()
    found.reflect(db, only=ours(db))
    return found


def count_rows(db: Connection, name: str) -> int:
    return db.scalar(select(func.count()).select_from(text(f'"{name}"'))) or 0


def _damage(db: Connection) -> Iterator[str]:
    for (line,) in db.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield str(line)
    for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]} {row[1]}: refers to a row of {row[2]} that is gone"


def _inconsistent(db: Connection) -> Iterator[str]:
    """What no table forbids and no program of ours writes."""
    c, last = t.revisions.c, func.max(t.revisions.c.number)
    place = (c.server_id, c.kind, c.entry)
    torn = select(*place).group_by(*place).having((func.count() != last) | (func.min(c.number) != 1))
    for server, kind, entry in db.execute(torn.order_by(*place)):
        yield f"server {server}, {kind} {entry}: revisions are missing"
    uncounted = select(c.server_id).where(c.server_id.not_in(select(t.versions.c.server_id))).distinct()
    for (server,) in db.execute(uncounted.order_by(c.server_id)):
        yield f"server {server}: has revisions and no version"
    if db.dialect.name == "postgresql":
        wrong = "select indexrelid::regclass::text from pg_index where not indisvalid"
        for (index,) in db.exec_driver_sql(wrong):
            yield f"index {index}: is not valid"


def _broken(db: Connection) -> Iterator[tuple[str, str]]:
    """Published entries whose text cannot be read."""
    c = t.revisions.c
    last = select(func.max(c.id)).where(c.state.in_(("published", "retired"))).group_by(c.server_id, c.kind, c.entry)
    for row in db.execute(select(t.revisions).where(c.id.in_(last), c.state == "published").order_by(c.id)).mappings():
        problem = _problem(row)
        if problem:
            yield f"server {row['server_id']}, {row['kind']} {row['entry']}, revision {row['number']}", problem


def _problem(row: RowMapping) -> str:
    try:
        read_entry(row["kind"], row["entry"], row["text"])
    except (BrokenEntry, KeyError) as error:
        return str(error)
    return ""
