"""From publishing in one process to being answered by another, over SQLite and over PostgreSQL."""

import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from knowledge.entry_files import base_text, fingerprint
from knowledge.revisions import Change
from knowledge.store import SqlStore, open_store
from tests.benchmarks.table import show
from tests.databases import from_wheel

ROOT = Path(__file__).parents[2]
CHANGES = 200
SERVER, ENTRY = 7, "one-side-hurts"
TEXT = base_text("answer", ENTRY)
CHANGE = Change(SERVER, "answer", ENTRY, "published", TEXT, "ada", "Ada", base=fingerprint(TEXT))


def run() -> None:
    """Print a table of how long until the other process answers with each of the changes."""
    with tempfile.TemporaryDirectory() as folder, from_wheel(Path(folder)) as server:
        rows = [
            (name, _until_answered(url))
            for name, url in (("SQLite", f"sqlite:///{folder}/served.db"), ("PostgreSQL", server.migrated()))
        ]
    show(f"Published in one process until another answers with it, {CHANGES} times", rows, "p99 within 1 s")


def _until_answered(url: str) -> list[float]:
    store = open_store(url)
    try:
        with _other_process(url) as lines:
            return [_answered(store, number, lines) for number in range(CHANGES)]
    finally:
        store.close()


def _answered(store: SqlStore, number: int, lines: "queue.Queue[str]") -> float:
    start = perf_counter()
    store.append([replace(CHANGE, text=f"{TEXT.rstrip()} Change {number}.\n", expected=number)])
    while not lines.get(timeout=30).endswith(f"Change {number}."):
        pass
    return (perf_counter() - start) * 1000


@contextmanager
def _other_process(url: str) -> Iterator["queue.Queue[str]"]:
    lines: queue.Queue[str] = queue.Queue()
    words = [sys.executable, "-m", "tests.benchmarks.served", url]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        reader = threading.Thread(target=lambda: [lines.put(line.rstrip()) for line in other.stdout or ()])
        reader.start()
        lines.get(timeout=120)
        yield lines
        other.kill()
        reader.join()


def serve(url: str) -> None:
    """Be the other process: say the last sentence of the reply that this server's people get, whenever it changes."""
    from bot.engine import open_engine
    from bot.overlays.serving import Serving

    serving = Serving(open_engine(), open_store(url))
    question = "dull ache on the left side of my lower back after rows"

    def say(_: int) -> None:
        reply = serving.engine(SERVER).ask(question)
        print(reply.body.replace("\n", " ") if reply.answer and reply.answer.id == ENTRY else reply.kind, flush=True)

    serving.start(say)
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    serve(sys.argv[1]) if len(sys.argv) > 1 else run()
