"""Questions whose right answer is known: what no change may break without somebody saying so."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from knowledge.entries import Answer
from knowledge.library import Library

FILE = Path(__file__).with_name("golden.jsonl")
CHITCHAT = "chitchat"  # the topic whose answers come as small talk


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, the kind of reply it must get, and the answers of which one must come (none where none may)."""

    question: str
    kind: Literal["answer", "smalltalk", "unsure", "urgent"]
    entries: frozenset[str] = frozenset()
    own: bool = False  # a server's own, which its moderators may give up together with the answer

    def accepts(self, kind: str, entry: str) -> bool:
        """Whether a reply of this kind with this answer (empty: none) is right."""
        return kind == self.kind and (entry in self.entries if self.entries else not entry)


@cache
def golden_questions() -> tuple[Golden, ...]:
    """The curated ones, which come with the package."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(Golden(row["question"], row["kind"], frozenset(row["entries"])) for row in rows)


def own_golden(library: Library, own: Collection[str]) -> tuple[Golden, ...]:
    """A server's own: the first phrasing of each of its answers (or the title, where it has none) must lead to it."""
    return tuple(_own(library.answers[id_]) for id_ in sorted(own) if id_ in library.answers)


def _own(answer: Answer) -> Golden:
    kind: Literal["answer", "smalltalk"] = "smalltalk" if answer.topics[0] == CHITCHAT else "answer"
    return Golden(first_phrasing(answer), kind, frozenset((answer.id,)), own=True)


def first_phrasing(answer: Answer) -> str:
    """The question that an answer is for before all others."""
    return answer.asks[0] if answer.asks else answer.title
