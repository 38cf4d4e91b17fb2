"""The answer to a clarifying question: one of what was offered, words that complete it, or a follow-up instead."""

import re
from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, asked_before, settle
from bot.engine import Engine
from bot.reply import MEDIUM, Reply
from bot.words import word
from intents.follow_up import follow_up, stands_alone
from intents.phrasings import phrasing
from intents.pointing import chosen
from intents.question import Question
from intents.said import Context
from knowledge.text import words

_NONE = re.compile(r"\b(?:none|neither|not any) of (?:these|those|them)\b|^(?:none|neither)\W*$")
_POINT = re.compile(r"^\d+\. (.+)$", re.M)
_PICKED = re.compile(  # "id say 4, all level", and not "i did 3 sets"
    r"(?:[\w']+[\s,.;]+){0,10}?(?:number |no\.? |#)?([1-9])(?:st|nd|rd|th)?\b"
    r"(?! ?(?:kg|lb|x|sets?|reps?|days?|weeks?|months?|years?|yrs?|times))[\s,.:;-]*",
    re.I,
)
_ELSEWHERE = 0.6  # probability from which a question is taken for one about something else
_NO_PICK = ("list", "dose", "session", "time", "order", "plan", "needs", "check", "stretch", "extra", "see-someone")


def picked_from(
    engine: Engine, before: Conversation, text: str, question: Question
) -> tuple[Conversation, Reply] | None:
    """The answer to a clarifying question completes the first question; "no idea" gets the best safe answer."""
    if _NONE.search(text.lower()):
        return _beside(engine, before)
    place = chosen(text, tuple(label for label, _ in before.options))
    said = dict(engine.product.turns.topics(question.phrase, most=3))
    if place is None and "dont-know" in list(said)[:1]:
        place = 0
    told = f". {text}" if len(words(text)) >= 3 else ""
    after = replace(before.knowing(question), options=(), text=_sided(before.text, question) + told)
    if place is None and _outside(question):
        return None
    if place is not None:
        answer = engine.library.answers.get(before.options[place][1])
        if answer is None:
            return None
        asked = asked_before(engine, after)
        reply = engine.answer(asked, answer, max(0.6, engine.decide(asked).confidence), engine.candidates(asked))
        return settle(replace(after, asked=0), reply)
    if before.entry or stands_alone(question) or len(question.phrase.words) > 8:
        return None  # offered beside an answer that stands, or a whole question of its own
    return _completed(engine, before, question)


def point_picked(engine: Engine, before: Conversation, text: str) -> tuple[Conversation, Reply] | None:
    """One of the numbered points of an answer that shows no exercises: "4, right side thicker" asks about that."""
    standing = engine.library.answers.get(before.entry or "")
    points = _POINT.findall(standing.body) if standing and not before.exercises else []
    place = _PICKED.match(text.strip())
    if place is None or not 0 < int(place[1]) <= len(points):
        return None
    question = engine.reader.read(f"{points[int(place[1]) - 1]} {text.strip()[place.end() :]}".replace("**", ""))
    after, reply = ask_anew(engine, before, question, {before.entry or ""})
    return (after, reply) if reply.kind == "answer" else None


def best_taken(
    engine: Engine, before: Conversation, text: str, question: Question
) -> tuple[Conversation, Reply] | None:
    """A follow-up said instead of an answer to a clarifying question: to the likeliest of what was offered."""
    answer = engine.library.answers.get(before.options[0][1])
    kind = follow_up(question, engine.product.turns, Context(("",), True)).likelier
    if kind not in _NO_PICK or answer is None or chosen(text, tuple(label for label, _ in before.options)) is not None:
        return None
    asked = asked_before(engine, before)
    stood, _ = settle(replace(before, options=(), asked=0), engine.answer(asked, answer, MEDIUM))
    return HANDLERS[kind](Turn(engine, stood, text, question))


def _outside(question: Question) -> bool:
    """Whether a message asks about something else altogether, and answers no question."""
    topic, chance = question.topics[0] if question.topics else ("", 0.0)
    return (
        topic == "out-of-scope"
        and chance >= _ELSEWHERE
        and not question.back
        and bool(phrasing("asks").search(question.text.lower()))
    )


def _beside(engine: Engine, before: Conversation) -> tuple[Conversation, Reply] | None:
    """The best answer that was not among those offered."""
    offered = {id_ for _, id_ in before.options}
    asked = asked_before(engine, before)
    found = next((one.answer for one in engine.candidates(asked) if one.answer.id not in offered), None)
    if found is None:
        return None
    reply = engine.answer(asked, found, 0.5, engine.candidates(asked))
    return settle(replace(before, options=(), asked=0), replace(reply, notes=(word("turns", "another", []),)))


def _completed(engine: Engine, before: Conversation, question: Question) -> tuple[Conversation, Reply]:
    """Free words in answer to a clarifying question: both read together, as one question."""
    joined = f"{_sided(before.text, question)}. {question.text}"
    return ask_anew(engine, replace(before, text=joined), engine.reader.read(joined))


def _sided(first: str, question: Question) -> str:
    """The first question with its "one side" become the one side that the answer to a clarifying question names."""
    sides = set(re.findall(r"\b(?:left|right)\b", question.text.lower()))
    if len(sides) != 1 or re.search(r"\b(?:left|right)\b", first.lower()):
        return first
    return re.sub(r"\bone side\b", f"my {sides.pop()} side", first, flags=re.I)
