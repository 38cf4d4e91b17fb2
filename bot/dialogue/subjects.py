"""The exercises that a question about what was said is about: named, pointed at, or spoken of just before."""

from bot.dialogue.turns import Turn
from intents.phrasings import phrasing
from intents.pointing import alike, pointed_at
from knowledge.entries import Exercise
from knowledge.text import words

_BY_THE_WAY = "walking"  # which is said of much that is no exercise
_NAME = 2  # words of a name, next to each other, that are enough of it ("the chest supported")
_OF_MANY = frozenset(("one", "arm", "single", "leg"))  # which say of no exercise what it is


def exercises_meant(turn: Turn) -> tuple[Exercise, ...]:
    """Those of a message in the order in which it names them; of "it" or "that one" the one spoken of last."""
    ids = _said(turn) or _of_kind(turn) or alike(turn.text, turn.before.exercises) or _pointed(turn)
    library, shown = turn.engine.library.exercises, turn.before.exercises
    known = [id_ for id_ in dict.fromkeys(ids) if id_ in library]
    if len(known) > 1 and any(id_ in shown for id_ in known):  # what the talk was about from the start is not asked of
        subject = turn.engine.reader.read(turn.before.spoken).named("exercise")
        known = [id_ for id_ in known if id_ in shown or id_ not in subject]
    return tuple(library[id_] for id_ in known)


def _said(turn: Turn) -> tuple[str, ...]:
    """Those that a message names; what is part of a shown one's name means that one ("the swing")."""
    shown, asked = turn.before.exercises, turn.question
    partly = _named_partly(turn)
    target = pointed_at(turn.text, shown, asked)
    named = [one for one in asked.mentions if one.kind == "exercise" and (one.id != _BY_THE_WAY or one.id in shown)]
    ids = [_as_shown(one.id, one.words, target or "") for one in named]
    if target and target not in ids:
        ids.insert(0, target)
    return (*(id_ for id_ in partly if id_ not in ids), *ids)


def _as_shown(id_: str, said: str, target: str) -> str:
    """The shown exercise that is pointed at, where what was said is a part of its name."""
    parts = {part.removesuffix("s") for part in said.split()}
    return target if target and parts <= set(target.split("-")) else id_


def _named_partly(turn: Turn) -> list[str]:
    """The shown exercises of whose name a message has some words next to each other, and no name in full."""
    text = f" {' '.join(words(turn.text))} "
    named = {mention.id for mention in turn.question.mentions}
    return [id_ for id_ in turn.before.exercises if id_ not in named and any(f" {p} " in text for p in _parts(id_))]


def _parts(id_: str) -> list[str]:
    tokens = id_.split("-")
    pairs = [tokens[start : start + _NAME] for start in range(len(tokens) - _NAME)]
    return [" ".join(pair) for pair in pairs if not set(pair) <= _OF_MANY]


def of_kind(turn: Turn) -> tuple[Exercise, ...]:
    """The one exercise there is of a kind that is named ("shrugs")."""
    library = turn.engine.library.exercises
    found = alike(turn.text, tuple(id_ for id_ in library if id_ != _BY_THE_WAY))
    return (library[found[0]],) if len(found) == 1 else ()


def _of_kind(turn: Turn) -> tuple[str, ...]:
    return tuple(exercise.id for exercise in of_kind(turn))


def _pointed(turn: Turn) -> tuple[str, ...]:
    """The exercise that was spoken of just before, where a message says "it" and names nothing."""
    one = phrasing("points-at-one").search(turn.plain)
    return (turn.before.focus,) if one and turn.before.focus else ()


def spoken_last(turn: Turn, *exercises: Exercise) -> str:
    """The exercise that the next message's "it" means: the only one spoken of now, or the one before."""
    return exercises[0].id if len(exercises) == 1 else turn.before.focus
