"""A turn of a conversation: what a follow-up's handler gets, and how a reply is remembered."""

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from functools import cached_property

from bot.conversation import Conversation
from bot.decide import Decision
from bot.dialogue.denied import affirmed, denied_answers, is_denied
from bot.engine import Engine
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.question import Question
from intents.said import Context
from knowledge.entries import Answer, Exercise
from knowledge.library import is_how_to
from knowledge.text import words

MOST_ASKED = 2  # clarifying questions in a row, before the best safe answer is given
AFTER_ALL = 0.8  # how sure an answer that was not meant before must be to be meant now
CHAT, CHAT_MARGIN = 0.9, 0.6  # least probability and margin of small talk: a stray line is easily taken for it

FRAGMENT, NEAR_ENOUGH = 5, 0.4  # words of a fragment, and how sure the answer nearest to it must be
CHAT_WORDS = 15  # a longer message says something beside it


@dataclass(frozen=True)
class Turn:
    """What a follow-up's handler works on."""

    engine: Engine
    before: Conversation
    text: str
    question: Question  # the message alone

    @cached_property
    def asked(self) -> Question:
        """The question as it stands, with everything the person told."""
        return asked_before(self.engine, self.before)

    @cached_property
    def denied(self) -> frozenset[str]:
        """The ids of the answers that are about what the message denies."""
        return denied_answers(self.engine, self.text)

    @cached_property
    def plain(self) -> str:
        """The message as one line of bare words, which phrasings are looked for in."""
        return " ".join(words(self.text))

    def says(self, *names: str) -> bool:
        """Whether the message has any of some phrasings."""
        return any(phrasing(name).search(self.plain) for name in names)

    @property
    def entry(self) -> str:
        return self.before.entry or ""

    @property
    def listed(self) -> tuple[Exercise, ...]:
        """The exercises that were shown."""
        library = self.engine.library.exercises
        return tuple(library[id_] for id_ in self.before.exercises if id_ in library)

    @property
    def standing(self) -> Answer:
        """The answer that was given last."""
        return self.engine.library.answers[self.entry]

    def answer(self, answer: Answer, confidence: float = 0.8, asked: Question | None = None) -> Reply:
        """One answer fitted to the person, without the exercises they would not do."""
        question = asked or self.asked
        candidates = self.engine.candidates(question)
        without = frozenset() if is_how_to(answer) else frozenset(self.before.without)
        return self.engine.answer(question, answer, confidence, candidates, without=without)


def asked_before(engine: Engine, before: Conversation) -> Question:
    """The question as it stood before a message, with everything the person told."""
    return before.person(engine.reader.read(before.text))


Handler = Callable[[Turn], tuple[Conversation, Reply]]
HANDLERS: dict[str, Handler] = {}


def handles(*kinds: str) -> Callable[[Handler], Handler]:
    """Register a handler for kinds of follow-up, by the names of their example files."""

    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(kinds, handler))
        return handler

    return register


def ask_anew(
    engine: Engine,
    before: Conversation,
    question: Question,
    without: Set[str] = frozenset(),
    *,
    strictly: bool = False,
    unsaid: bool = False,
) -> tuple[Conversation, Reply]:
    """A plain question: what the person told of themselves is kept, the last topic and what was not meant are not.

    `strictly` holds it to the lines of a first question, though something was answered before; `unsaid` takes what was
    said before for misread.
    """
    after = replace(before.afresh(), origin=origin_of(engine, before)).knowing(replace(question, hurts=()))
    after = replace(after, tried=before.tried)
    person = after.person(question)
    within = None if strictly else replace(before, text="", origin=()) if unsaid else before
    decision = engine.decide(person, without, within)
    if decision.answer and decision.answer.id in before.tried and decision.sure < AFTER_ALL:
        decision = engine.decide(person, {*without, *before.tried}, within)
    decision = _no_stray_chat(person, decision)
    asked = before.asked + 1 if before.options else 0
    if decision.kind == "clarify" and asked >= MOST_ASKED:
        decision = replace(decision, kind="answer")
    if decision.kind == "unsure" and before.entry and len(question.phrase.words) <= FRAGMENT and not strictly:
        decision = _nearest(decision)
    reply = engine.settle(person, decision, frozenset(before.without))
    if within and within.entry:
        reply = replace(reply, spoken=(within.spoken, within.entry))
    if reply.kind == "smalltalk":  # a word in passing: what was spoken of stays
        return before.knowing(question), reply
    if reply.kind == "unsure" and before.entry:  # what was spoken of stays, for the next message to point at
        near = engine.library.answers[before.entry].title
        notes = reply.notes if reply.options else (word("turns", "nothing_more", near),)
        return replace(before.knowing(question), options=_offered(reply)), replace(reply, notes=notes)
    return settle(replace(after, text=question.text, asked=asked), reply)


