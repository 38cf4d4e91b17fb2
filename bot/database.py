"""`backtalk db`: the database brought up to date, looked over, saved to a file and filled from one."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import BacktalkError
from bot.settings import read_settings
from bot.words import word
from knowledge.store import SqlStore, default_url, open_store
from knowledge.store.backup import BrokenBackup, backup
from knowledge.store.check import check
from knowledge.store.database import Database, address_of, open_database, shown
from knowledge.store.restore import NotEmpty, restore
from knowledge.store.schema import HEAD, NOTHING, NewerDatabase, upgrade

PATIENCE = 2.0  # seconds between two lines about how far it is


def open_settled(url: str) -> SqlStore:
    """The store that the settings name, the default one where they name none.

    :raises BacktalkError: when it cannot be opened, or is newer than this program.
    """
    with mendable(url):
        return open_store(url)


def upgrade_command(_: argparse.Namespace) -> int:
    """Make the database, or bring it to this program's schema."""
    with _database() as (database, address):
        before, after = upgrade(database)
        print(word("database", "upgraded", address, before, after))
    return 0


def check_command(_: argparse.Namespace) -> int:
    """Look the database over; status 1 where something is wrong with it."""
    with _database(existing=True) as (database, address):
        found = check(database)
        if found.schema == NOTHING:
            raise BacktalkError(word("database", "no_database", address))
        print(word("database", "checked", address, found, HEAD))
    return 0 if found.sound else 1


def backup_command(arguments: argparse.Namespace) -> int:
    """Save everything to a file, while the bot runs."""
    path: Path = arguments.file
    if path.exists() and not arguments.force:
        raise BacktalkError(word("database", "exists", path))
    with _database(existing=True) as (database, _):
        try:
            header = backup(database, path, _Progress())
        except OSError as error:
            raise BacktalkError(word("database", "unwritten", path, error.strerror or type(error).__name__)) from None
        print(word("database", "backed_up", path, header))
    return 0


def restore_command(arguments: argparse.Namespace) -> int:
    """Fill an empty database from a file; with --force any."""
    path: Path = arguments.file
    with _database() as (database, address):
        try:
            header = restore(database, path, _Progress(), replacing=arguments.force)
        except BrokenBackup as error:
            raise BacktalkError(word("database", "broken_backup", path, error)) from None
        except NotEmpty:
            raise BacktalkError(word("database", "not_empty", address)) from None
        except OSError as error:
            raise BacktalkError(word("database", "unread", path, error.strerror or type(error).__name__)) from None
        print(word("database", "restored", address, path, header))
    return 0


@contextmanager
def _database(*, existing: bool = False) -> Iterator[tuple[Database, str]]:
    """The database of the settings and its address as it may be shown."""
    url = read_settings().database_url.get_secret_value() or default_url()
    with mendable(url):
        file = address_of(url)
        if existing and file.get_backend_name() == "sqlite" and not Path(file.database or "").is_file():
            raise BacktalkError(word("database", "no_database", shown(url)))
        database = open_database(url)
        try:
            yield database, shown(url)
        finally:
            database.close()


@contextmanager
def mendable(url: str) -> Iterator[None]:
    """Turn what can go wrong with an address into a line that says how to mend it, without any password."""
    try:
        yield
    except (ArgumentError, ImportError):
        raise BacktalkError(word("database", "wrong_address")) from None
    except NewerDatabase as error:
        reason = word("database", "newer", error.found, error.known)
        raise BacktalkError(word("database", "unreachable", _address(url), reason)) from error
    except (SQLAlchemyError, OSError) as error:
        raise BacktalkError(word("database", "unreachable", _address(url), type(error).__name__)) from error


def _address(url: str) -> str:
    return shown(url or default_url())


class _Progress:
    """Says on stderr how far long work is."""

    def __init__(self) -> None:
        self.said = time.monotonic()

    def __call__(self, done: int, all_: int) -> None:
        if time.monotonic() - self.said > PATIENCE:
            self.said = time.monotonic()
            print(word("database", "progress", done, all_), file=sys.stderr)
