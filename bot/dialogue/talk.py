"""One message of a conversation: a pure function from what was said before to what is known now and a Reply."""

from dataclasses import replace

from bot.compose import is_mobility
from bot.conversation import Conversation
from bot.dialogue import additions, asides, aspects, follow_ups, retold, swaps, verdicts  # noqa: F401 - they register their handlers
from bot.dialogue.alarms import POLITE, Withdrawn, alarm, hold, taken_back
from bot.dialogue.aspects import bare, clear_lead, stay
from bot.dialogue.picking import best_taken, picked_from
from bot.dialogue.plans import CHANGES, made
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, settle
from bot.dialogue.verdicts import verdict_alone
from bot.engine import Engine
from bot.reply import HIGH, MEDIUM, Candidate, Reply
from bot.words import word
from intents.facts import has_pain
from intents.follow_up import NEW, follow_up, second_guess
from intents.phrasings import phrasing
from intents.question import Question
from intents.said import CASES, Context
from intents.sides import Sides
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import words

# What is done with exercises, and so goes back to the last answer that gave some; the first two do from a how-to too.
_OF_EXERCISES = ("list", "plan", "order", "session", "dose", "swap-kit", "needs", "others", "instead", "time-budget")
_JUDGES = "judge-my-routine"  # of a plan there is, and so no ground for another
_OF_WORDS = ("why", "sources", "simpler")
_SHORT = 8  # words; a message this short that names nothing of its own is about what was spoken of
_TOLD = 10  # words; up to here a message that names nothing and fits several answers is no question of its own
_CLOSE = 0.4  # of the first candidate's share; what follows on the answer and is nearer than this is taken


def turn(engine: Engine, before: Conversation, text: str, now: float = 0.0) -> tuple[Conversation, Reply]:
    """Reply to a message in the light of what was said before it; `now` in seconds, for the half hour of idleness."""
    after, reply = _turn(engine, before, text, now)
    passing = reply.answer.id if reply.kind == "answer" and reply.answer and not reply.brief else ""
    return replace(after, aside=passing if passing != after.entry else ""), reply


def _turn(engine: Engine, before: Conversation, text: str, now: float) -> tuple[Conversation, Reply]:
    before = before.resumed(now).among(engine.library.answers, engine.library.exercises)
    question = engine.reader.understand(text)
    if alarmed := alarm(engine, before, question):
        return alarmed
    if before.urgent:
        if (taken := taken_back(before, text)) is not None:
            return _withdrawn(engine, taken)
        if held := hold(engine, before, question):
            return held
    return _answered(engine, before, text, replace(question, red_flags=()))


def _withdrawn(engine: Engine, taken: Withdrawn) -> tuple[Conversation, Reply]:
    """A sign that was misread is set aside with a line of its own, and the question beside it gets its answer."""
    if not taken.text:
        return taken.before, taken.reply(engine)
    after, reply = _answered(engine, taken.before, taken.text, engine.reader.read(taken.text))
    return after, taken.said_first(reply)


def _answered(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply]:
    """The reply to a message in which there is nothing urgent."""
    if greeted := phrasing("greets").match(text.lower()):
        text = text[greeted.end() :]
        question = engine.reader.understand(text)
    if announced := phrasing("announced").match(text.lower()):
        return ask_anew(engine, before, engine.reader.understand(text[announced.end() :]))
    kind = _kind(engine, before, question)
    if before.aside and kind in _OF_WORDS:  # what was last said in words is what is doubted
        before = replace(before, entry=before.aside, exercises=(), focus="")
    if before.options and not before.entry and kind == NEW and (stood := best_taken(engine, before, text, question)):
        return stood
    if before.options and kind not in (*POLITE, "reset") and (picked := picked_from(engine, before, text, question)):
        return picked
    handler = HANDLERS.get(kind)
    if handler is None:
        return _anew(engine, before, text, question)
    kept = before if kind in POLITE else replace(_returned(engine, before, kind), options=())
    after, reply = handler(Turn(engine, kept, text, question))
    if reply.kind == "clarify" and kept.entry and kind != "reset":  # the handler found nothing to do with it
        return _anew(engine, kept, text, question)
    if before.days and kind in CHANGES and after.entry == before.entry and reply.kind == "answer":
        after, again = made(Turn(engine, after, text, question), after)
        return after, replace(again, notes=reply.notes)
    return after, reply


