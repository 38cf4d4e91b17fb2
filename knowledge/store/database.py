"""A database and its transactions: the same promises on SQLite and PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

Values = Mapping[str, Any]
T = TypeVar("T")
BEGINNING = "backtalk_beginning"  # the execution option that says how a transaction on SQLite begins
MIGRATING = 0x6261636B  # the number of the lock that one process holds on PostgreSQL while it changes the schema
PATIENCE = 60_000  # milliseconds that a process waits on SQLite while another changes the schema


class Database:
    """The connections to one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.on_sqlite = engine.dialect.name == "sqlite"
        self._writing = _beginning(engine, "PRAGMA synchronous=NORMAL", "BEGIN IMMEDIATE")
        # of a moderator's work not even a power cut may take what was acknowledged
        self._durable = _beginning(engine, "PRAGMA synchronous=FULL", "BEGIN IMMEDIATE")
        self._exclusive = _beginning(engine, f"PRAGMA busy_timeout={PATIENCE}", "BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as db:
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One state of the whole database, however long it is read and whoever writes meanwhile."""
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect() as db:
            yield db if self.on_sqlite else db.execution_options(**options)

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """A transaction that no other writer can come between reading and writing on SQLite."""
        with (self._durable if durable else self._writing).begin() as db:
            yield db

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A transaction that changes the schema, one process after the other."""
        with self._exclusive.connect() as db:
            if self.on_sqlite:
                db.detach()  # its patience is not for those who come after
            with db.begin():
                if not self.on_sqlite:
                    db.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
                yield db

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """A database as it is; for SQLite a missing folder is made."""
    address = address_of(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    if on_sqlite and address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, pool_pre_ping=not on_sqlite)
    if on_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def address_of(url: str) -> URL:
    """An address with the driver that comes with Backtalk."""
    address = make_url(url)
    return address.set(drivername="postgresql+psycopg") if address.drivername in ("postgresql", "postgres") else address


def shown(url: str) -> str:
    """An address for people's eyes, its password hidden wherever it stands."""
    address = make_url(url)
    return address.difference_update_query(["password", "sslpassword"]).render_as_string(hide_password=True)


def _prepare_sqlite(connection: Any, _: object) -> None:
    # the driver would begin transactions by itself, later than we must
    connection.isolation_level = None
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _beginning(engine: Engine, *statements: str) -> Engine:
    return engine.execution_options(**{BEGINNING: statements})


def _begin_sqlite(db: Connection) -> None:
    for statement in db.get_execution_options().get(BEGINNING, ("BEGIN",)):
        db.exec_driver_sql(statement)


def put(db: Connection, table: Table, key: Values, values: Values) -> None:
    """Make the row of this key, or change the one there is; in a race the last one counts."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    made = dialect.insert(table).values(**key, **values)
    db.execute(made.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def add_missing(db: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Make the rows whose keys are not there yet; another process may be making them too."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    made = [dict(row) for row in rows]
    if made:
        db.execute(dialect.insert(table).on_conflict_do_nothing(), made)


def portions(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """As many at once as any database takes in one statement."""
    whole = list(items)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


class Part:
    """One noun of the store, over the database that all of them share."""

    def __init__(self, database: Database) -> None:
        self.database = database
