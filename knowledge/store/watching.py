"""Askers who want to hear when their question has an answer."""

import time
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.exc import IntegrityError

from knowledge.revisions import HOME
from knowledge.store import tables as t
from knowledge.store.database import Part, portions, put
from knowledge.store.marks import Marks
from knowledge.store.questions import worded
from knowledge.store.records import Watcher

_C = t.watchers.c


class Watching(Marks, Part):
    """The one place where ids of users are kept: only while they wait, and because they asked."""

    def watch(self, answer_id: str, user_id: int, channel_id: int, message_id: int) -> bool:
        """Note that somebody wants to be told; False where the question is gone, wordless or has its entry already."""
        q = t.questions.c
        person = self.person(user_id)
        place = {"user_id": user_id, "channel_id": channel_id, "message_id": message_id, "at": time.time()}
        try:
            with self.database.writing() as db:
                question = db.scalar(select(q.id).where(q.answer_id == answer_id, q.closed_by.is_(None), worded()))
                if question is not None:
                    put(db, t.watchers, {"question_id": question, "person": person}, place)
        except IntegrityError:  # the question was deleted meanwhile
            return False
        return question is not None

    def watchers(self, ids: Iterable[int]) -> tuple[Watcher, ...]:
        """Who waits for an answer to these questions."""
        found: list[Watcher] = []
        with self.database.reading() as db:
            for some in portions(sorted(set(ids))):
                wanted = _waiting().where(_C.question_id.in_(some))
                found += [Watcher(**row) for row in db.execute(wanted).mappings()]
        return tuple(found)

    def due_watchers(self) -> tuple[Watcher, ...]:
        """Who waits though an entry was written for their question, in any server, by whichever process."""
        with self.database.reading() as db:
            # what was taken off the list is closed by no entry
            wanted = _waiting().where(t.questions.c.closed_by != "")
            return tuple(Watcher(**row) for row in db.execute(wanted).mappings())

    def unwatch(self, ids: Iterable[int]) -> None:
        """Forget who waited for these questions; they were told."""
        with self.database.writing() as db:
            for some in portions(ids):
                db.execute(delete(t.watchers).where(_C.question_id.in_(some)))


def _waiting() -> Select[Any]:
    q = t.questions.c
    columns = (_C.question_id, _C.user_id, _C.channel_id, _C.message_id, q.text)
    place = func.coalesce(q.server_id, HOME).label("server_id")
    entry = func.coalesce(q.closed_by, "").label("entry")
    return select(*columns, place, entry).join(t.questions).order_by(_C.question_id, _C.at)
