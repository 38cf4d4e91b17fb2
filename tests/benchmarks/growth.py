"""What a server with many entries of its own pays: search, a published change, memory; bm25s grows beside it."""

import subprocess
import sys
import textwrap
from dataclasses import replace
from time import perf_counter

import bm25s

from bot.engine import Engine, open_engine
from knowledge.overlay import Changes
from knowledge.revisions import Key
from tests.benchmarks.entries import made_up_changes
from tests.benchmarks.questions import questions
from tests.benchmarks.table import milliseconds, show

SIZES = (300, 1_000, 10_000)
SINGLE = 20  # changes that are published one by one


def run() -> None:
    """Print the tables of growth."""
    base = open_engine()
    own = len(base.library.answers)
    changes = made_up_changes(base.library, SIZES[-1])
    rows, peer = [], []
    engine, took = base, 0.0
    for size in SIZES:
        missing = dict(list(changes.items())[len(engine.library.answers) - own : size - own])
        start = perf_counter()
        engine = engine.with_changes(missing)
        took += perf_counter() - start
        rows.append((f"Backtalk, {size:,} entries", _searched(engine)))
        peer.append((f"bm25s, {size:,} entries", _searched_by_bm25s(engine)))
    show("search as entries grow", rows, "p50 of the last ≤ 4 × the first")
    show("bm25s over the same phrasings", peer)
    print(f"\nadding all of them: {took:.1f} s")
    _published(engine)
    _memory()


def _searched(engine: Engine) -> list[float]:
    texts = questions()
    read = {text: engine.reader.read(text) for text in texts}
    return milliseconds(lambda text: engine.matches(read[text]), texts)


def _searched_by_bm25s(engine: Engine) -> list[float]:
    index = bm25s.BM25()
    asks = [ask for answer in engine.library.answers.values() for ask in answer.asks]
    index.index(bm25s.tokenize(asks, show_progress=False), show_progress=False)
    return milliseconds(
        lambda text: index.retrieve(bm25s.tokenize([text], show_progress=False), k=10, show_progress=False), questions()
    )


def _published(engine: Engine) -> None:
    """One change after the other at full size: added, changed, retired."""
    spare = list(made_up_changes(engine.library, SIZES[-1] + SINGLE).items())[-SINGLE:]
    taken: dict[str, list[float]] = {"an answer added": [], "an exercise changed": [], "an answer retired": []}
    for key, answer in spare:
        exercise = replace(engine.library.exercises["bird-dog"], summary=answer.title)
        gone: dict[Key, None] = {key: None}
        changes: tuple[Changes, ...] = ({key: answer}, {("exercise", "bird-dog"): exercise}, gone)
        for what, change in zip(taken, changes, strict=True):
            start = perf_counter()
            engine = engine.with_changes(change)
            taken[what].append((perf_counter() - start) * 1000)
    show(f"one change at {SIZES[-1]:,} entries, until it is served", list(taken.items()), "≤ 1,000 ms")


def _memory() -> None:
    """Resident memory of a process of its own, with discord.py in it."""
    program = f"""
        import warnings; warnings.simplefilter("ignore")
        import discord, bot.discord.app
        from pathlib import Path
        from bot.engine import open_engine
        from bot.overlays.serving import give_back
        from tests.benchmarks.entries import made_up_answers
        def resident():
            lines = Path("/proc/self/status").read_text().splitlines()
            return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
        engine = open_engine()
        engine.ask("right erector bigger than left")
        before = resident()
        grown = engine
        made = made_up_answers(engine.library, {SIZES[-1]} - len(engine.library.answers))
        while portion := {{("answer", one.id): one for one, _ in zip(made, range(1000))}}:
            grown = grown.with_changes(portion)
        give_back()
        grown.ask("right erector bigger than left")
        print(f"{{before:.0f}} {{resident():.0f}}")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, capture_output=True, text=True)
    before, after = done.stdout.split()
    print("\nresident memory of a process with discord.py   (target: ≤ 250 MB)")
    print(f"  curated {before} MB, {SIZES[-1]:,} entries {after} MB")


if __name__ == "__main__":
    run()
