"""A six-week plan made of matched exercises; every line says which entry it comes from, none is left to chance."""

import re
from dataclasses import dataclass
from itertools import combinations

from bot.compose import fill_sides
from bot.engine import Engine
from bot.reply import Prescribed, Reply
from bot.stand_ins import is_mobility
from bot.words import styled
from intents.durations import TIMES
from intents.question import Question
from knowledge.entries import Answer, Caveat, Source
from knowledge.text import words

MOST = 6  # exercises a session; more is not done
_USUAL = 5  # where no time is told
_DAYS = {
    2: ("Monday", "Thursday"),
    3: ("Monday", "Wednesday", "Friday"),
    4: ("Monday", "Tuesday", "Thursday", "Friday"),
}
_COUNT = re.compile(
    r"\b(?:(\d+|one|two|three|four|five|six)"
    r"(?: (?:\w+ )?(?:days?|times?|x|sessions?|workouts?|mornings?|evenings?|nights?|lunch ?times?)\b|x)"
    r"|(once|twice)\b)"
)
_IN_PASSING = re.compile(r"\b(?:by|until|till|til|since|before|after|last|next|this|come) $")  # "knackered by Thursday"
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|rs?|nes|ur)?(?:days?)?\b")
_BEFORE = re.compile(
    r"\b(?:before|after|round|around|outside) (?:my |the )?(?:\w+ )?(?:work|shifts?|school|class|practice)\b"
)
_NOT_THEN = re.compile(
    r"\b(?:not|no|nowt|nothing|never|except|avoid|cant(?: do| make)?|can t(?: do| make)?) (?:on |for |any |a )?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w* (?:or|and) )?$"
)
_RANGE = re.compile(  # all five at once
    r"\bmon\w*\s*(?:-|–|to|thru|through|till|until)\s*fri\w*"
    r"|\b(?:every|each|on) (?:weekday|workday|working day)s?\b|\bweekdays\b"
    r"|\bweekday (?:morning|lunch|evening|night)\w*"
)
_ACTIVITY = re.compile(
    r"\b(?:(gym|weights?|lift|lifting|strength|sessions?|exercises|plan|free)|"
    r"(ergs?|erging|runs?|running|match(?:es)?|games?|class(?:es)?|practice|tennis|padel|football|soccer|rugby|golf|climb(?:ing)?"
    r"|swim(?:ming)?|row|rowing|ride|rides|cycling|bjj|judo|boxing|karate|dance|ballet|yoga|hockey|cricket|netball|ski(?:ing)?"
    r"|squash|badminton|basketball|volleyball|crossfit|course|pool|pitch|court|rink|track|sparring|shifts?|nights|work))\b"
)
# What rounds a plan off, by the part of the back in question: a hinge or extension, a pull, a brace, a stretch.
ROUND_OFF: dict[str, tuple[str, ...]] = {
    "lower": ("bird-dog", "single-leg-glute-bridge", "side-plank", "one-arm-dumbbell-row", "hip-flexor-stretch"),
    "mid": ("one-arm-dumbbell-row", "prone-ytw", "bird-dog", "side-plank", "thoracic-rotation"),
    "upper": ("face-pull", "prone-ytw", "one-arm-dumbbell-row", "bird-dog", "thoracic-rotation"),
    "whole": ("bird-dog", "one-arm-dumbbell-row", "single-leg-glute-bridge", "side-plank", "thoracic-rotation"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session and the entry it comes from."""

    item: Prescribed
    entry: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Days, the order of a session, how it grows over six weeks, and when to stop."""

    answer: Answer | None
    question: Question
    days: tuple[str, ...]
    lines: tuple[Line, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]


def days_named(text: str, usual: int = 3) -> int:
    """How many days a week a message asks for, between two and four."""
    plain = " ".join(words(text))
    found = _COUNT.search(plain)  # "3 days", "twice a week"
    if not found and (named := weekdays_named(text)):
        return min(max(len(named), 2), 4)
    if not found:
        return usual
    said = found[1] or found[2]
    count = int(said) if said.isdigit() else TIMES[said]
    return min(max(count, 2), 4)


def names_days(text: str) -> bool:
    """Whether a message says how many days a week, or which."""
    return bool(_COUNT.search(" ".join(words(text))) or weekdays_named(text))


def weekdays_named(text: str) -> tuple[str, ...]:
    """The days that a message names to train on, in the week's order; of bare short forms ("sat") one alone is none."""
    return _weekdays(text, taken=False)


def weekdays_taken(text: str) -> tuple[str, ...]:
    """The days that a message names for a sport or a class ("erg is tue and fri")."""
    return _weekdays(text, taken=True)


def _weekdays(text: str, *, taken: bool) -> tuple[str, ...]:
    plain = " ".join(words(_RANGE.sub(" ".join(_WEEK[:5]), text.lower())))
    found = list(_WEEKDAY.finditer(plain))
    if len(found) < 2 and not re.search(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", plain):
        return ()
    found = [day for day in found if not _IN_PASSING.search(plain[: day.start()])]
    named = {day[1] for day in found if _is_ruled_out(plain[: day.start()]) == taken}
    return tuple(day for day in _WEEK if day[:3].lower() in named)


def _is_ruled_out(before: str) -> bool:
    """Whether a day is not for training, by the words before it: "nowt on thursdays", "football on sundays"."""
    return bool(_NOT_THEN.search(before)) or _is_taken(before)


def _is_taken(before: str) -> bool:
    """Whether the last activity named before a day is something else than training the back."""
    activities = _ACTIVITY.findall(_BEFORE.sub(" ", before))
    return bool(activities) and bool(activities[-1][1])


def days_usual(count: int) -> tuple[str, ...]:
    """The days of a plan for which none were named."""
    return _DAYS[count]


def weekday_of(name: str) -> str:
    """The day of the week by its full name, of any short form; "weekend" is its first day."""
    begun = "sat" if name.startswith("weekend") else name[:3]
    return next((day for day in _WEEK if day[:3].lower() == begun), "")


def weekdays_in_order(days: tuple[str, ...]) -> tuple[str, ...]:
    """Days in the week's order, each once."""
    return tuple(day for day in _WEEK if day in days)


def days_free(busy: tuple[str, ...], count: int) -> tuple[str, ...]:
    """So many days of a week that has others taken, as far apart as they can be; fewer where fewer are free."""
    free = [at for at, day in enumerate(_WEEK) if day not in busy]
    chosen = max(
        combinations(free, min(count, len(free))),
        key=lambda days: (min(_apart(days)), -sum(days)),
        default=(),
    )
    return tuple(_WEEK[at] for at in chosen)


def _apart(days: tuple[int, ...]) -> list[int]:
    """The days between one session and the next, over the end of the week too."""
    return [(later - day - 1) % 7 + 1 for day, later in zip(days, (*days[1:], *days[:1]), strict=True)] or [0]


def plan_for(
    engine: Engine,
    reply: Reply,
    days: int = 0,
    most: int = 0,
    without: frozenset[str] = frozenset(),
    on: tuple[str, ...] = (),
    added: tuple[str, ...] = (),
    kept: tuple[Prescribed, ...] = (),
) -> Plan:
    """A plan for what a reply answered, of at most so many exercises and none of those in `without`.

    It is held on the weekdays named in `on`, where any are, and has the exercises `added` by wish besides; or those in
    `kept` and no others, where a plan that was given is changed.

    An urgent reply or one that gives no exercises for good reason gets none.
    """
    # asked for outright, a plan takes the likeliest answer rather than ask back
    close = reply.kind == "clarify" and reply.candidates
    answer = reply.candidates[0].answer if close else reply.answer
    question = reply.question
    if reply.kind == "urgent" or answer is None or answer.topics[0] in ("red-flag", "see-professional"):
        return Plan(None, question, (), (), (), ())
    lines = _kept(answer, kept) or _lines(engine, answer, question, most or _USUAL, without, added)
    shown = [line.item.exercise for line in lines]
    caveats = engine.composer.caveats(answer, question, shown)
    ids = dict.fromkeys(id_ for x in shown for id_ in x.sources)
    sources = tuple(engine.library.sources[id_] for id_ in ids if id_ in engine.library.sources)
    return Plan(answer, question, on or _DAYS[days or days_named(question.text)], lines, caveats, sources)


def _lines(
    engine: Engine, answer: Answer, question: Question, most: int, without: frozenset[str], added: tuple[str, ...]
) -> tuple[Line, ...]:
    own, _ = engine.composer.exercises(answer, question, without)
    lines = [Line(item, answer.id) for item in own[:most]]
    shown = {line.item.exercise.id for line in lines}
    own_kit = engine.composer.using_kit(answer, question, without | shown) if question.kit.only else None
    wished = (*added, own_kit.id) if own_kit else added
    for id_ in (*wished, *ROUND_OFF.get(answer.region, ROUND_OFF["whole"])):
        if len(lines) >= most and id_ not in added:
            break
        taken = without | {line.item.exercise.id for line in lines}
        if found := engine.composer.fitting(id_, question, frozenset(taken)):
            lines.append(Line(found, f"how-to-{found.exercise.id}"))
    return tuple(sorted(lines, key=_order))


def _kept(answer: Answer, items: tuple[Prescribed, ...]) -> tuple[Line, ...]:
    """The exercises of a plan as they stand, each with the entry that it comes from."""
    own = {pick.id for pick in answer.exercises}
    return tuple(Line(x, answer.id if x.exercise.id in own else f"how-to-{x.exercise.id}") for x in items)


def _order(line: Line) -> int:
    """One-sided work first while fresh, then what works both sides, stretches last."""
    exercise = line.item.exercise
    return 2 if is_mobility(exercise) else 0 if exercise.sides == "one" else 1


def plan_markdown(plan: Plan) -> str:
    """The plan in words, with style marks; Markdown once these are dropped."""
    question = plan.question
    side = fill_sides("{weak side}", question)
    known = bool(question.sides.weak)
    sided = known or bool(plan.answer and plan.answer.compares == "sides")
    return styled("plan", plan=plan, side=side, known=known, sided=sided)
