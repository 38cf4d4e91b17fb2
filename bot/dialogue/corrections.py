"""Follow-ups that put the question right: another side, another muscle, or the same for a muscle beside it."""

import re
from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.dialogue.shown import again
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles, meant_instead, settle
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from intents.question import Kit, Question
from intents.sides import Sides, correct
from intents.vocabulary import Mention
from knowledge.entries import Answer
from knowledge.text import words

_SIDE_LAST = re.compile(r"\b(?:left|right|other)(?: side| one)?$")
# What the first question says of its one side, where it says no more of it.
_STRONG = re.compile(r"\b(?:big\w*|larg\w*|strong\w*|tight\w*|thick\w*|high\w*|pump\w*|overdevelop\w*|dominant)\b")
_BARE = 3  # words; "right, sorry" names a side, and "right, so how many" none
_CLOSE = 0.3  # of the first candidate's share
_WEAK = re.compile(r"\b(?:small\w*|weak\w*|lag\w*|low(?:er)?|thin\w*|flat\w*|underdevelop\w*)\b(?! back)")


@handles("correction")
def correction(turn: Turn) -> tuple[Conversation, Reply]:
    """The same question redone with the side or the muscle put right."""
    asked, said = turn.asked, turn.question
    if said.pain and asked.sides.pain and correct(turn.text) == asked.sides.pain:  # nothing to put right
        return for_side(turn, asked.sides.pain)
    if said.kit != Kit() and said.sides == Sides():
        return HANDLERS["swap-kit"](turn)
    if said.sides == Sides() and pointed_at(turn.text, turn.before.exercises, said):
        return HANDLERS["more-on-exercise"](turn)
    if _named_elsewhere(turn):
        return HANDLERS["other-muscle"](turn)
    if side := _side_named(turn.text, asked):
        sides = _put_right(turn, said.sides, side)
        if sides == Sides():
            return again(
                turn, replace(turn.before, text=f"{turn.before.text}. {side} side"), word("turns", "which_way", side)
            )
        after = replace(turn.before, sides=(sides.strong, sides.weak, sides.pain), urgent="")
        if _other_subject(turn):
            return renamed(replace(turn, before=after))
        return again(turn, after, word("turns", "corrected_side", sides))
    if (turned := _size_meant(turn)) != Sides():
        after = replace(turn.before, sides=(turned.strong, turned.weak, turned.pain))
        return again(turn, after, word("turns", "corrected_size", turned))
    if said.named("muscle") or said.named("region") or said.named("exercise"):
        return renamed(turn)
    if instead := meant_instead(turn):
        return instead
    # bot.dialogue.additions builds on this module
    from bot.dialogue.additions import new_fact

    return new_fact(turn)


@handles("unhurt")
def unhurt(turn: Turn) -> tuple[Conversation, Reply]:
    """A pain that was read and is none: what was left out for it comes back."""
    after = turn.before.knowing(turn.question)
    kept = tuple(id_ for id_ in after.without if not _spared(turn, id_))
    return again(turn, replace(after, without=kept), word("turns", "unhurt", turn.question.unhurt))


def _spared(turn: Turn, id_: str) -> bool:
    exercise = turn.engine.library.exercises.get(id_)
    return exercise is not None and bool(set(exercise.cautions) & set(turn.question.unhurt))


def _named_elsewhere(turn: Turn) -> bool:
    """Whether a muscle is named that was asked about before and that the answer that stands has nothing to do with."""
    named = {m.id for m in turn.question.mentions if m.kind == "muscle" and not _negated(m, turn.text)}
    return bool(named & set(turn.asked.named("muscle"))) and not named & set(turn.standing.muscles)


def _other_subject(turn: Turn) -> bool:
    """Whether a correction of the side names another muscle or part as well."""
    before = {mention.id for mention in turn.asked.mentions}
    named = [m for m in turn.question.mentions if m.kind in ("muscle", "region") and not _negated(m, turn.text)]
    return any(mention.id not in before for mention in named)


def _side_named(text: str, asked: Question) -> Side | None:
    """The side a correction names; "the other side" is the one not spoken of."""
    tokens = words(text)
    if meant := correct(text):
        return meant
    if len(tokens) <= _BARE and ("left" in tokens) != ("right" in tokens):
        return "left" if "left" in tokens else "right"
    flips = phrasing("flip").search(" ".join(tokens))
    if flips or "other" in tokens:
        claimed = asked.sides.weak or asked.sides.strong
        known = claimed or asked.sides.pain if flips else asked.sides.pain or claimed
        return None if known is None else ("right" if known == "left" else "left")
    return None


def _size_meant(turn: Turn) -> Sides:
    """The sides as a size put right has them ("i meant smaller"): of the side that was named first."""
    named = re.search(r"\b(left|right)\b", turn.before.text.lower())
    smaller = _WEAK.search(turn.text.lower())
    if not named or not phrasing("size-meant").search(" ".join(words(turn.text))):
        return Sides()
    first: Side = "left" if named[1] == "left" else "right"
    other: Side = "right" if first == "left" else "left"
    return Sides(other, first, turn.asked.sides.pain) if smaller else Sides(first, other, turn.asked.sides.pain)


