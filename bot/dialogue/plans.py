"""Follow-ups about a plan: one asked for, on other days, in less time, with what changed, and what comes after."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.dialogue.retold import fitted
from bot.dialogue.schedule import most_told, scheduled
from bot.dialogue.shown import again, brief
from bot.dialogue.turns import Turn, asked_before, handles
from bot.dialogue.workload import by_place
from bot.plan import plan_for, plan_markdown
from bot.reply import Prescribed, Reply
from bot.words import word
from intents.phrasings import phrasing

KEEPING = ("swap-pain", "swap-other")  # which change one or two of its exercises
# What a plan is made anew for.
CHANGES = ("swap-kit", "swap-pain", "swap-other", "new-fact", "add", "add-part")


@handles("plan")
def plan(turn: Turn) -> tuple[Conversation, Reply]:
    """A six-week plan for what was answered, with the kit and days named."""
    kit = turn.question.kit  # kit named for a first plan is what there is
    only = kit.only or (bool(kit.has) and not turn.before.days)
    after = turn.before.knowing(replace(turn.question, kit=replace(kit, only=only)))
    after = scheduled(after, turn.text)
    settled, reply = made(turn, after)
    plain = turn.plain
    stays = [next(filter(None, found.groups())) for found in phrasing("stays").finditer(plain)]
    notes = [word("plans", "moved", after.on)] if turn.before.days and after.on != turn.before.on else []
    if stays:
        notes.append(word("plans", "stays", list(dict.fromkeys(stays))))
    if phrasing("of-split").search(plain):
        notes.append(word("amounts", "in_split", by_place(reply.exercises)))
    return settled, replace(reply, notes=tuple(notes))


@handles("time-budget")
def time_budget(turn: Turn) -> tuple[Conversation, Reply]:
    """As many exercises as fit the minutes there are: in a shorter plan, or the first of those shown."""
    fewer = max(1, len(turn.before.exercises) - (2 if turn.before.days else 1))
    after = replace(turn.before, most=most_told(turn.text) or fewer)
    if turn.before.days:
        return made(turn, scheduled(after, turn.text))
    if not turn.before.exercises and (found := fitted(replace(turn, before=after), "")):
        return found
    after, reply = again(turn, after, listed=True)
    kept = reply.exercises[: after.most]
    note = word("turns", "in_time", len(kept))
    ids = tuple(item.exercise.id for item in kept)
    return replace(after, exercises=ids), replace(reply, exercises=kept, left_out=(), notes=(note,))


@handles("after-plan")
def after_plan(turn: Turn) -> tuple[Conversation, Reply]:
    """What to do when the six weeks are over."""
    source = turn.engine.library.answers.get("week-by-week-progress")
    sided = turn.standing.compares == "sides" or bool(turn.asked.sides.weak)
    body = word("plans", "afterwards", turn.asked.sides.weak or "weaker side", sided)
    return brief(turn, word("plans", "heading"), body, source)


def made(turn: Turn, after: Conversation, kept: tuple[Prescribed, ...] = ()) -> tuple[Conversation, Reply]:
    """The plan for the answer that stands, as far as the conversation has come; of the exercises `kept`, if any."""
    asked = asked_before(turn.engine, after)
    without = frozenset(after.without)
    base = turn.answer(turn.standing, asked=asked)
    if most := most_told(turn.text):
        after, kept = replace(after, most=most), kept[:most]
    made_ = plan_for(turn.engine, base, after.days, after.most, without, after.on, after.added, kept)
    items = tuple(line.item for line in made_.lines)
    body, heading = plan_markdown(made_), word("turns", "heading", "plan")
    reply = replace(base, heading=heading, body=body, whole=True, exercises=items, taught=None)
    return replace(after, exercises=tuple(item.exercise.id for item in items) or after.exercises), reply
