"""The second question of a message: what it asks beside the first, answered in a few sentences."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reply import Beside, Reply
from intents.clauses import clauses
from knowledge.entries import Answer
from knowledge.text import STOP_WORDS, sentences, stem, words

if TYPE_CHECKING:
    from bot.engine import Engine

SURE = 0.85  # chance of its answer from which a further question of a first message is taken up
_ENOUGH = 25  # words of an answer from which no further sentence is added
_TELLS = 2  # words of its own that a part needs to be a question without the others
OWN = 3  # and to be taken for all that is asked
_EMPTY = "still even just really also though then ok need want go going keep get do make think thing way"
_SLANG = "lol lmao haha btw tbh mate bro"
_ANY = frozenset(map(stem, words(f"{_EMPTY} {_SLANG}")))


def second(engine: "Engine", reply: Reply) -> Reply:
    """An answer with what the message asked besides, where that surely has another answer of its own."""
    if reply.kind != "answer" or reply.answer is None or reply.whole:
        return reply
    asked = clauses(reply.question.text).asked
    for part in asked if len(asked) > 1 else ():
        if telling(part) and (other := _other(engine, part, reply.answer)):
            full = engine.answer(engine.reader.read(part), other, 1.0)
            return replace(reply, beside=(Beside(other.id, other.title, opening(full)),))
    return reply


def _other(engine: "Engine", part: str, first: Answer) -> Answer | None:
    """The answer to a part of a message, where it is sure and about something else than the first."""
    decision = engine.decide(engine.reader.read(part))
    other = decision.answer
    if other is None or decision.kind != "answer" or decision.candidates[0][1] < SURE:
        return None
    return None if other.id == first.id or other.topics[0] in first.topics else other


def opening(reply: Reply) -> str:
    """The first sentences of a reply, as many as say something; a short one whole, and none that only leads on."""
    if reply.brief:
        return reply.body
    kept: list[str] = []
    for line in sentences(reply.body):
        kept.append(line)
        if len(words(" ".join(kept))) >= _ENOUGH and not line.endswith(":"):
            break
    return "".join(f"\n{line}" if line.startswith("- ") else f" {line}" for line in kept).strip()


def telling(part: str, least: int = _TELLS) -> bool:
    """Whether a part has words enough of its own to be understood without the others."""
    return len(stems(part) - _ANY) >= least


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(stem(token) for token in words(text) if token not in STOP_WORDS)
