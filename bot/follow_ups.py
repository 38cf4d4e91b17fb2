"""What each kind of follow-up does to the last answer; every handler is a pure function of a Turn."""

from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.plan import days_named, plan_for, plan_markdown
from bot.reply import Prescribed, Reply
from bot.turns import Turn, ask_anew, handles, settle
from bot.words import plain, word
from intents.follow_up import pointed_at
from intents.question import Question
from intents.sides import Sides
from knowledge.entries import Answer

_FACT_TOPICS = {
    "scoliosis": "scoliosis", "disc": "disc-sciatica", "pregnancy": "pregnancy-postpartum", "osteoporosis": "older-adults",
    "older": "older-adults", "teen": "teen-posture", "after-injury": "after-injury",
}  # fmt: skip
_LIKELY = 0.6  # probability from which an added fact changes the subject


def again(
    turn: Turn, after: Conversation, *notes: str, asked: Question | None = None, listed: bool = False
) -> tuple[Conversation, Reply]:
    """The same answer composed anew for what is known now; `listed` shows its exercises without its own words again."""
    question = asked or after.person(turn.engine.reader.read(after.text))
    answer = turn.engine.library.answers[turn.entry]
    reply = turn.engine.answer(question, answer, 0.8, turn.engine.candidates(question), without=frozenset(after.without))
    return settle(after, replace(reply, notes=tuple(filter(None, notes)), listed=listed and not reply.taught))


def brief(turn: Turn, heading: str, body: str, answer: Answer | None = None) -> tuple[Conversation, Reply]:
    """A short reply about what was shown; the answer it hangs on stays the one spoken of."""
    asked = turn.asked
    about = answer or turn.engine.library.answers[turn.entry]
    full = turn.engine.answer(asked, about, 0.8, turn.engine.candidates(asked), without=frozenset(turn.before.without))
    shown = _shown(turn, asked) or full.exercises
    reply = replace(full, heading=heading, body=body, brief=True, taught=None, exercises=shown, left_out=())
    return turn.before, reply


def _shown(turn: Turn, asked: Question) -> tuple[Prescribed, ...]:
    taken: frozenset[str] = frozenset()
    picks = {pick.id: pick.why for pick in turn.engine.library.answers[turn.entry].exercises}
    found = []
    for id_ in turn.before.exercises:
        if (exercise := turn.engine.library.exercises.get(id_)) and id_ not in taken:
            found.append(turn.engine.composer.prescribe(exercise, asked, picks.get(id_, exercise.summary)))
    return tuple(found)


def meant(turn: Turn) -> str | None:
    """The exercise a message points at: named, numbered, the one spoken of last, or the only one shown."""
    shown = turn.before.exercises
    found = pointed_at(turn.text, shown, turn.question)
    only = shown[0] if len(shown) == 1 else None
    return found or (turn.before.focus if turn.before.focus in shown else only)


@handles("more-on-exercise")
def more(turn: Turn) -> tuple[Conversation, Reply]:
    """How to do one of the exercises shown."""
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    if target is None and turn.question.named("exercise"):
        return ask_anew(turn.engine, turn.before, turn.question)
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
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = [item for item in _shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("turns", "dose_often" if often else "dose", items, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "dose"), body, answer)


@handles("swap-kit")
def swap_kit(turn: Turn) -> tuple[Conversation, Reply]:
    """The same answer with what kit there is."""
    after = turn.before.knowing(turn.question)
    if after == turn.before:
        return ask_anew(turn.engine, turn.before, turn.question)
    note = word("turns", "swapped_kit", turn.question.kit, "home" in turn.question.facts)
    return again(turn, after, note, listed=bool(turn.before.exercises))


@handles("swap-pain")
def swap_pain(turn: Turn) -> tuple[Conversation, Reply]:
    """What hurts is left out, and what calls for the same is too."""
    target = meant(turn)
    if target is None and not turn.question.hurts and turn.before.exercises:
        target = turn.before.exercises[0]
    dropped = tuple(dict.fromkeys((*turn.before.without, *([target] if target else []))))
    after = replace(turn.before.knowing(turn.question), without=dropped)
    named = turn.engine.library.exercises[target].name if target else ""
    return again(turn, after, word("turns", "swapped_pain", named), listed=True)


