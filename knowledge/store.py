"""What is remembered between messages: settings of servers, answers given, feedback, conversations, in one database."""

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from knowledge import tables as t
from knowledge.redaction import redacted
from knowledge.revisions import Revision

DAY = 24 * 60 * 60.0
AFTER_LEAVING = 30 * DAY  # a server's data is deleted this long after the bot left it
IDLE = 30 * 60.0  # a conversation is over after this much silence


@dataclass(frozen=True, slots=True)
class Server:
    """What a server's admins chose."""

    server_id: int
    answer_channels: tuple[int, ...] = ()
    forum_channels: tuple[int, ...] = ()
    moderator_role: int | None = None
    review: bool = True
    country: str = ""
    tone: Literal["silent", "hint"] = "silent"


@dataclass(frozen=True, slots=True)
class Record:
    """One answer given, and what it takes to work it out again; the texts are empty where they may not be kept."""

    id: str
    at: float
    server_id: int | None
    channel_id: int
    asker: str
    author: str  # whose words were answered; the asker's, unless somebody asked about another's message
    before: str
    text: str
    kind: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the questions log; `text` is redacted when it is written."""

    text: str
    topics: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thought of one answer."""

    answer_id: str
    person: str
    helpful: bool
    missing: str = ""
    at: float = field(default_factory=time.time)


class Store(Protocol):
    """Where an adapter keeps what it must remember; every call is one transaction."""

    def person(self, user_id: int) -> str: ...
    def server(self, server_id: int) -> Server: ...
    def save_server(self, server: Server) -> None: ...
    def servers_present(self, present: Iterable[int], now: float) -> None: ...
    def conversation(self, person: str, channel_id: int) -> str: ...
    def save_conversation(self, person: str, channel_id: int, state: str, now: float) -> None: ...
    def answered(self, record: Record, logged: Logged) -> None: ...
    def record(self, id_: str) -> Record | None: ...
    def vote(self, vote: Vote) -> None: ...
    def mark(self, key: str) -> str: ...
    def set_mark(self, key: str, value: str) -> None: ...
    def claim(self, key: str) -> bool: ...
    def about(self, person: str) -> dict[str, list[dict[str, Any]]]: ...
    def forget(self, person: str) -> int: ...
    def purge(self, now: float, keep_days: int) -> int: ...
    def reachable(self) -> bool: ...
    def served(self, server_id: int) -> tuple[Revision, ...]: ...
    def versions(self) -> dict[int, int]: ...
    def changes_since(self, server_id: int, revision_id: int) -> tuple[Revision, ...]: ...
    def watch_versions(self, told: Callable[[int], None]) -> Callable[[], None]: ...
    def close(self) -> None: ...


def default_url() -> str:
    """A SQLite file in the platform's data folder, which is made if it is missing."""
    from platformdirs import user_data_path

    folder = user_data_path("backtalk")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return f"sqlite:///{folder / 'backtalk.db'}"


def open_store(url: str = "") -> "SqlStore":
    """The database at an address, or the default one; missing tables are made.

    :raises sqlalchemy.exc.SQLAlchemyError: when it cannot be reached.
    :raises OSError: when its folder cannot be made.
    """
    address = make_url(url or default_url())
    if address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, pool_pre_ping=address.get_backend_name() != "sqlite")
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    t.METADATA.create_all(engine)
    return SqlStore(engine)


