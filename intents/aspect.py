"""Messages that ask about one aspect of the answer that stands: what it needs, what else could be behind it."""

from intents.phrasings import phrasing
from intents.said import LONG, Said
from knowledge.text import stem

# A kind, the phrasing that tells it, and the most words of a message that may be of it; looked for in this order.
_TOLD = (
    ("dose", "asks-when-up", 14),
    ("needs", "needs-kit", 9), ("if-hurts", "if-hurts", LONG), ("will-help", "will-help", LONG),
    ("same-day", "same-day", 10), ("at-desk", "at-desk", 8), ("suspected", "could-be", 9),
    ("helps-pain", "helps", 10), ("means", "means", 10), ("see-someone", "see-someone", 10),
    ("carry-on", "sport-fine", 6), ("carry-on", "meanwhile", 12), ("going-back", "go-back", 16),
    ("instead", "instead", 8),
    ("order", "which-side", 9), ("stalled", "after-plan", 10), ("order", "best-one", 8),
)  # fmt: skip
# Only where exercises were shown.
_OF_SHOWN = ("asks-when-up", "will-help", "same-day", "which-side", "after-plan", "best-one")
_MOST_NAMING = 10  # words of a message that names what no entry covers


def aspect(said: Said) -> str:
    """What it needs, whether it helps, a suspected condition, work at the desk, what instead, what no entry covers."""
    for kind, name, most in _TOLD:
        if said.length <= most and said.says(name) and _may_be(said, name):
            return kind
    asks = said.asks or phrasing("puts-case").search(said.text)
    named = unlisted(said.text) and not said.question.named("exercise") and not said.says("maybe-from")
    named = named and not _in_shown(unlisted(said.text), said.context.exercises)
    return "unlisted" if said.length <= _MOST_NAMING and asks and named else ""


def _in_shown(thing: str, exercises: tuple[str, ...]) -> bool:
    """Whether a thing is part of the name of something shown ("the wall pushup one")."""
    named = {stem(token) for token in thing.split()}
    parts = ({stem(token) for token in id_.split("-")} for id_ in exercises)
    return any(thing.replace(" ", "") in id_.replace("-", "") for id_ in exercises) or any(named <= p for p in parts)


def _may_be(said: Said, name: str) -> bool:
    """Whether a message has what besides its phrasing makes it of that kind."""
    if name in _OF_SHOWN and not said.context.exercises:
        return False
    asked = said.question
    return {
        "same-day": said.asks,
        "at-desk": not said.subject,
        "could-be": said.says("condition"),
        "helps": asked.pain,
        "means": not asked.pain,
        "sport-fine": said.asks and bool(asked.named("sport")),
        "meanwhile": said.asks or said.says("may"),
        "which-side": not said.subject,
        "best-one": not asked.named("muscle"),
    }.get(name, True)


def unlisted(text: str) -> str:
    """What a message names of the things that people ask about and that few entries or none speak of."""
    found = phrasing("unlisted").search(text)
    return found[0] if found else ""
