"""Which way a message goes: a step on from the answer that stands, or to another answer that it likelier means."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.amounts import ASKS
from bot.dialogue.turns import context
from bot.engine import Engine
from intents.follow_up import ELSEWHERE, EVEN, NEW, POLITE, FollowUp, follow_up
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from intents.question import Kit, Question
from intents.said import CASES
from knowledge.library import is_how_to
from knowledge.text import words

# Whose replies hold of any uneven back, and so give way the sooner to an answer to just that.
GENERAL = ("matters", "carry-on", "cause", "leave-it", "soreness", "stalled", "extra")
# What never gives way where it is spelt out: of this there is no page that would do.
_FIRM = (
    "plan", "time-budget", "reset", "correction", "another", "swap-kit", "swap-easier", "swap-harder", "swap-other",
    "add", "add-part", "after-plan", "with-kit", "left-out", "sources", "simpler", "media", "list", "others", "order",
    "session", "needs", "dont-know", ELSEWHERE, *POLITE,
)  # fmt: skip
_OF_ONE = ("safety", "swap-pain")  # nor these, of an exercise that is named
_OF_SHOWN = ("dose", "why", "works")  # asked of an exercise that is pointed at, these are about just that
_LIKELY = 0.85  # chance from which they are
# By how much the chance of a follow-up has to be above even for each point by which another answer is surer than even;
# drawn, like the two below it, on live messages labelled with what would have served.
_PULL = 1.3
_HELD_BACK = 0.5  # by how much more for what is general
_HARDLY = 0.45  # chance of a follow-up below which it is none


def follow_up_in(engine: Engine, before: Conversation, question: Question) -> FollowUp:
    """What the words of a message make of it."""
    open_ = bool(before.entry or before.options or before.facts)
    return follow_up(question, engine.product.turns, replace(context(before), answered=open_))


def chosen(engine: Engine, before: Conversation, question: Question, found: FollowUp) -> str:
    """The kind of follow-up; where nothing was answered yet, only a few can be one."""
    kind = NEW if found.kind != NEW and _asks_outright(engine, before, question, found) else found.kind
    judged = kind == "safety" and bool(question.named("exercise")) and bool(CASES & set(before.facts))
    plain = " ".join(words(question.text))
    asks_leave = kind == "safety" and bool(phrasing("may-do").search(plain)) and not phrasing("worsens").search(plain)
    if asks_leave and not judged and question.named("exercise") and not question.facts & CASES:
        return NEW  # another exercise, asked for by name
    return kind if before.entry or judged or kind in (*POLITE, "reset") else NEW


def _asks_outright(engine: Engine, before: Conversation, question: Question, found: FollowUp) -> bool:
    """Whether a message likelier means some other answer than a step on from the one that stands."""
    blamed = found.kind == "cause" and bool(phrasing("maybe-from").search(" ".join(words(question.text))))
    of_exercise = found.kind in _OF_ONE and bool(question.named("exercise"))
    if found.firm or (found.chance == 1.0 and (found.kind in _FIRM or blamed or of_exercise)):
        return False
    of_shown = _told_of_shown(before, question, found.kind) or _tells_kit(before, question, found.kind)
    if of_shown and found.chance >= _LIKELY:
        return False
    decision = engine.decide(question, within=before)
    other = decision.answer if decision.kind == "answer" else None
    sure = 0.0 if other is None or other.id == before.entry or is_how_to(other) else decision.sure
    least = EVEN + _PULL * (sure - EVEN)
    if found.kind in GENERAL and sure and before.entry and _names_new(engine, before, question):
        return True
    return found.chance < max(_HARDLY, least + _HELD_BACK * (found.kind in GENERAL))


def _told_of_shown(before: Conversation, question: Question, kind: str) -> bool:
    """Whether a message asks of an exercise that was shown what its own entry tells better than any page."""
    if kind not in _OF_SHOWN or not before.exercises:
        return False
    plain = " ".join(words(question.text))
    loads = kind == "dose" and any(phrasing(name).search(plain) for name in ASKS)
    return loads or pointed_at(question.text, before.exercises, question) is not None


def _tells_kit(before: Conversation, question: Question, kind: str) -> bool:
    """Whether a message says what there is to train with, for the exercises that were shown."""
    return kind == "swap-kit" and bool(before.exercises) and question.kit != Kit() and "?" not in question.text


def _names_new(engine: Engine, before: Conversation, question: Question) -> bool:
    """Whether a message names a muscle that neither the talk nor the answer that stands was about."""
    spoken = {*engine.reader.read(before.spoken).named("muscle"), *engine.library.answers[before.entry or ""].muscles}
    return bool(set(question.named("muscle")) - spoken)
