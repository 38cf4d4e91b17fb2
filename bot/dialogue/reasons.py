"""Why an exercise or an answer was given, what it does for what was asked, and whether it does anything."""

from dataclasses import replace

from bot.compose import fill_sides
from bot.conversation import Conversation
from bot.dialogue.comparing import compared, nearest_shown, of_sides, standing_of
from bot.dialogue.passages import passage, passage_of
from bot.dialogue.shown import brief, shown
from bot.dialogue.subjects import exercises_meant, spoken_last
from bot.dialogue.turns import HANDLERS, Turn, handles
from bot.dialogue.weighing import weighed
from bot.reply import Reply
from bot.stand_ins import is_mobility
from bot.words import word
from intents.phrasings import phrasing
from knowledge.entries import Exercise, Source
from knowledge.library import Library

STUDIES = ("guideline", "review", "study")  # kinds of source that tested something or weighed what did
_MOST = 3  # exercises in one reply
_ASKED = 2  # muscles asked about of which it is said what an exercise does for them


@handles("why")
def why(turn: Turn) -> tuple[Conversation, Reply]:
    """What speaks for the advice, or for the exercises that a message is about, and how sure anyone can be."""
    plain = turn.plain
    if "gym" in turn.question.facts and phrasing("left-out").search(plain):  # the kit was read wrongly
        return HANDLERS["swap-kit"](turn)
    if phrasing("of-each").search(plain) and phrasing("study-asked").search(plain):
        return HANDLERS["sources"](turn)
    if phrasing("stalled").search(plain) and not phrasing("doubts").search(plain):  # why nothing has changed
        return HANDLERS["stalled"](turn)
    sides = turn.asked.sides
    if sides.weak and phrasing("begins-with").search(plain):
        tight = turn.question.sides.tight or turn.engine.reader.read(turn.before.text).sides.tight
        return brief(turn, word("turns", "heading", "why"), word("turns", "why_side", replace(sides, tight=tight)))
    if about := exercises_meant(turn):
        return _of_exercises(turn, plain, about[:_MOST])
    line, of_exercise = ("", None) if phrasing("compares").search(plain) else passage_of(turn)
    if of_exercise and not phrasing("doubts").search(plain):
        return _said(turn, (of_exercise,), _of_one(turn, of_exercise, line))
    return _of_answer(turn, plain)


def _of_exercises(turn: Turn, plain: str, about: tuple[Exercise, ...]) -> tuple[Conversation, Reply]:
    """Why these exercises: one against another, each by itself, or one that was not shown, with what bars it."""
    first, *others = about
    other = next(iter(others), None)
    unshown = first.id not in turn.before.exercises
    if phrasing("compares").search(plain) or (unshown and phrasing("others-say").search(plain)):
        if other is None and unshown and (near := nearest_shown(turn, first)):
            first, other = near, first
        if other is not None:
            return _said(turn, (first, other), compared(turn, first, other), "versus")
    if other is not None:
        return _said(turn, about, word("reasons", "each", about))
    if unshown and first.id != turn.before.focus:
        here = standing_of(turn, first)
        line = weighed(turn, first, turn.asked) if here.barred else word("reasons", "shares") if here.shares else ""
        return _said(turn, about, _of_one(turn, first, line))
    return _said(turn, about, _of_one(turn, first))


def _said(turn: Turn, about: tuple[Exercise, ...], body: str, heading: str = "why") -> tuple[Conversation, Reply]:
    after, reply = brief(turn, word("turns", "heading", heading), body)
    return replace(after, focus=spoken_last(turn, *about)), reply


def _of_one(turn: Turn, exercise: Exercise, line: str = "") -> str:
    """One exercise: what it does, whether that is what was asked about, and what stands behind it."""
    doubted = turn.says("doubts")
    sided = of_sides(turn) and not is_mobility(exercise)
    here = next((fill_sides(pick.why, turn.asked) for pick in turn.standing.exercises if pick.id == exercise.id), "")
    counts = kinds(sources_of(turn, exercise))
    return word("reasons", "one", exercise, line, here, _role(turn, exercise), counts, doubted, sided)


def sources_of(turn: Turn, exercise: Exercise) -> tuple[Source, ...]:
    """The sources of one exercise and of the answer that teaches it."""
    how_to = turn.engine.library.how_to(exercise.id)
    ids = dict.fromkeys((*exercise.sources, *(how_to.sources if how_to else ())))
    listed, warnings = turn.engine.library.sources, of_warnings(turn.engine.library)
    return tuple(listed[id_] for id_ in ids if id_ in listed and id_ not in warnings)


def of_warnings(library: Library) -> frozenset[str]:
    """The sources of what tells when to stop, which speak of no exercise."""
    stops = (caveat for caveat in library.pack.caveats if caveat.severity == "stop")
    return frozenset(id_ for caveat in stops for id_ in caveat.sources)


def kinds(sources: tuple[Source, ...]) -> dict[str, int]:
    """How many of some sources are guidelines, reviews, studies."""
    counts = {kind: sum(source.kind == kind for source in sources) for kind in STUDIES}
    return {kind: count for kind, count in counts.items() if count}


def _role(turn: Turn, exercise: Exercise) -> str:
    """What an exercise does for the muscles asked about, where a message names one or it mainly works others."""
    muscles = turn.engine.library.muscles
    named = turn.question.named("muscle")
    asked = list(dict.fromkeys((*named, *turn.engine.reader.read(turn.before.spoken).named("muscle"))))[:_ASKED]
    parts = {id_: {id_, muscles[id_].part_of or id_, *_parts_of(turn, id_)} for id_ in asked if id_ in muscles}
    main = [id_ for id_, family in parts.items() if family & set(exercise.primary)]
    helped = [id_ for id_, family in parts.items() if id_ not in main and family & set(exercise.secondary)]
    rest = [id_ for id_ in parts if id_ not in (*main, *helped)]
    if not parts or (main and not named):
        return ""
    other = None if main else _better(turn, exercise, set().union(*parts.values()))
    return word("reasons", "role", exercise, muscles, main, helped, rest, other)


def _parts_of(turn: Turn, muscle: str) -> set[str]:
    return {id_ for id_, other in turn.engine.library.muscles.items() if other.part_of == muscle}


def _better(turn: Turn, exercise: Exercise, asked: set[str]) -> Exercise | None:
    """Another exercise that mainly works what was asked about: of those shown, or of all that suit this person."""
    suits, known = turn.engine.composer.suits, turn.engine.library.pack.exercises
    able = (*turn.listed, *(x for x in known if x.level == "beginner" and not is_mobility(x)))
    return next((x for x in able if x != exercise and asked & set(x.primary[:2]) and suits(x, turn.asked)), None)


def _of_answer(turn: Turn, plain: str) -> tuple[Conversation, Reply]:
    """Why the answer as a whole: the idea of it and what each exercise is there for, or how sure one can be."""
    items = shown(turn, turn.asked)
    said = "" if phrasing("compares").search(plain) else passage(turn)
    doubted = bool(phrasing("doubts").search(plain))
    sided = of_sides(turn) or bool(phrasing("one-by-one").search(plain))
    body = word("reasons", "whole", turn.standing, items, said, doubted, sided, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "why"), body)
