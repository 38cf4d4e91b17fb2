"""One file for all rows, the same for SQLite and PostgreSQL: JSON lines, compressed, with counts and a checksum.

The first line is a header: schema, tables with their columns, and how many rows each has. Then comes a line a row,
`["questions", …values]`, in an order in which they can be written again; the last line holds the SHA-256 of all before.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, select

from knowledge.store.check import as_it_is, count_rows
from knowledge.store.database import Database
from knowledge.store.schema import NOTHING, schema_of

FORMAT = 1
Progress = Callable[[int, int], None]  # rows done, rows in all
Row = tuple[str, list[Any]]


class BrokenBackup(Exception):
    """A file is no backup, or not a whole one; nothing was read from it into a database."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself; `columns` and `rows` by table, in the order of the file."""

    schema: str
    columns: dict[str, list[str]]
    rows: dict[str, int]

    @property
    def count(self) -> int:
        return sum(self.rows.values())


def backup(database: Database, path: Path, progress: Progress) -> Header:
    """Write one state of the whole database to a file that replaces any before it, while others go on writing.

    :raises NewerDatabase: when a newer Backtalk wrote the database.
    :raises OSError: when the file cannot be written; what was there before is still there.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it holds what people asked
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.open(raw, "wt", encoding="utf-8", newline="\n") as lines, database.snapshot() as db:
                header = _write(db, lines, progress)
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return header


def _write(db: Connection, lines: TextIO, progress: Progress) -> Header:
    schema = schema_of(db)
    tables = as_it_is(db).sorted_tables if schema != NOTHING else []
    columns = {table.name: [column.name for column in table.c] for table in tables}
    header = Header(schema, columns, {table.name: count_rows(db, table.name) for table in tables})
    digest = hashlib.sha256()

    def write(value: object) -> None:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
        digest.update(line.encode())
        lines.write(line)

    write({"backtalk": FORMAT, "schema": schema, "columns": columns, "rows": header.rows})
    done = 0
    for table in tables:
        ordered = select(table).order_by(*table.primary_key.columns)
        with db.execution_options(yield_per=1000).execute(ordered) as rows:
            for row in rows:
                write([table.name, *row])
                done += 1
                progress(done, header.count)
    lines.write(json.dumps({"sha256": digest.hexdigest()}) + "\n")
    return header


def verify(path: Path) -> Header:
    """Read a backup to its end.

    :raises BrokenBackup: when anything about it is not as it was written.
    :raises OSError: when it cannot be read.
    """
    header = _header(path)
    found = dict.fromkeys(header.rows, 0)
    for name, values in read_rows(path):
        if len(values) != len(header.columns.get(name, ())):
            raise BrokenBackup(f"it has a row of {name} that does not fit its header")
        found[name] += 1
    if found != header.rows:
        raise BrokenBackup("it has not as many rows as its header says")
    return header


def _header(path: Path) -> Header:
    first = _parsed(next(_lines(path), ""))
    if not isinstance(first, dict) or first.get("backtalk") != FORMAT:
        raise BrokenBackup("it is not a backup that this Backtalk can read")
    return Header(str(first["schema"]), dict(first["columns"]), dict(first["rows"]))


def read_rows(path: Path) -> Iterator[Row]:
    """Every row of a backup, its checksum looked at where the rows end."""
    digest, last = hashlib.sha256(), ""
    for number, line in enumerate(_lines(path)):
        if last:
            digest.update(last.encode())
            if number > 1:
                yield _row(last)
        last = line
    if _parsed(last) != {"sha256": digest.hexdigest()}:
        raise BrokenBackup("its checksum is not right; it was changed or cut off")


def _row(line: str) -> Row:
    row = _parsed(line)
    if not isinstance(row, list) or not row:
        raise BrokenBackup("it has a line that is no row")
    return str(row[0]), row[1:]


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise BrokenBackup("it has a line that is not JSON") from None


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            yield from lines
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise BrokenBackup(f"it is not whole: {error}") from None
