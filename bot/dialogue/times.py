"""Follow-ups about how long: until it evens out or eases, when to stop, what comes back; with the times told."""

import re
from dataclasses import dataclass, replace

from bot.beside import unbroken
from bot.compose import fill_sides
from bot.conversation import Conversation
from bot.dialogue.asides import beside, of_pain
from bot.dialogue.cases import TOPIC_OF_CASE
from bot.dialogue.doses import dose
from bot.dialogue.shown import brief, shown
from bot.dialogue.turns import Turn, handles
from bot.reply import Reply
from bot.words import word
from intents.durations import left, so_far
from intents.phrasings import phrasing
from intents.said import CASES
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import sentences, words

# What is waited for, and the answer that its times come from.
_SOURCES = {
    "even": "how-long-until-even", "feel": "nothing-after-two-weeks", "ease": "how-long-a-sore-back-lasts",
    "steady": "light-drills-how-often-how-long", "stop": "when-to-stop-correcting",
    "relapse": "when-to-stop-correcting",
}  # fmt: skip
_CHECKS = re.compile(
    r"^(?:- )?(?:\W*(?:compare|judge|check again|re-?check|retest|look again|re-?film|film yourself|photo)\b"
    r"|new photos)", re.I,
)  # fmt: skip
_EXPECTS = re.compile(
    r"\b(?:usually|most people|often|settles?|evens? out|takes|straightens|steadier|eases|expect|gets easier)\b",
    re.I,
)
_SPAN = re.compile(
    r"\b(?:\d+|two|three|four|five|six|eight|ten|twelve|few|every)(?: or \w+| to \w+)? (?:days|weeks|months|years)\b",
    re.I,
)
_NO_SUBJECT = ("how-long", "sets-reps", "home-no-equipment", "progress-harder")  # topics that say not of what
_HEALTH = re.compile(r"\b(?:doctor|gp|physio|see someone|surgeon|operation|no better|worse)\b", re.I)
_LATE = 6  # weeks without any change after which something wants changing
_LEAD_IN = re.compile(r"^\w+: ")
_BULLET = "- *0123456789."


@dataclass(frozen=True, slots=True)
class Own:
    """What the answer that stands says of time itself: what to expect, and when to look again."""

    expects: str = ""
    checks: str = ""


@handles("time")
def time(turn: Turn) -> tuple[Conversation, Reply]:
    """How long it takes, for what is waited for, these sides, and the time told."""
    plain = turn.plain
    if is_how_to(turn.standing) and not turn.says("sees-change", "spans", "until", "when-stop", "relapses", "feels-it"):
        return dose(turn)
    goal = waited_for(turn, plain)
    case = next((TOPIC_OF_CASE[fact] for fact in TOPIC_OF_CASE if fact in turn.asked.facts), "")
    if case and phrasing("begin").search(plain) and goal not in ("stop", "relapse"):
        return beside(turn, turn.engine.answer_to(case, turn.asked))
    counted = so_far(turn.text) or left(turn.text)  # what that means for the time told, no page says
    if not counted and goal in ("even", "steady", "ease") and (own := _own_page(turn)) and own.id != _SOURCES[goal]:
        return beside(turn, own)
    if page := _page(turn, goal):
        return beside(turn, page)
    return timed(turn, goal)


@handles("stalled")
def stalled(turn: Turn) -> tuple[Conversation, Reply]:
    """Nothing has changed, or how to know that it has: when to go on and when to stop."""
    if "stop" in words(turn.text) and turn.before.exercises and (turn.asked.pain or turn.asked.facts & CASES):
        return brief(turn, word("turns", "heading", "stop"), word("turns", "stop", shown(turn, turn.asked)))
    if not of_pain(turn) and so_far(turn.text):
        return timed(turn, waited_for(turn, turn.plain), in_vain=True)
    id_ = "when-to-see-someone" if of_pain(turn) else "when-to-stop-correcting"
    usual = turn.engine.library.answers.get(id_)
    return beside(turn, usual or turn.engine.answer_to("when-to-stop-correcting", turn.question))


