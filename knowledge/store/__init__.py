"""What is remembered between messages and of moderators' work, in one database: SQLite or PostgreSQL."""

from typing import TYPE_CHECKING, Any

from knowledge.asked import Asked
from knowledge.data_file import default_file
from knowledge.store.protocol import Store, everywhere
from knowledge.store.records import (
    AFTER_LEAVING,
    DAY,
    IDLE,
    EntryStats,
    Logged,
    Record,
    Server,
    Stats,
    Vote,
    Watcher,
)

if TYPE_CHECKING:
    from knowledge.store.sql import SqlStore

__all__ = [
    "AFTER_LEAVING",
    "DAY",
    "IDLE",
    "Asked",
    "EntryStats",
    "Logged",
    "Record",
    "Server",
    "SqlStore",
    "Stats",
    "Store",
    "Vote",
    "Watcher",
    "default_url",
    "everywhere",
    "open_store",
]


def default_url() -> str:
    """The default file as a SQLite address; its folder is made if it is missing."""
    file = default_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return f"sqlite:///{file}"


def open_store(url: str = "") -> "SqlStore":
    """The store at an address, or the default one, brought up to date.

    :raises NewerDatabase: when a newer Backtalk wrote it; nothing is touched.
    :raises sqlalchemy.exc.SQLAlchemyError: when it cannot be reached.
    :raises OSError: when its folder cannot be made.
    """
    from knowledge.store.database import open_database
    from knowledge.store.schema import upgrade
    from knowledge.store.sql import SqlStore

    database = open_database(url or default_url())
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


def __getattr__(name: str) -> Any:
    # the store itself is imported only where one is opened, so that its values cost nothing
    if name == "SqlStore":
        from knowledge.store.sql import SqlStore

        return SqlStore
    raise AttributeError(name)
