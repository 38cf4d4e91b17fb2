"""What one server's knowledge looks like from the shell, read without opening an engine."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.engine import load_pack
from bot.kb.naming import known, meant
from bot.kb.opening import opened_store
from bot.moderation.checking import text_of
from bot.moderation.outcome import OPEN, Sheet
from bot.opening import folder_of, server_of
from bot.settings import read_settings
from bot.terminal import Terminal
from bot.words import word
from knowledge.data_file import default_file
from knowledge.entries import Entry, Pack
from knowledge.entry_files import base_text, read_entry
from knowledge.library import Library
from knowledge.overlay import Overlay, laid_over
from knowledge.pack import BrokenEntry
from knowledge.revisions import HOME, Key, Kind, Revision, served
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class View:
    """The curated pack, and what a server made of it."""

    folder: Path
    curated: Pack
    server_id: int = HOME
    store: Store | None = None
    heads: Mapping[Key, Revision] = field(default_factory=dict)
    live: Mapping[Key, Revision] = field(default_factory=dict)
    overlay: Overlay = field(default_factory=Overlay)

    @property
    def pack(self) -> Pack:
        """What is given here."""
        return laid_over(self.curated, self.overlay.entries)

    @property
    def library(self) -> Library:
        return Library(self.pack)

    def key(self, name: str) -> Key:
        """The entry that a name means here; what is retired here keeps its name.

        :raises NoSuchEntry: when there is none.
        :raises AmbiguousEntry: when there are several.
        """
        return meant(name, known(self.library, self.heads.values()))

    def sheet(self, key: Key) -> Sheet:
        """The entry as it stands here."""
        history = self.store.history(self.server_id, *key) if self.store else ()
        return Sheet.of(self.server_id, key, history, base_text(*key, self.folder))

    def text(self, sheet: Sheet) -> str:
        """The exact text of an entry; of one that has no file of its own, the text its file would have."""
        return sheet.text or text_of(self.library, sheet.key)

    def entries(self, kind: Kind) -> Mapping[str, Entry | None]:
        """Every entry of a kind by its id: served, retired and drafted ones; None where its text cannot be read."""
        beside = [one for one in self.live.values() if one.state == "retired"]
        beside += [one for one in self.heads.values() if one.state in OPEN]
        found: dict[str, Entry | None] = {one.entry: _read(one) for one in beside if one.kind == kind}
        for pack in (self.curated, self.pack):
            found.update({entry.id: entry for entry in pack.by_kind[kind]})
        return dict(sorted(found.items()))

    def marks(self, key: Key) -> list[str]:
        """What is special about an entry here, as the wording names it."""
        live, head = self.live.get(key), self.heads.get(key)
        found = []
        if live and live.state == "retired":
            found.append("retired")
        elif live and live.state == "published":
            found.append("changed" if live.base else "own")
        if head and head.state in OPEN:
            found.append(head.state)
        return [*found, "moved"] if key in self.overlay.moved else found


def _read(revision: Revision) -> Entry | None:
    try:
        return read_entry(revision.kind, revision.entry, revision.text)
    except BrokenEntry:
        return None


@contextmanager
def view(arguments: argparse.Namespace, *, always: bool = True) -> Iterator[View]:
    """What the server that is named serves; the files alone where nobody ever kept anything and it need not be."""
    folder = folder_of(arguments)
    curated, problems = load_pack(folder)
    if problems:
        Terminal.of(sys.stderr).show(word("repl", "pack_warning", problems))
    if not always and arguments.server is None and (arguments.knowledge or not _kept()):
        yield View(folder, curated)
        return
    with opened_store() as store:
        server_id = server_of(arguments)
        rows = store.served(server_id)
        heads = {head.key: head for head in store.heads(server_id)}
        yield View(folder, curated, server_id, store, heads, served(rows), Overlay.of(rows, folder))


def _kept() -> bool:
    """Whether this installation keeps anything yet: looking must not make a database."""
    return bool(read_settings().database_url.get_secret_value()) or default_file().is_file()
