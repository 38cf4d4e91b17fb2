"""Messages that want something else done with what was shown: a plan, another level, other kit, a list, fewer words."""

from intents.phrasings import phrasing
from intents.pointing import BARE_PLACE, PLACED, alike
from intents.question import Kit
from intents.said import LONG, Said

_SHORT = 14  # words of a question about what was left out
_RULED_OUT = 26  # words of a message that says an exercise is out
_FEWER = 8  # words of a message that only says how many exercises a plan may have
_OVER, _PART = 12, 14  # words that ask what comes after a plan, or for a part of the body besides
_WISHED = 16  # words of a wish for something in place of what was shown


def planned(said: Said) -> str:
    """A plan, a routine, other days for one, or how little time there is."""
    if said.context.planned and said.length <= _OVER and said.says("plan-over", "after-plan"):
        return "after-plan"
    if said.context.planned and said.length <= _FEWER and said.says("counted") and not said.says("add"):
        return "time-budget"
    if said.context.planned and said.says("moves-day"):
        return "plan"
    if not said.context.planned and said.says("week"):
        return "plan"
    if said.length <= 12 and said.says("minutes") and said.says("have-time") and "hold" not in said.text:
        return "time-budget"
    if said.length <= 9 and said.says("shorter") and (said.context.planned or not said.says("simpler")):
        return "time-budget"
    if said.context.planned and said.length <= 8 and said.says("plan-days") and "rep" not in said.text:
        return "plan"
    if said.length <= 12 and said.says("weekdays") and said.context.planned:
        return "plan"
    named = said.length <= LONG and said.says("plan") and said.says("wants")
    if named and (said.says("plan-word") or not said.says("own-training")):
        return "plan"
    days = said.length <= 6 and phrasing("days").search(said.text)
    return "plan" if days or said.says("week") else ""


def reworded(said: Said) -> str:
    """The same again in a list, in few words, or in pictures, which there are none of."""
    if said.length <= 9 and said.says("simpler"):
        return "simpler"
    if said.length <= 9 and said.says("others") and not (said.subject or said.question.pain) and said.context.exercises:
        return "others"
    if said.length <= 8 and said.says("media") and not said.question.named("muscle"):
        return "media"
    return "list" if phrasing("list").fullmatch(said.text) and not said.subject else ""


def swapped(said: Said) -> str:
    """Another level, something in place of an exercise, how to do one by its place, other kit."""
    if said.length <= _SHORT and said.says("which-left-out"):
        return "left-out"
    if said.context.exercises and said.says("which-to-leave") and (said.question.hurts or said.question.kit != Kit()):
        return "swap-pain" if said.question.hurts else "swap-kit"
    at_one = said.shown or said.placed
    if said.asks and at_one and said.question.kit.has and said.says("done-with") and not said.says("replace"):
        return "with-kit"
    if said.length <= _WISHED and (at_one or alike(said.text, said.context.exercises)) and said.says("in-its-place"):
        return "swap-pain" if said.question.pain else "swap-other"
    if level := _level(said):
        return level
    if said.length <= 8 and said.says("add") and said.question.named("exercise"):
        return "add"
    wants_part = said.says("part-wanted") and not said.question.pain and said.context.exercises
    if said.length <= _PART and said.says("add") and wants_part:
        return "add-part"
    pointed = said.shown or said.placed or alike(said.text, said.context.exercises) or said.question.named("exercise")
    if said.length <= _WISHED and said.says("replace") and pointed and not said.text.startswith("why"):
        return "swap-other"
    if said.length <= _RULED_OUT and said.says("ruled-out") and (said.shown or said.placed):
        return "swap-pain" if said.question.pain else "swap-other"
    if said.length <= 10 and said.says("never-heard") and said.question.named("exercise"):
        return "more-on-exercise"
    bare = BARE_PLACE.fullmatch(PLACED.sub("", said.text)) or said.text.isdigit()
    faults = said.length <= 8 and said.says("faults") and not said.subject and said.context.exercises
    if faults or (said.placed and (bare or said.says("asks-how"))):
        return "more-on-exercise"
    if said.length <= 8 and said.context.exercises and said.says("own-machine") and not said.question.named("muscle"):
        return "swap-kit"
    has = said.question.kit.has and said.says("having") and not said.says("plan-word")
    kit = (
        has
        or said.question.kit.lacks
        or said.question.kit.only
        or "home" in said.question.facts
        or said.says("nothing")
    )
    if said.says("why-such", "others-say"):  # the kit is what is doubted
        return ""
    return "swap-kit" if said.length <= 10 and kit and not said.question.named("muscle") else ""


def asks_how(said: Said) -> bool:
    """Whether the way an exercise is done is asked for."""
    return said.says("asks-how") or (said.length <= 4 and not said.says("denies"))


def _level(said: Said) -> str:
    """A wish for something easier or harder than what was shown; with another exercise named it is a new question."""
    if not said.context.exercises or said.length > 12 or (said.question.named("exercise") and not said.shown):
        return ""
    if said.shown and said.says("own-machine"):
        return "swap-kit"
    if said.says("harder") or (said.says("dull") and not said.says("replace")):
        return "swap-harder"
    return "swap-easier" if said.says("easier") or (said.shown and said.says("unable")) else ""
