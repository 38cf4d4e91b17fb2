"""Opens the engine a command works with: its knowledge folder, what was published here, its country."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine import Engine, open_engine
from bot.errors import NoSuchFile
from bot.words import plain, word
from knowledge.folder import BASE

if TYPE_CHECKING:
    from knowledge.revisions import Revision


HERE = 0  # `knowledge.revisions.HOME`, which a start without anything published need not load


def open_for(arguments: argparse.Namespace, *, curated: bool = False) -> Engine:
    """The engine for a command's options; broken knowledge files are named on stderr and left out.

    `curated` leaves aside what was published.

    :raises NoSuchFile: when the knowledge folder does not exist.
    """
    folder = Path(arguments.knowledge) if arguments.knowledge else BASE
    try:
        engine = open_engine(folder, country(arguments), _tell)
    except FileNotFoundError as error:
        raise NoSuchFile(folder, "it must be a folder of answers, exercises and so on") from error
    if not curated and (revisions := published_for(arguments)):
        from bot.serving import View

        view = View(engine).after(revisions, folder)
        broken = (problem for problems in view.problems.values() for problem in problems)
        engine = replace(view.engine, problems=(*engine.problems, *broken))
    if engine.problems:
        print(plain(word("repl", "pack_warning", engine.problems)), file=sys.stderr)
    return engine


def published_for(arguments: argparse.Namespace) -> "tuple[Revision, ...]":
    """What the server of a command's options published; nothing, and a warning, where the database cannot be read.

    Another knowledge folder is looked at for its own sake, unless a server is named as well.
    """
    server = getattr(arguments, "server", None)
    if server is None and arguments.knowledge:
        return ()
    try:
        return _published(server)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, the curated answers are there
        print(plain(word("repl", "no_published", type(error).__name__)), file=sys.stderr)
        return ()


def _published(server: int | None) -> "tuple[Revision, ...]":
    from bot.peek import default_file, elsewhere, has_published

    server = HERE if server is None else server
    if not (apart := elsewhere()) and not has_published(server, default_file()):
        return ()
    # a whole store brings SQLAlchemy along, which only those who published something pay for
    from bot.serving import Revisions
    from bot.settings import read_settings
    from knowledge.store import open_store

    store = open_store(read_settings().database_url if apart else "")
    try:
        revisions: Revisions = store
        return revisions.served(server)
    finally:
        store.close()


def _tell(line: str) -> None:
    print(f"backtalk: {line}", file=sys.stderr)


def country(arguments: argparse.Namespace) -> str:
    """Whose emergency numbers to give: --country, BACKTALK_COUNTRY, or none, which gives the international ones."""
    return str(arguments.country or os.environ.get("BACKTALK_COUNTRY", "")).upper()
