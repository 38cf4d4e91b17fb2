"""The reply to a warning sign: where to turn and how soon, and never an exercise."""

from typing import TYPE_CHECKING

from bot.compose import fill_sides
from bot.reply import Candidate, Reply
from intents.question import Question
from knowledge.entries import Answer

if TYPE_CHECKING:
    from bot.engine import Engine

# Signs that are no reason to stop moving, with the topic that is answered beside the advice; "": the likeliest
HARMLESS = {"pregnancy-back-pain": "pregnancy-postpartum", "not-improving": ""}
LIKELY = 0.6  # share of the confidence from which an answer is said beside the advice
_APART = ("red-flag", "see-professional", "chitchat")


def urgent(engine: "Engine", question: Question) -> Reply:
    """The advice; what else was asked is kept for later, or said in words where the sign need not stop anybody."""
    later = engine.candidates(question)
    beside = _beside(engine, question, later)
    return Reply(
        kind="urgent",
        question=question,
        confidence=1.0,
        topics=("red-flag", "see-professional"),
        heading=beside.title if beside else "",
        body=fill_sides(beside.body, question) if beside else "",
        candidates=later[:5],
        country=engine.country,
    )


def _beside(engine: "Engine", question: Question, later: tuple[Candidate, ...]) -> Answer | None:
    """The answer that is said in words beside the advice, where every sign is one that need not stop anybody."""
    signs = {flag.id for flag in question.red_flags}
    if not signs <= HARMLESS.keys():
        return None
    if topic := next((HARMLESS[sign] for sign in sorted(signs) if HARMLESS[sign]), ""):
        return engine.answer_to(topic, question)
    likely = later[0] if later else None
    if likely is None or likely.confidence < LIKELY or likely.answer.topics[0] in _APART:
        return None
    return likely.answer
