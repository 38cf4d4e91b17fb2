"""A fragment that only names a new thing ("and when driving?", "same on rows?"): the same question, asked of that."""

from collections.abc import Iterator
from dataclasses import replace

from bot.beside import stems
from bot.conversation import Conversation
from bot.decide import Decision
from bot.dialogue.additions import new_fact
from bot.dialogue.corrections import bare_side
from bot.dialogue.shown import again, brief
from bot.dialogue.turns import HANDLERS, Turn, handles, settle
from bot.dialogue.weighing import asked_first, judged
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.question import Kit, Question
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import STOP_WORDS, stem, words

_LONG = 14  # words; a longer message says itself what it asks
_OFTEN = 3  # phrasings with the thing that is named, from which an answer is about it
_SHARE = 0.3  # and what share of them
_NEAR = 0.3  # of the first candidate's share, from which an answer about it is meant
_SUBJECTS = ("muscle", "region", "exercise")


@handles("fragment")
def fragment(turn: Turn) -> tuple[Conversation, Reply]:
    """The question that stands, of the thing named: its own page, the same again, or what holds of any part."""
    said = turn.question
    told = said.facts or said.kit != Kit() or said.hurts or bare_side(turn)
    if told or len(words(turn.text)) > _LONG:
        return new_fact(turn)
    sided = turn.standing.compares == "sides"
    if _only_names(turn) and (said.named("muscle") or (said.named("region") and sided)):
        return HANDLERS["other-muscle"](turn)
    if _only_names(turn) and phrasing("other-side").search(turn.text.lower()):
        return again(turn, turn.before, word("turns", "both_sides", turn.asked.sides.weak or ""))
    if found := same_on(turn) or _other_part(turn):
        return found
    if (others := asked_first(turn)) and not is_how_to(turn.standing):
        return judged(turn, others[0])
    own = any(said.named(kind) for kind in _SUBJECTS)
    return (None if own else _page(turn)) or new_fact(turn)


def _only_names(turn: Turn) -> bool:
    """Whether a fragment has nothing beside a name, or a side, but words that lead on to it."""
    named = {token for mention in turn.question.mentions for token in words(mention.words)}
    return all(phrasing("leads-on").fullmatch(token) or token in {*named, "side"} for token in words(turn.text))


def same_on(turn: Turn) -> tuple[Conversation, Reply] | None:
    """What was said of one exercise, of another that a message says it happens on too."""
    others = asked_first(turn)
    plain = turn.plain
    if not others or not (phrasing("asks-on").search(plain) and phrasing("happens-on").search(plain)):
        return None
    if not turn.engine.reader.read(turn.before.text).named("exercise") or is_how_to(turn.standing):
        return None
    return again(turn, turn.before, word("turns", "same_on", others[0].name), listed=bool(turn.before.exercises))


def _page(turn: Turn) -> tuple[Conversation, Reply] | None:
    """The answer that is about the thing named, of those that the question with it in place could mean."""
    named = _new(turn)
    if (
        not named
        or named & stems(turn.standing.title)
        or (turn.question.named("sport") and turn.standing.compares == "sides" and not turn.asked.pain)
    ):
        return None
    text = f"{turn.before.text}. {turn.text}"
    joined = turn.before.person(turn.engine.reader.read(text))
    for decision in _decided(turn, [turn.before.person(turn.question), joined]):
        least = _NEAR * decision.candidates[0][1] if decision.candidates else 0.0
        near = (match.answer for match, chance in decision.candidates if chance >= least)
        if found := next((answer for answer in near if not is_how_to(answer) and _about(answer, named)), None):
            return settle(replace(turn.before.knowing(turn.question), text=text), turn.answer(found, asked=joined))
    return None


def _decided(turn: Turn, asked: list[Question]) -> Iterator[Decision]:
    return (turn.engine.decide(question, {turn.entry, *turn.before.tried}, turn.before) for question in asked)


def _new(turn: Turn) -> frozenset[str]:
    """The stems of what a fragment names beyond what was spoken of."""
    named = [token for token in words(turn.text) if not phrasing("leads-on").fullmatch(token)]
    return frozenset(stem(token) for token in named if token not in STOP_WORDS) - stems(turn.before.text)


def _about(answer: Answer, named: frozenset[str]) -> bool:
    """Whether an answer's title has a word of what is named, or several of its phrasings do."""
    asked = sum(bool(named & stems(ask)) for ask in answer.asks)
    return bool(named & stems(answer.title)) or asked >= max(_OFTEN, _SHARE * len(answer.asks))


def _other_part(turn: Turn) -> tuple[Conversation, Reply] | None:
    """What holds of a part of the body that is none of the back's, of sides that differ."""
    part = phrasing("other-part").fullmatch(turn.plain)
    if part is None or turn.standing.compares != "sides":
        return None
    body = word("turns", "other_part", part["part"], turn.asked.sides.weak or "")
    after, reply = brief(turn, word("turns", "heading", "other"), body)
    return after, replace(reply, exercises=())
