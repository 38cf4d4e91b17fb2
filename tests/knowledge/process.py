"""What runs in a process of its own: `append URL` writes revisions and tells each, `watch URL` tells of changes."""

from __future__ import annotations

import sys
import time

from knowledge.revisions import SERVED, Change
from knowledge.store import SqlStore, open_store

STATES = ("published", "draft")


def text_of(number: int) -> str:
    """The text of a revision, big enough that a torn one would show."""
    return f"{number} " * 700


def append(store: SqlStore) -> None:
    """Two entries by turns, each line `entry number` printed only when the store has acknowledged it."""
    heads = {revision.entry: revision.number for revision in store.heads(7)}
    for turn in range(500):
        entry = ("lats", "traps")[turn % 2]
        number = heads.get(entry, 0)
        state = STATES[number % len(STATES)]
        change = Change(7, "answer", entry, state, text_of(number + 1), "ada", "Ada", expected=number)
        heads[entry] = store.append([change])[0].number
        print(entry, heads[entry], flush=True)


def watch(store: SqlStore) -> None:
    """A line for each change, with the server and its version as this process reads it."""
    store.watch_versions(lambda server: print(server, store.versions().get(server, 0), flush=True))
    print("watching", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    assert set(STATES) & set(SERVED)
    {"append": append, "watch": watch}[sys.argv[1]](open_store(sys.argv[2]))