def timed(turn: Turn, goal: str, *, in_vain: bool = False) -> tuple[Conversation, Reply]:
    """The time that one thing takes, what that means for the time gone by or left, and when to look again."""
    told = so_far(turn.text)
    late = in_vain and told is not None and told.weeks >= _LATE
    source = turn.engine.library.answers.get(_SOURCES["stop" if late else goal])
    own = _own(turn) if goal in ("even", "steady", "feel", "ease") else Own()
    contest = turn.says("contest")
    known = turn.asked.sides.weak or turn.question.sides.weak
    sided = known or turn.standing.compares == "sides" or goal == "even"
    curved = "scoliosis" in turn.asked.facts or turn.standing.topics[0] == "scoliosis"
    about = (goal, (known or "weaker side") if sided else "", of_pain(turn), curved)
    body = word("times", "time", about, own, (told, left(turn.text), contest))
    after, reply = brief(turn, word("times", "heading", "in-vain" if in_vain else goal), body, source)
    return after, replace(reply, exercises=())


def waited_for(turn: Turn, plain: str) -> str:
    """What a message waits for: ease, the feel of it, a lift again, an end, or that sides even up; else strength."""
    for goal, name in (("relapse", "relapses"), ("stop", "when-stop")):
        if phrasing(name).search(plain):
            return goal
    aches = of_pain(turn) or bool({"pain", "tightness"} & set(turn.standing.concern))
    if aches and phrasing("returns-to").search(plain) and _names_load(turn, plain):
        return "return"
    if phrasing("calms").search(plain) and not phrasing("evens").search(plain):
        return "ease"
    if phrasing("feels-it").search(plain):
        return "feel"
    sided = turn.standing.compares == "sides" or bool(turn.asked.sides.weak or turn.question.sides.weak)
    if phrasing("evens").search(plain) or (sided and phrasing("catches-up").search(plain)):
        return "even"
    grows = bool({"size", "strength"} & set(turn.standing.concern))
    if aches and not grows and not phrasing("looks").search(plain):
        return "ease"
    return "even" if sided else "steady"


def _names_load(turn: Turn, plain: str) -> bool:
    return bool(turn.question.named("exercise") or phrasing("load-named").search(plain))


def lift_again(turn: Turn) -> Answer | None:
    """When a lift comes back that was left off: after a disc, from the first light bar, or up to the old weight."""
    disc = "disc" in turn.asked.facts or "disc-sciatica" in turn.standing.topics
    old = phrasing("old-weight").search(turn.plain)
    id_ = "back-to-the-old-weight" if old else "first-week-deadlifting-after-a-tweak"
    return turn.engine.library.answers.get("ready-to-deadlift-after-a-disc" if disc else id_)


def _page(turn: Turn, goal: str) -> Answer | None:
    """The page that says it all of a lift again, and of pain that may come back."""
    answers = turn.engine.library.answers
    if goal == "return":
        return lift_again(turn)
    if goal == "relapse" and of_pain(turn):
        return answers.get("will-it-come-back")
    return None


def _own(turn: Turn) -> Own:
    """The times that the answer which stands gives of itself, those for a doctor's door left aside."""
    told = (line for line in sentences(turn.standing.body) if _SPAN.search(line) and not _HEALTH.search(line))
    said = [_plainly(turn, line) for line in told if not line.endswith(":")]
    expects = next((line for line in said if _EXPECTS.search(line) and not _CHECKS.search(line)), "")
    return Own(expects, next((line for line in said if _CHECKS.search(line)), ""))


def _plainly(turn: Turn, line: str) -> str:
    """A sentence without its marks, its number in a list, and the word that leads it in ("Expect:")."""
    bare = _LEAD_IN.sub("", unbroken(line).replace("**", "").strip(_BULLET))
    return f"{fill_sides(bare[:1].upper() + bare[1:], turn.asked)}."


def _own_page(turn: Turn) -> Answer | None:
    """How long it takes of just what was asked about, where an answer of its topic says so."""
    topic = turn.standing.topics[0]
    if "how-long" in turn.standing.topics or topic in _NO_SUBJECT or topic.startswith("lr-"):
        return None
    asked = turn.before.person(turn.engine.reader.read(f"{turn.text}. {turn.before.text}"))
    near = [one.answer for one in turn.engine.candidates(asked)]
    telling = (*near, *turn.engine.library.by_topic.get("how-long", ()))
    said = (answer for answer in telling if {"how-long", topic} <= set(answer.topics))
    return next((answer for answer in said if "how long" in answer.title.lower()), None)
