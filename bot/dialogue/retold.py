"""Follow-ups that want the same again in another form: a list, few words, the muscles worked; and plain nods."""

import re
from dataclasses import replace

from bot.compose import MOST_EXERCISES
from bot.conversation import Conversation
from bot.dialogue.rejected import another
from bot.dialogue.shown import again, brief, meant, showing, shown
from bot.dialogue.turns import Turn, ask_anew, handles, settle
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from knowledge.entries import Answer, Exercise

_NARROW = ("sport-asymmetry",)  # what only some are helped by, and so is offered last
_SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=[A-Z{*])")


@handles("list")
def listed(turn: Turn) -> tuple[Conversation, Reply]:
    """What to do, as a list; where the answer shows no exercise, the question as it stands."""
    if muscles := _unworked(turn):
        return _listing(turn, muscles)
    if not turn.before.exercises:
        answers = (turn.engine.library.answers.get(id_) for id_ in turn.standing.follow_ups)
        able = [answer for answer in answers if answer and answer.exercises]
        able.sort(key=lambda answer: (answer.topics[0] in _NARROW, not answer.topics[0].startswith("lr-")))
        if found := next(iter(able), None):
            return settle(turn.before, turn.answer(found, 0.6))
        return ask_anew(turn.engine, turn.before, turn.question)
    return again(turn, turn.before, listed=True)


@handles("others")
def others(turn: Turn) -> tuple[Conversation, Reply]:
    """Further exercises for the same muscles, beyond those shown."""
    if not (able := _able(turn)):
        return another(turn)
    return _listing(turn, able)


def _unworked(turn: Turn) -> list[Exercise]:
    """Exercises for the muscles that a message names, where none of those shown works them."""
    named = set(turn.question.named("muscle"))
    if not named or any(named & set(exercise.primary) for exercise in turn.listed):
        return []
    return [exercise for exercise in _able(turn) if named & set(exercise.primary)]


def fitted(turn: Turn, note: str) -> tuple[Conversation, Reply] | None:
    """Exercises for what was asked, where the answer gave none: what stands in for one that is named comes first."""
    named = turn.question.named("exercise")
    fitting = (turn.engine.composer.fitting(id_, turn.asked, frozenset()) for id_ in named)
    first = [item.exercise for item in fitting if item]
    able = [*first, *(x for x in _able(turn) if x not in first)]
    if not able:
        return None
    after, reply = _listing(turn, able, turn.before.most or MOST_EXERCISES)
    return after, replace(reply, notes=(note,) if note else ())


def _able(turn: Turn) -> list[Exercise]:
    """The exercises for the muscles spoken of, or else that part of the back, that suit and were not shown."""
    taken = {*turn.before.exercises, *turn.before.without}
    muscles = {*turn.standing.muscles, *turn.asked.named("muscle")}
    able = [x for x in turn.engine.library.pack.exercises if x.id not in taken and _works(x, muscles, turn.standing)]
    able = [x for x in able if turn.engine.composer.suits(x, turn.asked) and not is_mobility(x)]
    if turn.asked.pain:  # what is new to a sore back starts gently
        able = [x for x in able if x.level == "beginner" and "acute-pain" not in x.cautions]
    owned = set(turn.asked.kit.has)
    able.sort(
        key=lambda x: (
            x.level == "advanced",
            bool(owned) and not any(needs & owned for needs in x.equipment),
            bool(turn.listed) and all(x.sides != one.sides for one in turn.listed),
        )
    )
    return able


def _works(exercise: Exercise, muscles: set[str], standing: Answer) -> bool:
    if muscles:
        return bool(muscles & set(exercise.primary[:1]))
    return exercise.level == "beginner" and standing.region in ("whole", exercise.region)


def _listing(turn: Turn, exercises: list[Exercise], most: int = MOST_EXERCISES) -> tuple[Conversation, Reply]:
    prescribe = turn.engine.composer.prescribe
    items = tuple(prescribe(exercise, turn.asked, exercise.summary) for exercise in exercises[:most])
    return showing(*brief(turn, word("turns", "heading", "others"), word("turns", "listed", items)), items)


@handles("stretch")
def stretch(turn: Turn) -> tuple[Conversation, Reply]:
    """Stretches for the muscles spoken of; where there are none, the answer about stretching."""
    muscles = {*turn.standing.muscles, *turn.asked.named("muscle")}
    loosens = [x for x in turn.engine.library.pack.exercises if is_mobility(x) and muscles & set(x.primary[:2])]
    fitting = [x for x in loosens if turn.engine.composer.suits(x, turn.asked)][:MOST_EXERCISES]
    if not fitting:
        usual = turn.engine.library.answers.get("stretching-for-the-back")
        answer = usual or turn.engine.answer_to("stretching-mobility", turn.question)
        if answer is None:
            return ask_anew(turn.engine, turn.before, turn.question)
        reply = replace(turn.answer(answer), notes=(word("turns", "no_stretch"),))
        return showing(turn.before, reply, reply.exercises)
    items = tuple(turn.engine.composer.prescribe(x, turn.asked, x.summary) for x in fitting)
    return showing(*brief(turn, word("turns", "heading", "stretch"), word("turns", "stretch", items)), items)


@handles("works")
def works(turn: Turn) -> tuple[Conversation, Reply]:
    """Which muscles the exercise spoken of works, or each of those shown."""
    target = meant(turn)
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    names = {muscle.id: muscle.name for muscle in turn.engine.library.pack.muscles}
    body = word("turns", "works", items or list(shown(turn, turn.asked)), names)
    return brief(turn, word("turns", "heading", "works"), body)


@handles("simpler")
def simpler(turn: Turn) -> tuple[Conversation, Reply]:
    """The answer in its first sentence and the first exercise."""
    full = turn.answer(turn.standing)
    first = _SENTENCE_END.split(full.body.strip().split("\n")[0])[0]
    items = shown(turn, turn.asked)[:1]
    return brief(turn, word("turns", "heading", "simpler"), word("turns", "simpler", first, items))


@handles("media")
def media(turn: Turn) -> tuple[Conversation, Reply]:
    """There are words and no pictures; the words are offered."""
    target = meant(turn) or next(iter(turn.before.exercises), "")
    exercise = turn.engine.library.exercises.get(target)
    body = word("turns", "media", exercise)
    after, reply = brief(turn, word("turns", "heading", "media"), body)
    return replace(after, focus=target), replace(reply, exercises=())


@handles("thanks", "bye")
def thanks(turn: Turn) -> tuple[Conversation, Reply]:
    """Thanks and goodbye change nothing."""
    answer = turn.engine.library.answers.get("thanks-and-bye")
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    return turn.before, turn.engine.answer(turn.question, answer, 0.95, smalltalk=True)


@handles("understood")
def understood(turn: Turn) -> tuple[Conversation, Reply]:
    """A nod: what could be asked next, in a line."""
    after, reply = thanks(turn)
    return after, replace(reply, body=word("turns", "understood")) if reply.kind == "smalltalk" else reply


@handles("reset")
def reset(turn: Turn) -> tuple[Conversation, Reply]:
    """All that was said is forgotten."""
    _, reply = thanks(turn)
    return Conversation(at=turn.before.at), replace(reply, body=word("turns", "reset"))


@handles("dont-know")
def dont_know(turn: Turn) -> tuple[Conversation, Reply]:
    """Nothing was asked, so the answer stands and says so."""
    return again(turn, turn.before, word("turns", "stands"))
