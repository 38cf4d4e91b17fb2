"""Follow-ups that change the exercises: other kit, what hurts, another one."""

import re
from dataclasses import replace

from bot.compose import MOST_EXERCISES
from bot.conversation import Conversation
from bot.dialogue.additions import new_fact
from bot.dialogue.kit import kit_said, stands_for_kit
from bot.dialogue.rejected import another
from bot.dialogue.replacing import dropped, replaced, stood_in
from bot.dialogue.retold import fitted
from bot.dialogue.shown import again, meant, pointed, showing, shown
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles
from bot.kit import ALWAYS_THERE
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.facts import CLAUSE, FLOOR, has_pain
from intents.phrasings import phrasing
from intents.pointing import alike, pointed_at
from intents.question import Kit
from knowledge.text import words

_RIDS = ("replace", "unable", "own-machine")  # phrasings of what somebody will not or cannot do
_IT = re.compile(r"\b(?:it|that|this|that one|this one)\b")
_FINE = re.compile(r"\b(?:fine|ok|okay|good|great|no (?:problem|bother)|all right|alright)\b")


@handles("swap-kit")
def swap_kit(turn: Turn) -> tuple[Conversation, Reply]:
    """The same answer with what kit there is."""
    said = replace(turn.question, kit=kit_said(turn))
    gym = "gym" in said.facts and not said.kit.only
    if FLOOR in said.hurts:
        return swap_pain(turn)
    if turn.before.focus and said.kit.has and not (said.kit.only or said.kit.lacks) and _asks_of_it(turn.text):
        return HANDLERS["with-kit"](turn)
    if not (said.kit.has or said.kit.lacks or said.kit.only or gym or "home" in said.facts):
        listed = turn.before.exercises
        pointed = pointed_at(turn.text, listed, turn.question) or alike(turn.text, listed)
        return swap_other(turn) if pointed else new_fact(turn)
    after = turn.before.knowing(said)
    if phrasing("own-machine").search(turn.plain) and turn.before.focus:
        after = replace(after.leaving_out(turn.before.focus), focus="")
    note = word("turns", "swapped_kit", Kit() if gym else said.kit, "home" in said.facts, gym)
    if not turn.before.exercises and (found := fitted(replace(turn, before=after), note)):
        return found
    after, reply = replaced(turn, after, *filter(None, (note, stands_for_kit(said.kit, turn.text))))
    if not reply.exercises and (found := _left(turn, after, reply, note)):
        return found
    return _using(turn, after, reply, said.kit) if said.kit.has and said.kit.only else (after, reply)


def _asks_of_it(text: str) -> bool:
    """Whether a message asks if the exercise spoken of last can be done with something."""
    plain = " ".join(words(text))
    return bool(_IT.search(plain) and phrasing("asks").search(text.lower()) and phrasing("done-with").search(plain))


def _left(turn: Turn, after: Conversation, reply: Reply, note: str) -> tuple[Conversation, Reply] | None:
    """Where nothing of the answer's own can be done: what was shown and still can be, or else other exercises."""
    now = replace(turn, before=after)
    kept = tuple(
        item for item in shown(now, reply.question) if turn.engine.composer.suits(item.exercise, reply.question)
    )
    return showing(after, replace(reply, exercises=kept), kept) if kept else fitted(now, note)


def _using(turn: Turn, after: Conversation, reply: Reply, kit: Kit) -> tuple[Conversation, Reply]:
    """The reply with something first that uses the kit named, where nothing in it does."""
    owned = set(kit.has) - ALWAYS_THERE
    uses = any(needs & owned for item in reply.exercises for needs in item.exercise.equipment)
    first = turn.engine.composer.using_kit(turn.standing, reply.question, frozenset(after.without))
    if uses or first is None or reply.taught:
        return after, reply
    items = (turn.engine.composer.prescribe(first, reply.question, first.summary), *reply.exercises)[:MOST_EXERCISES]
    return replace(after, exercises=tuple(item.exercise.id for item in items)), replace(reply, exercises=items)


