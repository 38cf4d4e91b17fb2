"""Marks: small things that are noted once, and the key that turns users into codes."""

import hashlib
import secrets
import time

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from knowledge.store import tables as t
from knowledge.store.database import Part, put


class Marks(Part):
    """What is noted under a key."""

    _salt: bytes = b""

    def person(self, user_id: int) -> str:
        """A user as this database knows them: a keyed hash that cannot be turned back without its key."""
        self._salt = self._salt or bytes.fromhex(self._made_once("salt", secrets.token_hex(32)))
        return hashlib.blake2b(str(user_id).encode(), key=self._salt, digest_size=16).hexdigest()

    def _made_once(self, key: str, value: str) -> str:
        """A value that the first process to come makes, and all others read."""
        if not self.mark(key):
            self.claim(key, value)
        return self.mark(key)

    def mark(self, key: str) -> str:
        with self.database.reading() as db:
            return db.scalar(select(t.marks.c.value).where(t.marks.c.key == key)) or ""

    def set_mark(self, key: str, value: str) -> None:
        with self.database.writing() as db:
            put(db, t.marks, {"key": key}, {"value": value, "at": time.time()})

    def claim(self, key: str, value: str = "1") -> bool:
        """Whether this call is the first ever to claim the key; in a race exactly one is."""
        try:
            with self.database.writing() as db:
                db.execute(insert(t.marks).values(key=key, value=value, at=time.time()))
        except IntegrityError:
            return False
        return True
