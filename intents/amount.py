"""Messages that ask how much or how long in words that need no guessing: to failure, the other side, until when."""

from intents.durations import so_far
from intents.phrasings import phrasing
from intents.said import LONG, Said

_SHORT = 7  # words of a message that holds a time against what was said ("its been 2 months tho")
_TELLING = 24  # words of a message that tells a time and asks what it means


def measured(said: Said) -> str:
    """Until when, what comes back, whether a time is enough, that none has passed in vain."""
    if not said.context.answered:
        return ""
    if said.length <= _TELLING and said.says("when-stop", "relapses") and not said.question.pain:
        return "time"
    if said.length <= _TELLING and said.says("time-enough") and phrasing("spans").search(said.text):
        return "time"
    told = said.length <= LONG and so_far(said.question.text) is not None
    in_vain = said.says("no-change") or (said.length <= _SHORT and said.says("objects") and not said.asks)
    return "stalled" if told and in_vain and not said.question.pain else ""
