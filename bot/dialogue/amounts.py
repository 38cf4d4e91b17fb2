"""How much of what was shown, by what exactly is asked: weight, the other side, failure, days, in place of what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.beside import unbroken
from bot.compose import fill_sides
from bot.dialogue.turns import Turn
from bot.dialogue.workload import by_place, is_light, span, total
from bot.plan import days_free, weekdays_in_order, weekdays_named, weekdays_taken
from bot.reply import Prescribed
from bot.words import word
from intents.durations import NUMBERS
from intents.efforts import Effort, Side, efforts, weight_named
from intents.phrasings import phrasing
from knowledge.library import is_how_to
from knowledge.text import sentences, words

MOST_LOADED = 3  # exercises whose load is told in one reply
_DAILY = re.compile(r"\b(?:times|once|twice|minutes?|rounds?) (?:a|each|every|per) day\b|\bevery \d+\b.*\bminutes\b")
_OWN_DAYS = re.compile(
    r"\b(?:once|twice|(?:two|three|four|five|\d)(?:(?: or | to |-)(?:two|three|four|five|\d))? (?:times|days|sessions))"
    r"(?: a week\b|,|:)",
    re.I,
)
_YOURS = re.compile(r"(?<!your )\{")
_LONGEST = 26  # words of a sentence that is said again
_SHARES = ((6, 0.8), (9, 0.88), (14, 0.95))  # up to so many repetitions, and what share of that weight to begin with
_WHOLE = 5  # from which a weight is told in whole units
_BUSY = 3  # sessions a week beside which two short ones are enough
_SPORT_DAYS = re.compile(
    r"\b(\d|two|three|four|five|six|seven|eight|ten) (?:\w+ )?(mornings?|evenings?|nights?|sessions?|days?|times|x)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of amount: the turn, and the exercises it is about."""

    turn: Turn
    items: tuple[Prescribed, ...]

    def says(self, name: str) -> bool:
        return self.turn.says(name)

    @property
    def weak(self) -> str:
        return self.turn.asked.sides.weak or ""

    @property
    def strong(self) -> str:
        return self.turn.asked.sides.strong or ""

    @property
    def sided(self) -> bool:
        """Whether one side against the other is spoken of."""
        return bool(self.weak) or self.turn.standing.compares == "sides"


Facet = Callable[[Asked], str]


def facets(asked: Asked) -> dict[str, str]:
    """What a message asks of the amount, each with what is said of it, in the order in which it is said."""
    said = ((name, facet(asked)) for name, facet in _FACETS.items())
    return {name: line for name, line in said if line}


def _weight(asked: Asked) -> str:
    """What to begin with: reckoned from what the sides manage, else the exercises' own lines on it."""
    now = efforts(asked.turn.text)
    heavy = asked.says("asks-weight") and (asked.says("asks-start") or not asked.says("asks-up"))
    if asked.says("asks-cap") or not (now or heavy or asked.says("asks-other-side")):
        return ""
    sides = (asked.weak, asked.strong)
    mine, other = _sides(now, asked.weak)
    before, _ = _sides(efforts(asked.turn.before.text), asked.weak)
    if not now and before.weight and before.reps and asked.says("asks-weight"):  # what the first question told
        mine = before
    if mine.weight or other.weight:
        return word("amounts", "reckoned", sides, mine, other, _start(mine))
    if asked.says("asks-other-side"):
        return word("amounts", "same_weight", sides)
    tried = weight_named(asked.turn.text)
    return word("amounts", "loads", asked.items[:MOST_LOADED], 0, tried, asked.weak)


def _sides(known: Mapping[Side, Effort], weak: str) -> tuple[Effort, Effort]:
    """What the weaker side manages, and what the other does; nothing where it is not known which is which."""
    left, right = known.get("left", Effort()), known.get("right", Effort())
    return (left, right) if weak == "left" else (right, left) if weak == "right" else (Effort(), Effort())


def _start(effort: Effort) -> str:
    """The weight to begin with from what the weaker side manages at most."""
    share = next((share for most, share in _SHARES if effort.reps <= most), 1.0)
    if not (effort.weight and effort.reps):
        return ""
    weight = effort.weight * share
    rounded = float(int(weight)) if weight >= _WHOLE else int(weight * 2) / 2
    return Effort(rounded, unit=effort.unit).said


def _cap(asked: Asked) -> str:
    if not asked.says("asks-cap"):
        return ""
    mine, other = _sides(efforts(asked.turn.text), asked.weak)
    count = mine.reps or other.reps
    return word("amounts", "cap", asked.weak, asked.strong, count)


def _failure(asked: Asked) -> str:
    return word("amounts", "failure", asked.weak, asked.items) if asked.says("asks-failure") else ""


def _rest(asked: Asked) -> str:
    return word("amounts", "loads", asked.items[:MOST_LOADED], 2, "", "") if asked.says("asks-rest") else ""


