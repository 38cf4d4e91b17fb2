"""The last question about one exercise asked of another in a word or two: "and the row?", "same for the second one"."""

from dataclasses import dataclass

from bot.conversation import Conversation
from bot.engine import Engine
from intents.phrasings import phrasing
from intents.pointing import PLACED, pointed_at, told
from knowledge.text import words

# The kinds of follow-up that are asked of one exercise after the other.
_OF_EACH = (
    "dose", "works", "why", "needs", "safety", "media", "more-on-exercise", "swap-other", "swap-easier", "swap-harder",
    "swap-pain",
)  # fmt: skip
_LONG = 10  # words; a longer message says what it asks itself


@dataclass(frozen=True, slots=True)
class Carried:
    """The kind of the last question, and that question with another exercise in it."""

    kind: str
    text: str


def carried(engine: Engine, before: Conversation, text: str) -> Carried | None:
    """What is asked again of the exercise that a message names and asks nothing else about."""
    if before.did not in _OF_EACH or len(words(text)) > _LONG:
        return None
    question = engine.reader.read(text)
    named = question.named("exercise") or pointed_at(text, before.exercises, question)
    if not named or question.pain or not _only_names(engine, text):
        return None
    return Carried(before.did, f"{text.rstrip(' .!?')}: {_unnamed(engine, before.last)}")


def _only_names(engine: Engine, text: str) -> bool:
    """Whether a message has no word beside a name or a place and what leads on to one."""
    return all(phrasing("leads-on").fullmatch(token) for token in words(_unnamed(engine, text)))


def _unnamed(engine: Engine, text: str) -> str:
    """A message without the exercises that it names or points at by their place."""
    plain = PLACED.sub("", told(text))
    for mention in engine.reader.read(text).mentions:
        if mention.kind == "exercise":
            plain = plain.replace(mention.words, "", 1)
    return plain
