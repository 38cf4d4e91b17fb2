"""The phrasings a classifier learns from: example files, the entries' own asks, labelled questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.entries import Answer

FOLDER = Path(__file__).parent / "examples"
QUESTIONS = FOLDER / "questions.jsonl"
MEANT = FOLDER / "meant.jsonl"


@dataclass(frozen=True, slots=True)
class Live:
    """What somebody asked in a conversation, the answers that would have served, and what was spoken of before."""

    question: str
    answers: frozenset[str]
    spoken: str = ""
    standing: str = ""  # id of the answer given before


@dataclass(frozen=True, slots=True)
class Example:
    """A phrasing and the topics it may be answered with, best first."""

    text: str
    topics: tuple[str, ...]


def written(folder: Path = FOLDER / "topics") -> Iterator[Example]:
    """The lines of the example files; the file's name is the topic, " || " adds others."""
    for path in sorted(folder.glob("*.txt")):
        topic = path.stem.replace("howto-", "howto:", 1)
        for line in path.read_text(encoding="utf-8").splitlines():
            text, _, more = line.partition("||")
            others = (part.strip() for part in more.replace("||", ",").split(","))
            if text.strip():
                yield Example(text.strip(), (topic, *filter(None, others)))


def asked(answers: tuple[Answer, ...]) -> Iterator[Example]:
    """The phrasings that entries list themselves."""
    for answer in answers:
        for ask in (*answer.asks, answer.title):
            yield Example(ask, answer.topics[:2])


def labelled(path: Path = QUESTIONS) -> Iterator[Example]:
    """Questions of real people, labelled by hand."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Example(row["question"], tuple(row["topics"]))


def meant(path: Path = MEANT) -> Iterator[Live]:
    """What people asked in conversations."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Live(**row | {"answers": frozenset(row["answers"])})


def made_up(folder: Path = FOLDER) -> Iterator[Example]:
    """Questions written in the manner of the real ones and labelled like them."""
    for path in sorted(folder.glob("written_*.jsonl")):
        yield from labelled(path)


def turns(folder: Path = FOLDER / "intents") -> Iterator[Example]:
    """What people say after an answer, by kind of follow-up."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Example(line.strip(), (path.stem,))
