"""The version of what each server serves: counted up with every change, and watched by every process."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from knowledge.store import tables as t
from knowledge.store.database import Database, Part

CHANNEL = "backtalk_versions"
QUICK = 0.2  # seconds between two looks at the counter on SQLite
NET = 5.0  # seconds between two looks on PostgreSQL, for a notification that was lost
AGAIN = 0.5  # seconds until a database that could not be reached is tried again
_C = t.versions.c

Told = Callable[[int], None]


class Versions(Part):
    """What processes need to know of each other's changes."""

    def versions(self) -> dict[int, int]:
        """The version of what each server serves; a server that never published anything has none."""
        with self.database.reading() as db:
            rows = db.execute(select(_C.server_id, _C.version).where(_C.version > 0))
            return {row.server_id: row.version for row in rows}

    def watch_versions(self, told: Told) -> Callable[[], None]:
        """Call `told` with a server's id, in a thread of its own, after each change of what it serves, from now on.

        A change that `told` could not deal with is told again. Returns a function that ends it.
        """
        watch = _Watch(self.database, self.versions, told)
        watch.thread.start()
        return watch.stop


def lock(db: Connection, servers: Iterable[int]) -> None:
    """Let nobody else write these servers' histories until the transaction ends."""
    for server_id in sorted(servers):  # in one order, so that two writers never wait for each other
        dialect = sqlite if db.dialect.name == "sqlite" else postgresql
        made = dialect.insert(t.versions).values(server_id=server_id, version=0)
        db.execute(made.on_conflict_do_update(index_elements=["server_id"], set_={"version": _C.version}))


def bump(db: Connection, servers: Iterable[int]) -> None:
    """Count up the versions of servers, whose rows must be locked, and tell the other processes on commit."""
    wanted = sorted(servers)
    db.execute(update(t.versions).where(_C.server_id.in_(wanted)).values(version=_C.version + 1))
    notify(db, wanted)


def notify(db: Connection, servers: Iterable[int]) -> None:
    """Wake the other processes on PostgreSQL once the transaction is committed; on SQLite they look by themselves."""
    if db.dialect.name == "postgresql":
        for server_id in servers:
            db.execute(select(func.pg_notify(CHANNEL, str(server_id))))


class _Watch:
    """One thread that looks at the counter whenever there may be something new."""

    def __init__(self, database: Database, read: Callable[[], dict[int, int]], told: Told) -> None:
        self.database, self.read, self.told = database, read, told
        self.seen = read()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="versions", daemon=True)

    def stop(self) -> None:
        self.ended.set()
        if self.thread is not threading.current_thread():
            self.thread.join()

    def _run(self) -> None:
        while not self.ended.is_set():
            # a lost connection is nothing to tell anybody of: the next one begins with a look at what was missed
            with suppress(SQLAlchemyError, OSError, *_driver_errors(self.database)):
                self._poll() if self.database.on_sqlite else self._listen()
            self.ended.wait(AGAIN)

    def _poll(self) -> None:
        while not self.ended.wait(QUICK):
            self._look()

    def _listen(self) -> None:
        with _listening(self.database) as connection:
            due = 0.0
            while not self.ended.is_set():
                if due <= 0 or list(connection.notifies(timeout=QUICK, stop_after=1)):
                    due = NET if self._look() else AGAIN
                due -= QUICK

    def _look(self) -> bool:
        """Tell of what changed; whether all of it was taken up."""
        now = self.read()
        changed = [id_ for id_ in sorted(now.keys() | self.seen.keys()) if now.get(id_, 0) != self.seen.get(id_, 0)]
        taken_up = [id_ for id_ in changed if self._tell(id_)]
        self.seen |= {id_: now.get(id_, 0) for id_ in taken_up}
        return len(taken_up) == len(changed)

    def _tell(self, server_id: int) -> bool:
        try:
            self.told(server_id)
        except Exception:  # an error in one server must not keep the others from hearing
            logging.getLogger(__name__).exception("a change of what server %s serves was not taken up", server_id)
            return False
        return True


@contextmanager
def _listening(database: Database) -> Iterator[Any]:
    """A connection of the driver's own that hears of every change, outside of the pool."""
    pooled = database.engine.raw_connection()
    connection: Any = pooled.driver_connection
    pooled.detach()
    try:
        connection.rollback()
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        yield connection
    finally:
        connection.close()


def _driver_errors(database: Database) -> tuple[type[Exception], ...]:
    error: type[Exception] | None = getattr(database.engine.dialect.dbapi, "Error", None)
    return (error,) if error else ()