def _returned(engine: Engine, before: Conversation, kind: str) -> Conversation:
    """The conversation at the answer that a follow-up of this kind is about, where the last one has no part in it."""
    standing = engine.library.answers.get(before.entry or "")
    first = engine.library.answers.get(before.origin[1]) if before.origin else None
    aside = bool(standing and first and standing.compares == "none" and first.compares != "none")
    taught = standing is not None and (is_how_to(standing) or aside) and kind in _OF_EXERCISES[:2]
    bare = not before.exercises and kind in _OF_EXERCISES
    sideless = kind == "extra" and standing is not None and standing.compares != "sides"
    return before.returned() if before.origin and (taught or bare or sideless) else before


def _anew(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply]:
    """A new question; a short one that says not of what is about what was spoken of, and may be a follow-up."""
    here = _here(engine, before, question)
    points = phrasing("points").search(" ".join(words(text)))
    leans = points or len(words(text)) <= 2
    if before.exercises and here is not question and leans and bare(question) and len(words(text)) <= _TOLD:
        return _leaning(Turn(engine, before, text, question))
    after, reply = ask_anew(engine, before, here)
    if here is not question and here.sides != Sides() and after.entry:
        after = replace(after, sides=(here.sides.strong, here.sides.weak, here.sides.pain))
    if before.entry and (judged := _judged(engine, before, text, question, (after, reply))):
        return judged
    if not before.entry and phrasing("asks-plan").search(" ".join(words(text))):
        return _first_plan(Turn(engine, after, text, question), reply)
    if here is not question and _in_passing(engine, before, question, reply):
        return before.knowing(question), reply
    if not before.entry or reply.kind not in ("unsure", "clarify"):
        return after, reply
    if reply.kind == "clarify":
        return _unclear(Turn(engine, before, text, question), here, (after, reply))
    guess = HANDLERS.get(second_guess(question, engine.product.turns, _context(before)))
    return guess(Turn(engine, replace(before, options=()), text, question)) if guess else (after, reply)


def _first_plan(turn: Turn, reply: Reply) -> tuple[Conversation, Reply]:
    """A plan asked for outright: made for the likeliest answer rather than ask back."""
    unfit = reply.kind == "clarify" or (reply.answer is not None and reply.answer.id == _JUDGES)
    close = next((one.answer for one in reply.candidates if one.answer.id != _JUDGES), None) if unfit else None
    of_something = "back" in words(turn.text) or turn.question.back or turn.question.sides != Sides()
    if reply.kind != "answer" and (close is None or not of_something):
        return turn.before, reply
    after = settle(turn.before, turn.answer(close, MEDIUM))[0] if close else turn.before
    return HANDLERS["plan"](replace(turn, before=after))


def _in_passing(engine: Engine, before: Conversation, question: Question, reply: Reply) -> bool:
    """Whether a short question of no subject of its own got words alone, so that the exercises shown still stand."""
    words_alone = reply.kind == "answer" and not reply.exercises and not reply.taught
    shows = bool(before.exercises) and bool(before.entry) and not is_how_to(engine.library.answers[before.entry or ""])
    return words_alone and shows and len(words(question.text)) <= _SHORT


def _unclear(turn: Turn, here: Question, asked: tuple[Conversation, Reply]) -> tuple[Conversation, Reply]:
    """A question that several answers are close to: the one that follows on, or what stands where it speaks of that."""
    engine, before, (after, reply) = turn.engine, turn.before, asked
    short = here is not turn.question and len(words(turn.text)) <= _TOLD
    if next_ := _follows_on(engine, before, reply) or (clear_lead(turn.question, reply) if short else None):
        reply = engine.answer(here, *next_, reply.candidates)
        if here is not turn.question and _in_passing(engine, before, turn.question, reply):
            return before.knowing(turn.question), reply
        return settle(replace(after, asked=0), reply)
    if here is turn.question:
        return after, reply
    if short and not has_pain(turn.text.lower()):
        return _leaning(turn)
    # what was spoken of stays, for the next message to point at
    return replace(before.knowing(turn.question), options=after.options, asked=after.asked), reply