@handles("swap-easier", "swap-harder")
def swap_level(turn: Turn) -> tuple[Conversation, Reply]:
    """The exercise meant, or the first, one step down or up; the rest of the answer stays."""
    harder = bool({"easy", "harder", "bored", "boring", "challenge", "advanced", "light"} & set(turn.question.phrase.words))
    target = meant(turn) or next(iter(turn.before.exercises), "")
    exercise = turn.engine.library.exercises.get(target)
    if exercise is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    taken = frozenset((*turn.before.exercises, *turn.before.without))
    asked = turn.asked
    for id_ in exercise.harder if harder else exercise.easier:
        found = turn.engine.library.exercises.get(id_)
        if found and id_ not in taken and turn.engine.composer.suits(found, asked):
            note = word("turns", "level", exercise.name, found.name, harder)
            return _stepped(turn, exercise.id, id_, note)
    body = word("turns", "no_level", exercise.name, harder)
    return brief(turn, word("turns", "heading", "level"), body)


def _stepped(turn: Turn, old: str, new: str, note: str) -> tuple[Conversation, Reply]:
    shown = tuple(new if id_ == old else id_ for id_ in turn.before.exercises)
    after = replace(turn.before, exercises=shown, without=tuple(dict.fromkeys((*turn.before.without, old))))
    stepped = replace(turn, before=after)
    answer = turn.engine.library.answers[turn.entry]
    reply = turn.engine.answer(turn.asked, answer, 0.8, turn.engine.candidates(turn.asked))
    items = _shown(stepped, turn.asked)
    return replace(after, focus=new), replace(reply, exercises=items, taught=None, notes=(note,), left_out=(), listed=True)


@handles("why")
def why(turn: Turn) -> tuple[Conversation, Reply]:
    """What speaks for the advice and how sure anyone can be."""
    answer = turn.engine.library.answers[turn.entry]
    items = _shown(turn, turn.asked)
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
    answer = turn.engine.answer_to(topic, turn.question)
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    reply = turn.engine.answer(turn.asked, answer, 0.8, turn.engine.candidates(turn.asked))
    return turn.before, replace(reply, exercises=(), left_out=())


