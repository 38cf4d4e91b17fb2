"""Questions beside the answer that stands: its cause, whether it matters, how to tell, soreness, no progress."""

import re
from dataclasses import replace

from bot.beside import stems
from bot.conversation import Conversation
from bot.dialogue.shown import again, brief
from bot.dialogue.turns import Turn, ask_anew, handles
from bot.dialogue.verdicts import safety
from bot.reply import Reply
from bot.words import word
from intents.facts import has_pain
from intents.phrasings import phrasing
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import stem, words

_TOPICS = {
    "cause": "imbalance-causes", "check": "self-check", "soreness": "normal-soreness", "extra": "lr-programming",
    "unfelt": "cant-feel-muscle", "leave-it": "does-it-matter",
}  # fmt: skip


_NAMED = 0.7  # how sure the answer to a cause that is named must be to be given
_OF_CAUSES = ("what-causes-imbalance", "one-sided-sport", "one-sided-job", "desk-job-back", "why-one-side-is-stronger")


# What is not answered by what holds of uneven backs at large.
_OF_THEIR_OWN = (
    "scoliosis",
    "winged-scapula",
    "disc-sciatica",
    "si-joint",
    "older-adults",
    "pregnancy-postpartum",
    "teen-posture",
)
_CHECKED = (*_OF_THEIR_OWN, "pelvis-hip")  # whose answers say how to tell


_CAUSING = frozenset(map(stem, words("because cause caused related linked connected blame problem side that")))
_CHECK = re.compile(r"\b(?:[Tt]est|[Cc]heck|[Mm]easure|[Qq]uick look)\b")


def _aside(turn: Turn, kind: str) -> tuple[Conversation, Reply]:
    return beside(turn, turn.engine.answer_to(_TOPICS[kind], turn.question))


def beside(turn: Turn, answer: Answer | None) -> tuple[Conversation, Reply]:
    """An answer to a question in passing: the one given before stays the one spoken of."""
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    return turn.before, replace(turn.answer(answer), exercises=(), left_out=())


@handles("cause")
def cause(turn: Turn) -> tuple[Conversation, Reply]:
    """Where it comes from; of a cause the person names, that it may have a part."""
    text = turn.plain
    if not phrasing("maybe-from").search(text) or phrasing("open-question").search(text):
        return _aside(turn, "cause")
    named = turn.engine.decide(turn.question, {turn.entry}, turn.before)
    if named.kind == "answer" and named.sure >= _NAMED:  # a page of its own on just that cause
        return beside(turn, named.answer)
    if of_pain(turn):
        return again(turn, turn.before, word("turns", "maybe_from"))
    answers = (turn.engine.library.answers.get(id_) for id_ in _OF_CAUSES)
    known = [answer for answer in answers if answer and _shared(turn.text, answer)]
    if not known:
        return again(turn, turn.before, word("turns", "maybe_from"))
    after, reply = beside(turn, max(known, key=lambda answer: _shared(turn.text, answer)))
    return after, replace(reply, notes=(word("turns", "maybe_from"),))


def of_pain(turn: Turn) -> bool:
    """Whether something that hurts is what was asked about."""
    told = (turn.before.text, *turn.before.origin[:1])
    hurts = any(has_pain(text.lower()) for text in told)
    return hurts or (turn.asked.pain and "pain" in turn.standing.concern)


def _shared(text: str, answer: Answer) -> int:
    """How many of a message's telling words an answer has in its own; none where those are fewer than half."""
    asked = stems(text) - _CAUSING
    found = len(asked & {stem(token) for part in (answer.body, *answer.asks) for token in words(part)})
    return found if 2 * found >= len(asked) else 0


@handles("check")
def check(turn: Turn) -> tuple[Conversation, Reply]:
    """How to tell, at home; of what has a check of its own, that one."""
    if turn.standing.topics[0] in _CHECKED and _CHECK.search(turn.standing.body):
        return again(turn, turn.before)
    return _aside(turn, "check")


@handles("soreness")
def soreness(turn: Turn) -> tuple[Conversation, Reply]:
    """Ordinary soreness after training told from a strain."""
    return _aside(turn, "soreness")


@handles("unfelt")
def unfelt(turn: Turn) -> tuple[Conversation, Reply]:
    """The muscle that should work is not felt."""
    return _aside(turn, "unfelt")


@handles("leave-it")
def leave_it(turn: Turn) -> tuple[Conversation, Reply]:
    """What happens when nothing is done about it."""
    return _aside(turn, "leave-it")


@handles("extra")
def extra(turn: Turn) -> tuple[Conversation, Reply]:
    """More work for one side, where sides are spoken of."""
    sides = turn.standing.compares == "sides" or phrasing("of-side").search(turn.text.lower())
    usual = turn.engine.library.answers.get("extra-sets-or-equal-work")
    if sides and usual:
        return beside(turn, usual)
    return _aside(turn, "extra") if sides else ask_anew(turn.engine, turn.before, turn.question)


@handles("matters")
def matters(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether what was asked about is bad for one; of an exercise spoken of, whether that is."""
    if turn.before.focus or is_how_to(turn.standing):
        return safety(turn)
    if phrasing("sore").search(turn.before.text.lower()) and "pain" not in turn.before.text.lower():
        return _aside(turn, "soreness")
    if of_pain(turn):
        return beside(turn, turn.engine.library.answers.get("when-to-see-someone"))
    if turn.standing.topics[0].startswith("lr-"):
        return _aside(turn, "leave-it")
    if turn.standing.topics[0] in _OF_THEIR_OWN:
        return again(turn, turn.before, word("turns", "matters_here"))
    return brief(turn, word("turns", "heading", "matters"), word("turns", "matters", turn.standing))
