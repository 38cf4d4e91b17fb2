"""The one question that splits the close candidates best, from what their entries say of themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from bot.reply import Option
from intents.question import Question
from knowledge.entries import Answer

MOST_OPTIONS = 4
_FACETS: dict[str, Callable[[Answer], str]] = {
    "concern": lambda answer: answer.concern[0] if answer.concern else "",
    "moment": lambda answer: answer.moment[0] if answer.moment and answer.moment[0] != "any" else "",
    "region": lambda answer: answer.region if answer.region in ("upper", "mid", "lower") else "",
    "compares": lambda answer: answer.compares if answer.compares != "none" else "",
}


@dataclass(frozen=True, slots=True)
class Split:
    """A facet to ask for, and the answers behind each of its values, in the candidates' order."""

    facet: str
    groups: tuple[tuple[str, tuple[Answer, ...]], ...]


def split(question: Question, candidates: Sequence[Answer]) -> Split:
    """The facet whose values divide the candidates most evenly; their titles where no facet divides them all."""
    best, most = None, 0.0
    for name, read in _FACETS.items():
        if name == "region" and question.region:
            continue
        groups: dict[str, list[Answer]] = {}
        for answer in candidates:
            groups.setdefault(read(answer), []).append(answer)
        if "" in groups or len(groups) < 2 or len(groups) > MOST_OPTIONS:
            continue
        worth = -sum(len(g) / len(candidates) * log2(len(g) / len(candidates)) for g in groups.values())
        if worth > most + 1e-9:
            best, most = Split(name, tuple((value, tuple(group)) for value, group in groups.items())), worth
    if best and most >= log2(min(len(candidates), 3)) - 1e-9:
        return best
    return Split("title", tuple((answer.title, (answer,)) for answer in candidates[:MOST_OPTIONS]))


def options(chosen: Split, label: Callable[[str, str], str]) -> tuple[Option, ...]:
    """Options for people: a label from the wording, and the words that choosing it stands for."""
    if chosen.facet == "title":
        return tuple(Option(title, title) for title, _ in chosen.groups)
    return tuple(Option(label(chosen.facet, value), group[0].title) for value, group in chosen.groups)
