"""Whether to go on meanwhile with training, a sport, or one exercise that a message names."""

from dataclasses import replace

from bot.beside import GENERAL, stems
from bot.compose import fill_sides
from bot.conversation import Conversation
from bot.dialogue.asides import beside, of_pain
from bot.dialogue.cases import TOPIC_OF_CASE, answer_of
from bot.dialogue.shown import brief
from bot.dialogue.subjects import exercises_meant
from bot.dialogue.turns import Turn, handles
from bot.dialogue.verdicts import kept_up
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import sentences

_MEANWHILE = stems("meantime meanwhile while fix now right today this tomorrow")
_NO_CASE = {"older", "teen", "after-injury"}  # by which alone nothing has to stop
_NEAREST = 4  # candidates whose titles are looked at


@handles("carry-on")
def carry_on(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether to go on with a sport or with training meanwhile."""
    exercise = next((x for x in exercises_meant(turn) if x.id in turn.question.named("exercise")), None)
    verdict = kept_up(turn, exercise) if exercise else ""
    case = next((fact for fact in TOPIC_OF_CASE if fact in turn.asked.facts - _NO_CASE), "")
    if case or turn.standing.topics[0] in TOPIC_OF_CASE.values():
        about = turn.engine.answer_to(TOPIC_OF_CASE.get(case, turn.standing.topics[0]), turn.asked)
        if case and about and not _titled(turn, about):
            about = answer_of(turn, case)
        return _noted(turn, beside(turn, about), verdict)
    stops, sided = bool(phrasing("stops").search(turn.text.lower())), turn.standing.compares == "sides"
    aches = "pain" in turn.standing.concern and not stops
    hurting = turn.asked.pain or of_pain(turn) or aches
    if exercise is None and (own := _about_just_that(turn, hurting)):
        return _noted(turn, beside(turn, own), word("verdicts", "kept_up_too") if hurting else "")
    if hurting:
        usual = turn.engine.library.answers.get("what-can-i-still-train")
        return _noted(turn, beside(turn, usual), verdict or _line_on_that(turn, usual))
    return brief(turn, word("turns", "heading", "carry-on"), verdict or word("turns", "carry_on", stops, sided))


def _noted(turn: Turn, said: tuple[Conversation, Reply], verdict: str) -> tuple[Conversation, Reply]:
    """A reply with a verdict on what was named said before it, where it is not about just that."""
    after, reply = said
    if not verdict or reply.kind != "answer" or (reply.answer and _titled(turn, reply.answer)):
        return said
    return after, replace(reply, notes=(verdict, *reply.notes))


def _titled(turn: Turn, answer: Answer) -> bool:
    """Whether an exercise that a message names is in the title of an answer."""
    return bool(set(turn.engine.reader.read(answer.title).named("exercise")) & set(turn.question.named("exercise")))


def _about_just_that(turn: Turn, hurting: bool) -> Answer | None:
    """Of the likely answers the one that speaks of all that a message names, and of some of it in its title."""
    asked = _activity(turn)
    near = [one.answer for one in turn.engine.candidates(turn.question)[:_NEAREST] if not is_how_to(one.answer)]
    fit = (answer for answer in near if not hurting or "pain" in answer.concern)
    titled = (answer for answer in fit if asked & stems(answer.title))
    return next((answer for answer in titled if asked <= stems(f"{answer.title} {answer.body}")), None)


def _line_on_that(turn: Turn, answer: Answer | None) -> str:
    """The line of an answer in which the activity is named that a message asks about."""
    asked = _activity(turn)
    lines = sentences(answer.body) if answer else ()
    line = next((line for line in lines if line.startswith("- ") and asked & stems(line)), "")
    told = fill_sides(line.strip("- ").replace("**", ""), turn.asked)
    return word("verdicts", "kept_line", told) if told else ""


def _activity(turn: Turn) -> frozenset[str]:
    """The words of a message beyond what is said of any training and of the subject of the talk."""
    return stems(turn.text) - GENERAL - _MEANWHILE - stems(turn.before.text)
