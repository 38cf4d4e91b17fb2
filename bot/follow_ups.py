"""What each kind of follow-up does to the last answer; every handler is a pure function of a Turn."""

from dataclasses import replace

from bot.compose import cautions_of
from bot.conversation import Conversation
from bot.plan import days_named, plan_for, plan_markdown
from bot.reply import Reply
from bot.shown import again, brief, meant, shown
from bot.turns import Turn, ask_anew, handles, settle
from bot.words import word
from intents.follow_up import OFTEN
from intents.pointing import place_named, pointed_at
from intents.question import Question
from knowledge.entries import Answer, Exercise
from knowledge.text import words

_FACT_TOPICS = {
    "scoliosis": "scoliosis", "disc": "disc-sciatica", "pregnancy": "pregnancy-postpartum",
    "osteoporosis": "older-adults", "older": "older-adults", "teen": "teen-posture", "after-injury": "after-injury",
    "surgery": "after-injury",
}  # fmt: skip


@handles("more-on-exercise")
def more(turn: Turn) -> tuple[Conversation, Reply]:
    """How to do one of the exercises shown."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    if target is None and turn.question.named("exercise"):
        return ask_anew(turn.engine, turn.before, turn.question)
    if target is None and place_named(turn.text) is not None and turn.before.exercises:
        return brief(turn, word("turns", "heading", "list"), word("turns", "no_such", shown(turn, turn.asked)))
    target = target or meant(turn) or next(iter(turn.before.exercises), None)
    how_to = turn.engine.library.how_to(target) if target else None
    if how_to is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    reply = turn.engine.answer(turn.asked, how_to, 0.9, turn.engine.candidates(turn.asked))
    return replace(turn.before, focus=target or ""), reply


@handles("dose")
def dose(turn: Turn) -> tuple[Conversation, Reply]:
    """Sets and repetitions of what was shown; how often goes to the answer about that."""
    often = "often" in turn.question.phrase.words or {"day", "days", "week", "daily"} & set(turn.question.phrase.words)
    answer = turn.engine.library.answers.get("how-often-to-train-the-back" if often else "sets-and-reps")
    every = bool({"others", "all", "each", "them", "rest"} & set(words(turn.text)))
    target = pointed_at(turn.text, turn.before.exercises, turn.question) or (
        None if every else turn.before.focus or None
    )
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("turns", "dose_often" if often else "dose", items, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "dose"), body, answer)


@handles("why")
def why(turn: Turn) -> tuple[Conversation, Reply]:
    """What speaks for the advice and how sure anyone can be."""
    answer = turn.engine.library.answers[turn.entry]
    items = shown(turn, turn.asked)
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = tuple(item for item in items if target in (None, item.exercise.id))
    return brief(turn, word("turns", "heading", "why"), word("turns", "why", answer, items))


@handles("sources")
def sources(turn: Turn) -> tuple[Conversation, Reply]:
    """Where the answer comes from, with addresses."""
    listed = turn.engine.composer.sources(turn.engine.library.answers[turn.entry])
    return brief(turn, word("turns", "heading", "sources"), word("turns", "sources", listed))


@handles("time")
def time(turn: Turn) -> tuple[Conversation, Reply]:
    """How long it takes, said for these sides."""
    pain = "pain" in turn.engine.library.answers[turn.entry].concern
    topic = "after-injury" if pain and turn.asked.pain and "heal" in turn.text.lower() else "how-long"
    often = OFTEN.search(" ".join(words(turn.text)))
    usual = None if often or topic != "how-long" else turn.engine.library.answers.get("how-long-until-even")
    answer = usual or turn.engine.answer_to(topic, turn.question)
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    reply = turn.engine.answer(turn.asked, answer, 0.8, turn.engine.candidates(turn.asked))
    return turn.before, replace(reply, exercises=(), left_out=())


@handles("leave-it")
def leave_it(turn: Turn) -> tuple[Conversation, Reply]:
    """What happens when nothing is done about it."""
    answer = turn.engine.answer_to("does-it-matter", turn.asked)
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    reply = turn.engine.answer(turn.asked, answer, 0.8, turn.engine.candidates(turn.asked))
    return turn.before, replace(reply, exercises=(), left_out=())


@handles("safety")
def safety(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether it is safe for this person: the exercise meant, the answer for their case, or both."""
    topic = next((_FACT_TOPICS[fact] for fact in _FACT_TOPICS if fact in turn.question.facts), None)
    if topic and (answer := turn.engine.answer_to(topic, turn.question)):
        return _safe_for(turn, answer)
    if cautions_of(replace(turn.question, hurts=())):
        return again(turn, turn.before.knowing(turn.question), word("turns", "safe_case"), listed=True)
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = [item for item in shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if not items or (turn.question.named("exercise") and target is None):
        return ask_anew(turn.engine, turn.before, turn.question)
    return brief(turn, word("turns", "heading", "safety"), word("turns", "safety", items))


def _safe_for(turn: Turn, answer: Answer) -> tuple[Conversation, Reply]:
    """The answer for a person's case, the exercise asked about before it, and the old exercises as far as they fit."""
    after = turn.before.knowing(turn.question)
    asked = after.person(turn.engine.reader.read(after.text))
    old = turn.engine.library.answers[turn.entry]
    fitted, left_out = turn.engine.composer.exercises(old, asked, frozenset(after.without))
    reply = turn.engine.answer(asked, answer, 0.8, turn.engine.candidates(asked))
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    named = turn.engine.library.exercises.get(target or next(iter(turn.question.named("exercise")), ""))
    notes = (_verdict(turn, named, asked),) if named else (word("turns", "safe_for"),)
    reply = replace(reply, exercises=fitted or reply.exercises, left_out=left_out, notes=notes)
    return replace(after, exercises=tuple(item.exercise.id for item in reply.exercises)), reply


def _verdict(turn: Turn, exercise: Exercise, asked: Question) -> str:
    """What one exercise is for a person of this case: ruled out, to be led up to, or fine."""
    against = next(iter(sorted(cautions_of(asked) & set(exercise.cautions))), "")
    suits = turn.engine.composer.suits
    steps = [turn.engine.library.exercises[id_] for id_ in exercise.easier if id_ in turn.engine.library.exercises]
    instead = turn.engine.composer.fitting(exercise.id, asked, frozenset({exercise.id})) if against else None
    easier = instead.exercise if instead else next((step for step in steps if suits(step, asked)), None)
    return word("turns", "verdict", exercise, against, easier)


@handles("another")
def another(turn: Turn) -> tuple[Conversation, Reply]:
    """The next candidate for the same question, each offered once."""
    tried = tuple(dict.fromkeys((*turn.before.tried, turn.entry)))
    asked = turn.asked
    for candidate in turn.engine.candidates(asked):
        if candidate.answer.id not in tried:
            reply = turn.engine.answer(
                asked, candidate.answer, 0.5, turn.engine.candidates(asked), without=frozenset(turn.before.without)
            )
            after = replace(turn.before, tried=tried, urgent="")
            return settle(after, replace(reply, notes=(word("turns", "another"),)))
    return ask_anew(turn.engine, turn.before, turn.question)


@handles("order")
def order(turn: Turn) -> tuple[Conversation, Reply]:
    """Which exercise comes first."""
    items = shown(turn, turn.asked)
    return brief(turn, word("turns", "heading", "order"), word("turns", "order", items, turn.asked.sides.weak or ""))


@handles("plan")
def plan(turn: Turn) -> tuple[Conversation, Reply]:
    """A six-week plan for what was answered, with the kit and days named."""
    kit = turn.question.kit  # kit named for a plan is what there is
    after = turn.before.knowing(replace(turn.question, kit=replace(kit, only=kit.only or bool(kit.has))))
    asked = after.person(turn.engine.reader.read(after.text))
    answer = turn.engine.library.answers[turn.entry]
    base = turn.engine.answer(asked, answer, 0.8, turn.engine.candidates(asked), without=frozenset(after.without))
    made = plan_for(turn.engine, base, days_named(turn.text))
    items = tuple(line.item for line in made.lines)
    reply = replace(
        base,
        heading=word("turns", "heading", "plan"),
        body=plan_markdown(made),
        whole=True,
        exercises=items,
        taught=None,
    )
    return replace(after, exercises=tuple(item.exercise.id for item in items) or after.exercises), reply


@handles("thanks", "bye")
def thanks(turn: Turn) -> tuple[Conversation, Reply]:
    """Thanks and goodbye change nothing."""
    answer = turn.engine.library.answers.get("thanks-and-bye")
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    return turn.before, turn.engine.answer(turn.question, answer, 0.95, smalltalk=True)


@handles("dont-know")
def dont_know(turn: Turn) -> tuple[Conversation, Reply]:
    """Nothing was asked, so the answer stands and says so."""
    return again(turn, turn.before, word("turns", "stands"))
