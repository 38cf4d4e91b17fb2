"""Exercises for who asks what to do, where the answer given is about something else and names none."""

from collections.abc import Iterable

from bot.reply import Candidate
from intents.phrasings import phrasing
from intents.question import Question
from intents.sides import Sides
from knowledge.entries import Answer

NEAR = 0.02  # share of the confidence from which an answer may lend its exercises
_APART = ("out-of-scope", "chitchat", "red-flag", "see-professional")
_FOR_SOME = ("sport-asymmetry", "pregnancy-postpartum", "older-adults", "scoliosis", "disc-sciatica", "si-joint")
_KEEPS_STILL = frozenset({"acute", "surgery"})  # for whom no exercise is to be added that was not thought of for them


def wants_moves(question: Question) -> bool:
    """Whether a person asks what to do for a back of which they told something."""
    told = question.sides != Sides() or question.pain or bool(question.named("muscle")) or question.region
    return (
        bool(told)
        and not question.facts & _KEEPS_STILL
        and bool(phrasing("wants-mending").search(question.text.lower()))
    )


def lender(answer: Answer, question: Question, candidates: Iterable[Candidate]) -> Answer | None:
    """Of the likely answers the first whose exercises are for what the person told; None where none is asked for."""
    if answer.teaches or answer.topics[0] in _APART or not wants_moves(question):
        return None
    return next(
        (one.answer for one in candidates if one.confidence >= NEAR and _lends(one.answer, answer, question)), None
    )


def _lends(other: Answer, answer: Answer, question: Question) -> bool:
    """Whether another answer's exercises suit: for the same part and the same trouble, and for anybody with it."""
    if not other.exercises or other.teaches or other.id == answer.id:
        return False
    if other.topics[0] in _FOR_SOME and other.topics[0] not in answer.topics:
        return False
    if question.pain != ("pain" in other.concern):
        return False
    muscles, named = set(other.muscles), set(question.named("muscle"))
    if named & muscles:
        return True
    regions = {question.region or answer.region, "whole"}
    return not named and (other.region in regions or bool(muscles & set(answer.muscles)))