@handles("safety")
def safety(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether it is safe for this person: the answer for their case, or the limits of the exercise meant."""
    after = turn.before.knowing(turn.question)
    topic = next((_FACT_TOPICS[fact] for fact in _FACT_TOPICS if fact in turn.question.facts), None)
    if topic and (answer := turn.engine.answer_to(topic, turn.question)):
        asked = after.person(turn.engine.reader.read(after.text))
        old = turn.engine.library.answers[turn.entry]
        fitted, left_out = turn.engine.composer.exercises(old, asked, frozenset(after.without))
        reply = turn.engine.answer(asked, answer, 0.8, turn.engine.candidates(asked))
        reply = replace(reply, exercises=fitted or reply.exercises, left_out=left_out, notes=(word("turns", "safe_for"),))
        return replace(after, exercises=tuple(item.exercise.id for item in reply.exercises)), reply
    target = pointed_at(turn.text, turn.before.exercises, turn.question)
    items = [item for item in _shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if not items or (turn.question.named("exercise") and target is None):
        return ask_anew(turn.engine, turn.before, turn.question)
    return brief(turn, word("turns", "heading", "safety"), word("turns", "safety", items))


@handles("another")
def another(turn: Turn) -> tuple[Conversation, Reply]:
    """The next candidate for the same question, each offered once."""
    tried = tuple(dict.fromkeys((*turn.before.tried, turn.entry)))
    asked = turn.asked
    for candidate in turn.engine.candidates(asked):
        if candidate.answer.id not in tried:
            reply = turn.engine.answer(asked, candidate.answer, 0.5, turn.engine.candidates(asked))
            after = replace(turn.before, tried=tried, urgent="", without=())
            return settle(after, replace(reply, notes=(word("turns", "another"),)))
    return ask_anew(turn.engine, turn.before, turn.question)


@handles("correction")
def correction(turn: Turn) -> tuple[Conversation, Reply]:
    """The same question redone with the side or the muscle put right."""
    asked, said = turn.asked, turn.question
    if side := _side_named(turn.text, asked):
        sides = _put_right(asked.sides, said.sides, side)
        after = replace(turn.before, sides=(sides.strong, sides.weak, sides.pain), urgent="")
        return again(turn, after, word("turns", "corrected_side", sides))
    if said.named("muscle") or said.named("region") or said.named("exercise"):
        return _renamed(turn)
    return new_fact(turn)


def _side_named(text: str, asked: Question) -> Side | None:
    """The side a correction names; "the other side" is the one not spoken of."""
    tokens = plain(text).lower().replace(",", " ").replace(".", " ").split()
    named: list[Side] = ["left" if token in ("left", "l") else "right" for token in tokens if token in ("left", "right", "l")]
    if named:
        after_not = [side for side, before in zip(named, [*tokens], strict=False) if before != "not"]
        return after_not[-1] if len(set(named)) == 1 else _last_not_negated(tokens)
    if "other" in tokens:
        known = asked.sides.pain or asked.sides.weak or asked.sides.strong
        return None if known is None else ("right" if known == "left" else "left")
    return None


def _last_not_negated(tokens: list[str]) -> Side | None:
    meant: Side | None = None
    for before, token in zip(["", "", *tokens], ["", *tokens], strict=False):
        if token in ("left", "right") and before not in ("not",):
            meant = "left" if token == "left" else "right"
    return meant


def _put_right(old: Sides, said: Sides, side: Side) -> Sides:
    """Sides as corrected: what the message states itself, else the first claim of before moved to this side."""
    if said.strong or said.weak or said.pain:
        return Sides(said.strong or old.strong, said.weak or old.weak, said.pain or old.pain)
    other: Side = "right" if side == "left" else "left"
    if old.strong or old.weak:
        # what people name first is what the question was about: the weak side in most, the strong in "bigger"
        pain = None if old.pain is None else side if old.pain == other else other
        strong_first = old.strong is not None and old.strong == other
        return Sides(side if strong_first else other, other if strong_first else side, pain)
    return Sides(None, None, side) if old.pain else Sides(other, side, None)


def _renamed(turn: Turn) -> tuple[Conversation, Reply]:
    """The first question with the muscle, part or exercise that was meant in place of the one understood."""
    old = turn.asked
    text = turn.before.text
    for kind in ("muscle", "region", "exercise"):
        new = next((m for m in turn.question.mentions if m.kind == kind), None)
        was = next((m for m in old.mentions if m.kind == kind), None)
        if new and was:
            text = text.lower().replace(was.words, new.words)
        elif new:
            text = f"{text} {new.words}"
    after, reply = ask_anew(turn.engine, turn.before, turn.engine.reader.read(text))
    return replace(after, sides=turn.before.sides), reply


@handles("new-fact", "fragment")
def new_fact(turn: Turn) -> tuple[Conversation, Reply]:
    """What was added, folded in: the same answer for what is known now, or another where it changes the subject."""
    after = turn.before.knowing(turn.question)
    joined = f"{turn.before.text}. {turn.text}"
    asked = after.person(turn.engine.reader.read(joined))
    likely = turn.question.topics[0] if turn.question.topics else ("", 0.0)
    own = turn.engine.library.answers[turn.entry].topics
    after = replace(after, text=joined)
    if likely[1] >= _LIKELY and likely[0] not in (*own, "out-of-scope", "chitchat"):
        decision = turn.engine.decide(after.person(turn.question))
        if decision.answer and decision.kind == "answer":
            reply = turn.engine.answer(asked, decision.answer, decision.confidence, turn.engine.candidates(asked))
            return settle(after, replace(reply, notes=(word("turns", "noted"),)))
    return again(turn, after, word("turns", "noted"), asked=asked)


@handles("plan")
def plan(turn: Turn) -> tuple[Conversation, Reply]:
    """A six-week plan for what was answered, with the kit and days named."""
    after = turn.before.knowing(turn.question)
    asked = after.person(turn.engine.reader.read(after.text))
    answer = turn.engine.library.answers[turn.entry]
    base = turn.engine.answer(asked, answer, 0.8, turn.engine.candidates(asked), without=frozenset(after.without))
    made = plan_for(turn.engine, base, days_named(turn.text))
    items = tuple(line.item for line in made.lines)
    reply = replace(base, heading=word("turns", "heading", "plan"), body=plan_markdown(made), whole=True, exercises=items, taught=None)
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