def context(before: Conversation) -> Context:
    """What the next message may point at, and what is known of the person."""
    exercises = before.exercises or before.origin[2:]
    return Context(exercises, True, bool(before.days), frozenset(before.facts))


def give_anew(turn: Turn, answer: Answer) -> tuple[Conversation, Reply]:
    """An answer that a message asks for by name: what was spoken of is put aside."""
    after = replace(turn.before.afresh(), origin=origin_of(turn.engine, turn.before)).knowing(turn.question)
    return settle(replace(after, text=turn.text), turn.answer(answer, asked=after.person(turn.question)))


def meant_instead(turn: Turn) -> tuple[Conversation, Reply] | None:
    """The first question again with what a message says besides what it denies; None where that is not what stands.

    Who says "i never broke anything" does not want the answer about broken bones.
    """
    if not is_denied(turn.standing, turn.text):
        return None
    question = turn.engine.reader.read(f"{affirmed(turn.text)}. {turn.before.spoken}")
    after, reply = ask_anew(
        turn.engine, turn.before.knowing(turn.question), question, turn.denied | {turn.entry}, unsaid=True
    )
    if reply.kind != "answer":
        return None
    return replace(after, tried=turn.before.having_tried(turn.entry).tried), replace(
        reply, notes=(word("turns", "misread"), *reply.notes)
    )


def origin_of(engine: Engine, before: Conversation) -> tuple[str, ...]:
    """What a later message may come back to: the last answer that gave exercises and is not of one movement alone."""
    standing = engine.library.answers.get(before.entry or "")
    if standing is None or not before.exercises or is_how_to(standing):
        return before.origin
    return (before.text, standing.id, *before.exercises)


def _nearest(decision: Decision) -> Decision:
    """Of a bare fragment ("and the clicking?") the answer that is nearest, where it is near enough."""
    first, sure = decision.candidates[0] if decision.candidates else (None, 0.0)
    if first is None or sure < NEAR_ENOUGH or first.answer.topics[0] == "chitchat":
        return decision
    return replace(decision, kind="answer", confidence=sure)


def _no_stray_chat(question: Question, decision: Decision) -> Decision:
    """A decision for small talk only where a message is clearly that and nothing else."""
    topic, chance = question.topics[0] if question.topics else ("", 0.0)
    short = len(question.phrase.words) <= CHAT_WORDS
    clear = short and topic == "chitchat" and chance >= CHAT and question.margin >= CHAT_MARGIN
    if decision.kind == "answer" or (decision.kind == "smalltalk" and clear):
        return decision
    others = tuple(pair for pair in decision.candidates if pair[0].answer.topics[0] != "chitchat")
    if decision.kind == "smalltalk":
        return Decision("unsure", 0.0, others)
    return replace(decision, candidates=others) if len(others) > 1 else decision


def settle(after: Conversation, reply: Reply) -> tuple[Conversation, Reply]:
    """The conversation with what a reply showed, so that the next message can point at it."""
    offered = _offered(reply)
    if reply.kind == "smalltalk":
        return after, reply
    return (
        replace(
            after,
            entry=reply.answer.id if reply.answer else None,
            focus=reply.taught.id if reply.taught else "",
            exercises=tuple(item.exercise.id for item in reply.exercises)
            or ((reply.taught.id,) if reply.taught else ()),
            options=offered,
        ),
        reply,
    )


def _offered(reply: Reply) -> tuple[tuple[str, str], ...]:
    by_title = {candidate.answer.title: candidate.answer.id for candidate in reply.candidates}
    return tuple((option.label, by_title[option.text]) for option in reply.options if option.text in by_title)
