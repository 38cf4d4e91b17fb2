"""The questions log: what was asked lately, and what of it has no good answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, exists, func, not_, or_, select, update

from knowledge.asked import Asked
from knowledge.revisions import HOME
from knowledge.store import tables as t
from knowledge.store.database import Part, portions
from knowledge.store.records import IDLE

_C = t.questions.c


class Questions(Part):
    """What people asked, without who."""

    def recent_questions(self, server_id: int, limit: int = 200) -> tuple[Asked, ...]:
        """The last questions of a server, newest first, each wording once."""
        last = select(func.max(_C.id)).where(asked_in(server_id), worded()).group_by(_C.text)
        query = select(t.questions).where(_C.id.in_(last)).order_by(_C.id.desc()).limit(limit)
        with self.database.reading() as db:
            return tuple(_asked(row) for row in db.execute(query).mappings())

    def gaps(self, server_id: int, since: float) -> tuple[Asked, ...]:
        """Questions that got no answer, or one that did not help, and that no entry was written for; oldest first.

        A question that was asked back about counts unless the same person got an answer there within half an hour.
        """
        unhelpful = exists().where(t.feedback.c.answer_id == _C.answer_id, not_(t.feedback.c.helpful))
        missed = or_(_C.kind == "unsure", and_(_C.kind == "clarify", not_(_led_to_an_answer())), unhelpful)
        wanted = (asked_in(server_id), _C.at >= since, worded(), _C.closed_by.is_(None), missed)
        with self.database.reading() as db:
            rows = db.execute(select(t.questions).where(*wanted).order_by(_C.id)).mappings().all()
            missing = _missing(db.execute(_remarks([row["answer_id"] for row in rows if row["answer_id"]])).all())
        return tuple(_asked(row, missing.get(row["answer_id"], "")) for row in rows)

    def close_gaps(self, ids: Iterable[int], entry: str) -> None:
        """Note which entry was written for these questions; the first one counts."""
        with self.database.writing() as db:
            for some in portions(ids):
                db.execute(update(t.questions).where(_C.id.in_(some), _C.closed_by.is_(None)).values(closed_by=entry))

    def reopen_gaps(self, server_id: int, entry: str) -> None:
        """Have the questions that an entry was written for want an answer again; it is given no longer."""
        with self.database.writing() as db:
            db.execute(update(t.questions).where(asked_in(server_id), _C.closed_by == entry).values(closed_by=None))


def asked_in(server_id: int) -> ColumnElement[bool]:
    """In this server; at home are direct messages, which have none."""
    return or_(_C.server_id == server_id, _C.server_id.is_(None)) if server_id == HOME else _C.server_id == server_id


def worded() -> ColumnElement[bool]:
    """Words of a person: neither what may not be kept, nor a button, nor the number of an option."""
    return and_(_C.text.not_in(("", "#")), _C.text.not_like("/%"))


def _led_to_an_answer() -> ColumnElement[bool]:
    later = t.questions.alias("later")
    there = func.coalesce(later.c.server_id, HOME) == func.coalesce(_C.server_id, HOME)
    soon = and_(later.c.at >= _C.at, later.c.at <= _C.at + IDLE, later.c.id != _C.id)
    return exists().where(later.c.asker == _C.asker, there, soon, later.c.kind == "answer")


def _remarks(answers: Sequence[str]) -> Any:
    c = t.feedback.c
    # the answers are those of one server's gaps; at most a few thousand
    return (
        select(c.answer_id, c.missing)
        .where(c.answer_id.in_(answers), not_(c.helpful), c.missing != "")
        .order_by(c.answer_id, c.at)
    )


def _missing(rows: Iterable[Any]) -> dict[str, str]:
    """What voters said each answer lacked, each remark once, a line each."""
    found: dict[str, dict[str, None]] = {}
    for answer, missing in rows:
        found.setdefault(answer, {})[missing] = None
    return {answer: "\n".join(remarks) for answer, remarks in found.items()}


def _asked(row: RowMapping, missing: str = "") -> Asked:
    return Asked(
        id=row["id"],
        at=row["at"],
        server_id=row["server_id"] or HOME,
        text=row["text"],
        kind=row["kind"],
        entry=row["entry"],
        topics=tuple(row["topics"].split()),
        confidence=row["confidence"],
        missing=missing,
    )
