"""A message that wants two kinds of thing ("swap the bird dog, and what weight for the rows"): each gets its reply."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.beside import opening
from bot.conversation import Conversation
from bot.dialogue.turns import asked_before, context
from bot.engine import Engine
from bot.reply import Beside, Reply
from intents.follow_up import NEW, POLITE, FollowUp, follow_up
from intents.phrasings import phrasing
from intents.question import Question
from knowledge.text import words

Answered = Callable[[Engine, Conversation, str, Question], tuple[Conversation, Reply]]
SURE = 0.85  # chance from which a piece is taken for a kind of its own
_LEAST = 2  # words of a piece
_NAMING = 4  # words of one that only names something
# What changes the exercises: done first, and shown whole.
CHANGES = (
    "correction", "swap-pain", "swap-kit", "swap-other", "swap-easier", "swap-harder", "time-budget", "plan", "add",
)  # fmt: skip
_TAKEN_IN = ("swap-kit", "time-budget", "session", "new-fact", "list")  # by a plan
_BY_NAME = ("sources", "media", "simpler", "needs", "list")  # which need no question
_BY_WISH = ("plan", "swap-easier", "swap-harder", "sources")  # which nobody wants who only tells something
UNHEARD = (NEW, *POLITE, "new-fact", "fragment", "dont-know", "another", "reset", "elsewhere")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message, and what kind of follow-up it is."""

    text: str
    found: FollowUp


def pieces(engine: Engine, before: Conversation, text: str) -> list[Piece]:
    """The parts of a message that are surely of a kind of their own, one of each kind, in order."""
    known: dict[str, Piece] = {}
    named = ""  # a part that only names what the next one is about: "the bird dog, hows that done"
    for part in _parts(text):
        whole = f"{named}, {part}" if named else part
        read = engine.reader.read(whole)
        found = follow_up(read, engine.product.turns, context(before))
        kept = phrasing("stays").search(" ".join(words(part)))  # "im not giving up deads" puts nothing right
        if found.kind == "correction" and (kept or agrees(engine, before, read)):
            continue
        if found.kind not in UNHEARD and found.chance >= SURE and _wanted(part, found):
            known.setdefault(found.kind, Piece(whole, found))
            named = ""
        else:
            named = part if len(words(part)) <= _NAMING and engine.reader.read(part).named("exercise") else ""
    return list(known.values())


def _parts(text: str) -> list[str]:
    split = (part.strip() for part in phrasing("joins").split(text) if part)
    return [part for part in split if len(words(part)) >= _LEAST]


def agrees(engine: Engine, before: Conversation, part: Question) -> bool:
    """Whether a part says of the sides what is known of them already, and so puts nothing right."""
    known = asked_before(engine, before).sides
    return part.sides.strong is not None and part.sides.strong == known.strong


def _wanted(part: str, found: FollowUp) -> bool:
    """Whether a part wants something done or asks; "i have a disc bulge" tells what the question beside it needs."""
    plainly = found.kind not in _BY_WISH or found.chance == 1.0
    return (plainly and found.kind in (*CHANGES, *_BY_NAME)) or bool(phrasing("asks").search(part.strip().lower()))


def two_kinds(engine: Engine, before: Conversation, text: str, whole: FollowUp) -> tuple[Piece, Piece] | None:
    """The two kinds of thing that a message wants, the change of the two first; None where it wants one."""
    if len(_parts(text)) < 2:  # most messages are one piece, and were read as a whole already
        return None
    found = pieces(engine, before, text)
    kinds = {piece.found.kind for piece in found}
    if len(found) < 2 or whole.kind not in kinds or ("plan" in kinds and kinds <= {"plan", *_TAKEN_IN}):
        return None
    first, second = sorted(found[:2], key=lambda piece: piece.found.kind not in CHANGES)
    return first, second


def joined(first: tuple[Conversation, Reply], second: tuple[Conversation, Reply]) -> tuple[Conversation, Reply]:
    """Both replies in one: the first whole, the second in a few sentences; one that knows nothing gives way."""
    after, reply = first
    other = second[1]
    if other.kind != "answer" or other.answer is None or other.whole:
        return first
    if reply.kind != "answer":
        return second
    if other.listed:  # a second change is the exercises as they are after both
        return second[0], replace(other, notes=tuple(dict.fromkeys((*reply.notes, *other.notes))))
    heading = other.heading or other.answer.title
    if (other.answer.id == after.entry and not other.brief) or heading == reply.heading:
        return first
    return after, replace(reply, beside=(*reply.beside, Beside(other.answer.id, heading, opening(other))))
