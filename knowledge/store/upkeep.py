"""Deleting what is too old, and what servers left behind."""

from sqlalchemy import delete, or_, select, text

from knowledge.store import tables as t
from knowledge.store.database import Part
from knowledge.store.records import AFTER_LEAVING, DAY, IDLE


class Upkeep(Part):
    """What is done to the database every hour, and at the end."""

    def purge(self, now: float, keep_days: int) -> int:
        """Delete what is too old, and what servers left behind long ago; returns how many rows that were.

        Histories and the audit trail are kept for as long as their server keeps the bot.
        """
        old = now - keep_days * DAY
        left = select(t.servers.c.server_id).where(t.servers.c.left_at < now - AFTER_LEAVING)
        with self.database.writing() as db:
            gone = [
                delete(t.watchers).where(t.watchers.c.at < old),
                delete(t.answers).where(or_(t.answers.c.at < old, t.answers.c.server_id.in_(left))),
                delete(t.questions).where(or_(t.questions.c.at < old, t.questions.c.server_id.in_(left))),
                delete(t.conversations).where(t.conversations.c.at < now - IDLE),
                delete(t.marks).where(t.marks.c.at < old, t.marks.c.key.like("once:%")),
                *(delete(table).where(table.c.server_id.in_(left)) for table in (t.revisions, t.acts, t.versions)),
                delete(t.servers).where(t.servers.c.left_at < now - AFTER_LEAVING),
            ]
            return sum(db.execute(statement).rowcount for statement in gone)

    def reachable(self) -> bool:
        with self.database.reading() as db:
            return bool(db.scalar(text("select 1")))

    def close(self) -> None:
        self.database.close()
