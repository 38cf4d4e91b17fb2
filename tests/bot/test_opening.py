"""The terminal answers with what was published for this installation, or for the server that is named."""

import argparse
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.errors import NoSuchEntry
from bot.looking import knowledge_base
from bot.opening import HERE, open_for
from knowledge.revisions import HOME
from tests.bot.test_peek import VERSIONS, made
from tests.bot.test_serving import ADDED, BIRD_DOG, CHAIR, GYM, Memory


class Published(Memory):
    """What was published, as the store of a database file has it."""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, engine: Engine) -> Published:  # noqa: ARG001 - its product
    """A database in which this installation and one server published something."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    made(tmp_path / "backtalk" / "backtalk.db", VERSIONS, f"insert into versions values ({HOME}, 1), ({GYM}, 2)")
    found = Published()
    found.publish(HOME, "answer", "our-chairs", ADDED)
    found.publish(GYM, "exercise", "bird-dog", BIRD_DOG, "retired")
    found.publish(GYM, "answer", "chair-choice", CHAIR.replace("title: ", "title: Gym: ", 1).replace("Gym: ", "Gym, "))
    monkeypatch.setattr("knowledge.store.open_store", lambda _: found)
    return found


def test_here_is_home() -> None:
    assert HERE == HOME


def options(**chosen: object) -> argparse.Namespace:
    return argparse.Namespace(**{"knowledge": None, "country": None, "server": None} | chosen)


def test_this_installation_is_served_what_it_published(store: Published) -> None:
    found = open_for(options())
    assert "our-chairs" in found.library.answers
    assert "bird-dog" in found.library.exercises
    assert store.closed


def test_a_named_server_is_served_what_it_published(store: Published) -> None:  # noqa: ARG001
    found = open_for(options(server=GYM))
    assert "our-chairs" not in found.library.answers
    assert "bird-dog" not in found.library.exercises
    assert found.library.answers["chair-choice"].title.startswith("Gym, ")


def test_nothing_published_is_added_where_it_is_not_wanted(store: Published, small_folder: Path) -> None:
    assert open_for(options(), curated=True).growth is None
    assert open_for(options(knowledge=small_folder)).growth is None
    assert store.read == 0


def test_broken_texts_are_named_and_left_out(store: Published, capsys: pytest.CaptureFixture[str]) -> None:
    store.publish(HOME, "exercise", "bird-dog", "no exercise")
    assert "bird-dog" in open_for(options()).library.exercises
    assert "exercises/bird-dog.md:1: file: must start with front matter" in capsys.readouterr().err


def test_a_store_in_trouble_costs_a_warning(store: Published, capsys: pytest.CaptureFixture[str]) -> None:
    store.broken = OSError("gone")
    assert open_for(options()).growth is None
    assert capsys.readouterr().err.startswith("! I could not read what was published here (OSError)")
    assert store.closed


def test_the_knowledge_base_of_a_server_is_looked_into(
    store: Published,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
) -> None:
    def shown(action: str, *names: str) -> list[str]:
        assert knowledge_base(options(server=GYM, action=action, names=list(names))) == 0
        return capsys.readouterr().out.splitlines()

    assert [line for line in shown("list") if line.startswith("chair-choice\tGym, ")]
    assert not [line for line in shown("list", "exercises") if line.startswith("bird-dog\t")]
    assert [line for line in shown("show", "chair-choice") if line.startswith("title: Gym, ")]
    with pytest.raises(NoSuchEntry):
        shown("show", "bird-dog")
