"""A server's figures: what was asked, what became of it, and who wrote."""

from sqlalchemy import Connection, Select, case, func, select

from knowledge.store import tables as t
from knowledge.store.database import Part
from knowledge.store.questions import asked_in, worded
from knowledge.store.records import EntryStats, Stats

MOST = 10  # how many of the most asked questions are named
_C = t.questions.c


class Figures(Part):
    """Counts over a time."""

    def stats(self, server_id: int, since: float) -> Stats:
        """What happened in a server since a time; kept no longer than questions are, but for what was written."""
        with self.database.reading() as db:
            wanted = (asked_in(server_id), _C.at >= since)
            kinds = {row.kind: row.asked for row in db.execute(_kinds().where(*wanted))}
            entries = db.execute(_entries().where(*wanted)).mappings().all()
            most = db.execute(_most().where(*wanted)).all()
            return Stats(
                asked=sum(kinds.values()),
                answered=kinds.get("answer", 0),
                clarified=kinds.get("clarify", 0),
                unsure=kinds.get("unsure", 0),
                urgent=kinds.get("urgent", 0),
                by_entry=tuple(EntryStats(**row) for row in entries),
                most_asked=tuple((row.text, row.asked) for row in most),
                written_by=_written(db, server_id, since),
            )


def _kinds() -> Select[tuple[str, int]]:
    return select(_C.kind, func.count().label("asked")).group_by(_C.kind)


def _entries() -> Select[tuple[str, int, int, int]]:
    f = t.feedback.c
    votes = (
        select(
            f.answer_id,
            func.sum(case((f.helpful, 1), else_=0)).label("helpful"),
            func.sum(case((f.helpful, 0), else_=1)).label("not_helpful"),
        )
        .group_by(f.answer_id)
        .subquery()
    )
    asked = func.count().label("asked")
    helpful, not_helpful = (func.coalesce(func.sum(c), 0).label(c.name) for c in (votes.c.helpful, votes.c.not_helpful))
    joined = t.questions.outerjoin(votes, votes.c.answer_id == _C.answer_id)
    query = select(_C.entry, asked, helpful, not_helpful).select_from(joined)
    return query.where(_C.entry != "").group_by(_C.entry).order_by(asked.desc(), _C.entry)


def _most() -> Select[tuple[str, int]]:
    asked = func.count().label("asked")
    return select(_C.text, asked).where(worded()).group_by(_C.text).order_by(asked.desc(), _C.text).limit(MOST)


def _written(db: Connection, server_id: int, since: float) -> tuple[tuple[str, int], ...]:
    c = t.revisions.c
    count = func.count().label("written")
    wanted = (c.server_id == server_id, c.at >= since, c.name != "")
    rows = db.execute(select(c.name, count).where(*wanted).group_by(c.name).order_by(count.desc(), c.name)).all()
    return tuple((row.name, row.written) for row in rows)
