"""What a person has to train with, held against what an exercise needs."""

from intents.question import Question
from knowledge.entries import Exercise

ALWAYS_THERE = frozenset({"none", "mat", "wall", "chair", "towel", "table", "doorway"})
GYM_ONLY = frozenset({"cable", "machine", "roman-chair", "barbell", "hex-bar"})
_KIN = {"dumbbell": ("kettlebell",), "barbell": ("hex-bar",)}  # who has not the one, has hardly the other


def misses(exercise: Exercise, question: Question) -> tuple[str, ...]:
    """The pieces of usual kit this person has not got for an exercise; none where they can do it some way."""
    if any(_doable(needs, question) for needs in exercise.equipment):
        return ()
    absent = set(question.kit.lacks) | (GYM_ONLY if "home" in question.facts else set())
    usual = exercise.equipment[0] - ALWAYS_THERE - set(question.kit.has)
    return tuple(sorted(usual & absent or usual))


def owned_kit(question: Question) -> set[str]:
    """The kit that this person named as theirs, but for what is everywhere."""
    return set(question.kit.has) - ALWAYS_THERE


def _doable(needs: frozenset[str], question: Question) -> bool:
    kit = question.kit
    needs = needs - ALWAYS_THERE - set(kit.has)
    if not needs:
        return True
    if kit.only or needs & {*kit.lacks, *(piece for id_ in kit.lacks for piece in _KIN.get(id_, ()))}:
        return False
    return not ("home" in question.facts and needs & GYM_ONLY)


def other_kit(exercise: Exercise, question: Question) -> tuple[str, ...]:
    """What this person does an exercise with, where that is not its usual kit: a band for a cable, say."""
    able = [needs for needs in exercise.equipment if _doable(needs, question)]
    owned = owned_kit(question) - GYM_ONLY  # who named machines has the others there too
    usual = exercise.equipment[0]
    mine = [needs for needs in able if needs & owned and needs - ALWAYS_THERE <= owned] if usual - ALWAYS_THERE else []
    chosen = usual if usual in mine else next(iter((*mine, *able)), usual)
    return () if chosen == usual else tuple(sorted(chosen - {"none"}))
