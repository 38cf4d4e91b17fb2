"""A message that says itself where it goes: on to a new question, or back to what was spoken of before."""

from dataclasses import replace

from bot.beside import stems
from bot.conversation import Conversation, Put
from bot.dialogue.both import Answered
from bot.dialogue.shown import again
from bot.dialogue.turns import Turn, ask_anew, context
from bot.engine import Engine
from bot.reply import Reply
from bot.words import word
from intents.follow_up import NEW, follow_up
from intents.phrasings import phrasing
from intents.pointing import alike, pointed_at
from intents.question import Question
from knowledge.text import words

_STEP = 0.85  # chance from which what is called a new question is a step on from the answer that stands after all
_TELLS = (NEW, "new-fact", "fragment")  # which name what they are about themselves


def announced(
    engine: Engine, before: Conversation, text: str, question: Question, answered: Answered
) -> tuple[Conversation, Reply] | None:
    """The reply to what is said to be a new question, held against nothing that was said before it."""
    found = phrasing("announced").search(text.lower())
    further = found or phrasing("one-more").search(text.lower())
    if further is None or not before.entry:
        return None
    rest = text[further.end() :]
    asked = engine.reader.read(rest)
    step = follow_up(asked, engine.product.turns, context(before))
    if step.chance >= _STEP and step.kind not in _TELLS and (not found or pointed_at(rest, before.exercises, asked)):
        return answered(engine, before, rest, asked)
    told = before.knowing(question)
    after, reply = ask_anew(engine, told, asked, strictly=True)
    return (after, reply) if reply.kind == "answer" else answered(engine, told, rest, asked)


def gone_back(engine: Engine, before: Conversation, text: str, answered: Answered) -> tuple[Conversation, Reply] | None:
    """The reply to "back to my trap, how often": the answer meant stands again, and the rest is asked of it."""
    found = phrasing("goes-back").search(text.lower())
    if found is None or not before.entry:
        return None
    named = text[found.start("named") : found.end("named")]
    put = _meant(engine, before, named, engine.reader.read(named))
    if put is None:
        return None
    back = before if put.entry == before.entry else before.back_at(put)
    shown = alike(named, back.exercises)[:1] or (pointed_at(named, back.exercises, engine.reader.read(named)),)
    back = replace(back, focus=shown[0] or "")
    rest = text[found.start("named") if back.focus else found.end("named") :].strip(" ,.;:-")
    if len(words(rest)) > 1 or "?" in rest:
        return answered(engine, back, rest, engine.reader.read(rest))
    turn = Turn(engine, back, text, engine.reader.read(rest))
    return again(turn, back, word("turns", "back_at"), listed=bool(back.exercises))


def _meant(engine: Engine, before: Conversation, named: str, question: Question) -> Put | None:
    """The answer that a message goes back to: the one with most of its words, the first or the last but one."""
    standing = Put(before.text, before.entry or "", before.exercises, before.sides)
    first = (Put(before.origin[0], before.origin[1], before.origin[2:]),) if before.origin else ()
    known: list[Put] = list({put.entry: put for put in (*first, *before.past[::-1], standing)}.values())[::-1]
    if phrasing("at-first").search(named.lower()):
        return known[-1]
    best = max(known, key=lambda put: _names(engine, put, named, question))
    if _names(engine, best, named, question):
        return best
    loosely = phrasing("named-loosely").search(named.lower())
    return next((put for put in known if put.exercises and put.entry != before.entry), None) if loosely else None


def _names(engine: Engine, put: Put, named: str, question: Question) -> int:
    """How many words of an answer, or exercises that it showed, what is gone back to names."""
    answer = engine.library.answers[put.entry]
    shown = bool(alike(named, put.exercises) or pointed_at(named, put.exercises, question))
    muscles = len(set(question.named("muscle")) & set(answer.muscles))
    return len(stems(named) & stems(f"{answer.title} {put.text}")) + shown + muscles
