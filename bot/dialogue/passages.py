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
    return passage_of(turn)[0]


def passage_of(turn: Turn) -> tuple[str, Exercise | None]:
    """That, and the exercise shown whose line it is."""
    standing = turn.standing
    spoken_of = stems(f"{standing.title}. {turn.before.spoken}")
    asked = stems(turn.text) - spoken_of
    if not asked:
        return "", None
    weight = turn.engine.index.weigher.weight
    weights = {stem: weight(f"w{stem}") for stem in asked}
    found = [(sum(weights[stem] for stem in asked & stems(line)), line, of) for line, of in _lines(turn)]
    most, best, of_exercise = max(found, key=lambda one: one[0], default=(0.0, "", None))
    return (fill_sides(unbroken(best), turn.asked), of_exercise) if most >= ENOUGH else ("", None)


def _lines(turn: Turn) -> Iterator[tuple[str, Exercise | None]]:
    """Every sentence of the answer, then every line on the exercises that were shown."""
    yield from ((line.strip(_MARKS), None) for line in sentences(turn.standing.body))
    for exercise in turn.listed:
        yield from ((line, exercise) for line in _told(exercise))


def _told(exercise: Exercise) -> tuple[str, ...]:
    return (*exercise.cues, *exercise.faults, *exercise.steps, *exercise.why, *exercise.feel)
