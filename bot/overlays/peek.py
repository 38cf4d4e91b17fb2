"""Whether a server published anything, looked up in the default database file without what a whole store needs."""

import os
from contextlib import closing
from pathlib import Path

PATIENCE = 1.0  # seconds to wait for a database that somebody writes to


def elsewhere() -> bool:
    """Whether a setting may name another database than the default file."""
    from platformdirs import user_config_path

    chosen = os.environ.get("BACKTALK_DATABASE_URL")
    return bool(chosen) or (user_config_path("backtalk") / "settings.toml").is_file()


def has_published(server_id: int, path: Path) -> bool:
    """Whether a database file has anything that a server published; one of before there was publishing has not.

    :raises sqlite3.Error: when it cannot be read.
    """
    if not path.is_file():
        return False
    import sqlite3

    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as db:
        known = db.execute("select 1 from sqlite_master where type = 'table' and name = 'versions'").fetchone()
        row = known and db.execute("select version from versions where server_id = ?", (server_id,)).fetchone()
    return bool(row and row[0])
