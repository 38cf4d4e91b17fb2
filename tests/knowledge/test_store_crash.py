"""Processes killed while they write: what was acknowledged is there, what was not is there whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.revisions import Kind
from knowledge.store import SqlStore, open_store
from knowledge.store.check import check
from tests.databases import Postgres, from_wheel
from tests.knowledge.process import text_of

ROOT = Path(__file__).parents[2]


def written(url: str, most: int) -> dict[str, int]:
    """Let a process write and kill it after so many revisions; the last number of each entry that it was sure of."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.knowledge.process", "append", url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        lines = [next(writer.stdout) for _ in range(most)]
        writer.kill()
        lines += [line for line in writer.stdout if line.endswith("\n")]
    return {entry: int(number) for entry, number in map(str.split, lines)}


def histories(store: SqlStore) -> dict[str, list[int]]:
    """The numbers of each entry's revisions, every one of them whole."""
    kind: Kind = "answer"
    found = {entry: store.history(7, kind, entry) for entry in ("lats", "traps")}
    assert all(one.text == text_of(one.number) for history in found.values() for one in history)
    return {entry: [one.number for one in history] for entry, history in found.items()}


def assert_nothing_is_lost(store: SqlStore, sure: dict[str, int]) -> None:
    for entry, numbers in histories(store).items():
        assert numbers == list(range(1, len(numbers) + 1))
        assert sure[entry] <= len(numbers) <= sure[entry] + 1
    assert check(store.database).damage == ()
    published = sum(number % 2 for numbers in histories(store).values() for number in numbers)
    assert store.versions() == {7: published}


def test_a_killed_writer_loses_nothing_it_was_sure_of(store: SqlStore, database_url: str) -> None:
    for most in (150, 7, 60):
        assert_nothing_is_lost(store, written(database_url, most))


def test_a_server_that_ends_at_once_loses_nothing_either(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> None:
    if postgres.server is None:  # a server that was given is not ours to end
        with from_wheel(tmp_path_factory.mktemp("run")) as ours:
            crashed(ours)
    else:
        crashed(postgres)


def crashed(server: Postgres) -> None:
    url = server.migrated()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.knowledge.process", "append", url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as writer:
        assert writer.stdout
        lines = [next(writer.stdout) for _ in range(40)]
        server.crash()
        lines += [line for line in writer.stdout if line.endswith("\n")]
        assert writer.wait() == 1
    server.recover()
    store = open_store(url)
    assert_nothing_is_lost(store, {entry: int(number) for entry, number in map(str.split, lines)})
    store.close()
