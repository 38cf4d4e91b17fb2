"""Follow-ups that find an exercise too easy or too hard: the same done another way, or one a step up or down."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.shown import brief, meant, pointed, shown
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.phrasings import phrasing
from knowledge.entries import Exercise

_BEGIN, _GO_UP = 0, 1  # places in an exercise's load: what to begin with, and how to go on


@handles("swap-easier")
def easier(turn: Turn) -> tuple[Conversation, Reply]:
    """One exercise a step down."""
    return _level(turn, harder=False)


@handles("swap-harder")
def harder(turn: Turn) -> tuple[Conversation, Reply]:
    """One exercise a step up."""
    return _level(turn, harder=True)


def _level(turn: Turn, harder: bool) -> tuple[Conversation, Reply]:
    """The exercise meant, or the first, done another way, and the next one down or up; the rest of the answer stays."""
    if turn.question.named("exercise") and pointed(turn) is None:  # one that is not on the list
        return HANDLERS["swap-other"](turn)
    target = meant(turn) or next(iter(turn.before.exercises), "")
    exercise = turn.engine.library.exercises.get(target)
    if exercise is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    own = exercise.load[_GO_UP if harder else _BEGIN] if len(exercise.load) > _GO_UP else ""
    found = _next(turn, exercise, harder)
    wants_same = phrasing("own-version").search(turn.plain)
    if found is None or (own and (wants_same or (harder and _less_sided(turn, exercise, found)))):
        body = word("turns", "level_kept", exercise.name, harder, own, found.name if found else "")
        after, reply = brief(turn, word("turns", "heading", "level"), body)
        return replace(after, focus=exercise.id), reply
    return _stepped(turn, exercise.id, found.id, word("turns", "level", exercise.name, found.name, harder, own))


def _next(turn: Turn, exercise: Exercise, harder: bool) -> Exercise | None:
    """The next exercise up or down that is not on the list and suits this person."""
    taken = frozenset((*turn.before.exercises, *turn.before.without))
    listed = (turn.engine.library.exercises.get(id_) for id_ in (exercise.harder if harder else exercise.easier))
    able = (o for o in listed if o and o.id not in taken and is_mobility(o) == is_mobility(exercise))
    return next((other for other in able if turn.engine.composer.suits(other, turn.asked)), None)


def _less_sided(turn: Turn, exercise: Exercise, other: Exercise) -> bool:
    """Whether a step would give up work on one side at a time, where sides are what it is about."""
    return turn.standing.compares == "sides" and exercise.sides != "both" and other.sides == "both"


def _stepped(turn: Turn, old: str, new: str, note: str) -> tuple[Conversation, Reply]:
    kept = tuple(new if id_ == old else id_ for id_ in turn.before.exercises)
    after = replace(turn.before.leaving_out(old), exercises=kept)
    stepped = replace(turn, before=after)
    reply = turn.answer(turn.standing)
    items = shown(stepped, turn.asked)
    return replace(after, focus=new), replace(
        reply, exercises=items, taught=None, notes=(note,), left_out=(), listed=True
    )
