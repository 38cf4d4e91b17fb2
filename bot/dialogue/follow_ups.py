"""What each kind of follow-up does to the last answer; every handler is a pure function of a Turn."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.details import told, told_of
from bot.dialogue.passages import passage
from bot.dialogue.shown import brief, meant, shown
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, give_anew, handles
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import place_named, pointed_at
from knowledge.entries import Exercise


@handles("more-on-exercise")
def more(turn: Turn) -> tuple[Conversation, Reply]:
    """How to do one of the exercises shown."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    named = turn.question.named("exercise")
    if target is None and named:
        how_to = turn.engine.library.how_to(named[0]) if len(named) == 1 else None
        if how_to is None:
            return ask_anew(turn.engine, turn.before, turn.question)
        after, reply = give_anew(turn, how_to)
        return after, replace(reply, notes=_point_first(turn, turn.engine.library.exercises[named[0]]))
    if target is None and place_named(turn.text) is not None and turn.before.exercises:
        return brief(turn, word("turns", "heading", "list"), word("turns", "no_such", shown(turn, turn.asked)))
    if target is None and phrasing("faults").search(turn.text.lower()):  # what is done wrong is what was asked of first
        target = next(iter(turn.asked.named("exercise")), None)
    if not (target or turn.before.exercises) and phrasing("wants-mending").search(turn.text.lower()):
        return HANDLERS["list"](turn)
    if target is None and meant(turn) is None and (said := passage(turn)):
        return brief(turn, turn.standing.title, word("turns", "said_of_it", said))
    target = target or meant(turn) or next(iter(turn.before.exercises), None)
    how_to = turn.engine.library.how_to(target) if target else None
    if how_to is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    exercise = turn.engine.library.exercises[target or ""]
    if turn.standing.teaches == exercise.id and (point := told(turn, exercise)):
        return point
    reply = replace(turn.answer(how_to, 0.9), notes=_point_first(turn, exercise))
    return replace(turn.before, focus=exercise.id), reply


def _point_first(turn: Turn, exercise: Exercise) -> tuple[str, ...]:
    """What is asked of an exercise in particular, said before all its steps."""
    lines = told_of(turn, exercise)
    return (word("turns", "detail_first", lines),) if lines else ()


@handles("order")
def order(turn: Turn) -> tuple[Conversation, Reply]:
    """Which exercise comes first."""
    items, side = shown(turn, turn.asked), turn.asked.sides.weak or ""
    if phrasing("of-side").search(turn.text.lower()):
        return brief(turn, word("turns", "heading", "order"), word("turns", "side_first", side))
    return brief(turn, word("turns", "heading", "order"), word("turns", "order", items, side))
