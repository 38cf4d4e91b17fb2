"""What a fact told beside a question changes: a line on it, or its own page, and the exercises as they are now."""

import re
from dataclasses import replace

from bot.beside import OWN, telling
from bot.conversation import Conversation
from bot.dialogue.shown import again
from bot.dialogue.turns import Turn, asked_before, settle
from bot.reply import Reply
from bot.words import word
from intents.durations import TIMES
from intents.facts import has_pain, long_past
from intents.phrasings import phrasing
from intents.question import Kit, Question
from knowledge.entries import Answer
from knowledge.library import is_how_to

GENTLE = frozenset({"older", "teen", "beginner"})  # for whom an advanced movement is not the place to begin
JOINTS = frozenset({"wrist-pain", "elbow-pain", "shoulder-pain", "neck-pain", "hip-pain", "knee-pain"})
# The answers to what people often add in few words: by the name of how they word it.
_TELLS = {
    "tells-headaches": "traps-and-headaches", "tells-mornings": "stiff-in-the-morning",
    "tells-sitting": "desk-job-back", "tells-clicks": "clicks-on-rows", "tells-grip": "straps-for-pulling",
}  # fmt: skip
_SURE, _LIKELY, _SHARED = 0.5, 0.8, 0.6  # of an answer to just what was added, and its share of those words
_SINCE = re.compile(
    r"\b(?:for|since|been|always|years?|months?|weeks?)\b.*\b(?:years?|months?|weeks?|always|ages|forever|long|kid|child|\d{4})\b"
    r"|\balways been\b|\bsince i was\b|\byears now\b"
)


def page_of(turn: Turn) -> Answer | None:
    """The answer to just what was added, where it is likely that one; kit and age change the exercises instead."""
    text = turn.plain
    listed = turn.engine.library.answers
    for name, id_ in _TELLS.items():
        if phrasing(name).search(text) and id_ in listed and id_ != turn.entry and _fits(turn, listed[id_]):
            return listed[id_]
    if turn.question.kit != Kit() or changes_moves(turn.question):
        return None
    after = turn.before.knowing(turn.question)
    decision = turn.engine.decide(after.person(turn.question), turn.denied | {turn.entry}, turn.before)
    if not decision.candidates or decision.kind == "smalltalk":
        return None
    match, chance = decision.candidates[0]
    likely = chance >= _LIKELY and match.parts["shared"] >= _SHARED
    likely = likely or (decision.kind == "answer" and decision.sure >= _SURE and telling(turn.text, OWN))
    return match.answer if likely and not is_how_to(match.answer) and "chitchat" not in match.answer.topics else None


def changes_moves(question: Question) -> bool:
    """Whether what is told picks other exercises, or speaks of one, and so needs no page."""
    joints = JOINTS & set(question.hurts)
    return bool(joints or question.facts & GENTLE or question.named("exercise"))


def _fits(turn: Turn, answer: Answer) -> bool:
    """Whether an answer is about the part of the back that was spoken of."""
    return "whole" in (answer.region, turn.standing.region) or answer.region == turn.standing.region


def with_page(turn: Turn, answer: Answer) -> tuple[Conversation, Reply]:
    """The answer to what was added, and the exercises that stand as far as they fit the person as now known."""
    after = turn.before.knowing(turn.question)
    after = replace(after, text=f"{turn.before.text}. {turn.text}")
    asked = asked_before(turn.engine, after)
    reply = turn.answer(answer, asked=asked)
    if not turn.before.exercises or is_how_to(turn.standing):
        return settle(after, replace(reply, notes=(word("turns", "noted"),)))
    fitted, left_out = turn.engine.composer.exercises(turn.standing, asked, frozenset(after.without))
    kept = fitted or reply.exercises
    reply = replace(reply, exercises=kept, left_out=left_out, notes=(word("turns", "noted", bool(fitted)),))
    return replace(after, exercises=tuple(item.exercise.id for item in kept)), reply


def healed(turn: Turn) -> bool:
    """Whether a message tells of an injury of long ago and of no trouble with it now."""
    text = turn.text.lower()
    injured = "after-injury" in turn.question.facts
    return injured and long_past(text) and not has_pain(text) and not phrasing("adds-trouble").search(text)


def elsewhere_hurt(turn: Turn) -> bool:
    """Whether an injury that a message tells of was to an arm, a leg or a rib and not to the back."""
    return "after-injury" in turn.question.facts and bool(phrasing("of-limb").search(turn.text.lower()))


def folded(turn: Turn, why: str = "") -> tuple[Conversation, Reply]:
    """The same answer for what is known now, with a line on what that changed."""
    after = turn.before.knowing(turn.question)
    after = replace(after, text=f"{turn.before.text}. {turn.text}")
    hard: tuple[str, ...] = ()
    if turn.question.facts & GENTLE:
        hard = _advanced(turn)
        after = after.leaving_out(*hard)
    asked = asked_before(turn.engine, after)
    after, reply = again(turn, after, asked=asked, listed=bool(turn.before.exercises))
    changed = [exercise.name for exercise in turn.listed if exercise.id not in after.exercises]
    names = {turn.engine.library.exercises[id_].name for id_ in hard}
    left_out = tuple((name, "level:advanced" if name in names else reason) for name, reason in reply.left_out)
    new = bool(turn.question.pain or phrasing("adds-trouble").search(turn.text.lower()))
    note = word("turns", "folded", why or _of_person(turn), changed, new)
    return after, replace(reply, notes=(note,), left_out=left_out)


def _advanced(turn: Turn) -> tuple[str, ...]:
    return tuple(exercise.id for exercise in turn.listed if exercise.level == "advanced")


def line_for(turn: Turn) -> str:
    """A line on what was added, where a line says it all: how often, what sets it off, what is done already."""
    text = turn.plain
    if found := phrasing("tells-sessions").search(text):
        count = next(filter(None, found.groups()), "")
        named = turn.question.named("exercise")
        return "" if named else word("turns", "sessions", TIMES.get(count) or int(count))
    shown = [id_ for id_ in turn.question.named("exercise") if id_ in turn.before.exercises]
    if phrasing("does-already").search(text) and turn.question.named("exercise"):
        return word("turns", "does_already", bool(shown), turn.asked.sides.weak or "")
    if phrasing("sets-it-off").search(text) and (turn.asked.pain or turn.asked.sides.tight):
        return word("turns", "sets_it_off")
    return word("turns", "seen_by_someone") if phrasing("was-seen").search(text) and not page_of(turn) else ""


def _of_person(turn: Turn) -> str:
    """What there is to say of a fact that picks no other exercises."""
    if phrasing("sexes").search(turn.text.lower()):
        return word("turns", "same_for_all")
    for fact in ("older", "teen", "beginner"):
        if fact in turn.question.facts:
            return word("turns", "of_age", fact)
    if turn.question.pain:
        return word("turns", "pain_told")
    lasts = bool(_SINCE.search(turn.plain))
    if turn.asked.pain and lasts:
        return word("turns", "pain_lasts")
    return word("turns", "long_since") if lasts else ""
