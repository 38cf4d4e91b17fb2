"""Two exercises set against each other for what was asked, from what their own entries say."""

from dataclasses import dataclass

from bot.compose import caution_against, cautions_while_sore
from bot.dialogue.turns import Turn
from bot.kit import misses
from bot.stand_ins import is_mobility
from bot.words import word
from knowledge.entries import Exercise

_LEVELS = ("beginner", "intermediate", "advanced")
_TELLING = ("acute-pain", "disc", "bending-pain", "shoulder-pain", "wrist-pain", "knee-pain", "floor-hard")
_MOST = 2  # differences of one kind in one reply


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks against one of two here, the weightiest first: a caution, missing kit, and so on."""

    against: str
    lacks: tuple[str, ...]
    eases: bool  # it loosens for a while and builds nothing
    shares: bool  # both sides work at once, and sides were asked about
    elsewhere: bool  # it mainly works something else
    level: int

    @property
    def barred(self) -> bool:
        """Whether this person cannot or should not do it as things are."""
        return bool(self.against or self.lacks)

    def worse(self, other: "Standing") -> str:
        """The first thing in which this one is worse than another; empty where it is not."""
        for name in ("against", "lacks", "eases", "shares", "elsewhere", "level"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if (mine > theirs) if name == "level" else (bool(mine) != bool(theirs)):
                return name if (name == "level" or mine) else ""
            if name == "level" and mine < theirs:
                return ""
        return ""


def compared(turn: Turn, first: Exercise, second: Exercise) -> str:
    """Which of two to take here and why, what each does, and in what they differ."""
    one, other = standing_of(turn, first), standing_of(turn, second)
    if reason := other.worse(one):
        better, worse, against = first, second, other
    elif reason := one.worse(other):
        better, worse, against = second, first, one
    else:
        better, worse, against = first, second, other
    verdict = word("reasons", "preferred", better, worse, reason, against)
    cautions = [(x, _only(x, y)) for x, y in ((first, second), (second, first))]
    names = turn.engine.library.muscles
    return word("reasons", "compared", verdict, (first, second), names, cautions)


def standing_of(turn: Turn, exercise: Exercise) -> Standing:
    """What speaks against one exercise for this person and what was asked about."""
    asked = {*turn.standing.muscles, *turn.asked.named("muscle")}
    return Standing(
        caution_against(exercise, cautions_while_sore(turn.asked)),
        misses(exercise, turn.asked),
        is_mobility(exercise),
        of_sides(turn) and exercise.sides == "both" and not is_mobility(exercise),
        bool(asked) and not asked & set(exercise.primary),
        _LEVELS.index(exercise.level),
    )


def of_sides(turn: Turn) -> bool:
    """Whether it is the difference between two sides that was asked about."""
    standing = turn.standing
    aches = bool({"pain", "tightness"} & set(standing.concern))
    lopsided = standing.topics[0].startswith("lr-") or (bool(turn.asked.sides.weak) and not aches)
    return standing.compares == "sides" and lopsided


def _only(exercise: Exercise, other: Exercise) -> list[str]:
    """Cautions that one exercise has and another has not, the ones that matter to most."""
    return [name for name in _TELLING if name in exercise.cautions and name not in other.cautions][:_MOST]


def nearest_shown(turn: Turn, exercise: Exercise) -> Exercise | None:
    """The shown exercise that another one would stand in for: the one that shares most of its muscles."""
    shown = [x for x in turn.listed if x.id != exercise.id]
    works = {*exercise.primary, *exercise.secondary[:2]}
    best = max(shown, key=lambda x: (len(works & {*x.primary, *x.secondary[:2]}), -shown.index(x)), default=None)
    return best if best and works & {*best.primary, *best.secondary[:2]} else None
