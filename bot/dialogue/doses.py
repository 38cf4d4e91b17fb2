"""Follow-ups about how much: sets and repetitions, what weight to begin with, when to go up, how long to rest."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.amounts import ALONE, Asked, facets
from bot.dialogue.schedule import minutes_told
from bot.dialogue.shown import brief, shown
from bot.dialogue.turns import Turn, ask_anew, handles
from bot.reply import Prescribed, Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import alike, pointed_at
from knowledge.entries import Answer

_EVERY = frozenset({"others", "all", "each", "them", "these", "those", "they"})
_OF_SIDES = "weak-side-rule"  # the caveat on one side that sets the pace for the other
_OF_DAYS = ("asks-often", "asks-daily")


@handles("dose")
def dose(turn: Turn) -> tuple[Conversation, Reply]:
    """Sets and repetitions of what was shown, and what of weight, rest, days and sides was asked for."""
    plain = turn.plain
    often = turn.says(*_OF_DAYS)
    answer = turn.engine.library.answers.get("how-often-to-train-the-back" if often else "sets-and-reps")
    items = _meant(turn, plain)
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    said = facets(Asked(turn, items))
    listed = () if said and set(said) <= ALONE and not phrasing("asks-count").search(plain) else items
    side = turn.asked.sides.weak or ""
    body = word("amounts", "dose", list(said.values()), listed, side, bool(said))
    return _told(turn, body, answer)


def _told(turn: Turn, body: str, answer: Answer | None) -> tuple[Conversation, Reply]:
    """The amounts, with no word on a weaker side where none is spoken of."""
    after, reply = brief(turn, word("turns", "heading", "dose"), body, answer)
    if turn.asked.sides.weak or turn.standing.compares == "sides":
        return after, reply
    return after, replace(reply, caveats=tuple(one for one in reply.caveats if one.id != _OF_SIDES))


def _meant(turn: Turn, plain: str) -> tuple[Prescribed, ...]:
    """The exercises whose dose is asked for: those pointed at, those named, or all that were shown."""
    items = shown(turn, turn.asked)
    named = set(turn.question.named("exercise"))
    if own := [item for item in items if item.exercise.id in named]:
        return tuple(own)
    if "stretch" in plain and not any(is_mobility(item.exercise) for item in items) and (own := _stretches(turn)):
        return tuple(own)
    if kind := alike(phrasing("of-split").sub("", turn.text.lower()), turn.before.exercises):
        return tuple(item for item in items if item.exercise.id in kind)
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    every = bool(_EVERY & set(plain.split()))
    others = [turn.engine.library.exercises[id_] for id_ in named if id_ in turn.engine.library.exercises]
    if target is None and others and not (items and (every or phrasing("in-passing").search(plain))):
        return tuple(turn.engine.composer.prescribe(exercise, turn.asked, exercise.summary) for exercise in others)
    target = target or (None if every else turn.before.focus or None)
    return tuple(item for item in items if target in (None, item.exercise.id)) or items


def _stretches(turn: Turn) -> list[Prescribed]:
    """The stretch for the muscles spoken of, where an answer tells of one without listing it."""
    muscles = set(turn.standing.muscles)
    able = [x for x in turn.engine.library.pack.exercises if is_mobility(x) and muscles & set(x.primary[:1])]
    able = [x for x in able if "stretch" in x.id and turn.engine.composer.suits(x, turn.asked)]
    return [turn.engine.composer.prescribe(x, turn.asked, x.summary) for x in able[:1]]


@handles("session")
def session(turn: Turn) -> tuple[Conversation, Reply]:
    """How many minutes what was shown takes, or whether those there are will do."""
    items = shown(turn, turn.asked)
    if not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("amounts", "session", items, turn.asked.sides.weak or "", minutes_told(turn.text))
    return _told(turn, body, turn.engine.library.answers.get("sets-and-reps"))
