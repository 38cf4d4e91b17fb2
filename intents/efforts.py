"""What a message says that a side manages: the weight and the repetitions, left and right."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from intents.phrasings import phrasing
from knowledge.text import words

Side = Literal["left", "right"]
_OTHER: dict[str, Side] = {"left": "right", "right": "left"}
_UNITS = {"kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb"}
_REPS = ("rep", "reps")
_NO_EFFORT = frozenset(
    words(
        "x set sets week weeks wk wks day days min mins minutes month months year years yrs yo times cm st percent sec"
        " secs seconds hour hours am pm th nd rd in inch inches sides of m f ft"
    )
)
_HEAVY = 20  # a bare number above it is a weight, and up to it repetitions
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Effort:
    """The weight a side moves and how often; 0 for what is not said."""

    weight: float = 0.0
    reps: int = 0
    unit: str = ""

    @property
    def said(self) -> str:
        """The weight with its unit, as a person writes it."""
        return f"{self.weight:g} {self.unit}".strip()


def efforts(text: str) -> dict[Side, Effort]:
    """What each side manages, as far as a message says so."""
    found: dict[Side, Effort] = {}
    last: Side | None = None
    for part, turns in _parts(text):
        sides = [(at, token) for at, token in enumerate(part) if token in _OTHER]
        if turns and last and not sides:  # "6 reps vs 11"
            last = _OTHER[last]
        for at, effort in _numbers(part):
            side = _nearest(at, sides) or last
            if side:
                found[side] = _joined(found.get(side, Effort()), effort)
        last = _nearest(len(part), sides) or last
    return _shared(found)


def weight_named(text: str) -> str:
    """A weight that a message names, for no side: "15 kilos?"."""
    for part, _ in _parts(text):
        for _, effort in _numbers(part):
            if effort.weight and effort.unit:
                return effort.said
    return ""


def _parts(text: str) -> list[tuple[list[str], bool]]:
    """The clauses of a message as tokens, and whether each one turns to the other side ("vs", "against")."""
    pieces = phrasing("effort-breaks").split(text.lower())
    marks = ["", *phrasing("effort-breaks").findall(text.lower())]
    turning = [bool(phrasing("against").search(mark)) for mark in marks]
    return [(words(piece), turns) for piece, turns in zip(pieces, turning, strict=True)]


def _numbers(part: list[str]) -> list[tuple[int, Effort]]:
    """Every weight and count of repetitions in a clause, with its place."""
    found = []
    for at, token in enumerate(part):
        if not _NUMBER.fullmatch(token):
            continue
        after = part[at + 1] if at + 1 < len(part) else ""
        value = float(token)
        if after in _UNITS or after == "s":
            found.append((at, Effort(weight=value, unit=_UNITS.get(after, ""))))
        elif after not in _NO_EFFORT:
            counted = after in _REPS or value <= _HEAVY
            found.append((at, Effort(reps=int(value)) if counted else Effort(weight=value)))
    return found


def _nearest(at: int, sides: list[tuple[int, str]]) -> Side | None:
    nearest = min(sides, key=lambda pair: (abs(pair[0] - at), pair[0] < at), default=None)
    return None if nearest is None else "left" if nearest[1] == "left" else "right"


def _joined(known: Effort, more: Effort) -> Effort:
    return Effort(known.weight or more.weight, known.reps or more.reps, known.unit or more.unit)


def _shared(found: dict[Side, Effort]) -> dict[Side, Effort]:
    """A weight or a unit that was said of one side only holds for both."""
    weight = max((effort.weight for effort in found.values()), default=0.0)
    unit = next((effort.unit for effort in found.values() if effort.unit), "")
    alone = sum(bool(effort.weight) for effort in found.values()) == 1
    return {
        side: replace(
            effort,
            unit=effort.unit or unit,
            weight=effort.weight or (weight if alone and effort.reps else 0.0),
        )
        for side, effort in found.items()
    }
