"""The sides as a message puts them right: another side, another word for what it is, or both alike."""

import re
from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.dialogue.turns import Turn
from intents.phrasings import phrasing
from intents.question import Question
from intents.sides import Sides, correct, other, read_sides
from knowledge.text import words

# What the first question says of its one side, where it says no more of it.
_STRONG = re.compile(r"\b(?:big\w*|larg\w*|strong\w*|tight\w*|thick\w*|high\w*|pump\w*|overdevelop\w*|dominant)\b")
_WEAK = re.compile(r"\b(?:small\w*|weak\w*|lag\w*|low(?:er)?|thin\w*|flat\w*|underdevelop\w*)\b(?! back)")
_SIDE = re.compile(r"\b(?:left|right)\b")
_SIDED = re.compile(r"\b(?:(?:on|in) )?(?:(?:the|my) )?(?:left|right)(?: (?:hand )?side| one)?\b")
_BOTH = re.compile(r"\bboth(?: sides?| of (?:them|em))?\b")
_PART = re.compile(r"\b(left|right) (hip|shoulder|leg|foot|knee|arm|elbow|hand|buttock|glute)\b")
_BARE = 3  # words; "right, sorry" names a side, and "right, so how many" none
_COMPLETES = 6  # words; "bigger i mean", after a side was named, says what that side is


def righted(turn: Turn) -> Sides | None:
    """The sides as they are now; empty where it is not told what the side named is, None where none is put right."""
    if (called := _called(turn)) is not None:
        return called
    text = by_role(turn.text, turn.asked.sides)
    side = side_named(text, turn.asked)
    return None if side is None else _put_right(turn, read_sides(text), side)


def by_role(text: str, known: Sides) -> str:
    """A message with the side that it calls "the stronger side" by its name, where it names none itself."""
    plain = text.lower()
    if _SIDE.search(plain):
        return text
    for side, role in ((known.strong, "strong-side"), (known.weak, "weak-side"), (known.pain, "sore-side")):
        if side and phrasing(role).search(plain):
            return phrasing(role).sub(f"the {side} side", plain)
    return text


def side_named(text: str, asked: Question) -> Side | None:
    """The side a correction names; "the other side" is the one not spoken of."""
    tokens = words(text)
    if meant := correct(text):
        return meant
    if len(tokens) <= _BARE and ("left" in tokens) != ("right" in tokens):
        return "left" if "left" in tokens else "right"
    flips = phrasing("flip").search(" ".join(tokens))
    if flips or "other" in tokens:
        claimed = asked.sides.weak or asked.sides.strong
        return other(claimed or asked.sides.pain if flips else asked.sides.pain or claimed)
    return None


def part_righted(turn: Turn) -> tuple[Conversation, str] | None:
    """The conversation with a hip or a shoulder that the question named on the side meant, and which that is."""
    first = turn.before.text.lower()
    for side, part in _PART.findall(turn.text.lower()):
        text = first.replace(f"{other(side)} {part}", f"{side} {part}")
        if text != first:
            known = turn.asked.sides if turn.before.sides else read_sides(text)
            return replace(turn.before, text=text).sided(_merged(known, turn.question.sides)), f"{side} {part}"
    return None


def alike(turn: Turn) -> Question | None:
    """The first question of both sides, where a message says that it is both; None where no side was spoken of."""
    if turn.asked.sides == Sides() or not phrasing("both-alike").search(turn.plain):
        return None
    text = _SIDED.sub(" ", f"{turn.before.text}. {_BOTH.sub('', turn.text.lower())}".lower())
    return replace(turn.engine.reader.read(" ".join(text.split())), sides=Sides())


def claim_completed(turn: Turn) -> Sides:
    """The sides that a bare "bigger" makes of a side named just before; none where it makes none."""
    sides = {side for side in ("left", "right") if re.search(rf"\b{side} side$", turn.before.text)}
    if len(sides) != 1 or len(words(turn.text)) > _COMPLETES or turn.asked.sides != Sides():
        return Sides()
    side: Side = "left" if "left" in sides else "right"
    return Sides(None, None, side) if turn.question.pain else _of_role(side, turn.text.lower())


def _merged(known: Sides, said: Sides) -> Sides:
    """What is known of the sides, with what a message claims of them in its place."""
    tight = said.tight if said.strong else known.tight
    return Sides(said.strong or known.strong, said.weak or known.weak, said.pain or known.pain, tight)


def _of_role(side: Side, text: str) -> Sides:
    """One side as a text has it: weak, strong, or nothing that it says."""
    if _WEAK.search(text):
        return Sides(other(side), side, None)
    tight = read_sides(f"{side} side {text}").tight
    return Sides(side, other(side), None, tight) if _STRONG.search(text) else Sides()


def _called(turn: Turn) -> Sides | None:
    """The sides as another word for the one spoken of has them: "i meant smaller", "tight, not weak"."""
    plain = turn.plain
    spoken = _spoken_of(turn)
    if spoken is None or _SIDE.search(plain) or not phrasing("called-so").search(plain):
        return None
    known = turn.asked.sides
    affirmed = phrasing("called").findall(phrasing("not-called-so").sub(" ", plain))
    said = read_sides(f"my {spoken} side is {' '.join(affirmed)}")
    if said == Sides():
        return None
    denied = _of_role(spoken, " ".join(phrasing("not-called-so").findall(plain)))
    if not said.strong and denied.strong and denied.strong == known.strong:
        known = Sides(None, None, known.pain)
    return _merged(known, said)


def _spoken_of(turn: Turn) -> Side | None:
    """The side that the first question was about: the one it names first, or what that was put right to."""
    named = _SIDE.search(turn.before.text.lower())
    first, known = read_sides(turn.before.text), turn.asked.sides
    if named is None:
        return known.weak or known.strong or known.pain
    side: Side = "left" if named[0] == "left" else "right"
    if turn.before.sides is None or first == Sides():
        return side
    return known.weak if first.weak == side else known.strong if first.strong == side else known.pain


def _put_right(turn: Turn, said: Sides, side: Side) -> Sides:
    """Sides as corrected: what the message states itself, else the first claim of before moved to this side."""
    old = turn.asked.sides
    if said != Sides():
        return _merged(old, said)
    if not (old.strong or old.weak):
        return _first_claim(turn, side)
    # what people name first is what the question was about: the weak side in most, the strong in "bigger"
    pain = None if old.pain is None else side if old.pain != side else other(side)
    strong_first = old.strong is not None and old.strong != side
    moved: Side = "left" if side == "right" else "right"
    return Sides(side if strong_first else moved, moved if strong_first else side, pain, old.tight)


def _first_claim(turn: Turn, side: Side) -> Sides:
    """The side named for the first time, as what the question was about; nothing where it does not say."""
    first = turn.before.text.lower()
    if phrasing("claims-side").search(turn.plain):
        first = turn.text.lower()
    elif turn.asked.sides.pain or turn.asked.pain:
        return Sides(None, None, side)
    return _of_role(side, first)
