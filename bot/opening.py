"""Opens the engine a command works with: its knowledge folder, its server, its country, and progress on stderr."""

import argparse
import os
import sys
from pathlib import Path

from bot.engine import Engine, open_engine
from bot.errors import NoSuchFile
from bot.words import plain, word
from knowledge.folder import BASE
from knowledge.revisions import HOME


def open_for(arguments: argparse.Namespace, warn: bool = True) -> Engine:
    """The engine for a command's options; broken knowledge files are named on stderr and left out.

    :raises NoSuchFile: when the knowledge folder does not exist.
    """
    folder = folder_of(arguments)
    try:
        engine = open_engine(folder, country(arguments), lambda line: print(f"backtalk: {line}", file=sys.stderr))
    except FileNotFoundError as error:
        raise NoSuchFile(folder, "it must be a folder of answers, exercises and so on") from error
    if warn and engine.problems:
        print(plain(word("repl", "pack_warning", engine.problems)), file=sys.stderr)
    return engine


def folder_of(arguments: argparse.Namespace) -> Path:
    """Where the knowledge files are: --knowledge, or the curated ones that come with the package."""
    return Path(arguments.knowledge) if arguments.knowledge else BASE


def server_of(arguments: argparse.Namespace) -> int:
    """Whose own answers count: --server, or this installation itself, also of commands that know no servers."""
    server = getattr(arguments, "server", None)
    return HOME if server is None else int(server)


def country(arguments: argparse.Namespace) -> str:
    """Whose emergency numbers to give: --country, BACKTALK_COUNTRY, or none, which gives the international ones."""
    return str(arguments.country or os.environ.get("BACKTALK_COUNTRY", "")).upper()
