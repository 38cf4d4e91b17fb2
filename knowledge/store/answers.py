"""Answers given, what people thought of them, and the conversations they belong to."""

from dataclasses import asdict

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from knowledge.redaction import redacted
from knowledge.store import tables as t
from knowledge.store.database import Part, put
from knowledge.store.records import Logged, Record, Vote
from knowledge.store.texts import mended


class Answers(Part):
    """What was said to whom."""

    def conversation(self, person: str, channel_id: int) -> str:
        c = t.conversations.c
        with self.database.reading() as db:
            return db.scalar(select(c.state).where(c.person == person, c.channel_id == channel_id)) or ""

    def save_conversation(self, person: str, channel_id: int, state: str, now: float) -> None:
        with self.database.writing() as db:
            put(
                db,
                t.conversations,
                {"person": person, "channel_id": channel_id},
                {"state": mended(state), "at": now},
            )

    def answered(self, record: Record, logged: Logged) -> None:
        """Keep an answer, and a redacted line in the questions log."""
        line = {
            "at": record.at,
            "server_id": record.server_id,
            "asker": record.asker if record.text else "",
            "text": mended(redacted(logged.text)) if record.text else "",
            "kind": record.kind,
            "entry": record.entry,
            "topics": " ".join(logged.topics)[:400],
            "confidence": logged.confidence,
            "answer_id": record.id,
        }
        texts = {"before": mended(record.before), "text": mended(record.text)}
        with self.database.writing() as db:
            db.execute(insert(t.answers).values(**asdict(record) | texts))
            db.execute(insert(t.questions).values(**line))

    def record(self, id_: str) -> Record | None:
        with self.database.reading() as db:
            row = db.execute(select(t.answers).where(t.answers.c.id == id_)).mappings().first()
        return Record(**row) if row else None

    def vote(self, vote: Vote) -> None:
        """One vote a person and answer; the last one counts. A vote on an answer that is gone is dropped."""
        values = asdict(vote)
        key = {name: values.pop(name) for name in ("answer_id", "person")}
        try:
            with self.database.writing() as db:
                put(db, t.feedback, key, values | {"missing": mended(redacted(vote.missing))})
        except IntegrityError:
            return