@handles("swap-pain")
def swap_pain(turn: Turn) -> tuple[Conversation, Reply]:
    """What hurts is left out, and what calls for the same is too."""
    text = _hurting(turn.text)
    pointed = pointed_at(text, turn.before.exercises, turn.engine.reader.read(text))
    kind = () if pointed else alike(text, turn.before.exercises)
    target = pointed or next(iter(kind), None) or meant(turn)
    if target is None and turn.before.exercises and not turn.question.hurts and not _spares(turn):
        target = turn.before.exercises[0]
    targets = (target, *kind, *_family(turn, target)) if target else ()
    after = turn.before.knowing(turn.question).leaving_out(*targets)
    named = turn.engine.library.exercises[target].name if target else ""
    if not turn.before.exercises and (found := fitted(replace(turn, before=after), word("turns", "swapped_pain", ""))):
        return found
    settled, reply = replaced(turn, after)
    if target and not settled.exercises:  # nothing can stand in, so something else for the same place
        loosens = is_mobility(turn.engine.library.exercises[target])
        return HANDLERS["stretch" if loosens else "others"](replace(turn, before=settled))
    same = settled.exercises == turn.before.exercises
    said = "none_loads" if same else "swapped_pain" if turn.question.pain or not _off_floor(turn) else "off_floor"
    note = word("turns", said, named)
    return settled, replace(reply, notes=(note, *reply.notes))


def _off_floor(turn: Turn) -> bool:
    return FLOOR in turn.question.hurts


def _hurting(text: str) -> str:
    """Of "bird dogs feel fine but the swings tweak my back" the clause that hurts, where something else is fine."""
    clauses = CLAUSE.split(text)
    hurts = [clause for clause in clauses if has_pain(clause.lower())]
    fine = any(_FINE.search(clause.lower()) for clause in clauses if clause not in hurts)
    return hurts[0] if hurts and fine else text


def _family(turn: Turn, target: str) -> list[str]:
    """What goes by the same loose name: of "swings" one and all, of "the one-arm swing" none but itself."""
    last = target.split("-")[-1]
    if target in turn.question.named("exercise") or last not in turn.text.lower():
        return []
    return [id_ for id_ in turn.engine.library.exercises if id_.split("-")[-1] == last]


@handles("swap-other")
def swap_other(turn: Turn) -> tuple[Conversation, Reply]:
    """An exercise the person would rather not do, replaced by what can stand in for it."""
    if gone := dropped(turn):
        return stood_in(turn, gone)
    targets = _unwanted(turn)
    if not targets and (named := turn.engine.library.exercises.get(next(iter(turn.question.named("exercise")), ""))):
        plain = turn.plain
        rid = any(phrasing(name).search(plain) for name in _RIDS) and not phrasing("may").search(plain)
        if phrasing("asks").search(turn.text.lower()) and not rid:
            return ask_anew(turn.engine, turn.before, turn.question)
        after, note = turn.before.leaving_out(named.id), word("turns", "swapped_other", named.name)
        if not turn.before.exercises and (found := fitted(replace(turn, before=after), note)):
            return found
        return again(turn, after, word("turns", "not_shown", named.name), listed=True)
    if not targets and turn.question.named("muscle"):
        return HANDLERS["other-muscle"](turn)
    if not targets:
        return another(turn)
    after = turn.before.knowing(replace(turn.question, kit=kit_said(turn))).leaving_out(*targets)
    name = turn.engine.library.exercises[targets[0]].name
    for_it = [id_ for id_ in turn.question.named("exercise") if id_ not in (*turn.before.exercises, *targets)]
    if for_it:
        wished = replace(turn.question, mentions=tuple(m for m in turn.question.mentions if m.id in for_it))
        return add(replace(turn, before=after, question=wished))
    note = word("turns", "swapped_other", name)
    settled, reply = replaced(turn, after, note)
    left = None if reply.exercises else _left(turn, settled, reply, note)
    return left or (settled, reply)


def _unwanted(turn: Turn) -> tuple[str, ...]:
    """The exercises shown that a message would be rid of, with all that goes by the same loose name."""
    if target := pointed(turn):
        return (target, *_family(turn, target))
    if kind := alike(turn.text, turn.before.exercises):
        return (*kind, *_family(turn, kind[0]))
    others = set(turn.question.named("exercise")) - set(turn.before.exercises)
    target = None if others else meant(turn)
    return (target,) if target else ()


def _spares(turn: Turn) -> bool:
    """Whether what is named as hurting already rules out one of the exercises shown."""
    return any(set(exercise.cautions) & set(turn.question.hurts) for exercise in turn.listed)


@handles("add")
def add(turn: Turn) -> tuple[Conversation, Reply]:
    """An exercise the person wants on the list too, or what can stand in for it."""
    after, reply = again(turn, turn.before, listed=True)
    taken = frozenset((*after.exercises, *after.without))
    named = turn.question.named("exercise")[0]
    found = turn.engine.composer.fitting(named, reply.question, taken)
    if found is None:
        return after, reply
    items = (*reply.exercises, found)
    note = word("turns", "added", found.exercise.name, found.exercise.id == named)
    ids, added = tuple(item.exercise.id for item in items), (*after.added, found.exercise.id)
    return replace(after, exercises=ids, added=added), replace(reply, exercises=items, left_out=(), notes=(note,))
