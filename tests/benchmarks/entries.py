"""Answers as communities might write them, made the same every time out of words and sentences of the curated ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from knowledge.entries import Answer
from knowledge.library import Library, is_how_to
from knowledge.revisions import Key
from knowledge.text import sentences
from knowledge.vocabularies import COMMUNITY

ASKS, SENTENCES = 12, 6


def made_up_answers(library: Library, count: int) -> Iterator[Answer]:
    """So many answers of twelve phrasings and six sentences, each crossed out of two curated ones."""
    answers = [answer for answer in library.pack.answers if not is_how_to(answer)]
    for number in range(count):
        random = Random(number)
        one, other = random.sample(answers, 2)
        told = [*sentences(one.body), *sentences(other.body)]
        yield replace(
            one,
            id=f"made-up-{number}",
            title=_crossed(random, one, other)[:90],
            topics=one.topics if number % 2 else (COMMUNITY,),
            asks=tuple(_crossed(random, *random.sample((one, other), 2)) for _ in range(ASKS)),
            body=" ".join(random.sample(told, min(SENTENCES, len(told)))),
            author=f"Member {number}",
        )


def _crossed(random: Random, one: Answer, other: Answer) -> str:
    """The first half of a phrasing of one and the second half of one of the other."""
    begin, end = random.choice(one.asks).split(), random.choice(other.asks).split()
    return " ".join((*begin[: len(begin) // 2 + 1], *end[len(end) // 2 :])[:24])


def made_up_changes(library: Library, count: int) -> Mapping[Key, Answer]:
    """Such answers as changes to an engine."""
    return {("answer", answer.id): answer for answer in made_up_answers(library, count)}
