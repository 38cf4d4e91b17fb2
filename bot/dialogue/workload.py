"""What kind of work an exercise is, and so where it belongs in a week; and the sets of several together."""

import re

from bot.kit import ALWAYS_THERE
from bot.reply import Prescribed
from bot.stand_ins import is_mobility
from knowledge.entries import Exercise

_FIGURES = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_LIGHT_KIT = ALWAYS_THERE | {"band"}
_HINGES = frozenset({"erector-spinae", "multifidus", "gluteus-maximus", "hamstrings", "quadratus-lumborum"})


def is_light(item: Prescribed, banded: bool = False) -> bool:
    """Whether an exercise is easy enough for most days: a stretch, or a beginner's drill without a load but a band."""
    exercise: Exercise = item.exercise
    able = any(needs <= _LIGHT_KIT for needs in exercise.equipment[: None if banded else 1])
    return is_mobility(exercise) or (exercise.level == "beginner" and able)


def by_place(items: tuple[Prescribed, ...]) -> dict[str, list[str]]:
    """The names of the exercises by where they belong in a week: light ones, low-back and hip work, pulls, the rest."""
    found: dict[str, list[str]] = {"light": [], "low": [], "pull": []}
    for item in items:
        kind = "light" if is_light(item) else "low" if _HINGES & set(item.exercise.primary[:2]) else "pull"
        found[kind].append(item.exercise.name)
    return found


def total(items: tuple[Prescribed, ...]) -> tuple[int, int] | None:
    """The least and the most sets of all of them together; None where some have none in figures."""
    found = [_FIGURES.fullmatch(item.exercise.dose.sets) for item in items]
    sets = [(int(one[1]), int(one[2] or one[1])) for one in found if one]
    if len(sets) != len(items) or not items:
        return None
    return sum(least for least, _ in sets), sum(most for _, most in sets)


def span(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
