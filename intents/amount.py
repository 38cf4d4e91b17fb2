"""Messages that ask how much or how long in words that need no guessing: to failure, the other side, until when."""

from intents.durations import so_far
from intents.efforts import efforts
from intents.pointing import alike
from intents.said import LONG, Said

_SHORT = 7  # words of a message that holds a time against what was said ("its been 2 months tho")
_TELLING = 24  # words of a message that tells a time and asks what it means


# Asked of exercises that were shown: how much of them, or where in the week they belong.
_OF_SHOWN = ("asks-cap", "asks-other-side", "asks-failure", "asks-instead", "asks-together", "asks-placing")
_BY_ASKING = ("asks-rest", "asks-hold", "asks-progress")  # which only a question is sure to mean


def measured(said: Said) -> str:
    """Until when, whether a time is enough, that none has passed in vain; and how much, where that is spelt out."""
    if not said.context.answered or said.length > _TELLING or said.question.pain:
        return ""
    if said.says("when-stop", "relapses", "when-calms") or (said.says("time-enough") and said.says("spans")):
        return "time"
    told = said.length <= LONG and so_far(said.question.text) is not None
    in_vain = said.says("no-change") or (said.length <= _SHORT and said.says("objects") and not said.asks)
    if told and in_vain and not said.says("plan-word"):  # "a plan, 2 days, nowt on thursdays" tells of none gone by
        return "stalled"
    return _of_shown(said) if said.context.exercises else ""


def _of_shown(said: Said) -> str:
    """Whether the minutes there are will do, or how much is asked of what was shown."""
    if said.says("asks-enough"):
        return "session"
    sided = said.says("asks-count", "asks-weight", "asks-other-side") and efforts(said.question.text)
    days = said.says("which-days", "fits-in") and not said.context.planned and not said.says("plan-word")
    of_these = bool(said.shown or alike(said.text, said.context.exercises)) or not said.subject
    much = said.says("how-much") and of_these
    if said.says(*_OF_SHOWN) or (said.asks and said.says(*_BY_ASKING)) or sided or days or much:
        return "dose"
    return ""
