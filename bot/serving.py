"""Which engine serves whom: the curated one, or a server's own, kept up to date with what its moderators publish."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.engine import Engine
from bot.growth import curated
from knowledge.folder import BASE, Problem
from knowledge.overlay import Changes, Overlay
from knowledge.revisions import HOME, Key, Revision

LOG = logging.getLogger(__name__)
Heard = Callable[[int], None]


class Published(Protocol):
    """What serving needs of a store."""

    def served(self, server_id: int) -> tuple[Revision, ...]: ...
    def changes_since(self, server_id: int, revision_id: int) -> tuple[Revision, ...]: ...
    def versions(self) -> dict[int, int]: ...
    def watch_versions(self, told: Heard) -> Callable[[], None]: ...


@dataclass(frozen=True, slots=True)
class Served:
    """One server's engine, and up to where it has followed what is published there."""

    engine: Engine
    version: int = 0
    last: int = 0  # id of the last revision in it
    moved: frozenset[Key] = frozenset()  # the server's versions of curated entries that have changed since
    problems: tuple[Problem, ...] = ()


class Serving:
    """Every server's engine of this process; each is replaced whole, and no other is touched."""

    def __init__(self, base: Engine, store: Published, folder: Path = BASE) -> None:
        self.base, self.store, self.folder = base, store, folder
        self._served: dict[int, Served] = {}
        self._versions: dict[int, int] = {}
        self._locks: dict[int, threading.Lock] = {}
        self._guard = threading.Lock()
        self._stop: Callable[[], None] | None = None
        self._heard: Heard | None = None

    def engine(self, server_id: int | None) -> Engine:
        """What answers in a server; without one, what this installation itself serves.

        A server that was not read yet is read now: a retired answer must not slip out for being asked early.
        """
        return self.view(HOME if server_id is None else server_id).engine

    def at_hand(self, server_id: int | None) -> Engine:
        """What is in memory for a server, without waiting for anything: for suggestions while somebody types."""
        found = self._served.get(HOME if server_id is None else server_id)
        return found.engine if found else self.base

    def view(self, server_id: int) -> Served:
        """A server's engine with what a moderator may want to know of it."""
        found = self._served.get(server_id)
        if found is not None:
            return found
        if self._stop is None:
            # nobody tells this process of changes, so it asks
            self._versions = self.store.versions()
        if not self._versions.get(server_id):
            return Served(self.base)
        self.refresh(server_id)
        return self._served.get(server_id, Served(self.base))

    def refresh(self, server_id: int) -> None:
        """Bring one server up to what is published; a version already served costs one small query."""
        with self._lock(server_id):
            version = self.store.versions().get(server_id, 0)
            before = self._served.get(server_id)
            if version and (before is None or before.version != version):
                self._served[server_id] = self._followed(server_id, before, version)
            self._versions[server_id] = version

    def _followed(self, server_id: int, before: Served | None, version: int) -> Served:
        rows = self.store.changes_since(server_id, before.last) if before else ()
        if before is None or not rows:
            # a version that moved on without a new revision means that texts were changed where they stand
            before, rows = Served(self.base), self.store.served(server_id)
        overlay = Overlay.of(rows, self.folder)
        keys = frozenset(row.key for row in rows)
        engine = before.engine.with_changes(_changes(self.base, overlay, keys))
        return Served(
            engine,
            version,
            max((row.id for row in rows), default=before.last),
            (before.moved - keys) | overlay.moved,
            (*(p for p in before.problems if not _about(p, keys)), *overlay.problems),
        )

    def start(self, heard: Heard | None = None) -> None:
        """Follow what any process publishes, and read what servers have of their own beside the first questions.

        `heard` is told of each server that has changed, after its engine has.
        """
        self._heard = heard
        self._versions = self.store.versions()
        self._stop = self.store.watch_versions(self._changed)
        threading.Thread(target=self._read_all, name="backtalk-serving", daemon=True).start()

    def close(self) -> None:
        """Stop following."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _read_all(self) -> None:
        for server_id in sorted(self._versions):
            self._changed(server_id, quiet=True)

    def _changed(self, server_id: int, quiet: bool = False) -> None:
        try:
            self.refresh(server_id)
            if self._heard is not None and not quiet:
                self._heard(server_id)
        except Exception as error:  # noqa: BLE001 - what was served before goes on being served
            LOG.warning("what server %s published could not be read: %s", server_id, type(error).__name__)

    def _lock(self, server_id: int) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(server_id, threading.Lock())


def _changes(base: Engine, overlay: Overlay, keys: frozenset[Key]) -> Changes:
    """What changes in an engine; what was withdrawn, or cannot be read, is the curated entry again."""
    entries = curated(base)
    return {key: overlay.entries[key] if key in overlay.entries else entries.get(key) for key in keys}


def _about(problem: Problem, keys: frozenset[Key]) -> bool:
    from knowledge.entry_files import file_of

    return any(problem.file == file_of(*key) for key in keys)
