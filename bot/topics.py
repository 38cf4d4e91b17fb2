"""Which topics a reply names: of one answer as far as this question may be about them, and of several each once."""

from bot.reply import Candidate
from intents.question import Question
from knowledge.entries import Answer
from knowledge.vocabularies import COMMUNITY

LIKELY = 0.1  # probability from which a further topic of an entry is named
LIKELIER = 1.5  # than the entry's own topic, from which another one of its topics is named first


def likely_topics(answer: Answer, question: Question) -> tuple[str, ...]:
    """An answer's topics as far as this question may be about them: its own first one always, the others if likely.

    One that is far likelier here than the answer's own goes first.
    """
    chances = dict(question.topics)
    own, *others = answer.topics
    likely = [topic for topic in others if chances.get(topic, 0.0) >= LIKELY]
    far = sorted(topic for topic in likely if chances[topic] > LIKELIER * chances.get(own, 0.0))
    first = max(far, key=chances.__getitem__, default=own)
    return (first, *(topic for topic in (own, *likely) if topic != first))


def topics_apart(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """Candidates with each first topic once, in order."""
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        topic = candidate.answer.topics[0]
        seen.setdefault(candidate.answer.id if topic in ("howto:other", COMMUNITY) else topic, candidate)
    return list(seen.values())


def first_topics(candidates: list[Candidate]) -> tuple[str, ...]:
    """The first topics of the best three."""
    return tuple(candidate.answer.topics[0] for candidate in candidates[:3])
