"""One message of a conversation: a pure function from what was said before to what is known now and a Reply."""

from dataclasses import replace

from bot.beside import stems
from bot.conversation import Conversation
from bot.dialogue import kinds  # noqa: F401 - it brings the handlers
from bot.dialogue.alarms import Withdrawn, alarm, hold, taken_back
from bot.dialogue.anew import anew
from bot.dialogue.carried import carried
from bot.dialogue.choice import GENERAL, chosen, follow_up_in
from bot.dialogue.details import of_exercises
from bot.dialogue.directions import announced, gone_back
from bot.dialogue.parts import in_parts, told_by
from bot.dialogue.picking import best_taken, picked_from, point_picked
from bot.dialogue.plans import CHANGES, KEEPING, made
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, asked_before, give_anew
from bot.dialogue.unhurt import thought_to_hurt
from bot.engine import Engine
from bot.plan import names_days
from bot.reply import Reply
from intents.courtesies import without_courtesies
from intents.follow_up import ELSEWHERE, NEW, POLITE, FollowUp, outside
from intents.phrasings import phrasing
from intents.pointing import pointed_at
from intents.question import Question
from intents.read_once import ReadOnce
from intents.sides import Sides, correct
from knowledge.library import is_how_to
from knowledge.text import words

# What is done with exercises, and so goes back to the last answer that gave some; the first two do from a how-to too.
_OF_EXERCISES = (
    "list", "plan", "order", "session", "dose", "swap-kit", "swap-other", "swap-pain", "swap-easier", "swap-harder",
    "needs", "others", "instead", "time-budget",
)  # fmt: skip
_SAID = (*GENERAL, "time", "check", "why", "sources")  # what is asked of what stands, and answered in words
_TELLING = 2  # words that an answer shares with a message which is about it
_MAY_BE_DAYS = ("correction", "new-fact")  # which may put the days of a plan right
_OF_WORDS = ("why", "sources", "simpler")


def turn(engine: Engine, before: Conversation, text: str, now: float = 0.0) -> tuple[Conversation, Reply]:
    """Reply to a message in the light of what was said before it; `now` in seconds, for the half hour of idleness."""
    before = before.resumed(now).among(engine.library.answers, engine.library.exercises)
    engine = replace(engine, reader=ReadOnce.of(engine.reader))  # the question that stands is looked at by many
    after, reply = _turn(engine, before, text)
    given = reply.answer.id if reply.kind == "answer" and reply.answer and not reply.brief else ""
    aside = given if given != after.entry else ""
    if reply.kind not in ("smalltalk", "urgent"):
        after = before.followed(after, text, passing=bool(aside))
    second = next((other.entry for other in reply.beside), "")
    return _spoken_of(engine, before, replace(after, aside=aside, beside=second), text), reply


def _spoken_of(engine: Engine, before: Conversation, after: Conversation, text: str) -> Conversation:
    """The conversation with the exercise that a message named as the one spoken of last, where it is still shown."""
    if after.focus or not before.exercises:
        return after
    named = pointed_at(text, before.exercises, engine.reader.read(text))
    return replace(after, focus=named) if named in after.exercises and named else after


def _turn(engine: Engine, before: Conversation, text: str) -> tuple[Conversation, Reply]:
    bare = phrasing("picks").sub("", text) if before.options else phrasing("novelty").sub("", text)
    question = engine.reader.understand(bare)
    question = replace(question, text=text)
    if alarmed := alarm(engine, before, question):
        return alarmed
    if before.urgent:
        if (taken := taken_back(before, text)) is not None:
            return _withdrawn(engine, taken)
        if held := hold(engine, before, question):
            return held
    return _calm(engine, before, text, replace(question, red_flags=()))


def _withdrawn(engine: Engine, taken: Withdrawn) -> tuple[Conversation, Reply]:
    """A sign that was misread is set aside with a line of its own, and the question beside it gets its answer."""
    if not taken.text:
        return taken.before, taken.reply(engine)
    after, reply = _calm(engine, taken.before, taken.text, engine.reader.read(taken.text))
    return after, taken.said_first(reply)


def _calm(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply]:
    """The reply to a message in which there is nothing urgent."""
    bare = without_courtesies(text)
    leaves = before.entry and "?" not in bare and phrasing("intends").match(bare.strip().lower())
    if bare != text and not leaves:  # of "ill book the doc, cheers" the manners are the point
        text, question = bare, engine.reader.read(bare)
    if greeted := phrasing("greets").match(text.lower()):
        text = text[greeted.end() :]
        question = engine.reader.read(text)
    if went := announced(engine, before, text, question, _answered) or gone_back(engine, before, text, _answered):
        return went
    if before.entry and (complained := phrasing("complains").match(text.lower())):  # that page is not said again
        before = before.having_tried(before.entry)
        text = text[complained.end() :]
        question = engine.reader.read(text)
    before = before.hurting(question)
    if before.entry and thought_to_hurt(engine, before, question):
        return HANDLERS["unhurt"](Turn(engine, replace(before, options=()), text, question))
    return in_parts(engine, before, text, question, _answered)


