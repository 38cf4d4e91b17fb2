"""One point of how an exercise is done, from its own entry: where it is felt, standing or sitting, what goes wrong."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.either import either
from bot.dialogue.shown import brief, pointed
from bot.dialogue.turns import Turn
from bot.reply import Reply
from bot.words import word
from intents.detail import points
from intents.said import CASES
from knowledge.entries import Exercise
from knowledge.text import words

_ENOUGH = 4.5  # rarity, in the weigher's unit, that the words shared with a line have together
_RAREST = 7.0  # what one word counts at most
_MUCH, _PLENTY = 0.45, 9.0  # and which share of all that was asked, or how much, is enough
_NEAR = 0.8  # share of the best line's, from which a second is told too
_MOST = 2
_REFERS = 18  # words; a message this short that names nothing else is about the exercise spoken of last
_SUBJECTS = ("exercise", "muscle", "region")
_ASKS = ("set-up", "done-right", "goes-wrong", "felt")  # phrasings of which one asks about a point
# Kinds of follow-up that a question about a point is easily taken for.
_MAY_BE = (
    "check", "fragment", "safety", "dose", "swap-kit", "means", "needs", "new", "unlisted", "soreness", "matters",
    "new-fact",
)  # fmt: skip


def told_of(turn: Turn, exercise: Exercise) -> tuple[str, ...]:
    """The lines of an exercise's entry on just the point that a message asks about, the nearest first."""
    if not turn.says(*_ASKS):
        return ()
    if turn.says("felt") and exercise.feel:
        return exercise.feel
    asked = points(turn.text) - points(exercise.name)
    weigh = turn.engine.index.weigher.weight
    weights = {point: min(weigh(f"w{point}"), _RAREST) for point in asked}
    scored = [(sum(weights[point] for point in asked & points(line)), line) for line in _lines(exercise)]
    best = max((score for score, _ in scored), default=0.0)
    least = max(_ENOUGH, _NEAR * best, min(_PLENTY, _MUCH * sum(weights.values())))
    near = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(line for _, line in near))[:_MOST]


def _lines(exercise: Exercise) -> Iterator[str]:
    yield from (*exercise.steps, *exercise.faults, *exercise.cues, *exercise.feel, *exercise.load[:1])


def of_exercises(turn: Turn, kind: str) -> tuple[Conversation, Reply] | None:
    """The reply to a question about two exercises, or about a point of one; None where a message asks neither."""
    return either(turn) or (detailed(turn) if kind in _MAY_BE else None)


def detailed(turn: Turn) -> tuple[Conversation, Reply] | None:
    """The reply to a question about a point of an exercise that was shown; None where a message asks none."""
    exercise = turn.engine.library.exercises.get(_target(turn) or "")
    if exercise is None or turn.question.facts & CASES or turn.question.pain:
        return None
    asks = turn.says("set-up", "done-right") and not turn.says("risk")
    return told(turn, exercise) if asks else None


def told(turn: Turn, exercise: Exercise) -> tuple[Conversation, Reply] | None:
    """A few lines on one exercise; the answer that stands stays, and the exercise is the one spoken of."""
    lines = told_of(turn, exercise)
    if not (lines or turn.says("done-right")):
        return None
    taught = turn.standing.teaches == exercise.id
    after, reply = brief(turn, exercise.name, word("turns", "detail", exercise, lines, taught))
    items = tuple(item for item in reply.exercises if item.exercise.id == exercise.id)
    return replace(after, focus=exercise.id), replace(reply, exercises=items or reply.exercises)


def _target(turn: Turn) -> str | None:
    """The exercise that a message names, or the one spoken of last where it names nothing else."""
    if found := pointed(turn):
        return found
    short = len(words(turn.text)) <= _REFERS
    names = any(turn.question.named(kind) for kind in _SUBJECTS)
    return turn.before.focus or None if short and not names and not turn.says("every") else None
