"""A pain that was read and that the person says is none: what was said and left out for it is taken back."""

from dataclasses import replace

from bot.beside import telling
from bot.conversation import Conversation
from bot.dialogue.shown import again
from bot.dialogue.turns import Turn, asked_before, handles, settle
from bot.engine import Engine
from bot.reply import Reply
from bot.words import word
from intents.facts import CLAUSE, without_pain
from intents.phrasings import phrasing
from intents.question import Question
from knowledge.text import words

_SURE = 0.5  # of another answer to the question without its pain


def thought_to_hurt(engine: Engine, before: Conversation, question: Question) -> bool:
    """Whether a message denies a pain that was read before: one of a part, or all of it."""
    asked = asked_before(engine, before)
    if question.unhurt and set(asked.hurts) & set(question.unhurt):
        return True
    return (asked.pain or asked.sides.pain is not None) and painless(question)


def painless(question: Question) -> bool:
    """Whether a message says that nothing hurts at all."""
    return not question.pain and any(map(_denies_all, CLAUSE.split(question.text.lower())))


def _denies_all(clause: str) -> bool:
    return bool(phrasing("no-pain").search(" ".join(words(clause))))


@handles("unhurt")
def unhurt(turn: Turn) -> tuple[Conversation, Reply]:
    """What was left out for a pain comes back; where nothing hurts at all, the question without it."""
    after = turn.before.knowing(turn.question)
    after = replace(after, without=tuple(id_ for id_ in after.without if not _spared(turn, id_)))
    if not painless(turn.question):
        return again(turn, after, word("turns", "unhurt", turn.question.unhurt))
    said, known = turn.question.sides, turn.asked.sides
    after = after.unpained().sided(replace(said if said.strong else known, pain=None))
    rest = ". ".join(part.strip() for part in CLAUSE.split(turn.text.lower()) if part.strip() and not _denies_all(part))
    after = replace(after, text=". ".join(filter(None, (without_pain(turn.before.text.lower()), rest))))
    asked = asked_before(turn.engine, after)
    decision = turn.engine.decide(asked, turn.denied | {turn.entry}, turn.before)
    aches = "pain" in turn.standing.concern and telling(rest, 1)
    if aches and decision.answer and decision.sure >= _SURE:
        after, reply = settle(after, turn.answer(decision.answer, decision.confidence, asked))
        return after, replace(reply, notes=(word("turns", "painless"),))
    return again(turn, after, word("turns", "painless"), asked=asked, listed=bool(turn.before.exercises))


def _spared(turn: Turn, id_: str) -> bool:
    exercise = turn.engine.library.exercises.get(id_)
    return exercise is not None and bool(set(exercise.cautions) & set(turn.question.unhurt))
