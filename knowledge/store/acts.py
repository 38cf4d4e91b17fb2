"""The audit trail: who did what to what, and why."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from knowledge.revisions import Act
from knowledge.store import tables as t
from knowledge.store.database import Part
from knowledge.store.texts import whole

_WORDS = ("by", "name", "action", "kind", "entry", "reason")


class Acts(Part):
    """What moderators and admins did."""

    def record_act(self, act: Act) -> None:
        """Keep an act that changed no entry, such as an export.

        :raises BrokenText: when a text holds what no database can keep.
        """
        with self.database.writing(durable=True) as db:
            write_acts(db, [act])

    def acts(self, server_id: int, limit: int = 200) -> tuple[Act, ...]:
        """The last acts in a server, newest first."""
        columns = [column for column in t.acts.c if column.name != "id"]
        query = select(*columns).where(t.acts.c.server_id == server_id).order_by(t.acts.c.id.desc()).limit(limit)
        with self.database.reading() as db:
            return tuple(Act(**row) for row in db.execute(query).mappings())


def write_acts(db: Connection, acts: Iterable[Act]) -> None:
    """Add to the audit trail, in the transaction of what was done."""
    rows = [asdict(act) for act in acts]
    for row in rows:
        for field in _WORDS:
            whole(row[field], field)
    if rows:
        db.execute(insert(t.acts), rows)
