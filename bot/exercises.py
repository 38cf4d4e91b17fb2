"""Finds an exercise by the name a person types, and shows its page."""

from rapidfuzz import fuzz, process

from bot.engine import Engine
from bot.words import styled
from knowledge.entries import Exercise
from knowledge.library import Library
from knowledge.vocabularies import REGIONS

_SAME, _SURE, _NEAR = 90, 86, 60  # rapidfuzz ratios: the name itself, taken for it, and offered as a guess


def find_exercise(engine: Engine, name: str) -> Exercise | None:
    """The exercise a name or alias stands for, small typos forgiven."""
    names = engine.library.exercise_names
    if near := process.extractOne(name.lower(), names.keys(), scorer=fuzz.ratio, score_cutoff=_SAME):
        return engine.library.exercises[names[near[0]]]
    named = [m.id for m in engine.reader.read(name).mentions if m.kind == "exercise"]
    if named:
        return engine.library.exercises[named[0]]
    best = process.extractOne(name.lower(), names.keys(), scorer=fuzz.WRatio, score_cutoff=_SURE)
    return engine.library.exercises[names[best[0]]] if best else None


def near_exercises(library: Library, name: str, most: int = 5) -> tuple[str, ...]:
    """Names close to a name that stands for no exercise."""
    names = library.exercise_names
    found = process.extract(name.lower(), names.keys(), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=most * 2)
    ids = dict.fromkeys(names[match[0]] for match in found)
    return tuple(library.exercises[id_].name for id_ in ids)[:most]


def exercise_page(library: Library, exercise: Exercise) -> str:
    """All there is to say about one exercise."""

    def names(ids: tuple[str, ...]) -> list[str]:
        return [library.exercises[id_].name for id_ in ids if id_ in library.exercises]

    muscles = [library.muscles[id_].name for id_ in exercise.primary if id_ in library.muscles]
    easier, harder = names(exercise.easier), names(exercise.harder)
    return styled("exercise", exercise=exercise, muscles=muscles, easier=easier, harder=harder)


def exercise_list(library: Library, wanted: str = "") -> str:
    """The names of all exercises by region; or, for a name that stands for none, the nearest."""
    listed = [(region, sorted(x.name for x in library.pack.exercises if x.region == region)) for region in REGIONS]
    near = near_exercises(library, wanted) if wanted else ()
    return styled("exercises", wanted=wanted, near=near, listed=[pair for pair in listed if pair[1]])
