"""What a moderator waits for: the preview of a change, and the gaps of a server with many open questions."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count, islice
from time import perf_counter

from bot.engine import Engine, open_engine
from bot.moderation.preview import preview
from bot.moderation.replay import TRACES, get_ready
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


def run() -> None:
    """Print the tables of previews and of gaps."""
    engine = open_engine()
    more = {("answer", one.id): one for one in _more(engine, ENTRIES)}
    engines = {
        f"{len(engine.library.pack.answers):,} curated answers": engine,
        f"{ENTRIES:,} curated answers": changed(engine, more),
        f"{ENTRIES:,}, most a server's own": engine.with_changes(more),
    }
    kept = dict.fromkeys(redacted(text) for text in (*questions(), *_wordings(engine)))
    asked = [Asked(number, float(number), 1, text, "unsure") for number, text in enumerate(kept)]
    recent, gaps = asked[:RECENT], asked[RECENT : RECENT + OPEN]
    rows = []
    for size, before in engines.items():
        trial = _Trial(before, recent, gaps)
        rows.append((f"{size}, the first ever", trial.first()))
        rows.append((f"{size}, of another draft", trial.another()))
        rows.append((f"{size}, first after publishing", trial.published()))
        rows.append((f"{size}, made ready for that meanwhile", trial.ready()))
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


class _Trial:
    """Drafts that are previewed, one after the other, and published."""

    def __init__(self, before: Engine, recent: list[Asked], gaps: list[Asked]) -> None:
        self.before, self.recent, self.gaps = before, recent, gaps
        answers = before.library.pack.answers
        self.drafts = (_draft(number, answer) for number, answer in enumerate(answers[:: len(answers) // (4 * ROUNDS)]))

    def first(self) -> list[float]:
        """Nothing is remembered, as when the process has just begun."""
        return [self._preview(next(self.drafts), forgotten=True) for _ in range(ROUNDS)]

    def another(self) -> list[float]:
        """What is served is the same as at the preview before."""
        return [self._preview(next(self.drafts)) for _ in range(ROUNDS)]

    def published(self) -> list[float]:
        """What is served has changed since."""
        found = []
        for _ in range(ROUNDS):
            self.before = self.before.with_changes(dict([next(self.drafts)]))
            found.append(self._preview(next(self.drafts)))
        return found

    def ready(self) -> list[float]:
        texts = [*(row.question for row in golden_questions()), *(one.text for one in (*self.recent, *self.gaps))]
        TRACES.forget()
        return [_milliseconds(partial(get_ready, self.before, texts))]

    def _preview(self, draft: tuple[Key, Answer], forgotten: bool = False) -> float:
        if forgotten:
            TRACES.forget()

        def call() -> None:
            after = self.before.with_changes(dict([draft]))
            preview(self.before, after, frozenset({draft[0]}), golden_questions(), self.recent, self.gaps)

        return _milliseconds(call)


def _draft(number: int, answer: Answer) -> tuple[Key, Answer]:
    id_ = f"a-new-one-{number}"
    return ("answer", id_), replace(answer, id=id_)


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
