"""Which schema a database has, and how it gets this program's."""

from pathlib import Path

from sqlalchemy import Connection, column, func, insert, inspect, select, table

from knowledge.store.database import Database
from knowledge.store.tables import METADATA

SCHEMAS = ("0001", "0002", "0003")  # of the files in migrations/versions, oldest first
HEAD = SCHEMAS[-1]
NOTHING = ""  # the schema of a database without tables of ours
_STAMP = table("alembic_version", column("version_num"))


class NewerDatabase(Exception):
    """The database has a schema that this program does not know; nothing was touched."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the database has schema {found}; this program knows {SCHEMAS[0]} to {HEAD}")
        self.found, self.known = found, HEAD


def schema_of(db: Connection) -> str:
    """The schema of a database; one without a stamp, as the first Backtalk made it, is 0001.

    :raises NewerDatabase: when this program does not know it.
    """
    names = set(inspect(db).get_table_names())
    stamped = db.scalar(select(func.max(_STAMP.c.version_num))) if _STAMP.name in names else None
    if stamped is None:
        return SCHEMAS[0] if names & set(METADATA.tables) else NOTHING
    if stamped not in SCHEMAS:
        raise NewerDatabase(str(stamped))
    return str(stamped)


def upgrade(database: Database) -> tuple[str, str]:
    """Bring a database to this program's schema, all of it or nothing; returns the schemas before and after.

    :raises NewerDatabase: when it is ahead of this program.
    """
    with database.reading() as db:
        found = schema_of(db)
    if found != HEAD:
        with database.exclusive() as db:
            found = schema_of(db)  # another process may have been quicker
            if found == NOTHING:
                create(db)
            elif found != HEAD:
                migrate(db, HEAD)
    return found, HEAD


def create(db: Connection) -> None:
    """Make every table as it is today."""
    METADATA.create_all(db)
    db.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
    )
    db.execute(insert(_STAMP).values(version_num=HEAD))


def migrate(db: Connection, schema: str) -> None:
    """Take every step up to a schema, within the transaction of the connection."""
    # Alembic costs a fifth of a second, and a database is behind once in a release
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = db
    command.upgrade(config, schema)
