"""The sentence of the answer that stands, or the line on an exercise of it, that a message asks about."""

from collections.abc import Iterator

from bot.beside import stems, unbroken
from bot.compose import fill_sides
from bot.dialogue.turns import Turn
from knowledge.entries import Exercise
from knowledge.text import sentences

ENOUGH = 7.5  # rarity, in the weigher's unit, that the words a message shares with a sentence have together
_MARKS = "- *"


def passage(turn: Turn) -> str:
    """What was said of just the thing a message names beyond the subject of the talk; empty where nothing was."""
    standing = turn.standing
    spoken_of = stems(f"{standing.title}. {turn.before.spoken}")
    asked = stems(turn.text) - spoken_of
    if not asked:
        return ""
    weight = turn.engine.index.weigher.weight
    weights = {stem: weight(f"w{stem}") for stem in asked}
    found = [(sum(weights[stem] for stem in asked & stems(line)), line) for line in _lines(turn)]
    most, best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    return fill_sides(unbroken(best), turn.asked) if most >= ENOUGH else ""


def _lines(turn: Turn) -> Iterator[str]:
    """Every sentence of the answer, then every line on the exercises that were shown."""
    yield from (line.strip(_MARKS) for line in sentences(turn.standing.body))
    exercises = turn.engine.library.exercises
    for exercise in (exercises[id_] for id_ in turn.before.exercises if id_ in exercises):
        yield from _told(exercise)


def _told(exercise: Exercise) -> tuple[str, ...]:
    return (*exercise.cues, *exercise.faults, *exercise.steps, *exercise.why, *exercise.feel)
