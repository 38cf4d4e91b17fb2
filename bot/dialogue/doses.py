"""Follow-ups about how much: sets and repetitions, what weight to begin with, when to go up, how long to rest."""

import re

from bot.conversation import Conversation
from bot.dialogue.shown import brief, shown
from bot.dialogue.turns import Turn, ask_anew, handles
from bot.reply import Prescribed, Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from knowledge.text import sentences, words

_DAILY = re.compile(r"\b(?:times|once|twice|minutes?|rounds?) (?:a|each|every|per) day\b|\bevery \d+\b.*\bminutes\b")
_FIGURES = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_OFTEN = frozenset({"often", "day", "days", "week", "weekly", "daily"})
_EVERY = frozenset({"others", "all", "each", "them", "rest"})
# What of the load is asked for, by its phrasing, and its place among an exercise's lines on it.
LOADS = {"asks-weight": 0, "asks-up": 1, "asks-rest": 2}
_MOST_LOADED = 2  # exercises whose load is told in one reply


@handles("dose")
def dose(turn: Turn) -> tuple[Conversation, Reply]:
    """Sets and repetitions of what was shown, how often, and of the load what was asked for."""
    often = bool(_OFTEN & set(turn.question.phrase.words))
    answer = turn.engine.library.answers.get("how-often-to-train-the-back" if often else "sets-and-reps")
    items = _meant(turn)
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    side = turn.asked.sides.weak or ""
    daily = next((line for line in sentences(turn.standing.body) if _DAILY.search(line)), "") if often else ""
    total = _total(items) if phrasing("in-total").search(" ".join(words(turn.text))) else ""
    body = word("turns", "dose_often", items, side, daily) if often else word("turns", "dose", items, side, total)
    return brief(turn, word("turns", "heading", "dose"), f"{_loads(turn.text, items)}{body}", answer)


def _meant(turn: Turn) -> tuple[Prescribed, ...]:
    """The exercises whose dose is asked for: one that is pointed at, those named, or all that were shown."""
    named = [turn.engine.library.exercises.get(id_) for id_ in turn.question.named("exercise")]
    every = bool(_EVERY & set(words(turn.text)))
    focus = None if every or any(named) else turn.before.focus or None
    target = pointed_at(turn.text, turn.before.exercises, turn.question) or focus
    if target is None and any(named):
        prescribe = turn.engine.composer.prescribe
        return tuple(prescribe(exercise, turn.asked, exercise.summary) for exercise in named if exercise)
    return tuple(item for item in shown(turn, turn.asked) if target in (None, item.exercise.id))


def _total(items: tuple[Prescribed, ...]) -> str:
    """The sets of all of them together, as "6-9"; empty where some have none in figures."""
    found = [_FIGURES.fullmatch(item.exercise.dose.sets) for item in items]
    sets = [(int(one[1]), int(one[2] or one[1])) for one in found if one]
    least, most = (sum(ends) for ends in zip(*sets, strict=True)) if len(sets) == len(items) > 1 else (0, 0)
    return "" if not most else str(most) if least == most else f"{least}-{most}"


def _loads(text: str, items: tuple[Prescribed, ...]) -> str:
    """What to begin with, when to go up and how long to rest, as far as a message asks for it."""
    plain = " ".join(words(text))
    asked = [place for name, place in LOADS.items() if phrasing(name).search(plain)]
    able = [item for item in items if any(place < len(item.exercise.load) for place in asked)][:_MOST_LOADED]
    return f"{word('turns', 'loads', able, asked)}\n\n" if able else ""


@handles("session")
def session(turn: Turn) -> tuple[Conversation, Reply]:
    """How many minutes what was shown takes."""
    items = shown(turn, turn.asked)
    if not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("turns", "session", items, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "dose"), body, turn.engine.library.answers.get("sets-and-reps"))
