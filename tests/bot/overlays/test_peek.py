"""Whether anything was published, looked up without a store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.overlays.peek import elsewhere, has_published
from knowledge.data_file import default_file
from tests.conftest import Command

ASKED = ("ask", "right erector bigger than left")


def made(path: Path, *statements: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()
    return path


VERSIONS = "create table versions (server_id integer primary key, version integer)"


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ((), False),
        (("create table marks (key text)",), False),  # of before there was publishing
        ((VERSIONS,), False),
        ((VERSIONS, "insert into versions values (0, 0)"), False),
        ((VERSIONS, "insert into versions values (7, 3)"), False),
        ((VERSIONS, "insert into versions values (0, 3)"), True),
    ],
)
def test_a_file_says_whether_a_server_published(tmp_path: Path, statements: tuple[str, ...], found: bool) -> None:
    assert has_published(0, made(tmp_path / "backtalk.db", *statements)) is found


def test_where_there_is_no_file_nothing_was_published(tmp_path: Path) -> None:
    assert not has_published(0, tmp_path / "nowhere" / "backtalk.db")
    assert not (tmp_path / "nowhere").exists()


def test_another_database_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("BACKTALK_DATABASE_URL", raising=False)
    assert not elsewhere()
    monkeypatch.setenv("BACKTALK_DATABASE_URL", "sqlite:///other.db")
    assert elsewhere()
    monkeypatch.delenv("BACKTALK_DATABASE_URL")
    (tmp_path / "backtalk").mkdir()
    (tmp_path / "backtalk" / "settings.toml").write_text("")
    assert elsewhere()


def test_the_default_file_is_the_one_of_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from knowledge.store import default_url

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{default_file()}"


@pytest.fixture
def broken(tmp_path: Path) -> str:
    (tmp_path / "backtalk").mkdir()
    (tmp_path / "backtalk" / "backtalk.db").write_bytes(b"no database at all" * 100)
    return str(tmp_path)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[str]:
    path = made(tmp_path / "backtalk" / "backtalk.db", VERSIONS)
    with closing(sqlite3.connect(path)) as db:
        db.execute("begin exclusive")
        yield str(tmp_path)


@pytest.mark.parametrize("trouble", ["broken", "locked"])
def test_a_database_in_trouble_costs_a_warning_and_no_answer(
    backtalk: Command, trouble: str, request: pytest.FixtureRequest
) -> None:
    done = backtalk(*ASKED, XDG_DATA_HOME=request.getfixturevalue(trouble))
    assert (done.returncode, done.stdout) == (0, backtalk(*ASKED).stdout)
    assert done.stderr.startswith("! Your own answers could not be read (")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_of_before_publishing_is_no_trouble(backtalk: Command, tmp_path: Path) -> None:
    made(tmp_path / "backtalk" / "backtalk.db", "create table marks (key text)")
    done = backtalk(*ASKED, XDG_DATA_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_address_costs_a_warning_and_no_answer(backtalk: Command) -> None:
    done = backtalk(*ASKED, BACKTALK_DATABASE_URL="nonsense")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "the curated ones reply" in done.stderr


def test_without_a_database_nothing_heavy_is_loaded(backtalk: Command) -> None:
    """The imports of a cold start, as Python itself lists them."""
    done = backtalk(*ASKED, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "numpy" in loaded
    assert loaded & {"sqlalchemy", "pydantic", "pydantic_settings", "sklearn", "yaml", "alembic", "discord"} == set()
