"""`backtalk kb stats`: the knowledge base in numbers, and how it serves people."""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from datetime import date

from bot.kb.view import View, view
from bot.terminal import Terminal
from bot.words import styled, word
from knowledge.entries import Answer
from knowledge.stale import stale
from knowledge.store import DAY, Stats

MOST = 10  # lines of each list


def stats(arguments: argparse.Namespace) -> int:
    """Counts of the pack as it is given here, and figures of its questions where any are kept."""
    with view(arguments, always=False) as seen:
        since = time.time() - arguments.days * DAY
        figures = seen.store.stats(seen.server_id, since) if seen.store else Stats()
        if arguments.json:
            print(json.dumps(_row(seen, figures, arguments.days), ensure_ascii=False, indent=2))
            return 0
        terminal = Terminal.of(sys.stdout)
        today = date.today().isoformat()
        terminal.show(styled("stats", pack=seen.pack, topics=_by_topic(seen.pack.answers), today=today))
        if seen.store:
            titles = {answer.id: answer.title for answer in seen.library.answers.values()}
            terminal.show(
                word("desk", "stats", figures, arguments.days, stale(seen.pack.answers, today), titles, authors(seen))
            )
    return 0


def authors(seen: View) -> tuple[tuple[str, int], ...]:
    """Who is credited with the answers that this server has of its own, and for how many."""
    own = [entry for entry in seen.overlay.entries.values() if isinstance(entry, Answer)]
    return tuple(Counter(entry.author for entry in own).most_common())


def _by_topic(answers: tuple[Answer, ...]) -> dict[str, int]:
    counts = Counter(answer.topics[0] for answer in answers)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _row(seen: View, figures: Stats, days: int) -> dict[str, object]:
    entries = [asdict(one) | {"helpful_rate": _rate(one.helpful, one.not_helpful)} for one in figures.by_entry]
    kinds = ("answers", "exercises", "caveats", "muscles", "sources")
    return {
        "server": seen.server_id,
        "days": days,
        "pack": {kind: len(getattr(seen.pack, kind)) for kind in kinds},
        "topics": _by_topic(seen.pack.answers),
        "questions": {name: getattr(figures, name) for name in ("asked", "answered", "clarified", "unsure", "urgent")},
        "entries": entries,
        "most_asked": [{"text": text, "times": times} for text, times in figures.most_asked],
        "stale": [asdict(one) for one in stale(seen.pack.answers, date.today().isoformat())],
        "authors": dict(authors(seen)),
        "changes_by": dict(figures.written_by),
    }


def _rate(helpful: int, not_helpful: int) -> float | None:
    votes = helpful + not_helpful
    return round(helpful / votes, 3) if votes else None
