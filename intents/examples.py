"""The phrasings a classifier learns from: example files, the entries' own asks, and labelled questions of real people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.entries import Answer

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A phrasing and the topics it may be answered with, best first."""

    text: str
    topics: tuple[str, ...]


def written(folder: Path = FOLDER / "topics") -> Iterator[Example]:
    """The lines of the example files; the file's name is the topic, " || " adds a second one."""
    for path in sorted(folder.glob("*.txt")):
        topic = path.stem.replace("howto-", "howto:", 1)
        for line in path.read_text(encoding="utf-8").splitlines():
            text, *others = (part.strip() for part in line.split("||"))
            if text:
                yield Example(text, (topic, *others))


def asked(answers: tuple[Answer, ...]) -> Iterator[Example]:
    """The phrasings that entries list themselves."""
    for answer in answers:
        for ask in (*answer.asks, answer.title):
            yield Example(ask, answer.topics[:2])


def labelled(path: Path = FOLDER / "questions.jsonl") -> Iterator[Example]:
    """Questions of real people, labelled by hand."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Example(row["question"], tuple(row["topics"]))