def _put_right(turn: Turn, said: Sides, side: Side) -> Sides:
    """Sides as corrected: what the message states itself, else the first claim of before moved to this side."""
    old = turn.asked.sides
    if said.strong or said.weak or said.pain:
        return Sides(said.strong or old.strong, said.weak or old.weak, said.pain or old.pain)
    other: Side = "right" if side == "left" else "left"
    if old.strong or old.weak:
        # what people name first is what the question was about: the weak side in most, the strong in "bigger"
        pain = None if old.pain is None else side if old.pain == other else other
        strong_first = old.strong is not None and old.strong == other
        return Sides(side if strong_first else other, other if strong_first else side, pain)
    return _first_claim(turn, side, other)


def _first_claim(turn: Turn, side: Side, other: Side) -> Sides:
    """The side named for the first time, as what the question was about; nothing where it does not say."""
    first = turn.before.text.lower()
    if phrasing("claims-side").search(" ".join(words(turn.text))):
        first = turn.text.lower()
    elif turn.asked.sides.pain or turn.asked.pain:
        return Sides(None, None, side)
    if _WEAK.search(first):
        return Sides(other, side, None)
    return Sides(side, other, None) if _STRONG.search(first) else Sides()


def claim_completed(turn: Turn) -> Sides:
    """The sides that a bare "bigger" makes of a side named just before; none where it makes none."""
    sides = {side for side in ("left", "right") if re.search(rf"\b{side} side$", turn.before.text)}
    if len(sides) != 1 or len(words(turn.text)) > 6 or turn.asked.sides != Sides():
        return Sides()
    side: Side = "left" if "left" in sides else "right"
    other: Side = "right" if side == "left" else "left"
    if turn.question.pain:
        return Sides(None, None, side)
    if _WEAK.search(turn.text.lower()):
        return Sides(other, side, None)
    return Sides(side, other, None) if _STRONG.search(turn.text.lower()) else Sides()


def renamed(turn: Turn) -> tuple[Conversation, Reply]:
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
    question, said = turn.engine.reader.read(text), turn.question.sides
    sides = turn.before.sides if said == Sides() else (said.strong, said.weak, said.pain)
    question = question if said == Sides() else replace(question, sides=said)
    wrong = turn.denied | _elsewhere(turn)
    after, reply = ask_anew(turn.engine, turn.before, question, wrong, unsaid=True)
    if reply.answer and reply.answer.id == turn.entry:  # what was not meant is not said again
        after, reply = ask_anew(turn.engine, turn.before, question, wrong | {turn.entry}, unsaid=True)
    if reply.kind == "clarify" and (same := _same_kind(turn, reply)):
        after, reply = settle(
            replace(after, text=text, asked=0), turn.answer(same, reply.confidence, after.person(question))
        )
    return replace(after, sides=sides), reply


def _elsewhere(turn: Turn) -> frozenset[str]:
    """The answers about a part of the back that a message denies ("upper back, not lower")."""
    denied = {m.id for m in turn.question.mentions if m.kind == "region" and _negated(m, turn.text)}
    return frozenset(id_ for id_, answer in turn.engine.library.answers.items() if answer.region in denied)


def _same_kind(turn: Turn, reply: Reply) -> Answer | None:
    """Of the answers that are close, the first that says of its muscle what the one before said of its own."""
    was = turn.standing
    alike = (one.answer for one in reply.candidates if one.confidence >= _CLOSE * reply.candidates[0].confidence)
    return next((a for a in alike if a.compares == was.compares and set(a.concern) & set(was.concern)), None)


def _negated(mention: Mention, text: str) -> bool:
    """Whether "not" stands before a name: of "trap, not lat" and "not the lat, the trap" the trap is meant."""
    before = words(text)[max(0, mention.start - 2) : mention.start]
    return before[-1:] == ["not"] or (before[:1] == ["not"] and before[-1] in ("the", "my"))


def bare_side(turn: Turn) -> Side | None:
    """The side of a fragment that says nothing else ("and the right side?")."""
    said = turn.question
    short = len(words(turn.text)) <= 6 and not (said.sides.strong or said.sides.weak or said.sides.pain)
    subject = any(said.named(kind) for kind in ("muscle", "region", "exercise"))
    bare = short and not subject and "i" not in words(turn.text) and _SIDE_LAST.search(" ".join(words(turn.text)))
    return _side_named(turn.text, turn.asked) if bare else None


def for_side(turn: Turn, side: Side) -> tuple[Conversation, Reply]:
    """The same answer for the side named; where both sides were told apart it holds for both already."""
    old = turn.asked.sides
    if (old.strong and old.weak) or not old.pain:
        return again(turn, turn.before, word("turns", "both_sides", old.weak or ""))
    return again(turn, replace(turn.before, sides=(old.strong, old.weak, side)), word("turns", "same_there", side))
