"""The terminal answers with what was published for this installation, or for the server that is named."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.overlays.home import Home, at_home
from knowledge.entry_files import base_text
from knowledge.revisions import HOME, Change, Kind, State
from knowledge.store import SqlStore, open_store

GYM = 42
CHAIR = base_text("answer", "chair-choice").replace("title: ", "title: Our own ", 1)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SqlStore]:
    """The default database of a fresh home."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("BACKTALK_DATABASE_URL", raising=False)
    (tmp_path / "backtalk").mkdir()
    found = open_store(f"sqlite:///{tmp_path / 'backtalk' / 'backtalk.db'}")
    yield found
    found.close()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, engine: Engine, store: SqlStore) -> Iterator[Home]:  # noqa: ARG001 - its file
    monkeypatch.setattr("bot.overlays.home.open_for", lambda _: engine)
    with at_home(options()) as found:
        yield found


def options(**chosen: object) -> argparse.Namespace:
    return argparse.Namespace(**{"knowledge": None, "country": None, "server": None} | chosen)


def publish(store: SqlStore, server: int, kind: Kind, entry: str, text: str, state: State = "published") -> None:
    expected = len(store.history(server, kind, entry))
    store.append([Change(server, kind, entry, state, text, "shell:ada", "ada", expected=expected)])


def test_nothing_published_opens_no_database(here: Home, engine: Engine) -> None:
    assert here.engine() is engine


def test_what_is_published_here_answers_from_the_next_question_on(here: Home, engine: Engine, store: SqlStore) -> None:
    assert here.engine() is engine
    publish(store, HOME, "answer", "chair-choice", CHAIR)
    publish(store, HOME, "exercise", "bird-dog", base_text("exercise", "bird-dog"), "retired")
    served = here.engine()
    assert served.library.answers["chair-choice"].title.startswith("Our own ")
    assert "bird-dog" not in served.library.exercises
    publish(store, HOME, "answer", "chair-choice", CHAIR, "withdrawn")
    assert here.engine().library.answers["chair-choice"] == engine.library.answers["chair-choice"]


def test_a_server_is_served_its_own_alone(
    monkeypatch: pytest.MonkeyPatch, here: Home, engine: Engine, store: SqlStore
) -> None:
    monkeypatch.setattr("bot.overlays.home.open_for", lambda _: engine)
    publish(store, GYM, "answer", "chair-choice", CHAIR)
    with at_home(options(server=GYM)) as gym:
        assert gym.engine().library.answers["chair-choice"].title.startswith("Our own ")
    assert here.engine() is engine


def test_a_text_that_cannot_be_read_leaves_the_curated_one(here: Home, engine: Engine, store: SqlStore) -> None:
    publish(store, HOME, "answer", "chair-choice", "no answer at all")
    assert here.engine().library.answers["chair-choice"] == engine.library.answers["chair-choice"]


def test_trouble_is_told_once_and_the_curated_answers_serve(
    here: Home, engine: Engine, store: SqlStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.close()
    for extra in ("-wal", "-shm", ""):
        (tmp_path / "backtalk" / f"backtalk.db{extra}").unlink(missing_ok=True)
    (tmp_path / "backtalk" / "backtalk.db").write_text("no database")
    assert (here.engine(), here.engine()) == (engine, engine)
    assert capsys.readouterr().err.startswith("! Your own answers could not be read (DatabaseError)")
    assert capsys.readouterr().err == ""
