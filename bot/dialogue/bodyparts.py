"""A part of the body that somebody wants worked as well: legs, core, the lower back, a muscle by its name."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.shown import again
from bot.dialogue.turns import Turn, ask_anew, handles
from bot.plan import ROUND_OFF
from bot.reply import Prescribed, Reply
from bot.words import word
from intents.phrasings import phrasing

# What works a part that is no muscle of the back, the plainest first.
_WORKS = {
    "legs": ("split-squat", "goblet-squat", "sit-to-stand"),
    "core": ("dead-bug", "side-plank", "plank"),
    "chest": ("counter-press-up", "scapular-push-up"),
    "glutes": ("single-leg-glute-bridge", "glute-bridge", "hip-thrust"),
}
_NAMES = (("legs", "of-legs"), ("core", "of-core"), ("chest", "of-chest"), ("glutes", "of-glutes"))


@handles("add-part")
def add_part(turn: Turn) -> tuple[Conversation, Reply]:
    """An exercise for a part of the body besides those shown."""
    after, reply = again(turn, turn.before, listed=True)
    taken = frozenset((*after.exercises, *turn.before.exercises, *after.without))
    found = _first(turn, reply, taken)
    if found is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    items = (*reply.exercises, found)
    added = (*after.added, found.exercise.id)
    note = word("turns", "added", found.exercise.name, True)
    ids = tuple(item.exercise.id for item in items)
    return replace(after, exercises=ids, added=added), replace(reply, exercises=items, left_out=(), notes=(note,))


def _first(turn: Turn, reply: Reply, taken: frozenset[str]) -> Prescribed | None:
    """The first exercise for the part named that suits and is not there yet."""
    fitting = (turn.engine.composer.fitting(id_, reply.question, taken) for id_ in _named(turn) if id_ not in taken)
    return next((found for found in fitting if found), None)


def _named(turn: Turn) -> list[str]:
    """The exercises for the part that a message names: by its word, its muscle, or its place on the back."""
    plain = turn.plain
    part = next((part for part, name in _NAMES if phrasing(name).search(plain)), "")
    muscles = set(turn.question.named("muscle"))
    of_muscle = [x.id for x in turn.engine.library.pack.exercises if muscles & set(x.primary[:1])]
    of_muscle.sort(key=lambda id_: turn.engine.library.exercises[id_].level != "beginner")
    return [*_WORKS.get(part, ()), *of_muscle, *ROUND_OFF.get(turn.question.region or "", ())]
