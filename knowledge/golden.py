"""Questions whose right answer is known: what no change may break without somebody saying so."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from knowledge.entries import Answer

FILE = Path(__file__).with_name("golden.jsonl")
CHITCHAT = "chitchat"  # the topic whose answers come as small talk


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, the kind of reply it must get, and the answers of which one must come (none where none may)."""

    question: str
    kind: Literal["answer", "smalltalk", "unsure", "urgent"]
    entries: frozenset[str] = frozenset()

    def accepts(self, kind: str, entry: str) -> bool:
        """Whether a reply of this kind with this answer (empty: none) is right."""
        return kind == self.kind and (entry in self.entries if self.entries else not entry)


@cache
def golden_questions() -> tuple[Golden, ...]:
    """The curated ones, which come with the package."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(Golden(row["question"], row["kind"], frozenset(row["entries"])) for row in rows)


def own_golden(answers: Iterable[Answer]) -> tuple[Golden, ...]:
    """A server's own: the first phrasing of each of its answers (or the title, where it has none) must lead to it."""
    return tuple(
        Golden(
            answer.asks[0] if answer.asks else answer.title,
            "smalltalk" if answer.topics[0] == CHITCHAT else "answer",
            frozenset((answer.id,)),
        )
        for answer in answers
    )
