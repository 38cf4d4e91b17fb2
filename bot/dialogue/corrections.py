"""Follow-ups that put the question right: another side, another muscle, or the same for a muscle beside it."""

import re
from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.dialogue.denied import meant_of
from bot.dialogue.righted import alike, part_righted, righted, side_named
from bot.dialogue.shown import again, brief
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles, meant_instead, settle
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from intents.question import Kit, Question
from intents.sides import Sides
from knowledge.entries import Answer
from knowledge.text import words

_SIDE_LAST = re.compile(r"\b(?:left|right|other)(?: side| one)?$")
_SUBJECTS = ("muscle", "region")
_OF_BOTH = "training-with-a-sore-back"  # of a pain on both sides, where nothing is nearer
_LIKELY = 0.5  # chance of an answer that tells no side from the other, from which it is given for both
_CLOSE = 0.3  # of the first candidate's share


@handles("correction")
def correction(turn: Turn) -> tuple[Conversation, Reply]:
    """The same question redone with the side or the muscle put right."""
    asked, said = turn.asked, turn.question
    if said.kit != Kit() and said.sides == Sides():
        return HANDLERS["swap-kit"](turn)
    if said.sides == Sides() and pointed_at(turn.text, turn.before.exercises, said):
        shunned = phrasing("denies").search(turn.text.lower())  # "i dont deadlift"
        return HANDLERS["new-fact" if shunned else "more-on-exercise"](turn)
    if _named_elsewhere(turn):
        return HANDLERS["other-muscle"](turn)
    if both := alike(turn):
        return _of_both(turn, both)
    if part := part_righted(turn):
        after, place = part
        return again(turn, after, word("turns", "corrected_part", place, after.person(said).sides))
    if (sides := righted(turn)) is not None:
        return _sided(turn, sides)
    if named := meant_of(said, *_SUBJECTS):
        after, reply = renamed(turn)
        known = {mention.id for mention in asked.mentions}
        notes = tuple(word("turns", "corrected_subject", m.words) for m in named[-1:] if m.id not in known)
        return after, replace(reply, notes=(*notes, *reply.notes))
    if meant := _in_place(turn):
        return meant
    if instead := meant_instead(turn):
        return instead
    # bot.dialogue.additions builds on this module
    from bot.dialogue.additions import new_fact

    return new_fact(turn)


def _named_elsewhere(turn: Turn) -> bool:
    """Whether a muscle is named that was asked about before and that the answer that stands has nothing to do with."""
    named = {m.id for m in meant_of(turn.question, "muscle")}
    return bool(named & set(turn.asked.named("muscle"))) and not named & set(turn.standing.muscles)


def _other_subject(turn: Turn) -> bool:
    """Whether a correction of the side names another muscle or part as well."""
    before = {mention.id for mention in turn.asked.mentions}
    return any(mention.id not in before for mention in meant_of(turn.question, *_SUBJECTS))


def _sided(turn: Turn, sides: Sides) -> tuple[Conversation, Reply]:
    """The question with its sides put right, its muscle too where another is named, and what that changes."""
    if sides == Sides():
        side = side_named(turn.text, turn.asked)
        told = replace(turn.before, text=f"{turn.before.text}. {side} side")
        return again(turn, told, word("turns", "which_way", side))
    if sides == turn.asked.sides and sides.weak and phrasing("called-so").search(turn.plain):
        return brief(turn, word("turns", "heading", "why"), word("turns", "why_side", sides))
    text = turn.before.text if turn.asked.pain or not turn.question.pain else f"{turn.before.text}. {turn.text}"
    after = replace(turn.before, text=text, urgent="").sided(sides)
    if _other_subject(turn):
        return renamed(replace(turn, before=after))
    after, reply = again(turn, after)
    starts = any(item.side == sides.weak for item in reply.exercises)
    return after, replace(reply, notes=(word("turns", "corrected_side", sides, turn.asked.sides, starts),))


def _of_both(turn: Turn, question: Question) -> tuple[Conversation, Reply]:
    """The question asked of both sides alike: another answer where one that tells no side from the other is likely."""
    wrong = frozenset(id_ for id_, one in turn.engine.library.answers.items() if one.compares == "sides")
    found = turn.engine.decide(turn.before.sided(Sides()).person(question), wrong, turn.before).candidates
    likely = next((match.answer for match, chance in found[:1] if chance >= _LIKELY), None)
    usual = turn.engine.library.answers.get(_OF_BOTH) if turn.asked.pain else None
    after = replace(turn.before, text=question.text).sided(Sides())
    if answer := likely or usual:
        after, reply = settle(after, turn.answer(answer, asked=after.person(question)))
    else:
        after, reply = again(turn, after)
    return after, replace(reply, notes=(word("turns", "both_alike"),))


def _in_place(turn: Turn) -> tuple[Conversation, Reply] | None:
    """The first question with one of its words put right: "my hip, not my back"; None where it has no such word."""
    found = phrasing("in-place-of").search(turn.plain)
    if found is None:
        return None
    wrong, meant = found["wrong"] or found["before"], found["meant"] or found["then"]
    first = turn.before.text.lower()
    text = re.sub(rf"\b(?:(?:lower|low|mid|upper) )?{re.escape(wrong)}\b", meant, first)
    if text == first:
        return None
    after, reply = ask_anew(turn.engine, turn.before, turn.engine.reader.read(text), turn.denied, unsaid=True)
    return after, replace(reply, notes=(word("turns", "corrected_subject", meant), *reply.notes))


def renamed(turn: Turn) -> tuple[Conversation, Reply]:
    """The first question with the muscle, part or exercise that was meant in place of the one understood."""
    old = turn.asked
    text = turn.before.text
    for kind in ("muscle", "region", "exercise"):
        meant = meant_of(turn.question, kind)
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
    sides = turn.before.sides if said == Sides() else turn.before.sided(said).sides
    if said != Sides() or question.sides == Sides():  # another muscle's sides are those of the first, if not told
        question = replace(question, sides=old.sides if said == Sides() else said)
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
    denied = set(turn.question.named("region")) - {m.id for m in meant_of(turn.question, "region")}
    return frozenset(id_ for id_, answer in turn.engine.library.answers.items() if answer.region in denied)


def _same_kind(turn: Turn, reply: Reply) -> Answer | None:
    """Of the answers that are close, the first that says of its muscle what the one before said of its own."""
    was = turn.standing
    alike = (one.answer for one in reply.candidates if one.confidence >= _CLOSE * reply.candidates[0].confidence)
    return next((a for a in alike if a.compares == was.compares and set(a.concern) & set(was.concern)), None)


def bare_side(turn: Turn) -> Side | None:
    """The side of a fragment that says nothing else ("and the right side?")."""
    said = turn.question
    short = len(words(turn.text)) <= 6 and not (said.sides.strong or said.sides.weak or said.sides.pain)
    subject = any(said.named(kind) for kind in ("muscle", "region", "exercise"))
    bare = short and not subject and "i" not in words(turn.text) and _SIDE_LAST.search(turn.plain)
    return side_named(turn.text, turn.asked) if bare else None


def for_side(turn: Turn, side: Side) -> tuple[Conversation, Reply]:
    """The same answer for the side named; where both sides were told apart it holds for both already."""
    old = turn.asked.sides
    if (old.strong and old.weak) or not old.pain:
        return again(turn, turn.before, word("turns", "both_sides", old.weak or ""))
    return again(turn, turn.before.sided(replace(old, pain=side)), word("turns", "same_there", side))
