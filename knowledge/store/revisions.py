"""Histories of entries: appended to, never changed, and read whole or by their ends."""

import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from knowledge.revisions import SERVED, Act, Change, Conflict, Key, Kind, Revision
from knowledge.store import tables as t
from knowledge.store.acts import write_acts
from knowledge.store.database import Part
from knowledge.store.texts import whole
from knowledge.store.versions import bump, lock

_C = t.revisions.c
_WORDS = ("entry", "text", "by", "name", "reason", "credit")


class Revisions(Part):
    """What moderators made of entries."""

    def append(self, changes: Sequence[Change], acts: Sequence[Act] = ()) -> tuple[Revision, ...]:
        """Write every change and act, or none; an act on an entry that is changed here gets its revision's id.

        :raises Conflict: when an entry is not any more as it was when the change was thought of.
        :raises BrokenText: when a text holds what no database can keep.
        """
        for change in changes:
            for field in _WORDS:
                whole(getattr(change, field), field)
        with self.database.writing(durable=True) as db:
            # one writer of a server at a time: no work is lost, and a server's ids grow in the order of commits
            lock(db, {change.server_id for change in changes})
            heads: dict[tuple[int, Key], Revision | None] = {}
            made = tuple(_appended(db, change, heads, time.time()) for change in changes)
            bump(db, {revision.server_id for revision in made if revision.state in SERVED})
            ids: dict[tuple[int, str, str], int] = {(one.server_id, *one.key): one.id for one in made}
            write_acts(db, [_placed(act, ids.get((act.server_id, act.kind, act.entry))) for act in acts])
        return made

    def revision(self, id: int) -> Revision | None:
        with self.database.reading() as db:
            row = db.execute(select(t.revisions).where(_C.id == id)).first()
        return Revision(*row) if row else None

    def history(self, server_id: int, kind: Kind, entry: str) -> tuple[Revision, ...]:
        """Every revision of an entry, oldest first."""
        wanted = (_C.server_id == server_id, _C.kind == kind, _C.entry == entry)
        return self._read(select(t.revisions).where(*wanted).order_by(_C.number))

    def heads(self, server_id: int) -> tuple[Revision, ...]:
        """The last revision of each entry, drafts too, in the order they were made."""
        return self._read(_last(server_id, only_served=False))

    def served(self, server_id: int) -> tuple[Revision, ...]:
        """Of each entry the last revision that was published or retired, in the order they were made."""
        return self._read(_last(server_id, only_served=True))

    def changes_since(self, server_id: int, revision_id: int) -> tuple[Revision, ...]:
        """What was published or retired after a revision, oldest first.

        Where a version has moved on and this is empty, names were taken out of earlier texts: read `served` anew.
        """
        wanted = (_C.server_id == server_id, _C.id > revision_id, _C.state.in_(SERVED))
        return self._read(select(t.revisions).where(*wanted).order_by(_C.id))

    def _read(self, query: Select[Any]) -> tuple[Revision, ...]:
        with self.database.reading() as db:
            return tuple(Revision(*row) for row in db.execute(query))


def _appended(db: Connection, change: Change, heads: dict[tuple[int, Key], Revision | None], now: float) -> Revision:
    """One change written, if its entry is as it was expected; `heads` are the ends of histories known so far."""
    place = change.server_id, (change.kind, change.entry)
    head = heads[place] if place in heads else _head(db, change)
    if (head.number if head else 0) != change.expected:
        raise Conflict(change, head)
    values = asdict(change)
    values["number"] = values.pop("expected") + 1
    values["at"] = now
    done = db.execute(insert(t.revisions).values(**values))
    key = done.inserted_primary_key
    assert key is not None
    made = Revision(id=key[0], **values)
    heads[place] = made
    return made


def _head(db: Connection, change: Change) -> Revision | None:
    wanted = (_C.server_id == change.server_id, _C.kind == change.kind, _C.entry == change.entry)
    row = db.execute(select(t.revisions).where(*wanted).order_by(_C.number.desc()).limit(1)).first()
    return Revision(*row) if row else None


def _last(server_id: int, *, only_served: bool) -> Select[Any]:
    wanted = [_C.server_id == server_id, *([_C.state.in_(SERVED)] if only_served else [])]
    # within one entry ids grow with numbers
    last = select(func.max(_C.id)).where(*wanted).group_by(_C.kind, _C.entry)
    return select(t.revisions).where(_C.id.in_(last)).order_by(_C.id)


def _placed(act: Act, revision: int | None) -> Act:
    return act if act.revision is not None else replace(act, revision=revision)
