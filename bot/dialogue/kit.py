"""What kit a message says that there is, and is not, in the light of what was shown."""

import re
from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.shown import brief, meant
from bot.dialogue.turns import Turn, handles
from bot.kit import ALWAYS_THERE
from bot.reply import Reply
from bot.words import word
from intents.detail import points
from intents.facts import improvised
from intents.phrasings import phrasing
from intents.question import Kit

_ALL_GONE = 3  # pieces that somebody has not got, from which they have none
_INVENTORY = 3  # pieces that somebody names as theirs, from which that is all they have
_MACHINES = frozenset({"machine", "cable", "roman-chair"})  # what people mean by "no machines"
_BARS = ("pull-up-bar", "barbell")  # which go by "the bar"
_LACKING = re.compile(r"\b(?:no|without|not|lack\w*|hasn ?t|haven ?t|doesn ?t|don ?t|isn ?t|never)\b")


def kit_said(turn: Turn) -> Kit:
    """The kit of a message: what it lacks and has, what the shown exercises use counted in, and whether that is all."""
    kit, text = turn.question.kit, turn.plain
    if {*kit.has, *kit.lacks} <= {"machine", "bench"} and phrasing("own-machine").search(text):
        return Kit(lacks=tuple(sorted({*kit.lacks, *kit.has, *_usual_kit(turn)})))
    if phrasing("none-of-it").search(text):
        return Kit(kit.has, tuple(sorted(_pieces(turn) - ALWAYS_THERE - set(kit.has))), only=True)
    named = {piece for piece in _pieces(turn) if re.search(rf"\b{piece.replace('-', ' ')}s?\b", text)}
    lacks = {*kit.lacks, *(_MACHINES if kit.lacks == ("machine",) else ())}
    has = list(kit.has)
    if kit.lacks or kit.has:  # what there is not was read already, so the rest is there
        has += sorted(named - lacks - set(has) - ALWAYS_THERE)
    elif _LACKING.search(text):
        lacks |= named
    has += _bar(turn, text, has) if has else []
    return Kit(tuple(has), tuple(sorted(lacks - set(has))), kit.only or _is_all(kit, text, has))


def stands_for_kit(kit: Kit, text: str) -> str:
    """A line on what does for kit at home ("tins of beans"); empty where a message names none."""
    return word("turns", "stands_for_kit") if "dumbbell" in kit.has and improvised(text.lower()) else ""


def _is_all(kit: Kit, text: str, has: list[str]) -> bool:
    """Whether what is named is all there is: said so, a whole list of it, or a whole list of what there is not."""
    if has:
        listed = len(has) >= _INVENTORY and bool(phrasing("own-kit").search(text))
        return listed or bool(phrasing("that-is-all").search(text))
    return bool(phrasing("nothing").search(text)) or (len(kit.lacks) >= _ALL_GONE and {*kit.lacks} != _MACHINES)


def _bar(turn: Turn, text: str, has: list[str]) -> list[str]:
    """The bar that "the bar" means: the one that they have, or the one that what was shown hangs from."""
    if not re.search(r"\b(?:the|my|that|a) bar\b", text) or set(has) & set(_BARS):
        return []
    known = {*turn.before.has, *_pieces(turn)}
    return [bar for bar in _BARS if bar in known][:1]


def _pieces(turn: Turn) -> set[str]:
    """Every piece of kit that the exercises shown can be done with."""
    return {piece for exercise in turn.listed for needs in exercise.equipment for piece in needs}


def _usual_kit(turn: Turn) -> tuple[str, ...]:
    """The kit of the exercise meant, or of the first shown: what "I do not have that" lacks."""
    target = meant(turn) or next(iter(turn.before.exercises), "")
    exercise = turn.engine.library.exercises.get(target)
    return tuple(sorted(exercise.equipment[0] - ALWAYS_THERE)) if exercise else ()


@handles("with-kit")
def with_kit(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether an exercise can be done with some kit that a message asks about, and what else that kit is good for."""
    exercise = turn.engine.library.exercises[meant(turn) or turn.before.exercises[0]]
    kit = turn.question.kit.has[0]
    able = any(kit in needs for needs in exercise.equipment)
    asked = replace(turn.asked, kit=Kit((kit,), (), only=True))
    other = turn.engine.composer.fitting(exercise.id, asked, frozenset((exercise.id, *turn.before.exercises)))
    named = points(turn.question.text) & points(kit.replace("-", " "))
    lines = [line for line in (*exercise.steps, *exercise.faults, *exercise.load) if named & points(line)][:2]
    uses = other.exercise.name if other and any(kit in needs for needs in other.exercise.equipment) else ""
    body = word("turns", "with_kit", exercise.name, kit, able, lines if able else (), exercise.equipment, uses)
    after, reply = brief(turn, exercise.name, body)
    return replace(after, focus=exercise.id), reply