def _leaning(turn: Turn) -> tuple[Conversation, Reply]:
    """What says nothing without the answer that stands: the likeliest follow-up on it, or that answer as it is."""
    kind = second_guess(turn.question, turn.engine.product.turns, _context(turn.before))
    after, reply = HANDLERS.get(kind, stay)(replace(turn, before=replace(turn.before, options=())))
    return (after, reply) if reply.kind == "answer" else stay(turn)


def _judged(
    engine: Engine, before: Conversation, text: str, question: Question, asked: tuple[Conversation, Reply]
) -> tuple[Conversation, Reply] | None:
    """An exercise asked about in a word ("what about sit ups"), judged for the case that the person told of."""
    after, reply = asked
    short = len(words(text)) <= 8 and phrasing("may").search(" ".join(words(text)))
    asks_leave = phrasing("may-do").search(" ".join(words(text)))
    named = question.named("exercise")
    unsaid = reply.kind == "clarify" or (asks_leave and not reply.taught and not _asked(engine, before).pain)
    how_to = engine.library.how_to(named[0]) if len(named) == 1 and unsaid else None
    taught = reply.taught or (engine.composer.taught(how_to) if how_to else None)
    if not short or taught is None:
        return None
    if CASES & (set(before.facts) | question.facts):
        return verdict_alone(Turn(engine, replace(before, options=()), text, question), taught)
    if reply.taught and phrasing("stops").search(text.lower()):
        return HANDLERS["carry-on"](Turn(engine, replace(before, options=()), text, question))
    notes = (word("turns", "may_do", taught.sides == "both" and not is_mobility(taught)),) if asks_leave else ()
    if how_to is None:
        return (replace(after, focus=taught.id), replace(reply, notes=notes)) if notes else None
    again = engine.answer(question, how_to, HIGH if notes else MEDIUM, reply.candidates)
    return settle(replace(before, options=()), replace(again, notes=notes))


def _here(engine: Engine, before: Conversation, question: Question) -> Question:
    """A question that names no muscle or side, or no more than an exercise, with the sides that were spoken of."""
    own = question.sides != Sides() or any(question.named(kind) for kind in ("muscle", "region"))
    own = own or (bool(question.named("exercise")) and len(words(question.text)) > _SHORT)
    return question if own or not before.entry else replace(question, sides=_asked(engine, before).sides)


def _asked(engine: Engine, before: Conversation) -> Question:
    return before.person(engine.reader.read(before.text))


def _follows_on(engine: Engine, before: Conversation, reply: Reply) -> tuple[Answer, float] | None:
    """Of the answers that are close, the first that follows on the one that stands."""
    next_ = set(engine.library.answers[before.entry or ""].follow_ups)
    least = _CLOSE * reply.candidates[0].confidence if reply.candidates else 0.0
    found: Candidate | None = next(
        (one for one in reply.candidates if one.answer.id in next_ and one.confidence >= least), None
    )
    return (found.answer, MEDIUM) if found else None


def _context(before: Conversation) -> Context:
    exercises = before.exercises or before.origin[2:]
    return Context(exercises, True, bool(before.days), frozenset(before.facts))


def _kind(engine: Engine, before: Conversation, question: Question) -> str:
    """The kind of follow-up; where nothing was answered yet, only a few can be one."""
    open_ = bool(before.entry or before.options or before.facts)
    kind = follow_up(question, engine.product.turns, replace(_context(before), answered=open_))
    judged = kind == "safety" and bool(question.named("exercise")) and bool(CASES & set(before.facts))
    asks_leave = kind == "safety" and bool(phrasing("may-do").search(" ".join(words(question.text))))
    if asks_leave and not judged and question.named("exercise") and not question.facts & CASES:
        return NEW  # another exercise, asked for by name
    return kind if before.entry or judged or kind in (*POLITE, "reset") else NEW
