"""Which exercises can do the work of another: those named for it, easier ones, and others for the same muscles."""

from intents.question import Question
from knowledge.entries import Exercise
from knowledge.library import Library

MOBILITY = frozenset(
    {
        "cat-cow",
        "prone-press-up",
        "childs-pose",
        "foam-rolling",
        "thoracic-extension",
        "thoracic-rotation",
        "yoga-flow",
        "walking",
        "dead-hang",
    }
)


def is_mobility(exercise: Exercise) -> bool:
    """Whether a movement loosens rather than strengthens; the two do not stand in for each other."""
    return "stretch" in exercise.id or exercise.id in MOBILITY


def does_work_of(other: Exercise, exercise: Exercise) -> bool:
    """Whether an exercise is of the same kind as another and mainly works a muscle that the other is mainly for."""
    return is_mobility(other) == is_mobility(exercise) and bool(set(other.primary[:2]) & set(exercise.primary[:2]))


def stand_ins(library: Library, exercise: Exercise, question: Question) -> tuple[Exercise, ...]:
    """What can be done instead: named stand-ins first, then easier ones, then others for the same muscles."""
    named = [other for other in library.pack.exercises if exercise.id in other.instead_of]
    easier = [library.exercises[id_] for id_ in exercise.easier if id_ in library.exercises]
    akin = [o for o in library.pack.exercises if o.primary[:1] == exercise.primary[:1] and o.level == "beginner"]
    further = [o for o in library.pack.exercises if does_work_of(o, exercise) and o.level != "advanced"]
    found = dict.fromkeys(o.id for o in (*named, *easier, *akin, *further) if is_mobility(o) == is_mobility(exercise))
    # what uses the kit this person has comes first, and one-sided work is best replaced by one-sided work; where
    # something hurts, what is meant to stand in comes before both
    has, meant = set(question.kit.has), {other.id for other in named} if question.hurts else set()

    near = {other.id for other in (*named, *easier, *akin)}

    def fits(other: Exercise) -> tuple[bool, ...]:
        able, sided = any(has & kit for kit in other.equipment), other.sides != "both" or exercise.sides == "both"
        return (
            other.id not in near,
            bool(meant) and other.id not in meant,
            not able,
            not sided,
            other.level != "beginner",
        )

    return tuple(sorted((library.exercises[id_] for id_ in found if id_ != exercise.id), key=fits))
