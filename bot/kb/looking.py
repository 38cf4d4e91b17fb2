"""`backtalk kb list | show | history | diff`: what the knowledge base holds, and what became of it."""

import argparse
import json
import sys
from dataclasses import asdict

from bot.errors import NoSuchEntry, NoSuchRevision
from bot.kb.differences import Text, curated, given, harmless, said, show_diff
from bot.kb.view import View, view
from bot.moderation.outcome import Sheet
from bot.terminal import Terminal
from bot.words import plain, word
from knowledge.entries import Entry
from knowledge.entry_files import FOLDERS, file_of
from knowledge.revisions import Kind, Revision


def list_entries(arguments: argparse.Namespace) -> int:
    """Ids and titles, a line each, with what is special about an entry here."""
    folders = {folder: kind for kind, folder in FOLDERS.items()}
    kinds: list[Kind] = []
    for name in arguments.names or ["answers"]:
        if name not in folders:
            raise NoSuchEntry("kind of entry", name, folders)
        kinds.append(folders[name])
    with view(arguments, always=False) as seen:
        for kind in kinds:
            for id_, entry in seen.entries(kind).items():
                marks = ", ".join(word("kb", "mark", mark) for mark in seen.marks((kind, id_)))
                print("\t".join([id_, _title(entry), *([marks] if marks else [])]))
    return 0


def _title(entry: Entry | None) -> str:
    return str(next((found for name in ("title", "name", "text") if (found := getattr(entry, name, ""))), ""))


def show(arguments: argparse.Namespace) -> int:
    """The exact texts of entries on standard output; how they stand here on standard error."""
    with view(arguments, always=False) as seen:
        sheets = [seen.sheet(seen.key(name)) for name in arguments.names]
        for sheet in sheets:
            if sheet.head:
                print(plain(word("desk", "sheet", sheet)), file=sys.stderr)
            sys.stdout.write(harmless(seen.text(sheet), sys.stdout))
    return 0


def history(arguments: argparse.Namespace) -> int:
    """What was done to an entry here, the last act first."""
    with view(arguments) as seen:
        key = seen.key(arguments.entry)
        sheet = seen.sheet(key)
        revisions = seen.store.history(seen.server_id, *key) if seen.store else ()
    if arguments.json:
        print(json.dumps([asdict(one) for one in revisions], ensure_ascii=False, indent=2))
        return 0
    terminal = Terminal.of(sys.stdout)
    if not arguments.diff:
        terminal.show(word("desk", "history", revisions))
        return 0
    for place in range(len(revisions) - 1, -1, -1):
        terminal.show(word("desk", "history", revisions[place : place + 1], revisions))
        show_diff(_before(revisions, place, sheet), said(revisions[place]))
    return 0


def _before(revisions: tuple[Revision, ...], place: int, sheet: Sheet) -> Text:
    """What an act's text is compared with: the act before it, else the curated text."""
    return said(revisions[place - 1]) if place else curated(sheet)


def diff(arguments: argparse.Namespace) -> int:
    """What is different between two texts of an entry, as a unified diff."""
    with view(arguments) as seen:
        sheet = seen.sheet(seen.key(arguments.entry))
        first = _revision(seen, sheet, arguments.first) if arguments.first else _earlier(sheet)
        second = _revision(seen, sheet, arguments.second) if arguments.second else _latest(seen, sheet)
    if not show_diff(first, second):
        Terminal.of(sys.stdout).show(word("kb", "same", first[0], second[0]))
    return 0


def _earlier(sheet: Sheet) -> Text:
    """What people are given now; where no draft is open, what they were given before the server's own text."""
    return given(sheet) if sheet.open else curated(sheet)


def _latest(seen: View, sheet: Sheet) -> Text:
    shown = sheet.head if sheet.open else sheet.live
    return said(shown) if shown else (word("kb", "curated", "there"), seen.text(sheet))


def _revision(seen: View, sheet: Sheet, number: int) -> Text:
    found = seen.store.revision(number) if seen.store else None
    if found is None or (found.server_id, found.key) != (sheet.server_id, sheet.key):
        raise NoSuchRevision(number, f"of {file_of(*sheet.key)}")
    return said(found)
