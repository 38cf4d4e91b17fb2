"""Follow-ups that change the question: a side or a muscle put right, a new fact, a fragment."""

import re
from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.reply import Reply
from bot.shown import again
from bot.turns import Turn, ask_anew, handles, settle
from bot.words import word
from intents.follow_up import FLIP
from intents.question import Question
from intents.sides import Sides
from intents.vocabulary import Mention
from knowledge.entries import Answer
from knowledge.text import words

_SAME_FOR = re.compile(r"^(?:and|ok|so|what about|how about|same|is it the same)\b")
_SIDE_LAST = re.compile(r"\b(?:left|right|other)(?: side| one)?$")
_SPORTS = ("sport-asymmetry", "back-stronger-than-chest")
_LIKELY = 0.6  # probability from which an added fact changes the subject


@handles("correction")
def correction(turn: Turn) -> tuple[Conversation, Reply]:
    """The same question redone with the side or the muscle put right."""
    asked, said = turn.asked, turn.question
    if side := _side_named(turn.text, asked):
        sides = _put_right(asked.sides, said.sides, side)
        after = replace(turn.before, sides=(sides.strong, sides.weak, sides.pain), urgent="")
        return again(turn, after, word("turns", "corrected_side", sides))
    if said.named("muscle") or said.named("region") or said.named("exercise"):
        return _renamed(turn)
    return new_fact(turn)


def _side_named(text: str, asked: Question) -> Side | None:
    """The side a correction names; "the other side" is the one not spoken of."""
    tokens = words(text)
    named: list[Side] = [
        "left" if token in ("left", "l") else "right" for token in tokens if token in ("left", "right", "l")
    ]
    if named:
        after_not = [side for side, before in zip(named, [*tokens], strict=False) if before != "not"]
        return after_not[-1] if len(set(named)) == 1 else _last_not_negated(tokens)
    flips = FLIP.search(" ".join(tokens))
    if flips or "other" in tokens:
        claimed = asked.sides.weak or asked.sides.strong
        known = claimed or asked.sides.pain if flips else asked.sides.pain or claimed
        return None if known is None else ("right" if known == "left" else "left")
    return None


def _last_not_negated(tokens: list[str]) -> Side | None:
    meant: Side | None = None
    for before, token in zip(["", "", *tokens], ["", *tokens], strict=False):
        if token in ("left", "right") and before not in ("not",):
            meant = "left" if token == "left" else "right"
    return meant


def _put_right(old: Sides, said: Sides, side: Side) -> Sides:
    """Sides as corrected: what the message states itself, else the first claim of before moved to this side."""
    if said.strong or said.weak or said.pain:
        return Sides(said.strong or old.strong, said.weak or old.weak, said.pain or old.pain)
    other: Side = "right" if side == "left" else "left"
    if old.strong or old.weak:
        # what people name first is what the question was about: the weak side in most, the strong in "bigger"
        pain = None if old.pain is None else side if old.pain == other else other
        strong_first = old.strong is not None and old.strong == other
        return Sides(side if strong_first else other, other if strong_first else side, pain)
    return Sides(None, None, side) if old.pain else Sides(other, side, None)


def _renamed(turn: Turn) -> tuple[Conversation, Reply]:
    """The first question with the muscle, part or exercise that was meant in place of the one understood."""
    old = turn.asked
    text = turn.before.text
    for kind in ("muscle", "region", "exercise"):
        meant = [m for m in turn.question.mentions if m.kind == kind and not _negated(m, turn.text)]
        new = meant[-1] if meant else None
        kinds = (kind,) if kind == "exercise" else ("muscle", "region")  # "mid back" may stand where "lat" stood
        was = next(
            (m for m in old.mentions if m.kind == kind), next((m for m in old.mentions if m.kind in kinds), None)
        )
        if new and was:
            text = text.lower().replace(was.words, new.words)
        elif new:
            text = f"{text} {new.words}"
    after, reply = ask_anew(turn.engine, turn.before, turn.engine.reader.read(text))
    return replace(after, sides=turn.before.sides), reply


def _negated(mention: Mention, text: str) -> bool:
    """Whether "not" stands before a name: of "trap, not lat" and "not the lat, the trap" the trap is meant."""
    return "not" in words(text)[max(0, mention.start - 2) : mention.start]


@handles("new-fact", "fragment")
def new_fact(turn: Turn) -> tuple[Conversation, Reply]:
    """What was added, folded in: the same answer for what is known now, or another where it changes the subject."""
    if side := _bare_side(turn):
        return _for_side(turn, side)
    if (
        (turn.question.named("muscle") or turn.question.named("region"))
        and _SAME_FOR.search(turn.text.lower())
        and len(words(turn.text)) <= 6
    ):
        return _renamed(turn)
    if sport := _sport(turn):
        return settle(turn.before, turn.engine.answer(turn.asked, sport, 0.7, turn.engine.candidates(turn.asked)))
    after = turn.before.knowing(turn.question)
    joined = f"{turn.before.text}. {turn.text}"
    asked = after.person(turn.engine.reader.read(joined))
    likely = turn.question.topics[0] if turn.question.topics else ("", 0.0)
    own = turn.engine.library.answers[turn.entry].topics
    after = replace(after, text=joined)
    if likely[1] >= _LIKELY and likely[0] not in (*own, "out-of-scope", "chitchat"):
        decision = turn.engine.decide(after.person(turn.question))
        if decision.answer and decision.kind == "answer":
            reply = turn.engine.answer(asked, decision.answer, decision.confidence, turn.engine.candidates(asked))
            return settle(after, replace(reply, notes=(word("turns", "noted"),)))
    return again(turn, after, word("turns", "noted"), asked=asked)


def _sport(turn: Turn) -> Answer | None:
    """What there is for a sport that a fragment names ("for golf?"), however little it says about backs."""
    likely = next((topic for topic, _ in turn.question.topics if topic not in ("out-of-scope", "chitchat")), "")
    asked = re.search(r"\bfor \w+(?: \w+)?$", " ".join(words(turn.text)))
    return turn.engine.answer_to(likely, turn.question) if asked and likely in _SPORTS else None


def _bare_side(turn: Turn) -> Side | None:
    """The side of a fragment that says nothing else ("and the right side?")."""
    said = turn.question
    short = len(words(turn.text)) <= 6 and not (said.sides.strong or said.sides.weak or said.sides.pain)
    subject = any(said.named(kind) for kind in ("muscle", "region", "exercise"))
    bare = short and not subject and _SIDE_LAST.search(" ".join(words(turn.text)))
    return _side_named(turn.text, turn.asked) if bare else None


def _for_side(turn: Turn, side: Side) -> tuple[Conversation, Reply]:
    """The same answer for the side named; where both sides were told apart it holds for both already."""
    old = turn.asked.sides
    if (old.strong and old.weak) or not old.pain:
        return again(turn, turn.before, word("turns", "both_sides", old.weak or ""))
    return again(turn, replace(turn.before, sides=(old.strong, old.weak, side)), word("turns", "same_there", side))
