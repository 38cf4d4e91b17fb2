"""Messages that ask about one aspect of the answer that stands: what it needs, what else could be behind it."""

from intents.phrasings import phrasing
from intents.said import LONG, Said


def aspect(said: Said) -> str:
    """What it needs, whether it helps, a suspected condition, work at the desk, what instead, what no entry covers."""
    if said.length > LONG:
        return ""
    if said.length <= 9 and said.says("needs-kit"):
        return "needs"
    if phrasing("if-hurts").fullmatch(said.text):
        return "if-hurts"
    if said.says("will-help") and said.context.exercises:
        return "will-help"
    if said.length <= 10 and said.asks and said.says("same-day") and said.context.exercises:
        return "same-day"
    if said.length <= 8 and said.says("at-desk") and not said.subject:
        return "at-desk"
    if said.length <= 9 and said.says("could-be") and said.says("condition"):
        return "suspected"
    if said.length <= 10 and said.question.pain and said.says("helps"):
        return "helps-pain"
    if said.length <= 10 and said.says("means") and not said.question.pain:
        return "means"
    if said.length <= 10 and said.says("see-someone"):
        return "see-someone"
    if said.length <= 6 and said.asks and said.question.named("sport") and said.says("sport-fine"):
        return "carry-on"
    if said.length <= 10 and said.says("go-back"):
        return "going-back"
    if said.length <= 8 and phrasing("instead").fullmatch(said.text):
        return "instead"
    if said.length <= 9 and said.context.exercises and said.says("which-side") and not said.subject:
        return "order"
    if said.length <= 10 and said.context.exercises and said.says("after-plan"):
        return "stalled"
    if said.length <= 8 and said.context.exercises and said.says("best-one") and not said.question.named("muscle"):
        return "order"
    asks = said.asks or phrasing("puts-case").search(said.text)
    return "unlisted" if said.length <= 10 and asks and unlisted(said.text) and not _covered(said) else ""


def unlisted(text: str) -> str:
    """What a message names of the things that people ask about and that few entries or none speak of."""
    found = phrasing("unlisted").search(text)
    return found[0] if found else ""


def _covered(said: Said) -> bool:
    """Whether an exercise that has an entry is what the words name ("reverse crunch")."""
    return bool(said.question.named("exercise"))