def _answered(engine: Engine, before: Conversation, text: str, question: Question) -> tuple[Conversation, Reply]:
    """The reply to a message, or to a part of one, that asks or tells one thing."""
    question = _as_known(engine, before, question)
    found = follow_up_in(engine, before, question)
    kind = chosen(engine, before, question, found)
    if before.days and kind in _MAY_BE_DAYS and names_days(text) and question.sides == Sides():
        kind = "plan"  # "two sessions, not three"
    if before.beside and kind not in (NEW, *CHANGES) and _is_of_beside(engine, before, text):
        return give_anew(Turn(engine, before, text, question), engine.library.answers[before.beside])
    if before.aside and kind in _OF_WORDS and not _nearer(engine, before, text):  # what was said last is doubted
        before = replace(before, entry=before.aside, exercises=(), focus="")
    here = Turn(engine, before, text, question)
    if taken := _of_what_was_offered(here, found, kind):
        return taken
    if once_more := carried(engine, before, text):
        kind, here = once_more.kind, Turn(engine, before, once_more.text, engine.reader.read(once_more.text))
    tells = found == FollowUp("new-fact")  # who surely tells something asks about no point
    point = None if tells or not before.entry else of_exercises(replace(here, before=replace(before, options=())), kind)
    if point:
        return replace(point[0], did=kind, last=here.text), point[1]
    return _handled(here, kind, found.likelier in _SAID)


def _of_what_was_offered(turn: Turn, found: FollowUp, kind: str) -> tuple[Conversation, Reply] | None:
    """The reply to a message that takes up what was offered before it, or puts right what was asked then."""
    engine, before, text, question = turn.engine, turn.before, turn.text, turn.question
    if before.options and not before.entry and found.kind == "correction" and question.sides != Sides():
        after, reply = ask_anew(engine, before, replace(engine.reader.read(before.text), sides=question.sides))
        return after.sided(question.sides), reply
    if before.options and not before.entry and kind == NEW and (stood := best_taken(engine, before, text, question)):
        return stood
    if before.options and kind not in (*POLITE, "reset") and (picked := picked_from(engine, before, text, question)):
        return picked
    return None if before.exercises else point_picked(engine, before, text)


def _handled(turn: Turn, kind: str, in_words: bool) -> tuple[Conversation, Reply]:
    """What the handler of a kind makes of a message, or where there is none the answer to a question of its own."""
    engine, before, text, question = turn.engine, turn.before, turn.text, turn.question
    handler = HANDLERS.get(kind)
    if handler is None and outside(question):
        kind, handler = ELSEWHERE, HANDLERS[ELSEWHERE]
    if handler is None:
        return anew(engine, before, text, question, in_words)
    kept = before if kind in POLITE else replace(_returned(engine, before, kind, text), options=())
    if kind == "swap-pain" and question.sides.pain:  # which side hurts may have been read wrongly before
        kept = told_by(engine, kept, question)
    after, reply = handler(replace(turn, before=kept))
    if reply.kind == "clarify" and kept.entry and kind not in ("reset", ELSEWHERE):  # it found nothing to do
        return anew(engine, kept, text, question)
    if kind not in (*POLITE, "reset"):  # what changed the answer itself is no step that a word can repeat
        after = replace(after, did=kind if reply.brief or reply.listed else "", last=text)
    if before.days and kind in CHANGES and after.entry == before.entry and reply.kind == "answer":
        return _replanned(turn, kind, after, reply)
    return after, reply


def _replanned(turn: Turn, kind: str, after: Conversation, reply: Reply) -> tuple[Conversation, Reply]:
    """The plan made anew after a step that changed its exercises; of the session all stays but what was changed."""
    whole = len(reply.exercises) >= len(turn.before.exercises) - 1
    stays = reply.exercises if kind in KEEPING and whole else ()
    after, again = made(replace(turn, before=after), after, stays)
    return after, replace(again, notes=reply.notes)


def _as_known(engine: Engine, before: Conversation, question: Question) -> Question:
    """A question that names no part, with the sides told before it: "double on the left?" puts nothing right."""
    if not (before.entry and question.text.rstrip().endswith("?") and (question.sides.strong or question.sides.weak)):
        return question
    named = any(question.named(kind) for kind in ("muscle", "region"))
    if named or phrasing("sorry").search(" ".join(words(question.text))):
        return question
    known = asked_before(engine, before).sides
    return replace(question, sides=replace(known, pain=question.sides.pain or known.pain)) if known.weak else question


def _returned(engine: Engine, before: Conversation, kind: str, text: str) -> Conversation:
    """The conversation at the answer that a follow-up of this kind is about, where the last one has no part in it."""
    standing = engine.library.answers.get(before.entry or "")
    first = engine.library.answers.get(before.origin[1]) if before.origin else None
    aside = bool(standing and first and standing.compares == "none" and first.compares != "none")
    taught = standing is not None and (is_how_to(standing) or aside) and kind in _OF_EXERCISES[:2]
    bare = not before.exercises and kind in _OF_EXERCISES
    righted = kind == "correction" and standing is not None and is_how_to(standing) and correct(text) is not None
    sideless = kind == "extra" and standing is not None and standing.compares != "sides"
    return before.returned() if before.origin and (taught or bare or sideless or righted) else before


def _is_of_beside(engine: Engine, before: Conversation, text: str) -> bool:
    """Whether a message is about what was said beside the answer that stands, rather than about that."""
    said = _shared(engine, before.beside, text)
    return said >= _TELLING and said > _shared(engine, before.entry, text)


def _nearer(engine: Engine, before: Conversation, text: str) -> bool:
    """Whether a message has more words of the answer that stands than of the one given in passing since."""
    return _shared(engine, before.entry, text) > _shared(engine, before.aside, text)


def _shared(engine: Engine, entry: str | None, text: str) -> int:
    """How many telling words a message has of one answer."""
    answer = engine.library.answers.get(entry or "")
    return len(stems(text) & stems(f"{answer.title} {answer.body}")) if answer else 0
