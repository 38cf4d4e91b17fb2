"""`backtalk db`: what an operator types, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.cli import main
from knowledge.revisions import Change
from knowledge.store import Logged, Record, SqlStore
from knowledge.store.database import shown
from knowledge.store.schema import HEAD

Command = Callable[..., "CompletedProcess[str]"]
RECORD = Record("0" * 12, 1_700_000_000.0, 7, 8, "ada", "ada", "{}", "left lat smaller", "unsure")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process, over the database at an address."""

    def run(url: str, *words: str) -> CompletedProcess[str]:
        monkeypatch.setenv("BACKTALK_DATABASE_URL", url)
        status = main(["db", *words])
        return CompletedProcess(words, status, *capsys.readouterr())

    return run


def test_from_nothing_to_a_restored_backup(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "all.gz"
    first, second = (f"sqlite:///{tmp_path / name}.db" for name in ("first", "second"))
    said = [
        command(url, *words)
        for url, words in (
            (first, ("check",)),
            (first, ("upgrade",)),
            (first, ("upgrade",)),
            (first, ("check",)),
            (first, ("backup", str(file))),
            (first, ("backup", str(file))),
            (first, ("backup", str(file), "--force")),
            (second, ("restore", str(file))),
            (second, ("restore", str(tmp_path / "nothing.gz"))),
        )
    ]
    assert [(done.returncode, (done.stdout + done.stderr).split("\n")[0]) for done in said] == [
        (2, f"backtalk: there is no database at {first}; `backtalk db upgrade` makes one"),
        (0, f"{first}: made new, with schema {HEAD}."),
        (0, f"{first}: schema {HEAD}, up to date."),
        (0, first),
        (0, f"{file}: 0 rows, schema {HEAD}."),
        (2, f"backtalk: {file} is there already; give another name, or --force to replace it"),
        (0, f"{file}: 0 rows, schema {HEAD}."),
        (0, f"{second}: 0 rows from {file}."),
        (2, f"backtalk: cannot read {tmp_path / 'nothing.gz'}: No such file or directory"),
    ]
    assert said[3].stdout.endswith("- watchers: 0\nNothing is wrong.\n")


def test_what_is_wrong_is_named_with_status_1(store: SqlStore, database_url: str, command: Command) -> None:
    store.append([Change(7, "answer", "lats", "published", "no front matter", "ada", "Ada")])
    done = command(database_url, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{shown(database_url)}\nSchema {HEAD}, up to date\n" in done.stdout
    assert "- revisions: 1\n" in done.stdout
    assert "! cannot be read: server 7, answer lats, revision 1: answers/lats.md:1" in done.stdout


def test_a_full_database_is_not_replaced_by_mistake(
    store: SqlStore, database_url: str, command: Command, tmp_path: Path
) -> None:
    store.answered(RECORD, Logged(RECORD.text))
    assert command(database_url, "backup", str(tmp_path / "all.gz")).returncode == 0
    done = command(database_url, "restore", str(tmp_path / "all.gz"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"backtalk: the database {shown(database_url)} is not empty. Nothing was touched.")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense:secret", "cannot open the database: the setting database_url is no address of one"),
        ("mysql://me:secret@host/db", "cannot open the database: the setting database_url is no address of one"),
        ("postgresql://me:secret@127.0.0.1:9/db", "the database postgresql://me:***@127.0.0.1:9/db: OperationalError"),
    ],
)
def test_what_an_operator_can_mend_is_said_without_the_password(command: Command, url: str, said: str) -> None:
    done = command(url, "upgrade")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr
    assert "secret" not in done.stderr


def test_a_newer_database_is_named_and_left_alone(store: SqlStore, database_url: str, command: Command) -> None:
    with store.database.writing() as db:
        db.exec_driver_sql("update alembic_version set version_num = '0999'")
    for words in (("upgrade",), ("check",), ("backup", "never.gz")):
        done = command(database_url, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"it has schema 0999, and this program knows only up to {HEAD}. Nothing was touched." in done.stderr
    assert not Path("never.gz").exists()
