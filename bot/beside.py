"""What a message asks or tells beside its first question, answered in a few sentences."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.compose import fill_sides
from bot.decide import PLENTY
from bot.outright import outright
from bot.reply import Beside, Reply
from intents.clauses import Clauses, clauses
from intents.question import Question
from knowledge.entries import Answer
from knowledge.text import STOP_WORDS, sentences, stem, words

if TYPE_CHECKING:
    from bot.engine import Engine

SURE = 0.85  # chance of its answer from which a further question of a first message is taken up
_LIKELY = 0.5  # and how likely that must be just the one meant
# What is told beside is taken up where its answer is likely the one meant and says more of it than the first; drawn on
# 480 parts of posts, labelled with whether their writer would have been glad of what was found for them.
_MEANT, _GAIN = 0.7, 0.1
_CERTAIN = 0.85  # and needs to say no more than the first where it is this likely
_ABOUT_BACKS = 0.85  # confidence
_LONG, _LONGEST = 7, 24  # words of such a part
# Share of a part's telling words that some answer has, and how much more than the first one has, from which it is worth
# a search of its own; five in six of those that are taken up pass, and half of all.
_SAID, _MORE = 0.55, 0.05
_MOST_TRIED = 2
_AS_LIKELY = 0.9  # share of the first answer's confidence from which the next is about as likely
_ENOUGH = 25  # words of an answer from which no further sentence is added
_TELLS = 2  # words of its own that a part needs to be a question without the others
OWN = 3  # and to be taken for all that is asked
_EMPTY = "still even just really also though then ok need want go going keep get do make think thing way"
_SLANG = "lol lmao haha btw tbh mate bro"
_ANY = frozenset(map(stem, words(f"{_EMPTY} {_SLANG}")))
# What is said of any exercise or back, and so names nothing.
GENERAL = frozenset(
    map(
        stem,
        words(
            "back side exercise muscle train good best help work pain hurt thing need way long many much often day "
            "week time start keep go make use know tell help bad fix able still even ok well really"
        ),
    )
)


def second(engine: "Engine", reply: Reply) -> Reply:
    """An answer with what the message asked or told besides, where that surely has another answer of its own."""
    if reply.kind != "answer" or reply.answer is None or reply.whole:
        return reply
    parts = clauses(reply.question.text)
    notes, settled = outright(engine.library, reply, parts)
    return _further(engine, replace(reply, notes=(*reply.notes, *notes)), parts, settled)


def _further(engine: "Engine", reply: Reply, parts: Clauses, settled: frozenset[str]) -> Reply:
    """The reply with what else the message asked or told that has an answer of its own; `settled` parts have none."""
    first = reply.answer
    if first is None:
        return reply
    asked = [part for part in parts.asked if telling(part)] if len(parts.asked) > 1 else []
    for part in (part for part in asked if part not in settled):
        if other := _other(engine, question := engine.reader.read(part), first):
            return _with(reply, question, other)
    told = (part for part in _told(parts, first) if part not in settled)
    for part in (part for part in told if _is_said_elsewhere(engine, part, first)):
        if other := _also(engine, question := engine.reader.read(part), first):
            return _with(reply, question, other)
    close = _close(reply)
    return _with(reply, reply.question, close) if close else reply


def _close(reply: Reply) -> Answer | None:
    """The answer on something else that was about as likely as the one given, of a message that told much."""
    if len(reply.question.phrase.words) < PLENTY or not reply.candidates or reply.taught:
        return None
    first, *others = reply.candidates
    other = next((one for one in others if one.answer.topics[0] not in first.answer.topics), None)
    if other is None or other.confidence < _AS_LIKELY * first.confidence or other.answer.teaches:
        return None
    return other.answer


def _with(reply: Reply, question: Question, other: Answer) -> Reply:
    return replace(reply, beside=(Beside(other.id, other.title, begun(fill_sides(other.body, question))),))


def _other(engine: "Engine", question: Question, first: Answer) -> Answer | None:
    """The answer to a part of a message, where it is sure and about something else than the first."""
    decision = engine.decide(question)
    other = decision.answer
    if other is None or decision.kind != "answer" or decision.candidates[0][1] < SURE or decision.sure < _LIKELY:
        return None
    return None if other.id == first.id or other.topics[0] in first.topics else other


def _told(parts: Clauses, first: Answer) -> list[str]:
    """The parts of a message of which an answer says least, where there are several."""
    several = [part for part in (*parts.told, *parts.asked) if telling(part)]
    if len(several) < 2:
        return []
    said = words_of(first)
    left = {part: len(stems(part) - said) for part in several if _LONG <= len(words(part)) <= _LONGEST}
    return sorted((part for part in left if left[part]), key=lambda part: -left[part])[:_MOST_TRIED]


@lru_cache(maxsize=512)
def words_of(answer: Answer) -> frozenset[str]:
    """The telling stems of an answer and its phrasings, kept: most questions get one of a few answers."""
    return stems(" ".join((answer.title, answer.body, *answer.asks)))


def _also(engine: "Engine", question: Question, first: Answer) -> Answer | None:
    """The answer to what is told beside, where it is likely just the one meant and says more of it than the first."""
    decision = engine.decide(question)
    other = decision.answer
    if other is None or decision.kind != "answer" or decision.confidence < _ABOUT_BACKS or other.id == first.id:
        return None
    shared = {match.answer.id: match.parts["shared"] for match, _ in decision.candidates}
    gain = shared[other.id] - shared.get(first.id, 0.0)
    return other if decision.sure >= _CERTAIN or (decision.sure >= _MEANT and gain >= _GAIN) else None


def _is_said_elsewhere(engine: "Engine", part: str, first: Answer) -> bool:
    """Whether some answer has most of a part's telling words, and more of them than the first."""
    shares = engine.index.words.shares(engine.reader.phrase(part))
    best = float(shares.max(initial=0.0))
    own = next((float(shares[row]) for row, answer in enumerate(engine.index.answers) if answer.id == first.id), 0.0)
    return best >= _SAID and best - own >= _MORE


def opening(reply: Reply) -> str:
    """The first sentences of a reply, as many as say something; a short one whole, and none that only leads on."""
    return reply.body if reply.brief else begun(reply.body)


def begun(body: str) -> str:
    """The first sentences of an answer, as many as say something."""
    kept: list[str] = []
    for line in sentences(body):
        kept.append(line)
        if len(words(" ".join(kept))) >= _ENOUGH and not line.endswith(":"):
            break
    return unbroken("".join(f"\n{line}" if line.startswith("- ") else f" {line}" for line in kept).strip())


def unbroken(text: str) -> str:
    """A piece of an answer without marks of emphasis where one of them stands open."""
    return text.replace("**", "") if text.count("**") % 2 else text


def telling(part: str, least: int = _TELLS) -> bool:
    """Whether a part has words enough of its own to be understood without the others."""
    return len(stems(part) - _ANY) >= least


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(stem(token) for token in words(text) if token not in STOP_WORDS)
