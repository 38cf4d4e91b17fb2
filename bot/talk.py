"""One message of a conversation: a pure function from what was said before to what is known now and a Reply."""

import re
from dataclasses import replace

from bot import corrections, follow_ups, swaps  # noqa: F401 - they register their handlers
from bot.conversation import Conversation
from bot.engine import Engine
from bot.reply import Reply
from bot.turns import HANDLERS, Turn, ask_anew, settle
from bot.words import word
from intents.follow_up import NEW, Context, follow_up, second_guess, stands_alone
from intents.pointing import chosen
from intents.question import Question
from intents.red_flags import RedFlag, find_red_flags

SERIOUS = ("emergency", "same-day")
_NONE = re.compile(r"\b(?:none|neither|not any) of (?:these|those|them)\b|^(?:none|neither)\W*$")
POLITE = ("thanks", "bye")


def turn(engine: Engine, before: Conversation, text: str, now: float = 0.0) -> tuple[Conversation, Reply]:
    """Reply to a message in the light of what was said before it; `now` in seconds, for the half hour of idleness."""
    before = before.resumed(now).among(engine.library.answers, engine.library.exercises)
    question = engine.reader.understand(text)
    flags = question.red_flags or _across(before, text)
    if flags:
        reply = engine.reply(replace(question, red_flags=flags))
        return replace(before.knowing(question), options=(), urgent=text, text=before.text or text), reply
    if before.urgent and (held := _held(engine, before, question)):
        return held
    kind = _kind(engine, before, question)
    if before.options and kind not in POLITE and (picked := _picked(engine, before, text, question)):
        return picked
    handler = HANDLERS.get(kind)
    if handler is None:
        return _anew(engine, before, text, question)
    kept = before if kind in POLITE else replace(before, options=())
    return handler(Turn(engine, kept, text, question))


def _anew(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply]:
    """A new question; a short one with no answer of its own is taken for what it may be as a follow-up."""
    after, reply = ask_anew(engine, before, question)
    if reply.kind != "unsure" or not before.entry:
        return after, reply
    guess = HANDLERS.get(second_guess(question, engine.product.turns, Context(before.exercises, True)))
    return guess(Turn(engine, replace(before, options=()), text, question)) if guess else (after, reply)


def _kind(engine: Engine, before: Conversation, question: Question) -> str:
    """The kind of follow-up; where nothing was answered yet, only thanks and goodbye can be one."""
    open_ = bool(before.entry or before.options)
    kind = follow_up(question, engine.product.turns, Context(before.exercises, open_))
    return kind if before.entry or kind in POLITE else NEW


def _across(before: Conversation, text: str) -> tuple[RedFlag, ...]:
    """Signs that only the question and the addition make together ("back pain" … "and now I cannot pee")."""
    if not before.text or before.urgent:
        return ()
    known = {flag.id for flag in find_red_flags(before.text)}
    return tuple(flag for flag in find_red_flags(f"{before.text}. {text}") if flag.id not in known)


def _held(engine: Engine, before: Conversation, question: Question) -> tuple[Conversation, Reply] | None:
    """After a serious sign every further request meets the same advice, until the person says it was not so."""
    flags = find_red_flags(before.urgent)
    kind = follow_up(question, engine.product.turns, Context((), True))
    if kind in ("another", "correction"):
        return None
    serious = bool(flags) and flags[0].urgency in SERIOUS
    if kind in POLITE or not flags:
        return None
    if kind == NEW and not serious:
        after, reply = ask_anew(engine, before, question)
        return after, replace(reply, notes=(word("turns", "still_urgent"), *reply.notes))
    reply = engine.reply(replace(question, red_flags=flags))
    return before, replace(reply, notes=(word("turns", "still_urgent"),))


def _picked(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply] | None:
    """The answer to a clarifying question completes the first question; "no idea" gets the best safe answer."""
    if _NONE.search(text.lower()):
        return _beside(engine, before)
    place = chosen(text, tuple(label for label, _ in before.options))
    said = dict(engine.product.turns.topics(question.phrase, most=3))
    if place is None and "dont-know" in list(said)[:1]:
        place = 0
    after = replace(before.knowing(question), options=(), text=_sided(before.text, question))
    if place is not None:
        answer = engine.library.answers.get(before.options[place][1])
        if answer is None:
            return None
        asked = after.person(engine.reader.read(after.text))
        reply = engine.answer(asked, answer, max(0.6, engine.decide(asked).confidence), engine.candidates(asked))
        return settle(replace(after, asked=0), reply)
    if before.entry or stands_alone(question) or len(question.phrase.words) > 8:
        return None  # offered beside an answer that stands, or a whole question of its own
    return _completed(engine, before, question)


def _beside(engine: Engine, before: Conversation) -> tuple[Conversation, Reply] | None:
    """The best answer that was not among those offered."""
    offered = {id_ for _, id_ in before.options}
    asked = before.person(engine.reader.read(before.text))
    found = next((one.answer for one in engine.candidates(asked) if one.answer.id not in offered), None)
    if found is None:
        return None
    reply = engine.answer(asked, found, 0.5, engine.candidates(asked))
    return settle(replace(before, options=(), asked=0), replace(reply, notes=(word("turns", "another"),)))


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
