"""`backtalk kb lint`: what is wrong with the knowledge files; needs no database and no engine."""

import argparse
from datetime import date

from bot.errors import NoSuchFile
from bot.opening import folder_of
from knowledge.entry_files import FOLDERS
from knowledge.lint import lint as look
from knowledge.pack import read_pack


def lint(arguments: argparse.Namespace) -> int:
    """Everything wrong with the knowledge files; the status is 1 where something is."""
    folder = folder_of(arguments)
    if not folder.is_dir():
        raise NoSuchFile(folder, "it must be a folder of answers, exercises and so on")
    pack, problems = read_pack(folder)
    found = sorted((*problems, *look(pack, folder, date.today())))
    for problem in found:
        print(problem)
    counts = ", ".join(f"{len(entries)} {FOLDERS[kind]}" for kind, entries in pack.by_kind.items())
    print(f"{counts}: {len(found) or 'no'} problem{'' if len(found) == 1 else 's'}")
    return 1 if found else 0
