"""Whether an exercise or an answer is safe for a person of some case; from the cautions that exercises carry."""

from dataclasses import replace

from bot.beside import begun, stems
from bot.compose import caution_against, cautions_of, cautions_while_sore, fill_sides
from bot.conversation import Conversation
from bot.dialogue.cases import FACTS, TELLING, answer_for_case, answer_of, just_that, on_condition, rare_words
from bot.dialogue.passages import passage
from bot.dialogue.shown import again, brief, shown
from bot.dialogue.subjects import of_kind
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, asked_before, handles
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from intents.question import Question
from intents.said import CASES
from knowledge.entries import Answer, Exercise
from knowledge.library import is_how_to
from knowledge.text import words

_PAIN = "-pain"
_MOST_AVOIDED = 6  # names in one line; more is not read


@handles("safety")
def safety(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether it is safe for this person: the exercise meant, the answer for their case, or both."""
    exercise = _exercise_meant(turn)
    if exercise and turn.entry and (part := _part_named(turn.text, exercise)):
        return _spared(turn, exercise, part)
    told, known = answer_for_case(turn), (turn.question.facts | frozenset(turn.before.facts)) & CASES
    if exercise and turn.entry and not told and set(turn.asked.hurts) & set(exercise.cautions):
        return verdict_alone(turn, exercise)
    if exercise and known and not (told and turn.entry):
        about = on_condition(turn) if turn.entry and "condition" in turn.question.facts else None
        return for_case(turn, about) if about else verdict_alone(turn, exercise)
    if turn.entry and (own := told or just_that(turn, known)):
        return for_case(turn, own)
    if not turn.entry:
        return ask_anew(turn.engine, turn.before, turn.question)
    if about := on_condition(turn):
        return for_case(turn, about)
    if "condition" in known and rare_words(turn, turn.before.spoken, TELLING) & stems(turn.standing.title):
        return again(turn, turn.before.knowing(turn.question), word("verdicts", "picked_for"), listed=True)
    if "condition" in known:
        return again(turn, turn.before.knowing(turn.question), word("turns", "unknown_case"), listed=True)
    if known and turn.before.exercises:
        return _for_known(turn, known)
    return _in_general(turn, exercise)


def _for_known(turn: Turn, known: frozenset[str]) -> tuple[Conversation, Reply]:
    """What was shown, each judged for a case that was told, and the first words of the answer for that."""
    after = turn.before.knowing(turn.question)
    asked = asked_before(turn.engine, after)
    about = answer_of(turn, next((fact for fact in FACTS if fact in known), ""))
    more = _first_words(about, asked) if about and about.id != turn.entry else ""
    after, reply = again(turn, after, _verdicts(turn, asked, known), more, listed=True)
    return after, replace(reply, heading=word("turns", "heading", "safety"), left_out=())


def _first_words(answer: Answer, asked: Question) -> str:
    """What an answer begins with, up to its first list."""
    return begun(fill_sides(answer.body, asked)).split("\n")[0].replace("**", "")


def _in_general(turn: Turn, exercise: Exercise | None) -> tuple[Conversation, Reply]:
    """Whether what was shown is safe for most people, and for whom it is not."""
    plain = turn.plain
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if exercise and target is None:
        return _unshown(turn, exercise)
    if not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    gap = bool(phrasing("more-uneven").search(plain))
    if phrasing("worsens").search(plain) and turn.question.named("sport"):
        return HANDLERS["carry-on"](turn)
    worse = word("verdicts", "worse", turn.asked.pain, gap) if phrasing("worsens").search(plain) else ""
    said = (worse,) if worse else () if target else tuple(filter(None, (passage(turn),)))
    return brief(turn, word("turns", "heading", "safety"), word("turns", "safety", items, said, bool(worse)))


def _unshown(turn: Turn, exercise: Exercise) -> tuple[Conversation, Reply]:
    """An exercise that was not shown: an answer about it that is more than its steps, else whom it is not for."""
    after, reply = ask_anew(turn.engine, turn.before, turn.question)
    if reply.answer and not is_how_to(reply.answer):
        return after, reply
    item = turn.engine.composer.prescribe(exercise, turn.asked, exercise.summary)
    return brief(turn, word("turns", "heading", "safety"), word("turns", "safety", (item,), ()))


def _part_named(text: str, exercise: Exercise) -> str:
    """The caution of an exercise for a part of the body that a message names ("wise with a frozen shoulder?")."""
    named = set(words(text))
    found = (caution for caution in exercise.cautions if caution.endswith(_PAIN))
    return next((caution for caution in found if {part := caution.removesuffix(_PAIN), f"{part}s"} & named), "")


def _spared(turn: Turn, exercise: Exercise, part: str) -> tuple[Conversation, Reply]:
    """One exercise judged for a part that gives trouble, and what to do in its place."""
    after = turn.before.knowing(replace(turn.question, hurts=(part,)))
    asked = asked_before(turn.engine, after)
    return brief(replace(turn, before=after), word("turns", "heading", "safety"), _verdict(turn, exercise, asked))


def _exercise_meant(turn: Turn) -> Exercise | None:
    """The exercise a message points at or names, shown before or not."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    named = next((id_ for id_ in turn.question.named("exercise") if id_ in turn.engine.library.exercises), "")
    return turn.engine.library.exercises.get(target or named) or next(iter(of_kind(turn)), None)


def for_case(turn: Turn, answer: Answer) -> tuple[Conversation, Reply]:
    """The answer for a person's case, the exercise asked about before it, and the old exercises as far as they fit."""
    after = turn.before.knowing(turn.question)
    asked = asked_before(turn.engine, after)
    fitted, left_out = turn.engine.composer.exercises(turn.standing, asked, frozenset(after.without))
    named = _exercise_meant(turn)
    case = turn.question.facts & CASES or asked.facts & CASES
    judged = frozenset() if "condition" in case else case
    verdict = "" if not judged else _verdict(turn, named, asked) if named else _verdicts(turn, asked, case)
    reply = turn.answer(answer, asked=asked)
    notes = tuple(filter(None, (verdict, word("turns", "safe_for"))))
    heading = word("turns", "heading", "safety") if verdict else ""
    if judged:  # of any other condition the cautions say nothing, and so nothing shown is vouched for
        reply = replace(reply, exercises=fitted or reply.exercises, left_out=left_out)
    reply = replace(reply, heading=heading, notes=notes)
    return replace(after, exercises=tuple(item.exercise.id for item in reply.exercises)), reply


def _verdicts(turn: Turn, asked: Question, case: frozenset[str]) -> str:
    """Which of the exercises shown a person of this case keeps and which not; empty where none was shown."""
    cautions = cautions_of(asked)
    out = [(x, against) for x in turn.listed if (against := caution_against(x, cautions))]
    kept = [x for x in turn.listed if x not in [one for one, _ in out]]
    return word("verdicts", "each", kept, out, case) if turn.listed else ""


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
    against = caution_against(exercise, cautions_of(asked))
    suits = turn.engine.composer.suits
    steps = [turn.engine.library.exercises[id_] for id_ in exercise.easier if id_ in turn.engine.library.exercises]
    instead = turn.engine.composer.fitting(exercise.id, asked, frozenset({exercise.id})) if against else None
    easier = instead.exercise if instead else next((step for step in steps if suits(step, asked)), None)
    return word("turns", "verdict", exercise, against, easier, asked.facts)


def kept_up(turn: Turn, exercise: Exercise) -> str:
    """Whether to go on with an exercise that the person does already."""
    hurting = turn.asked.pain
    against = caution_against(exercise, cautions_while_sore(turn.asked))
    instead = turn.engine.composer.fitting(exercise.id, turn.asked, frozenset({exercise.id})) if against else None
    sided = turn.standing.compares == "sides" and not is_mobility(exercise)
    stops, other = bool(phrasing("stops").search(turn.text.lower())), instead.exercise if instead else None
    return word("verdicts", "kept_up", exercise, against, other, hurting, sided, stops)


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
