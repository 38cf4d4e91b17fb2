"""How long the store takes, on SQLite and PostgreSQL, and how soon another process hears of a change."""

import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from knowledge.revisions import Change
from knowledge.store import Logged, Record, SqlStore, open_store
from tests.benchmarks.table import show
from tests.databases import from_wheel

ROOT = Path(__file__).parents[2]
MANY = 10_000
CHANGES = 200
CHANGE = Change(7, "answer", "entry", "published", "word " * 400, "ada", "Ada")


def run() -> None:
    """Print a table for each kind of database."""
    with tempfile.TemporaryDirectory() as folder, from_wheel(Path(folder)) as server:
        # the durability that a server has in earnest
        server.run("ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()")
        for name, url in (("SQLite", f"sqlite:///{folder}/backtalk.db"), ("PostgreSQL", server.migrated())):
            store = open_store(url)
            show(f"Store on {name}, {MANY} entries in one server", list(_rows(store, url)), "heard of within 1 s")
            store.close()


def _rows(store: SqlStore, url: str) -> Iterator[tuple[str, list[float]]]:
    numbers = iter(range(10**9))
    for _ in range(MANY // 500):
        store.append([replace(CHANGE, entry=f"entry-{next(numbers)}") for _ in range(500)])
    record = Record("", 1.0, 7, 8, "ada", "ada", "{}", "left lat smaller", "unsure")
    logged = Logged(record.text)
    yield "answered", _timed(lambda: store.answered(replace(record, id=f"{next(numbers):016}"), logged))
    yield "append one", _timed(lambda: store.append([replace(CHANGE, entry=f"entry-{next(numbers)}")]))
    yield "versions", _timed(store.versions)
    yield "changes_since the last", _timed(lambda: store.changes_since(7, MANY))
    yield "served, all of it", _timed(lambda: store.served(7), 5)
    yield "gaps among 200", _timed(lambda: store.gaps(7, 0), 20)
    with _other_process(url) as lines:
        yield "published until heard of in another process", _timed(lambda: _heard(store, next(numbers), lines))


def _heard(store: SqlStore, number: int, lines: "queue.Queue[str]") -> None:
    store.append([replace(CHANGE, entry=f"entry-{number}")])
    lines.get(timeout=30)


def _timed(call: Callable[[], object], times: int = CHANGES) -> list[float]:
    took = []
    for _ in range(times):
        start = perf_counter()
        call()
        took.append((perf_counter() - start) * 1000)
    return took


@contextmanager
def _other_process(url: str) -> Iterator["queue.Queue[str]"]:
    lines: queue.Queue[str] = queue.Queue()
    words = [sys.executable, "-m", "tests.knowledge.process", "watch", url]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        reader = threading.Thread(target=lambda: [lines.put(line) for line in other.stdout or ()])
        reader.start()
        lines.get(timeout=30)
        yield lines
        other.kill()
        reader.join()


if __name__ == "__main__":
    run()
