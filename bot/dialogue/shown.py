"""What was shown before, as a follow-up's handler needs it: composed again, briefly, or the one exercise meant."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.turns import Turn, asked_before, settle
from bot.reply import Prescribed, Reply
from intents.pointing import pointed_at
from intents.question import Question
from knowledge.entries import Answer


def again(
    turn: Turn, after: Conversation, *notes: str, asked: Question | None = None, listed: bool = False
) -> tuple[Conversation, Reply]:
    """The same answer composed anew for what is known now; `listed` shows its exercises without its own words again."""
    question = asked or asked_before(turn.engine, after)
    answer = turn.standing
    reply = turn.engine.answer(
        question, answer, 0.8, turn.engine.candidates(question), without=frozenset(after.without)
    )
    taught = reply.taught
    if taught and (taught.id in after.without or not turn.engine.composer.suits(taught, question)):
        taught = None  # the steps of what was just left out help nobody
    reply = replace(reply, notes=tuple(filter(None, notes)), taught=taught, listed=listed and not taught)
    return settle(after, reply)


def brief(turn: Turn, heading: str, body: str, answer: Answer | None = None) -> tuple[Conversation, Reply]:
    """A short reply about what was shown; the answer it hangs on stays the one spoken of."""
    asked = turn.asked
    about = answer or turn.standing
    full = turn.engine.answer(asked, about, 0.8, turn.engine.candidates(asked), without=frozenset(turn.before.without))
    items = shown(turn, asked) or full.exercises
    reply = replace(full, heading=heading, body=body, brief=True, taught=None, exercises=items, left_out=())
    return turn.before, reply


def showing(after: Conversation, reply: Reply, items: tuple[Prescribed, ...]) -> tuple[Conversation, Reply]:
    """A reply with these exercises in place of its own, for the next message to point at."""
    ids = tuple(item.exercise.id for item in items)
    return replace(after, exercises=ids, focus=""), replace(reply, exercises=items)


def shown(turn: Turn, asked: Question) -> tuple[Prescribed, ...]:
    picks = {pick.id: pick.why for pick in turn.standing.exercises}
    prescribe = turn.engine.composer.prescribe
    return tuple(prescribe(exercise, asked, picks.get(exercise.id, exercise.summary)) for exercise in turn.listed)


def pointed(turn: Turn) -> str | None:
    """The exercise shown that a message names, or whose place in the list it does."""
    return pointed_at(turn.text, turn.before.exercises, turn.question)


def meant(turn: Turn) -> str | None:
    """The exercise a message points at: named, numbered, the one spoken of last, or the only one shown."""
    shown = turn.before.exercises
    only = shown[0] if len(shown) == 1 else None
    return pointed(turn) or (turn.before.focus if turn.before.focus in shown else only)
