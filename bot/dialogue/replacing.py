"""The exercises shown, with those that are out replaced where they stood: who wants one changed keeps the others."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.shown import again, brief, pointed, showing
from bot.dialogue.turns import Turn, handles
from bot.reply import Prescribed, Reply
from bot.stand_ins import does_work_of
from bot.words import word
from intents.pointing import alike, shown_by_name
from knowledge.entries import Exercise


def replaced(turn: Turn, after: Conversation, *notes: str) -> tuple[Conversation, Reply]:
    """The answer for what is known now; where something shown is out, its list with only that changed."""
    settled, reply = again(turn, after, *notes, listed=bool(turn.before.exercises))
    composer = turn.engine.composer
    ids = tuple(exercise.id for exercise in turn.listed)
    own = reply.lender or turn.standing
    items, left_out = composer.in_place(ids, own, reply.question, frozenset(after.without))
    if not left_out or not items or reply.taught:
        return settled, reply
    undone = _undone(turn, items, {name for name, _ in left_out})
    notes = (*reply.notes, word("turns", "no_stand_in", undone)) if undone else reply.notes
    if turn.before.days:  # a plan is shown as a whole, so what changed in it is said first
        notes = (*notes, *(word("turns", "stood_in", x.stands_for, x.exercise.name) for x in items if x.stands_for))
    caveats = composer.caveats(turn.standing, reply.question, [item.exercise for item in items])
    return showing(settled, replace(reply, left_out=left_out, caveats=caveats, notes=notes), items)


def _undone(turn: Turn, items: tuple[Prescribed, ...], names: set[str]) -> list[str]:
    """The names of what was left out and of which nothing on the list does the work."""
    replaced_ = {item.stands_for for item in items}
    alone = (exercise for exercise in turn.listed if exercise.name in names - replaced_)
    return [x.name for x in alone if not any(does_work_of(item.exercise, x) for item in items)]


def dropped(turn: Turn) -> Exercise | None:
    """The exercise that a message means of those that the answer has and that are not on the list any more."""
    own = (pick.id for pick in turn.standing.exercises)
    gone = tuple(id_ for id_ in dict.fromkeys((*turn.before.without, *own)) if id_ not in turn.before.exercises)
    kind = alike(turn.text, turn.before.exercises) if not turn.question.named("exercise") else ()
    free = pointed(turn) is None and not kind
    found = shown_by_name(turn.question, gone) if free else None
    return turn.engine.library.exercises.get(found or "")


def stood_in(turn: Turn, exercise: Exercise) -> tuple[Conversation, Reply]:
    """What does the work of an exercise that is not on the list any more: one of the list, or another beside them."""
    after = turn.before.leaving_out(exercise.id)
    settled, reply = again(turn, after, listed=True)
    composer = turn.engine.composer
    (*items,), _ = composer.in_place((exercise.id,), turn.standing, reply.question, frozenset(after.without))
    kept, _ = composer.in_place(turn.before.exercises, turn.standing, reply.question, frozenset(after.without))
    if not items:
        body = word("turns", "no_stand_in", [exercise.name])
        return brief(turn, exercise.name, body)
    shown = {item.exercise.id for item in kept}
    together = (*(item for item in items if item.exercise.id not in shown), *kept)
    note = word("turns", "stood_in", exercise.name, items[0].exercise.name)
    return showing(settled, replace(reply, left_out=(), notes=(note,)), together)


@handles("left-out")
def left_out(turn: Turn) -> tuple[Conversation, Reply]:
    """Which exercises of the answer are not on the list, why, and what does their work."""
    composer, asked, library = turn.engine.composer, turn.asked, turn.engine.library.exercises
    own = [pick.id for pick in turn.standing.exercises if pick.id in library]
    ids = tuple(id_ for id_ in dict.fromkeys((*own, *turn.before.without)) if id_ not in turn.before.exercises)
    _, gone = composer.in_place(ids, turn.standing, asked, frozenset(turn.before.without))
    pairs = []
    for name, reason in gone:
        exercise = next(library[id_] for id_ in ids if library[id_].name == name)
        other = next((x.name for x in turn.listed if does_work_of(x, exercise)), "")
        pairs.append((name, reason, other))
    return brief(turn, word("turns", "heading", "left-out"), word("turns", "left_out_of_it", pairs))
