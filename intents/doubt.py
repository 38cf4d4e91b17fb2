"""Messages that ask about what was shown: is it safe, why, from where, how much, in what order, does it help."""

from intents.phrasings import phrasing
from intents.said import CASES, LONG, Said

_WORDY = 40  # words of a question why one exercise and not another
_AT_ONCE = 5  # words before an exercise that is what is asked about
SHORT = 10  # words of a message that tells a condition and asks no more than whether that is all right


def asked_about(said: Said) -> str:
    """Doubts, doing nothing, the order, safety for a case, and how much or how often."""
    if reasoned := _reasoned(said) or _cited(said):
        return reasoned
    if said.says("what-is-meant") and said.context.answered and not said.question.pain:
        return "more-on-exercise"
    if said.length <= 8 and said.says("order") and said.context.exercises and not said.question.region:
        return "order"
    if safe := _safe(said):
        return safe
    named = said.question.named("exercise") and not said.shown
    if named and said.length <= LONG and said.context.answered and said.says("kept-up") and said.asks:
        return "carry-on"
    if said.length <= 10 and said.says("session") and said.context.exercises and "hold" not in said.text:
        return "session"
    if said.length <= 11 and said.says("until") and not said.subject and "hold" not in said.text:
        return "time"
    counted = said.says("often") and said.context.exercises and ("rest" not in said.text or "set" in said.text)
    if said.length <= SHORT and said.says("still-do") and said.asks and not said.subject and not said.question.pain:
        return "carry-on"
    if said.length <= 8 and said.says("carry-on") and said.asks and not counted and not said.question.named("exercise"):
        return "carry-on"
    if said.length <= 8 and said.text.startswith("how many") and said.question.named("exercise"):
        return "dose"
    often = said.says("often") and (said.asks or not said.says("own-training"))
    if said.length <= 9 and often and said.context.exercises and not said.question.named("muscle"):
        return "dose"
    fine = said.length <= 12 and said.says("still-fine") and said.asks and not said.question.pain
    return "safety" if fine and said.context.exercises else ""


def _reasoned(said: Said) -> str:
    """Doubts and doing nothing; why an exercise, what it is for, why not another one."""
    if said.length <= (LONG if said.shown else SHORT) and said.says("doubts", "leave"):
        return "why" if said.says("doubts") else "leave-it"
    named = said.shown or said.question.named("exercise")
    of_shown = said.context.exercises or said.text.startswith("why")
    if said.length <= _WORDY and of_shown and named and said.says("why-not"):
        return "why"
    if named and said.length <= LONG and _why_of_exercise(said):
        return "why"
    weighs = said.says("of-use", "others-say") or (said.asks and said.says("compares"))
    if said.length <= LONG and said.context.exercises and named and weighs and not said.question.pain:
        return "why"
    if said.length <= _WORDY and said.says("why-that-side") and not named:
        return "why"
    if said.length <= LONG and said.context.exercises and said.says("same-job") and not said.question.pain:
        return "why"
    return "why" if said.length <= 5 and said.says("why-that") and not said.question.pain else ""


def _why_of_exercise(said: Said) -> bool:
    """Whether a message asks why an exercise that it names at once, and nothing of the person's own."""
    if said.question.pain or not said.says("why-such") or said.question.named("muscle"):
        return False
    starts = [mention.start for mention in said.question.mentions if mention.kind == "exercise"]
    return min(starts, default=_AT_ONCE + 1) <= _AT_ONCE


def _cited(said: Said) -> str:
    """Where it comes from: the answer, or what is said of an exercise."""
    if phrasing("sources").fullmatch(said.text) or (said.length <= 5 and said.says("who-says")):
        return "sources"
    of_it = said.length <= 8 or (said.length <= LONG and (said.shown or said.points))
    if of_it and said.asks and said.says("source-asked"):
        return "sources"
    written = said.points and said.says("authored")
    return "sources" if said.length <= _WORDY and said.asks and (written or said.says("got-from")) else ""


def _safe(said: Said) -> str:
    """Whether what was shown, or an exercise named, is safe; for a condition if one was told."""
    if said.length > LONG:
        return ""
    told = said.question.facts & said.cases
    if told and said.length <= SHORT and said.says("asks-safe") and not _whole(said):
        return "safety"
    if said.cases and said.question.named("exercise") and said.says("may"):
        return "safety"
    named = said.subject or said.points or said.says("of-each")
    if (said.context.exercises or said.question.named("exercise")) and said.says("worsens") and named:
        return "safety"
    if (
        said.length <= 12
        and said.asks
        and said.says("risk")
        and (said.shown or (said.points and not said.says("matters")))
    ):
        return "safety"
    return ""


def _whole(said: Said) -> bool:
    """Whether a message tells a condition and asks a whole question of its own about a muscle."""
    sides = said.question.sides
    return bool(sides.strong or sides.weak or said.question.pain) and bool(said.question.named("muscle"))


def wondered(said: Said) -> str:
    """Questions beside the answer: soreness, its cause, whether it matters, how to tell, what to avoid, no progress."""
    if said.length > LONG:
        return ""
    if phrasing("stretch").fullmatch(said.text) and not said.subject:
        return "stretch"
    if said.length <= 12 and said.says("sore") and said.asks and said.says("usual") and "pain" not in said.text:
        return "soreness"
    if (
        said.says("stalled")
        and not said.says("until")
        and (said.says("tried") or said.length <= 6)
        and not said.question.pain
    ):
        return "stalled"
    if (
        said.length <= 10
        and said.says("unfelt", "felt-elsewhere")
        and said.context.exercises
        and not said.question.pain
    ):
        return "unfelt"
    if said.subject and not said.shown:
        return ""
    if said.length <= 10 and said.says("check") and not said.says("got-from"):
        return "stalled" if said.says("done") else "check"
    if said.length <= 8 and said.says("avoid"):
        return "avoid"
    if said.length <= 9 and said.says("works") and said.context.exercises:
        return "works"
    if said.length <= 10 and said.says("extra") and (said.asks or said.length <= 4):
        return "extra"
    elsewhere = said.says("thing") or said.question.facts & CASES
    cited = said.says("authored", "study-asked")
    if said.length <= 12 and said.asks and said.says("cause") and not elsewhere and not cited and not said.shown:
        return "cause"
    told = said.question.facts & said.cases
    return "matters" if said.length <= 9 and said.says("matters") and not told else ""
