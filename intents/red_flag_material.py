"""What the red-flag gate's second opinion is fitted on: signs, what only sounds like one, and plain questions."""

from __future__ import annotations

import itertools
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from intents.red_flags import by_rules, signs
from knowledge.folder import BASE
from knowledge.pack import read_pack

EXAMPLES = Path(__file__).with_name("examples")
ABOUT_SIGNS = ("red-flag", "see-professional", "pregnancy-postpartum")
ORDINARY = ("written_1.jsonl", "written_2.jsonl", "written_3.jsonl", "questions.jsonl")
TAILS = 3  # of each plain complaint that is composed
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its flag ("" for none), where it comes from, and how urgent it is ("" for no sign)."""

    text: str
    flag: str
    kind: str
    urgency: str

    @property
    def fold(self) -> int:
        """With which others it is held out: the same ones, whatever else is among the examples."""
        return crc32(self.text.encode()) % FOLDS


def examples(labelled: Sequence[Path]) -> list[Example]:
    """All of them, as they are written."""
    return [
        *_lines_of_flags(),
        *(Example(text, "", "plain", "") for text in plain_posts() if not by_rules(text)),
        # easily told apart, so they count for the fit and not for where its line is drawn
        *(Example(text, "", "composed", "") for text in everyday_complaints() if not by_rules(text)),
        *(Example(text, "", "asked", "") for text in asks_of_answers() if not by_rules(text)),
        *(one for path in labelled for one in _labelled(path)),
    ]


def lines(path: Path) -> list[str]:
    """The examples of one file, without the topics that other tools append after "||"."""
    texts = (line.split("||")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(text for text in texts if text and not text.startswith("#")))


def _lines_of_flags() -> Iterator[Example]:
    """The examples of each flag, and the lines that only sound like one."""
    for path in sorted((EXAMPLES / "red_flags").glob("*.txt")):
        if path.stem == "negatives":
            yield from (Example(text, "", "hard", "") for text in lines(path))
        else:
            urgency = signs()[path.stem]["urgency"]
            yield from (Example(text, path.stem, "positive", urgency) for text in lines(path))


def _labelled(path: Path) -> Iterator[Example]:
    """The posts of a labelled set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        flag = next(iter(row.get("red_flag_ids") or ()), "")
        yield Example(row["text"], flag, "positive" if flag else "hard", row["label"] if flag else "")


def plain_posts() -> list[str]:
    """What people ask on an ordinary day; those that a rule stops are left out, since some of them ask with cause."""
    texts = [
        text
        for folder in ("topics", "intents")
        for path in sorted((EXAMPLES / folder).glob("*.txt"))
        if path.stem not in ABOUT_SIGNS
        for text in lines(path)
    ]
    for name in ORDINARY:
        posts = [json.loads(line) for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()]
        texts += [post["question"] for post in posts if not post.get("red_flag")]
    return texts


def asks_of_answers() -> list[str]:
    """The phrasings of the curated answers that are about no sign, as people would ask for them."""
    pack, _ = read_pack(BASE)
    apart = (one for one in pack.answers if "safety" not in one.concern and not {*ABOUT_SIGNS} & {*one.topics})
    return [ask for answer in apart for ask in answer.asks]


def everyday_complaints() -> list[str]:
    """Plain complaints composed of parts, each complaint of each place with some of the tails in turn."""
    parts = tomllib.loads((EXAMPLES / "red_flags" / "everyday.toml").read_text(encoding="utf-8"))
    tails = itertools.cycle(parts["tails"])
    bare = [form.format(place=place) for form, place in itertools.product(parts["complaints"], parts["places"])]
    return [f"{text} {tail}".strip() for text in bare for tail in itertools.islice(tails, TAILS)]
