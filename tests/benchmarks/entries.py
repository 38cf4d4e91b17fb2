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
    """So many answers of twelve phrasings and six sentences each, every other one of a topic of its own."""
    answers = [answer for answer in library.pack.answers if not is_how_to(answer)]
    asks = [ask for answer in answers for ask in answer.asks]
    told = [sentence for answer in answers for sentence in sentences(answer.body)]
    for number in range(count):
        random = Random(number)
        model = random.choice(answers)
        yield replace(
            model,
            id=f"made-up-{number}",
            title=_crossed(random, asks)[:90],
            topics=model.topics if number % 2 else (COMMUNITY,),
            asks=tuple(_crossed(random, asks) for _ in range(ASKS)),
            body=" ".join(random.sample(told, SENTENCES)),
            author=f"Member {number}",
        )


def _crossed(random: Random, asks: list[str]) -> str:
    """The first half of one phrasing and the second of another."""
    one, other = random.choice(asks).split(), random.choice(asks).split()
    return " ".join((*one[: len(one) // 2 + 1], *other[len(other) // 2 :])[:24])


def made_up_changes(library: Library, count: int) -> Mapping[Key, Answer]:
    """Such answers as changes to an engine."""
    return {("answer", answer.id): answer for answer in made_up_answers(library, count)}
