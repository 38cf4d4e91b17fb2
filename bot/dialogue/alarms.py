"""Warning signs in a conversation: raised, held to, and taken back when they were misread."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from bot.conversation import Conversation
from bot.dialogue.turns import ask_anew
from bot.engine import Engine
from bot.reply import Reply
from bot.words import word
from intents.facts import has_pain
from intents.follow_up import NEW, POLITE, follow_up
from intents.phrasings import phrasing
from intents.question import Question
from intents.red_flag_across import find_across
from intents.red_flag_denials import Denial, Why, denial, pieces
from intents.red_flag_text import read
from intents.red_flags import RedFlag, by_rules, find_red_flags, understand
from intents.said import Context
from knowledge.text import words

SOON = "see-doctor-soon"
_ASKS = 3  # words; a question mark after fewer is a cry of surprise
_BARE = 3  # words; up to here a question beside a denial is about what was asked before, where nothing was answered
_NOTE = "withdrawn"
# What was told in between and makes a sign of what is told later, in words that the rules of signs read.
_TOLD_OF = {"osteoporosis": "i have osteoporosis", "blood-thinners": "i take blood thinners"}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An alarm taken back: the conversation without it, why, and the question that is left to answer, if any."""

    before: Conversation
    why: Why
    text: str

    def said_first(self, reply: Reply) -> Reply:
        """A reply that begins by saying so."""
        note = word("turns", _NOTE, self.why)
        if reply.kind == "smalltalk":
            return replace(reply, body=f"{note}\n\n{reply.body}")
        return replace(reply, notes=(note, *reply.notes))

    def reply(self, engine: Engine) -> Reply:
        """What is said where nothing was asked."""
        return _in_passing(engine, word("turns", _NOTE, self.why))


def alarm(engine: Engine, before: Conversation, question: Question) -> tuple[Conversation, Reply] | None:
    """The urgent reply to a message with a warning sign in it, or None."""
    text = question.text
    told = _believed(before, text, question.red_flags)
    flags = _of_pain(before, question, told or _across(before, text))
    if not flags:
        return None
    reply = engine.reply(replace(question, red_flags=flags))
    anew = {flag.id for flag in flags}
    kept = tuple(id_ for id_ in before.withdrawn if id_ not in anew)
    after = replace(before.knowing(question), options=(), urgent=text, text=before.text or text, withdrawn=kept)
    return after, reply


def hold(engine: Engine, before: Conversation, question: Question) -> tuple[Conversation, Reply] | None:
    """After a sign every further request meets the same advice; one in no hurry lets another question through."""
    held = _raised(before)
    gone = _denial(question.text, held, _guessed(before)).gone
    flags = tuple(flag for flag in held if flag.id not in gone)
    before = replace(before, withdrawn=_with(before, gone))
    kind = follow_up(question, engine.product.turns, Context((), True)).likelier
    serious = bool(flags) and flags[0].urgency != SOON
    if kind == "reset" or (kind in ("another", "correction") and not serious and not gone):
        return None
    if not flags or (kind in POLITE and not serious):
        return None
    if kind in POLITE[:2]:
        return before, _in_passing(engine, word("turns", "look_first"))
    if not serious and not gone:
        after, reply = ask_anew(engine, before, question)
        if kind == NEW or reply.kind == "answer":
            return after, replace(reply, notes=(word("turns", "still_urgent"), *reply.notes))
    reply = engine.reply(replace(question, red_flags=flags))
    return before, replace(reply, notes=(word("turns", "still_urgent"),))


def taken_back(before: Conversation, text: str) -> Withdrawn | None:
    """The alarm withdrawn, where a message denies every sign that was read; None while one of them stands."""
    flags, guessed = _raised(before), _guessed(before)
    denied = _denial(text, flags, guessed)
    if not flags or any(flag.id not in denied.gone for flag in flags):
        return None
    # after a restart the alarm is held in words of ours, which nobody asked
    asked = before.urgent if before.text else ""
    after = replace(before, urgent="", withdrawn=_with(before, denied.gone))
    own = _own_question(text, flags, guessed)
    if not own and denied.why == "booked" and before.entry:  # nothing is asked, and all was said
        return Withdrawn(after, denied.why, "")
    if asked and not before.entry and len(words(own)) <= _BARE:  # "so which ones?"
        own = ""
    return Withdrawn(after, denied.why, own or asked)


def _with(before: Conversation, gone: Iterable[str]) -> tuple[str, ...]:
    """All signs taken back so far, with some more."""
    return tuple(dict.fromkeys((*before.withdrawn, *sorted(gone))))


def _denial(text: str, flags: tuple[RedFlag, ...], guessed: Set[str]) -> Denial:
    return denial(understand(read(text)), flags, guessed)


def _guessed(before: Conversation) -> Set[str]:
    """The signs held to that no rule finds in what raised the alarm."""
    spelt = {flag.id for flag in (*by_rules(before.urgent), *find_across(before.text, before.urgent))}
    return {flag.id for flag in _raised(before)} - spelt


def _in_passing(engine: Engine, body: str) -> Reply:
    return Reply("smalltalk", engine.reader.read(""), 1.0, topics=("chitchat",), body=body)


def _raised(before: Conversation) -> tuple[RedFlag, ...]:
    """The signs that are held to: those of the message that raised the alarm, without what was taken back since."""
    flags = find_red_flags(before.urgent) or find_across(before.text, before.urgent)
    return tuple(flag for flag in flags if flag.id not in before.withdrawn)


def _believed(before: Conversation, text: str, flags: tuple[RedFlag, ...]) -> tuple[RedFlag, ...]:
    """The signs of a message without those already taken back, unless its own words spell a serious one out."""
    if not flags or not (before.urgent or before.withdrawn):
        return flags
    spelt = {flag.id for flag in by_rules(text)}
    gone = set(before.withdrawn)
    if before.urgent:
        gone |= _denial(text, _raised(before), _guessed(before)).gone
    return tuple(f for f in flags if f.id not in gone or (f.urgency != SOON and f.id in spelt))


def _of_pain(before: Conversation, question: Question, flags: tuple[RedFlag, ...]) -> tuple[RedFlag, ...]:
    """The signs of a message; that something lasts is none where nothing was said to hurt."""
    if question.pain or before.hurts or not before.entry or has_pain(before.text.lower()):
        return flags
    return tuple(flag for flag in flags if flag.id != "not-improving")


def _across(before: Conversation, text: str) -> tuple[RedFlag, ...]:
    """Signs that only the question and the addition make together ("back pain" … "and now a fever")."""
    if not before.text or before.urgent:
        return ()
    told = ". ".join((before.text, *(_TOLD_OF[fact] for fact in before.facts if fact in _TOLD_OF)))
    return tuple(flag for flag in find_across(told, text) if flag.id not in before.withdrawn)


def _own_question(text: str, flags: tuple[RedFlag, ...], guessed: Set[str]) -> str:
    """What a message asks beside its denial ("no numbness. is the hyper safe?"); nothing where it only denies."""
    kept = [piece for piece in pieces(text) if not _only_denies(piece, flags, guessed)]
    asked = any(_asks(piece) for piece in kept)
    return "".join(kept).strip() if asked else ""


def _only_denies(piece: str, flags: tuple[RedFlag, ...], guessed: Set[str]) -> bool:
    said = " ".join(words(piece))
    return bool(phrasing("protests").search(said)) or bool(_denial(piece, flags, guessed).gone)


def _asks(piece: str) -> bool:
    said = piece.strip().lower()
    many = len(words(piece)) >= _ASKS
    return many and bool(phrasing("asks").search(said) or phrasing("wants-answer").search(said))
