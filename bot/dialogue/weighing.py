"""An exercise that was not shown, weighed for what was asked: what it does here, and what speaks against it."""

from bot.compose import caution_against, cautions_of
from bot.conversation import Conversation
from bot.dialogue.shown import brief
from bot.dialogue.turns import Turn
from bot.kit import misses
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.pointing import pointed_at
from intents.question import Question
from knowledge.entries import Exercise

_BY_THE_WAY = "walking"  # which is said of much that is no exercise


def not_shown(turn: Turn) -> tuple[Exercise, ...]:
    """The exercises that a message names and that the last answer did not give."""
    shown = {*turn.before.exercises, pointed_at(turn.text, turn.before.exercises, turn.question), _BY_THE_WAY}
    named = (turn.engine.library.exercises.get(id_) for id_ in turn.question.named("exercise"))
    return tuple(exercise for exercise in named if exercise and exercise.id not in shown)


def asked_first(turn: Turn) -> tuple[Exercise, ...]:
    """Those of them that are named for the first time: what was asked about from the start needs another answer."""
    before = turn.engine.reader.read(turn.before.spoken).named("exercise")
    return tuple(exercise for exercise in not_shown(turn) if exercise.id not in before)


def judged(turn: Turn, exercise: Exercise) -> tuple[Conversation, Reply]:
    """A few words on one such exercise and its dose; the answer that was given stays the one spoken of."""
    item = turn.engine.composer.prescribe(exercise, turn.asked, exercise.summary)
    body = word("turns", "judged", weighed(turn, exercise, turn.asked), item)
    return brief(turn, exercise.name, body)


def weighed(turn: Turn, exercise: Exercise, asked: Question) -> str:
    """What one such exercise is here, in a sentence or two: ruled out, beside the point, fine, or fine with care."""
    library = turn.engine.library
    against = caution_against(exercise, cautions_of(asked) | ({"acute-pain"} if asked.pain else set()))
    lacking = misses(exercise, asked)
    works = [library.muscles[id_].name.lower() for id_ in exercise.primary if id_ in library.muscles][:2]
    named = [library.exercises[id_] for id_ in exercise.easier if id_ in library.exercises]
    other = turn.engine.composer.fitting(exercise.id, asked, frozenset({exercise.id})) if against or lacking else None
    both = turn.standing.compares == "sides" and exercise.sides == "both" and not is_mobility(exercise)
    instead = other.exercise if other else next(iter(named), None)
    return word("turns", "weighed", exercise, against, lacking, works, _elsewhere(turn, exercise), both, instead)


def _elsewhere(turn: Turn, exercise: Exercise) -> bool:
    """Whether an exercise works nothing of what was asked about."""
    about = {*turn.standing.muscles, *turn.asked.named("muscle")}
    return bool(about) and not about & set(exercise.primary)