def _prepare_sqlite(connection: Any, _: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


class SqlStore:
    """The store on SQLAlchemy Core."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._salt = bytes.fromhex(self._made_once("salt", secrets.token_hex(32)))

    def _made_once(self, key: str, value: str) -> str:
        """A value that the first process to come makes, and all others read."""
        if not self.mark(key):
            self.claim(key, value)
        return self.mark(key)

    def person(self, user_id: int) -> str:
        """A user as this database knows them: a keyed hash that cannot be turned back without its key."""
        return hashlib.blake2b(str(user_id).encode(), key=self._salt, digest_size=16).hexdigest()

    # servers

    def server(self, server_id: int) -> Server:
        with self.engine.connect() as db:
            found = db.scalar(select(t.servers.c.settings).where(t.servers.c.server_id == server_id))
        return _server(json.loads(found)) if found else Server(server_id)

    def save_server(self, server: Server) -> None:
        with self.engine.begin() as db:
            values = {"settings": json.dumps(asdict(server)), "left_at": None}
            _put(db, t.servers, {"server_id": server.server_id}, values)

    def servers_present(self, present: Iterable[int], now: float) -> None:
        """The servers the bot is in: the others count as left from now on; one that comes back keeps its settings."""
        here = set(present)
        with self.engine.begin() as db:
            rows = db.execute(select(t.servers.c.server_id, t.servers.c.left_at)).all()
            known = {row.server_id: row.left_at for row in rows}
            gone = [id_ for id_, left in known.items() if left is None and id_ not in here]
            back = [id_ for id_, left in known.items() if left is not None and id_ in here]
            db.execute(update(t.servers).where(t.servers.c.server_id.in_(gone)).values(left_at=now))
            db.execute(update(t.servers).where(t.servers.c.server_id.in_(back)).values(left_at=None))
            new = [{"server_id": id_, "settings": json.dumps(asdict(Server(id_)))} for id_ in here - set(known)]
            if new:
                db.execute(insert(t.servers), new)

    # conversations and answers

    def conversation(self, person: str, channel_id: int) -> str:
        c = t.conversations.c
        with self.engine.connect() as db:
            return db.scalar(select(c.state).where(c.person == person, c.channel_id == channel_id)) or ""

    def save_conversation(self, person: str, channel_id: int, state: str, now: float) -> None:
        with self.engine.begin() as db:
            _put(db, t.conversations, {"person": person, "channel_id": channel_id}, {"state": state, "at": now})

    def answered(self, record: Record, logged: Logged) -> None:
        """Keep an answer, and a redacted line in the questions log."""
        line = {
            "at": record.at,
            "server_id": record.server_id,
            "asker": record.asker if record.text else "",
            "text": redacted(logged.text) if record.text else "",
            "kind": record.kind,
            "entry": record.entry,
            "topics": " ".join(logged.topics)[:400],
            "confidence": logged.confidence,
        }
        with self.engine.begin() as db:
            db.execute(insert(t.answers).values(**asdict(record)))
            db.execute(insert(t.questions).values(**line))

    def record(self, id_: str) -> Record | None:
        with self.engine.connect() as db:
            row = db.execute(select(t.answers).where(t.answers.c.id == id_)).mappings().first()
        return Record(**row) if row else None

    def vote(self, vote: Vote) -> None:
        """One vote a person and answer; the last one counts. A vote on an answer that is gone is dropped."""
        values = asdict(vote)
        key = {name: values.pop(name) for name in ("answer_id", "person")}
        try:
            with self.engine.begin() as db:
                _put(db, t.feedback, key, values | {"missing": redacted(vote.missing)})
        except IntegrityError:
            return

    # marks

    def mark(self, key: str) -> str:
        with self.engine.connect() as db:
            return db.scalar(select(t.marks.c.value).where(t.marks.c.key == key)) or ""

    def set_mark(self, key: str, value: str) -> None:
        with self.engine.begin() as db:
            _put(db, t.marks, {"key": key}, {"value": value, "at": time.time()})

    def claim(self, key: str, value: str = "1") -> bool:
        """Whether this call is the first ever to claim the key; in a race exactly one is."""
        try:
            with self.engine.begin() as db:
                db.execute(insert(t.marks).values(key=key, value=value, at=time.time()))
        except IntegrityError:
            return False
        return True

    # privacy and upkeep

    def about(self, person: str) -> dict[str, list[dict[str, Any]]]:
        """Everything kept of a person, table by table."""
        with self.engine.connect() as db:
            return {
                table.name: [dict(row) for row in db.execute(select(table).where(_of(table, person))).mappings()]
                for table in (t.answers, t.questions, t.feedback, t.conversations)
            }

    def forget(self, person: str) -> int:
        """Delete everything kept of a person; returns how many rows that were."""
        with self.engine.begin() as db:
            tables = (t.feedback, t.answers, t.questions, t.conversations)
            return sum(db.execute(delete(table).where(_of(table, person))).rowcount for table in tables)

    def purge(self, now: float, keep_days: int) -> int:
        """Delete what is too old, and what servers left behind long ago; returns how many rows that were."""
        old = now - keep_days * DAY
        with self.engine.begin() as db:
            left = select(t.servers.c.server_id).where(t.servers.c.left_at < now - AFTER_LEAVING)
            gone = [
                delete(t.answers).where(or_(t.answers.c.at < old, t.answers.c.server_id.in_(left))),
                delete(t.questions).where(or_(t.questions.c.at < old, t.questions.c.server_id.in_(left))),
                delete(t.conversations).where(t.conversations.c.at < now - IDLE),
                delete(t.marks).where(t.marks.c.at < old, t.marks.c.key.like("once:%")),
                delete(t.servers).where(t.servers.c.left_at < now - AFTER_LEAVING),
            ]
            return sum(db.execute(statement).rowcount for statement in gone)

    def reachable(self) -> bool:
        with self.engine.connect() as db:
            return bool(db.scalar(text("select 1")))

    def close(self) -> None:
        self.engine.dispose()


def _of(table: Table, person: str) -> Any:
    names = [name for name in ("asker", "author", "person") if name in table.c]
    return or_(*(table.c[name] == person for name in names))


Values = Mapping[str, Any]


def _put(db: Connection, table: Table, key: Values, values: Values, new: Values | None = None) -> None:
    """Update the row of this key, or make it; `new` are values that only a new row gets."""
    where = [table.c[name] == value for name, value in key.items()]
    if db.execute(update(table).where(*where).values(**values)).rowcount == 0:
        db.execute(insert(table).values(**key, **values, **(new or {})))


def _server(data: dict[str, Any]) -> Server:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Server(**known)
