"""Follow-ups about a plan: one asked for, on other days, in less time, or with what changed since."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.retold import fitted
from bot.dialogue.shown import again
from bot.dialogue.turns import Turn, handles
from bot.plan import MOST, days_free, days_named, plan_for, plan_markdown, weekdays_named, weekdays_taken
from bot.reply import Prescribed, Reply
from bot.words import word
from intents.phrasings import phrasing
from knowledge.text import words

_FITS = ((7, 1), (12, 2), (17, 3), (27, 4))  # minutes up to which so many exercises can be done well
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
KEEPING = ("swap-pain", "swap-other")  # which change one or two of its exercises
CHANGES = ("swap-kit", "swap-pain", "swap-other", "new-fact", "add")  # what a plan is made anew for


@handles("plan")
def plan(turn: Turn) -> tuple[Conversation, Reply]:
    """A six-week plan for what was answered, with the kit and days named."""
    kit = turn.question.kit  # kit named for a plan is what there is
    after = turn.before.knowing(replace(turn.question, kit=replace(kit, only=kit.only or bool(kit.has))))
    days = days_named(turn.text, turn.before.days or 3)
    taken = weekdays_taken(turn.text)
    free = days_free(taken, days) if taken else ()
    on = weekdays_named(turn.text) or free or (after.on if days == after.days else ())
    return made(turn, replace(after, days=days, on=on, most=_most(turn.text) or after.most))


@handles("time-budget")
def time_budget(turn: Turn) -> tuple[Conversation, Reply]:
    """As many exercises as fit the minutes there are: in a shorter plan, or the first of those shown."""
    fewer = max(1, len(turn.before.exercises) - (2 if turn.before.days else 1))
    after = replace(turn.before, most=_most(turn.text) or fewer)
    if turn.before.days:
        return made(turn, replace(after, days=days_named(turn.text, turn.before.days)))
    if not turn.before.exercises and (found := fitted(replace(turn, before=after), "")):
        return found
    after, reply = again(turn, after, listed=True)
    kept = reply.exercises[: after.most]
    note = word("turns", "in_time", len(kept))
    ids = tuple(item.exercise.id for item in kept)
    return replace(after, exercises=ids), replace(reply, exercises=kept, left_out=(), notes=(note,))


def made(turn: Turn, after: Conversation, kept: tuple[Prescribed, ...] = ()) -> tuple[Conversation, Reply]:
    """The plan for the answer that stands, as far as the conversation has come; of the exercises `kept`, if any."""
    asked = after.person(turn.engine.reader.read(after.text))
    without = frozenset(after.without)
    base = turn.answer(turn.standing, asked=asked)
    made_ = plan_for(turn.engine, base, after.days, after.most, without, after.on, after.added, kept)
    items = tuple(line.item for line in made_.lines)
    body, heading = plan_markdown(made_), word("turns", "heading", "plan")
    reply = replace(base, heading=heading, body=body, whole=True, exercises=items, taught=None)
    return replace(after, exercises=tuple(item.exercise.id for item in items) or after.exercises), reply


def _most(text: str) -> int:
    """How many exercises fit the minutes a message names; 0 where it names none."""
    plain = " ".join(words(text))
    if counted := phrasing("counted").search(plain):
        return _NUMBERS.get(counted[1]) or int(counted[1])
    found = phrasing("minutes").search(plain)
    if found is None:
        return 0
    minutes = int(found[1]) if found[1] else 30
    return next((count for limit, count in _FITS if minutes <= limit), MOST)
