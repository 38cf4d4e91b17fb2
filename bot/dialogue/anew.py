"""A new question in a conversation: asked on its own, or of what was spoken of where it says not of what."""

from dataclasses import replace

from bot.beside import stems
from bot.conversation import Conversation
from bot.dialogue.aspects import bare, clear_lead, stay
from bot.dialogue.denied import denied_answers
from bot.dialogue.fragments import same_on
from bot.dialogue.retold import fitted
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, asked_before, context, origin_of, settle
from bot.dialogue.verdicts import verdict_alone
from bot.dialogue.weighing import asked_first, judged, weighed
from bot.engine import Engine
from bot.reply import HIGH, MEDIUM, Candidate, Reply
from intents.facts import has_pain
from intents.follow_up import second_guess
from intents.phrasings import phrasing
from intents.question import Question
from intents.said import CASES
from intents.sides import Sides
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import words

_JUDGES = "judge-my-routine"  # of a plan there is, and so no ground for another
_SHORT = 8  # words; a message this short that names nothing of its own is about what was spoken of
_TOLD = 10  # words; up to here a message that names nothing and fits several answers is no question of its own
_LIKELY = 0.6  # chance from which another answer is given rather than the same page twice
_CLOSE = 0.4  # of the first candidate's share; what follows on the answer and is nearer than this is taken


def anew(
    engine: Engine, before: Conversation, text: str, question: Question, follows: bool = False
) -> tuple[Conversation, Reply]:
    """A new question; a short one that says not of what is about what was spoken of, and may be a follow-up.

    One that `follows` on what stands, though a page of its own answers it, leaves that standing.
    """
    if before.entry and (found := same_on(Turn(engine, before, text, question))):
        return found
    here = _here(engine, before, question)
    points = phrasing("points").search(" ".join(words(text)))
    leans = points or len(words(text)) <= 2
    if before.exercises and here is not question and leans and bare(question) and len(words(text)) <= _TOLD:
        return _leaning(Turn(engine, before, text, question))
    denied = denied_answers(engine, text) if before.entry and len(words(text)) <= _TOLD else frozenset()
    after, reply = _not_twice(engine, before, here, ask_anew(engine, before, here, denied))
    if here is not question and here.sides != Sides() and after.entry:
        after = after.sided(here.sides)
    if before.entry and (found := _judged(engine, before, text, question, (after, reply))):
        return found
    if reply.answer and before.entry and (found := _first_named(engine, before, text, question, reply)):
        return found
    if not before.entry and phrasing("asks-plan").search(" ".join(words(text))):
        return _first_plan(Turn(engine, after, text, question), reply)
    if follows and reply.answer and before.entry and not is_how_to(reply.answer):
        return before.knowing(question), replace(reply, exercises=(), left_out=())
    if here is not question and _in_passing(engine, before, question, reply):
        return before.knowing(question), reply
    if not before.entry or reply.kind not in ("unsure", "clarify"):
        return after, reply
    if reply.kind == "clarify":
        return _unclear(Turn(engine, before, text, question), here, (after, reply))
    guess = HANDLERS.get(second_guess(question, engine.product.turns, context(before)))
    return guess(Turn(engine, replace(before, options=()), text, question)) if guess else (after, reply)


def _first_named(
    engine: Engine, before: Conversation, text: str, question: Question, reply: Reply
) -> tuple[Conversation, Reply] | None:
    """An exercise that a short message names first, judged: where the page found is the same or says nothing of it."""
    turn = Turn(engine, replace(before, options=()), text, question)
    others = asked_first(turn) if len(words(text)) <= _TOLD and not question.pain else ()
    if not others or reply.answer is None:
        return None
    same = reply.answer.id == before.entry
    leads = phrasing("asks-on").search(" ".join(words(text)))
    beside = leads and reply.sure < _LIKELY and not stems(others[0].name) & stems(reply.answer.title)
    return judged(turn, others[0]) if same or beside else None


def _not_twice(
    engine: Engine, before: Conversation, question: Question, asked: tuple[Conversation, Reply]
) -> tuple[Conversation, Reply]:
    """The next answer where a question gets the very page it was asked about, and another is likely too."""
    after, reply = asked
    if reply.answer is None or reply.answer.id != before.entry or _changed(before, after, reply):
        return asked
    if words(question.text) == words(before.text):  # asked once more, it gets what it got
        return asked
    if phrasing("wants-moves").search(" ".join(words(question.text))):
        turn = Turn(engine, replace(before, options=()), question.text, question)
        if "stretch" in question.text.lower():
            return HANDLERS["stretch"](turn)
        if found := fitted(turn, ""):
            return found
    other = ask_anew(engine, before, question, {before.entry})
    sure = next((one.confidence for one in other[1].candidates), 0.0) >= _LIKELY
    return other if other[1].kind == "answer" and sure else asked


def _changed(before: Conversation, after: Conversation, reply: Reply) -> bool:
    """Whether an answer given again shows anything that it did not show before."""
    shown = tuple(item.exercise.id for item in reply.exercises)
    return shown != before.exercises or (after.has, after.lacks, after.facts) != (
        before.has,
        before.lacks,
        before.facts,
    )


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
    kind = second_guess(turn.question, turn.engine.product.turns, context(turn.before))
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
    unsaid = reply.kind == "clarify" or (asks_leave and not reply.taught and not asked_before(engine, before).pain)
    how_to = engine.library.how_to(named[0]) if len(named) == 1 and unsaid else None
    taught = reply.taught or (engine.composer.taught(how_to) if how_to else None)
    if not short or taught is None:
        return None
    turn = Turn(engine, replace(before, options=()), text, question)
    if CASES & (set(before.facts) | question.facts):
        return verdict_alone(turn, taught)
    if reply.taught and phrasing("stops").search(text.lower()):
        return HANDLERS["carry-on"](turn)
    notes = () if taught.id in before.exercises else (weighed(turn, taught, turn.asked),)
    if how_to is None:
        return replace(after, focus=taught.id), replace(reply, notes=notes, confidence=max(HIGH, reply.confidence))
    again = engine.answer(question, how_to, HIGH, reply.candidates)
    return settle(replace(before, options=(), origin=origin_of(engine, before)), replace(again, notes=notes))


def _here(engine: Engine, before: Conversation, question: Question) -> Question:
    """A question that names no muscle or side, or no more than an exercise, with the sides that were spoken of."""
    own = question.sides != Sides() or any(question.named(kind) for kind in ("muscle", "region"))
    own = own or (bool(question.named("exercise")) and len(words(question.text)) > _SHORT)
    return question if own or not before.entry else replace(question, sides=asked_before(engine, before).sides)


def _follows_on(engine: Engine, before: Conversation, reply: Reply) -> tuple[Answer, float] | None:
    """Of the answers that are close, the first that follows on the one that stands."""
    next_ = set(engine.library.answers[before.entry or ""].follow_ups)
    least = _CLOSE * reply.candidates[0].confidence if reply.candidates else 0.0
    found: Candidate | None = next(
        (one for one in reply.candidates if one.answer.id in next_ and one.confidence >= least), None
    )
    return (found.answer, MEDIUM) if found else None
