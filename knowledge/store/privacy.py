"""What is kept of a person, and forgetting it."""

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, or_, select, update

from knowledge.revisions import Act
from knowledge.store import tables as t
from knowledge.store.acts import write_acts
from knowledge.store.credit import author_in, uncredited
from knowledge.store.database import Part
from knowledge.store.versions import bump, lock

ASKERS = (t.watchers, t.feedback, t.questions, t.answers, t.conversations)  # in the order that they can be deleted in
WRITERS = (t.revisions, t.acts)


class Privacy(Part):
    """A person's own data."""

    def about(self, person: str) -> dict[str, list[dict[str, Any]]]:
        """Everything kept of a person, table by table; of texts they wrote for everybody, that and when they did."""
        with self.database.reading() as db:
            found = {table.name: _rows(db, table, person) for table in reversed(ASKERS)}
            return found | {table.name: _rows(db, table, person) for table in WRITERS}

    def forget(self, person: str, *, credit: bool = False, names: Mapping[int, str] | None = None) -> int:
        """Delete everything kept of a person; returns how many rows that were.

        Histories stay, and who wrote them, unless `credit` is to go too: then the name that the person wrote under
        is taken out of them, as from the `author` of texts in the same server. `names` are further names by server,
        of somebody who was credited without writing anything themselves.
        """
        with self.database.writing(durable=credit) as db:
            count = sum(db.execute(delete(table).where(_of(table, person))).rowcount for table in ASKERS)
            return count + (_forget_credit(db, person, names or {}) if credit else 0)


def _rows(db: Connection, table: Table, person: str) -> list[dict[str, Any]]:
    columns = [column for column in table.c if table not in WRITERS or column.name != "text"]
    found = db.execute(select(*columns).where(_of(table, person)).order_by(table.c.at)).mappings()
    return [_own(row, person) for row in found]


def _own(row: RowMapping, person: str) -> dict[str, Any]:
    """A row as its person may see it: of what others did with their words, not who did it."""
    if row.get("credit") != person or row["by"] == person:
        return dict(row)
    return {name: value for name, value in row.items() if name not in ("by", "name", "reason")}


def _of(table: Table, person: str) -> Any:
    mine = [table.c[name] == person for name in ("asker", "author", "person", "by", "credit") if name in table.c]
    if table is t.questions:
        # a line of the log belongs to whoever wrote the message too, when somebody else had it answered
        answers = select(t.answers.c.id).where(t.answers.c.author == person)
        mine.append(table.c.answer_id.in_(answers))
    return or_(*mine)


def _forget_credit(db: Connection, person: str, names: Mapping[int, str]) -> int:
    wanted = {(server, name) for server, name in names.items() if name}
    for table in WRITERS:
        rows = db.execute(select(table.c.server_id, table.c.name).where(table.c.by == person).distinct())
        wanted |= {(server, name) for server, name in rows.all() if name}
    quoted = _quoted(db, person)
    servers = {server for server, _ in wanted} | {server for server, _, _ in quoted}
    lock(db, servers)
    count = sum(_uncredit(db, server, {name for where, name in wanted if where == server}) for server in servers)
    for (server, kind, entry), authors in quoted.items():
        count += _uncredit(db, server, authors, t.revisions.c.kind == kind, t.revisions.c.entry == entry)
    db.execute(update(t.revisions).where(t.revisions.c.credit == person).values(credit=""))
    for table in WRITERS:
        count += db.execute(update(table).where(table.c.by == person).values(by="", name="")).rowcount
    write_acts(db, [Act(time.time(), server, "", "", "forget") for server in sorted(servers)])
    bump(db, servers)
    return count


def _quoted(db: Connection, person: str) -> dict[tuple[int, str, str], set[str]]:
    """The entries that were made of a person's words, with the names they are credited by there."""
    c = t.revisions.c
    found: dict[tuple[int, str, str], set[str]] = {}
    for server, kind, entry, text in db.execute(
        select(c.server_id, c.kind, c.entry, c.text).where(c.credit == person)
    ).all():
        found.setdefault((server, kind, entry), set()).add(author_in(kind, text))
    return found


def _uncredit(db: Connection, server: int, names: set[str], *where: ColumnElement[bool]) -> int:
    """Take names out of the texts of a server; the one change that is ever made to a history."""
    c = t.revisions.c
    count = 0
    for id_, kind, text in db.execute(select(c.id, c.kind, c.text).where(c.server_id == server, *where)).all():
        after = uncredited(kind, text, names)
        if after != text:
            db.execute(update(t.revisions).where(c.id == id_).values(text=after))
            count += 1
    return count
