"""Whether an exercise or an answer is safe for a person of some case; from the cautions that exercises carry."""

from dataclasses import replace

from bot.compose import cautions_of
from bot.conversation import Conversation
from bot.dialogue.passages import passage
from bot.dialogue.shown import again, brief, shown
from bot.dialogue.turns import Turn, ask_anew, handles
from bot.reply import Reply
from bot.words import word
from intents.pointing import pointed_at
from intents.question import Question
from intents.said import CASES
from knowledge.entries import Answer, Exercise
from knowledge.text import words

TOPIC_OF_CASE = {
    "scoliosis": "scoliosis", "disc": "disc-sciatica", "pregnancy": "pregnancy-postpartum",
    "osteoporosis": "older-adults", "older": "older-adults", "teen": "teen-posture", "after-injury": "after-injury",
    "surgery": "after-injury",
}  # fmt: skip
_ANSWERS = {"osteoporosis": "osteoporosis-and-the-back"}  # of a case of which its topic is not all
_JUST_THAT = 0.6  # how sure an answer to just what is asked must be, to go before the general one for a condition
_PAIN = "-pain"
_MOST_AVOIDED = 6  # names in one line; more is not read


@handles("safety")
def safety(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether it is safe for this person: the exercise meant, the answer for their case, or both."""
    exercise = _exercise_meant(turn)
    told = answer_for_case(turn)
    if exercise and (turn.question.facts | frozenset(turn.before.facts)) & CASES and not (told and turn.entry):
        return verdict_alone(turn, exercise)
    if not turn.entry:
        return ask_anew(turn.engine, turn.before, turn.question)
    if told:
        return for_case(turn, told)
    if "condition" in turn.question.facts:
        return again(turn, turn.before.knowing(turn.question), word("turns", "unknown_case"), listed=True)
    if cautions_of(replace(turn.question, hurts=())):
        return again(turn, turn.before.knowing(turn.question), word("turns", "safe_case"), listed=True)
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if exercise and items and (part := _part_named(turn.text, exercise)):
        return _spared(turn, exercise, part)
    if not items or (turn.question.named("exercise") and target is None):
        return ask_anew(turn.engine, turn.before, turn.question)
    said = () if target else tuple(filter(None, (passage(turn),)))
    return brief(turn, word("turns", "heading", "safety"), word("turns", "safety", items, said))


def _part_named(text: str, exercise: Exercise) -> str:
    """The caution of an exercise for a part of the body that a message names ("wise with a frozen shoulder?")."""
    named = set(words(text))
    found = (caution for caution in exercise.cautions if caution.endswith(_PAIN))
    return next((caution for caution in found if {part := caution.removesuffix(_PAIN), f"{part}s"} & named), "")


def _spared(turn: Turn, exercise: Exercise, part: str) -> tuple[Conversation, Reply]:
    """One exercise judged for a part that gives trouble, and what to do in its place."""
    after = turn.before.knowing(replace(turn.question, hurts=(part,)))
    asked = after.person(turn.engine.reader.read(after.text))
    return brief(replace(turn, before=after), word("turns", "heading", "safety"), _verdict(turn, exercise, asked))


def answer_for_case(turn: Turn) -> Answer | None:
    """The answer for the condition that this message tells of."""
    case = next((fact for fact in TOPIC_OF_CASE if fact in turn.question.facts), None)
    if case is None:
        return None
    topic = TOPIC_OF_CASE[case]
    likely = turn.engine.decide(turn.question, within=turn.before)
    if likely.answer and likely.sure >= _JUST_THAT and topic in likely.answer.topics:
        return likely.answer
    return turn.engine.library.answers.get(_ANSWERS.get(case, topic)) or turn.engine.answer_to(topic, turn.question)


def _exercise_meant(turn: Turn) -> Exercise | None:
    """The exercise a message points at or names, shown before or not."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    named = next((id_ for id_ in turn.question.named("exercise") if id_ in turn.engine.library.exercises), "")
    return turn.engine.library.exercises.get(target or named)


def for_case(turn: Turn, answer: Answer) -> tuple[Conversation, Reply]:
    """The answer for a person's case, the exercise asked about before it, and the old exercises as far as they fit."""
    after = turn.before.knowing(turn.question)
    asked = after.person(turn.engine.reader.read(after.text))
    fitted, left_out = turn.engine.composer.exercises(turn.standing, asked, frozenset(after.without))
    named = _exercise_meant(turn)
    notes = (_verdict(turn, named, asked), word("turns", "safe_for")) if named else (word("turns", "safe_for"),)
    reply = turn.answer(answer, asked=asked)
    reply = replace(reply, exercises=fitted or reply.exercises, left_out=left_out, notes=notes)
    return replace(after, exercises=tuple(item.exercise.id for item in reply.exercises)), reply


def verdict_alone(turn: Turn, exercise: Exercise) -> tuple[Conversation, Reply]:
    """One exercise judged for what the person told of themselves, with it or what to do in its place."""
    after = turn.before.knowing(turn.question)
    asked = after.person(turn.engine.reader.read(after.text or turn.text))
    about = turn.engine.library.how_to(exercise.id) or turn.engine.library.answers.get(turn.entry)
    if about is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    full = turn.answer(about, asked=asked)
    instead = turn.engine.composer.fitting(exercise.id, asked, frozenset())
    items = (instead,) if instead else ()
    heading, body = word("turns", "heading", "safety"), _verdict(turn, exercise, asked)
    reply = replace(full, heading=heading, body=body, brief=True, taught=None, exercises=items, left_out=())
    entry = turn.before.entry or about.id
    ids = turn.before.exercises or tuple(item.exercise.id for item in items)
    return replace(after, entry=entry, exercises=ids, focus=items[0].exercise.id if items else ""), reply


def _verdict(turn: Turn, exercise: Exercise, asked: Question) -> str:
    """What one exercise is for a person of this case: ruled out, to be led up to, fine, or not known."""
    against = next(iter(sorted(cautions_of(asked) & set(exercise.cautions))), "")
    suits = turn.engine.composer.suits
    steps = [turn.engine.library.exercises[id_] for id_ in exercise.easier if id_ in turn.engine.library.exercises]
    instead = turn.engine.composer.fitting(exercise.id, asked, frozenset({exercise.id})) if against else None
    easier = instead.exercise if instead else next((step for step in steps if suits(step, asked)), None)
    return word("turns", "verdict", exercise, against, easier, asked.facts)


@handles("avoid")
def avoid(turn: Turn) -> tuple[Conversation, Reply]:
    """What to stay away from: exercises with a caution for this person's case, or when to leave each one shown."""
    cautions = cautions_of(turn.asked)
    ruled_out = [x for x in turn.engine.library.pack.exercises if cautions & set(x.cautions)]
    heading = word("turns", "heading", "avoid")
    if not ruled_out:
        return brief(turn, heading, word("turns", "avoid_none", shown(turn, turn.asked)))
    same = [x for x in ruled_out if x.region in (turn.standing.region, "whole")] or ruled_out
    rank = {"advanced": 0, "intermediate": 1, "beginner": 2}
    names = [x.name for x in sorted(same, key=lambda x: rank[x.level])[:_MOST_AVOIDED]]
    return brief(turn, heading, word("turns", "avoid", names, sorted(cautions)))
