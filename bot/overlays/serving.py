"""Which engine answers whom: the curated one, or one grown by what a server's moderators published; kept up to date."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from bot.engine import Engine
from bot.overlays.growth import curated
from knowledge.folder import BASE, Problem
from knowledge.overlay import Changes, Overlay
from knowledge.revisions import HOME, Key, Revision

LOG = logging.getLogger("backtalk.serving")
MOST = 500  # servers whose engines are kept; of the others the next question brings theirs back
AGAIN = 5.0  # seconds before what could not be read is read again


class Revisions(Protocol):
    """What serving needs of a store."""

    def served(self, server_id: int) -> tuple[Revision, ...]: ...
    def versions(self) -> dict[int, int]: ...
    def changes_since(self, server_id: int, revision_id: int) -> tuple[Revision, ...]: ...
    def watch_versions(self, told: Callable[[int], None]) -> Callable[[], None]: ...


@dataclass(frozen=True, slots=True)
class View:
    """What one server is served, and up to which revision."""

    engine: Engine
    version: int = 0
    last: int = 0
    numbers: dict[Key, int] = field(default_factory=dict)  # of the revision of each entry that is served
    moved: frozenset[Key] = frozenset()
    problems: dict[Key, tuple[Problem, ...]] = field(default_factory=dict)

    def after(self, revisions: Iterable[Revision], folder: Path) -> "View":
        """The view with these revisions, in whatever order and however often they come."""
        fresh: dict[Key, Revision] = {}
        for revision in sorted(revisions, key=lambda one: one.number):
            if revision.number > self.numbers.get(revision.key, 0):
                fresh[revision.key] = revision
        if not fresh:
            return self
        overlay = Overlay.of(fresh.values(), folder)
        problems = {key: found for key, found in self.problems.items() if key not in fresh} | dict(overlay.broken)
        return View(
            self.engine.with_changes(self._changes(fresh, overlay), _told),
            self.version,
            max(self.last, *(revision.id for revision in fresh.values())),
            self.numbers | {key: revision.number for key, revision in fresh.items()},
            (self.moved - fresh.keys()) | overlay.moved,
            problems,
        )

    def _changes(self, fresh: Iterable[Key], overlay: Overlay) -> Changes:
        """What to change: where a text cannot be read the curated entry serves again."""
        base = curated(self.engine)
        return {key: overlay.entries[key] if key in overlay.entries else base.get(key) for key in fresh}


class Serving:
    """The engines of all servers over one curated engine; safe to use from any thread."""

    def __init__(self, base: Engine, store: Revisions, folder: Path = BASE, most: int = MOST) -> None:
        self.base, self.store, self.folder, self.most = base, store, folder, most
        self._views: OrderedDict[int, View] = OrderedDict()
        self._overlaid: set[int] = set()
        self._due: set[int] = set()
        self._failed: dict[int | None, float] = {}  # when; None stands for who published anything at all
        self._lock = threading.Lock()
        self._locks: dict[tuple[str, int], threading.Lock] = {}
        self._workers = ThreadPoolExecutor(2, "overlay")
        self._stop: Callable[[], None] | None = None
        self._heard: Callable[[int], None] | None = None
        self._following = False

    def start(self, heard: Callable[[int], None] | None = None) -> None:
        """Follow what is published from now on, and read what was published before, beside whatever else goes on.

        `heard` is told of each server that published something, once that is served.
        """
        self._heard = heard or self._heard
        self._following = True
        try:
            self._stop = self._stop or self.store.watch_versions(self._hear)
            known = [server_id for server_id, version in self.store.versions().items() if version]
        except Exception as error:  # noqa: BLE001 - the curated answers are served whatever is wrong with a database
            self._fail(None, error)
            return
        with self._lock:
            self._failed.pop(None, None)
        for server_id in known:
            self._hear(server_id)

    def close(self) -> None:
        """Stop following; what is being read is given up."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop()
        self._workers.shutdown(wait=False, cancel_futures=True)

    def engine(self, server_id: int | None) -> Engine:
        """The engine of a server; None is this installation itself, its terminal and direct messages.

        The first question to a server waits until it is known what that server took away, and for no more than that:
        what was taken away may be wrong or harmful, while what was added can come a moment later.
        """
        id_ = HOME if server_id is None else server_id
        if not self._following:
            self.refresh(id_)  # nobody tells this process of changes, so it looks
        elif self._due_again(None):
            self._submit(self.start)
        with self._lock:
            view = self._views.get(id_)
            if view is not None:
                self._views.move_to_end(id_)
            waiting = view is None and id_ in self._overlaid and id_ not in self._failed
        if waiting:
            view = self._waited(id_)
        elif self._due_again(id_):
            self._hear(id_)
        return view.engine if view else self.base

    def at_hand(self, server_id: int | None) -> Engine:
        """What is in memory for a server, without waiting for anything: for suggestions while somebody types."""
        with self._lock:
            view = self._views.get(HOME if server_id is None else server_id)
        return view.engine if view else self.base

    def view(self, server_id: int) -> View:
        """What a server is served, with what moderators should look at."""
        self.refresh(server_id)
        with self._lock:
            return self._views.get(server_id) or View(self.base)

    def refresh(self, server_id: int) -> None:
        """Serve what a server published by now; where that cannot be read it is served as before, and tried again."""
        with self._alone("whole", server_id):
            try:
                version = self.store.versions().get(server_id, 0)
                with self._lock:
                    view = self._views.get(server_id)
                if version and (view is None or view.version != version):
                    self._keep(server_id, replace(self._followed(server_id, view), version=version))
                    give_back()
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one server, it is served as before
                self._fail(server_id, error)

    def _followed(self, server_id: int, view: View | None) -> View:
        if view is None or not view.version:
            revisions = self.store.served(server_id)
            return self._begun(server_id, revisions).after(revisions, self.folder)
        after = view.after(self.store.changes_since(server_id, view.last), self.folder)
        if after is view:
            # a version that moved on without a revision: texts were changed where they stand
            after = View(self.base).after(self.store.served(server_id), self.folder)
        return after

    def _begun(self, server_id: int, revisions: tuple[Revision, ...] | None = None) -> View:
        """A server's view, at least the curated answers without what it took away; read unless it is given."""
        with self._alone("begun", server_id):
            with self._lock:
                view = self._views.get(server_id)
            if view is None:
                found = self.store.served(server_id) if revisions is None else revisions
                gone = [revision for revision in found if revision.state == "retired"]
                view = replace(View(self.base).after(gone, self.folder), last=0)
                self._keep(server_id, view)
            return view

    def _waited(self, server_id: int) -> View | None:
        """A server's view as soon as there is any; what else it has follows."""
        try:
            view = self._begun(server_id)
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(server_id, error)
            return None
        self._hear(server_id)
        return view

    def _keep(self, server_id: int, view: View) -> None:
        with self._lock:
            self._failed.pop(server_id, None)
            self._overlaid.add(server_id)
            self._views[server_id] = view
            self._views.move_to_end(server_id)
            while len(self._views) > self.most:
                self._views.popitem(last=False)

    def _fail(self, server_id: int | None, error: Exception) -> None:
        with self._lock:
            self._failed[server_id] = time.monotonic()
        LOG.warning("what was published could not be read", extra={"ids": {"server": server_id}}, exc_info=error)

    def _due_again(self, server_id: int | None) -> bool:
        """Whether it is time to try once more what failed."""
        with self._lock:
            since = self._failed.get(server_id)
            if since is None or time.monotonic() - since < AGAIN:
                return False
            self._failed[server_id] = time.monotonic()
            return True

    def _hear(self, server_id: int) -> None:
        """Refresh a server beside whatever else goes on; once, however often it is told meanwhile."""
        with self._lock:
            self._overlaid.add(server_id)
            if server_id in self._due:
                return
            self._due.add(server_id)
        self._submit(lambda: self._refresh_due(server_id))

    def _submit(self, work: Callable[[], None]) -> None:
        # a question may still come in while the bot closes
        with suppress(RuntimeError):
            self._workers.submit(work)

    def _refresh_due(self, server_id: int) -> None:
        with self._lock:
            self._due.discard(server_id)
        self.refresh(server_id)
        if self._heard is not None:
            self._heard(server_id)

    def _alone(self, what: str, server_id: int) -> threading.Lock:
        """The lock under which one thing is done for one server."""
        with self._lock:
            return self._locks.setdefault((what, server_id), threading.Lock())


def give_back() -> None:
    """Return to the system the memory that making an engine took and no longer needs; glibc would keep it for later."""
    import ctypes

    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _told(line: str) -> None:
    LOG.info(line)