def _up(asked: Asked) -> str:
    return word("amounts", "loads", asked.items[:MOST_LOADED], 1, "", "") if asked.says("asks-up") else ""


def _placing(asked: Asked) -> str:
    """Before or after a lift, or a sport; or in which of the days of a split."""
    if not asked.says("asks-placing"):
        return ""
    lift = bool(asked.turn.question.named("exercise")) or asked.says("of-lifting")
    return word("amounts", "placing", by_place(asked.items), lift, asked.sided)


def _instead(asked: Asked) -> str:
    if not asked.says("asks-instead"):
        return ""
    return word("amounts", "instead", by_place(asked.items), asked.says("of-split"), asked.sided)


def _sum(asked: Asked) -> str:
    """The sets of a session and of a week."""
    sets = total(asked.items)
    if not (asked.says("asks-sum") or asked.says("in-total")) or not sets:
        return ""
    days = len(weekdays_named(asked.turn.text))
    least, most = sets
    week = (least * (days or 2), most * (days or 3))
    return word("amounts", "total", span(sets), span(week), days, len(asked.items), asked.weak)


def _daily(asked: Asked) -> str:
    if not asked.says("asks-daily"):
        return ""
    if said := _own_sentence(asked, _DAILY):
        return said
    light = [item for item in asked.items if is_light(item, "band" in asked.turn.question.kit.has)]
    return word("amounts", "daily", light, [item for item in asked.items if item not in light])


def _often(asked: Asked) -> str:
    """How often, round the days and the sport that the person told of."""
    fits = asked.says("fits-in") or asked.says("which-days")
    if not (asked.says("asks-often") or fits) and not (asked.says("asks-daily") and _week(asked)):
        return ""
    busy, on, free, count = _week(asked) or ((), (), (), 0)
    light = all(is_light(item) for item in asked.items)
    own = "" if count >= _BUSY else _own_sentence(asked, _OWN_DAYS) or (light and _own_sentence(asked, _DAILY)) or ""
    gentle = bool(asked.turn.asked.facts & {"older", "beginner", "pregnancy"})
    if asked.says("of-split") and asked.sided:
        return word("amounts", "in_split", by_place(asked.items))
    tried = phrasing("times-tried").search(asked.turn.plain)
    named = next(filter(None, tried.groups())) if tried else ""
    return word("amounts", "often", (busy, on, free, count), own, light, asked.weak, (gentle, named))


Week = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int]


def _week(asked: Asked) -> Week | None:
    """The days taken by a sport, those named to train on, those that are free, and how many sessions there are."""
    text = asked.turn.text
    busy, on = weekdays_taken(text), weekdays_named(text)
    if on and asked.says("fits-in"):  # what is to be fitted in has those days to go round
        busy, on = weekdays_in_order((*busy, *on)), ()
    found = _SPORT_DAYS.search(asked.turn.plain) if asked.says("own-sport") else None
    count = (int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]) if found else len(busy)
    return (busy, on, days_free(busy, 2) if busy else (), count) if busy or on or count else None


def _together(asked: Asked) -> str:
    return word("amounts", "together", asked.items) if asked.says("asks-together") and len(asked.items) > 1 else ""


def _own_sentence(asked: Asked, pattern: re.Pattern[str]) -> str:
    """What the answer that stands says of how often itself; empty where it speaks of something else than is meant."""
    if is_how_to(asked.turn.standing):
        return ""
    for line in sentences(asked.turn.standing.body):
        if pattern.search(line) and len(words(line)) <= _LONGEST and _is_of(line, asked):
            bare = _YOURS.sub("your {", unbroken(line).replace("**", "").strip("- ").rstrip(":."))
            return f"{fill_sides(bare, asked.turn.asked)}."
    return ""


def _is_of(line: str, asked: Asked) -> bool:
    """Whether a sentence is of the exercises meant: it names one of them, or none at all."""
    named = set(asked.turn.engine.reader.read(line).named("exercise"))
    ids = {item.exercise.id for item in asked.items}
    return bool(named & ids) or not named


_FACETS: dict[str, Facet] = {
    "cap": _cap, "weight": _weight, "failure": _failure, "rest": _rest, "up": _up, "daily": _daily, "often": _often,
    "sum": _sum, "placing": _placing, "instead": _instead, "together": _together,
}  # fmt: skip
ASKS = (
    "asks-cap", "asks-weight", "asks-other-side", "asks-failure", "asks-rest", "asks-up", "asks-daily", "asks-often",
    "asks-sum", "in-total", "asks-placing", "asks-instead", "asks-together", "asks-hold",
)  # fmt: skip
# Said without the sets and repetitions.
ALONE = frozenset({"cap", "failure", "rest", "up", "placing", "instead", "together"})
