"""What each kind of follow-up does to the last answer; every handler is a pure function of a Turn."""

import re
from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.shown import brief, meant, shown
from bot.dialogue.turns import Turn, ask_anew, give_anew, handles, settle
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import place_named, pointed_at
from knowledge.library import is_how_to
from knowledge.text import sentences, words

_DAILY = re.compile(r"\b(?:times|once|twice|minutes?|rounds?) (?:a|each|every|per) day\b|\bevery \d+\b.*\bminutes\b")


@handles("more-on-exercise")
def more(turn: Turn) -> tuple[Conversation, Reply]:
    """How to do one of the exercises shown."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    named = turn.question.named("exercise")
    if target is None and named:
        how_to = turn.engine.library.how_to(named[0]) if len(named) == 1 else None
        return give_anew(turn, how_to) if how_to else ask_anew(turn.engine, turn.before, turn.question)
    if target is None and place_named(turn.text) is not None and turn.before.exercises:
        return brief(turn, word("turns", "heading", "list"), word("turns", "no_such", shown(turn, turn.asked)))
    if target is None and phrasing("faults").search(turn.text.lower()):  # what is done wrong is what was asked of first
        target = next(iter(turn.asked.named("exercise")), None)
    target = target or meant(turn) or next(iter(turn.before.exercises), None)
    how_to = turn.engine.library.how_to(target) if target else None
    if how_to is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    reply = turn.answer(how_to, 0.9)
    return replace(turn.before, focus=target or ""), reply


@handles("dose")
def dose(turn: Turn) -> tuple[Conversation, Reply]:
    """Sets and repetitions of what was shown; how often goes to the answer about that."""
    often = "often" in turn.question.phrase.words or {"day", "days", "week", "daily"} & set(turn.question.phrase.words)
    answer = turn.engine.library.answers.get("how-often-to-train-the-back" if often else "sets-and-reps")
    every = bool({"others", "all", "each", "them", "rest"} & set(words(turn.text)))
    target = pointed_at(turn.text, turn.before.exercises, turn.question) or (
        None if every else turn.before.focus or None
    )
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    named = [turn.engine.library.exercises.get(id_) for id_ in turn.question.named("exercise")]
    if target is None and any(named):
        items = [
            turn.engine.composer.prescribe(exercise, turn.asked, exercise.summary) for exercise in named if exercise
        ]
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    side = turn.asked.sides.weak or ""
    daily = next((line for line in sentences(turn.standing.body) if _DAILY.search(line)), "") if often else ""
    body = word("turns", "dose_often", items, side, daily) if often else word("turns", "dose", items, side)
    return brief(turn, word("turns", "heading", "dose"), body, answer)


@handles("session")
def session(turn: Turn) -> tuple[Conversation, Reply]:
    """How many minutes what was shown takes."""
    items = shown(turn, turn.asked)
    if not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("turns", "session", items, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "dose"), body, turn.engine.library.answers.get("sets-and-reps"))


@handles("why")
def why(turn: Turn) -> tuple[Conversation, Reply]:
    """What speaks for the advice and how sure anyone can be."""
    answer = turn.standing
    items = shown(turn, turn.asked)
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = tuple(item for item in items if target in (None, item.exercise.id))
    return brief(turn, word("turns", "heading", "why"), word("turns", "why", answer, items))


@handles("sources")
def sources(turn: Turn) -> tuple[Conversation, Reply]:
    """Where the answer comes from, with addresses."""
    listed = turn.engine.composer.sources(turn.standing)
    return brief(turn, word("turns", "heading", "sources"), word("turns", "sources", listed))


@handles("another")
def another(turn: Turn) -> tuple[Conversation, Reply]:
    """The next candidate for the same question, each offered once."""
    if turn.before.focus and is_how_to(turn.standing) and (akin := _akin(turn)):
        return akin
    tried = tuple(dict.fromkeys((*turn.before.tried, turn.entry)))
    for candidate in turn.engine.candidates(turn.asked):
        if candidate.answer.id not in tried:
            reply = turn.answer(candidate.answer, 0.5)
            after = replace(turn.before, tried=tried, urgent="")
            return settle(after, replace(reply, notes=(word("turns", "another"),)))
    return ask_anew(turn.engine, turn.before, turn.question)


def _akin(turn: Turn) -> tuple[Conversation, Reply] | None:
    """Another movement for the same job as the one taught, each offered once."""
    taught = turn.engine.library.exercises.get(turn.before.focus)
    taken = frozenset((*turn.before.without, turn.before.focus))
    other = turn.engine.composer.fitting(turn.before.focus, turn.asked, taken) if taught else None
    how_to = turn.engine.library.how_to(other.exercise.id) if other else None
    if how_to is None or other is None:
        return None
    after = replace(turn.before, without=tuple(sorted(taken)))
    return settle(after, replace(turn.answer(how_to, 0.7), notes=(word("turns", "another"),)))


@handles("order")
def order(turn: Turn) -> tuple[Conversation, Reply]:
    """Which exercise comes first."""
    items, side = shown(turn, turn.asked), turn.asked.sides.weak or ""
    if phrasing("of-side").search(turn.text.lower()):
        return brief(turn, word("turns", "heading", "order"), word("turns", "side_first", side))
    return brief(turn, word("turns", "heading", "order"), word("turns", "order", items, side))
