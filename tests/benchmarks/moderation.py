"""What a moderator waits for: the preview of a change, and the gaps of a server with many open questions."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count, islice
from time import perf_counter

from bot.engine import Engine, open_engine
from bot.moderation.preview import get_ready, preview
from intents.examples import labelled
from knowledge.asked import Asked
from knowledge.entries import Answer
from knowledge.gaps import clusters
from knowledge.golden import golden_questions
from knowledge.redaction import redacted
from knowledge.revisions import Key
from tests.anew import changed
from tests.benchmarks.questions import questions
from tests.benchmarks.table import show

ENTRIES = 1_000
RECENT, OPEN = 200, 100
ROUNDS = 5
NEW: Key = ("answer", "a-new-one")


def run() -> None:
    """Print the tables of previews and of gaps."""
    engine = open_engine()
    large = changed(engine, {("answer", one.id): one for one in _more(engine, ENTRIES)})
    kept = dict.fromkeys(redacted(text) for text in (*questions(), *_wordings(engine)))
    asked = [Asked(number, float(number), 1, text, "unsure") for number, text in enumerate(kept)]
    recent, gaps = asked[:RECENT], asked[RECENT : RECENT + OPEN]
    rows = []
    for before in (engine, large):
        after = changed(before, {NEW: replace(before.library.answers["uneven-shoulders"], id=NEW[1])})
        size = f"{len(before.library.pack.answers):,} answers"
        rows.append((f"{size}, first of a server", _first(before, after, recent, gaps)))
        rows.append((f"{size}, after that", _times(partial(_preview, before, after, recent, gaps))))
        rows.append((f"{size}, made ready for that meanwhile", _ready(before, [*recent, *gaps])))
    show(
        f"a preview: {len(golden_questions())} golden, {len(recent)} recent and {len(gaps)} open questions",
        rows,
        f"≤ 2,000 ms at {ENTRIES:,} answers",
    )
    texts = [redacted(text) for text in _wordings(engine)]
    show(
        "gaps of open questions",
        [(f"{size:,} questions", _gaps(texts, size)) for size in (300, 3_000)],
        "≤ 5,000 ms for 3,000",
    )


def _more(engine: Engine, whole: int) -> list[Answer]:
    """Answers of other words under ids of their own, until there are so many."""
    dice, curated = random.Random(1), engine.library.pack.answers

    def worded(text: str) -> str:
        return " ".join(word for word in text.split() if dice.random() > 0.15)

    variants = (
        replace(answer, id=f"{answer.id}-{n}", asks=tuple(map(worded, answer.asks)))
        for n in count()
        for answer in curated
    )
    return list(islice(variants, whole - len(curated)))


def _wordings(engine: Engine) -> list[str]:
    """Every question and phrasing there is, shuffled alike each time."""
    found = [example.text for example in labelled()]
    found += [ask for answer in engine.library.answers.values() for ask in answer.asks]
    random.Random(2).shuffle(found)
    return found


def _preview(before: Engine, after: Engine, recent: list[Asked], gaps: list[Asked]) -> object:
    return preview(before, after, frozenset({NEW}), golden_questions(), recent, gaps)


def _first(before: Engine, after: Engine, recent: list[Asked], gaps: list[Asked]) -> list[float]:
    """As after each publishing: nothing is remembered of a library that was not looked at before."""
    return [_milliseconds(partial(_preview, _forgotten(before), after, recent, gaps)) for _ in range(ROUNDS)]


def _ready(before: Engine, asked: list[Asked]) -> list[float]:
    texts = [*(row.question for row in golden_questions()), *(one.text for one in asked)]
    return [_milliseconds(partial(get_ready, _forgotten(before), texts)) for _ in range(ROUNDS)]


def _forgotten(engine: Engine) -> Engine:
    library = type(engine.library)(engine.library.pack)
    return replace(engine, library=library, reader=replace(engine.reader, library=library))


def _gaps(texts: list[str], size: int) -> list[float]:
    asked = [Asked(number, float(number), 1, text, "unsure") for number, text in enumerate(texts[:size])]
    clusters(asked[:10])  # the import of scikit-learn is paid once
    return _times(partial(clusters, asked))


def _times(call: Callable[[], object]) -> list[float]:
    return [_milliseconds(call) for _ in range(ROUNDS)]


def _milliseconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000
