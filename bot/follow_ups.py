"""What each kind of follow-up does to the last answer; every handler is a pure function of a Turn."""

import re
from dataclasses import replace

from bot.conversation import Conversation, Side
from bot.plan import days_named, plan_for, plan_markdown
from bot.reply import Prescribed, Reply
from bot.turns import Turn, ask_anew, handles, settle
from bot.words import word
from intents.follow_up import OFTEN, alike, place_named, pointed_at
from intents.question import Kit, Question
from intents.sides import Sides
from intents.vocabulary import Mention
from knowledge.entries import Answer
from knowledge.text import words

_FACT_TOPICS = {
    "scoliosis": "scoliosis", "disc": "disc-sciatica", "pregnancy": "pregnancy-postpartum",
    "osteoporosis": "older-adults", "older": "older-adults", "teen": "teen-posture", "after-injury": "after-injury",
    "surgery": "after-injury",
}  # fmt: skip
_MACHINES = frozenset({"machine", "cable", "roman-chair"})  # what people mean by "no machines"
_LACKING = re.compile(r"\b(?:no|without|not|lack\w*|hasn ?t|haven ?t|doesn ?t|don ?t|isn ?t|never)\b")
_NO_MORE = re.compile(r"\bthat ?s (?:it|all)\b|\bnothing else\b|\band that is (?:it|all)\b")
_JUST = re.compile(r"^(?:i )?(?:ve )?(?:only|just|all i)\b|\b(?:only|just) (?:have|got|own)\b| only$")
_HAVING = re.compile(r"\b(?:but|only|just|i have|i ve got|ive got|we have)\b")
_SAME_FOR = re.compile(r"^(?:and|ok|so|what about|how about|same|is it the same)\b")
_SIDE_LAST = re.compile(r"\b(?:left|right|other)(?: side| one)?$")
_SPORTS = ("sport-asymmetry", "back-stronger-than-chest")
_LIKELY = 0.6  # probability from which an added fact changes the subject


def again(
    turn: Turn, after: Conversation, *notes: str, asked: Question | None = None, listed: bool = False
) -> tuple[Conversation, Reply]:
    """The same answer composed anew for what is known now; `listed` shows its exercises without its own words again."""
    question = asked or after.person(turn.engine.reader.read(after.text))
    answer = turn.engine.library.answers[turn.entry]
    reply = turn.engine.answer(
        question, answer, 0.8, turn.engine.candidates(question), without=frozenset(after.without)
    )
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
    if target is None and place_named(turn.text) is not None and turn.before.exercises:
        return brief(turn, word("turns", "heading", "list"), word("turns", "no_such", _shown(turn, turn.asked)))
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
    items = [item for item in _shown(turn, turn.asked) if target in (None, item.exercise.id)]
    if answer is None or not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    body = word("turns", "dose_often" if often else "dose", items, turn.asked.sides.weak or "")
    return brief(turn, word("turns", "heading", "dose"), body, answer)


@handles("swap-kit")
def swap_kit(turn: Turn) -> tuple[Conversation, Reply]:
    """The same answer with what kit there is."""
    said = replace(turn.question, kit=_kit_said(turn))
    if not (said.kit.has or said.kit.lacks or "home" in said.facts):
        return new_fact(turn)
    after = turn.before.knowing(said)
    note = word("turns", "swapped_kit", said.kit, "home" in said.facts)
    return again(turn, after, note, listed=bool(turn.before.exercises))


def _kit_said(turn: Turn) -> Kit:
    """The kit of a message, every piece that the shown exercises use and that "no … or …" names counted as lacking."""
    kit, text = turn.question.kit, " ".join(words(turn.text))
    shown = [
        turn.engine.library.exercises[id_] for id_ in turn.before.exercises if id_ in turn.engine.library.exercises
    ]
    pieces = {piece for exercise in shown for needs in exercise.equipment for piece in needs}
    named = {piece for piece in pieces if piece.replace("-", " ") in text}
    named |= _MACHINES if kit.lacks == ("machine",) else set()
    if kit.has and (_NO_MORE.search(text) or _JUST.search(text)):
        return replace(kit, only=True)
    if not named or not _LACKING.search(text) or _HAVING.search(text):
        return kit
    has = tuple(piece for piece in kit.has if piece not in named)
    return Kit(has, tuple(sorted({*kit.lacks, *named})), kit.only and bool(has))


@handles("swap-pain")
def swap_pain(turn: Turn) -> tuple[Conversation, Reply]:
    """What hurts is left out, and what calls for the same is too."""
    target = meant(turn)
    if target is None and turn.before.exercises and not _spares(turn):
        target = turn.before.exercises[0]
    dropped = tuple(dict.fromkeys((*turn.before.without, *([target, *_family(turn, target)] if target else []))))
    after = replace(turn.before.knowing(turn.question), without=dropped)
    named = turn.engine.library.exercises[target].name if target else ""
    return again(turn, after, word("turns", "swapped_pain", named), listed=True)


def _family(turn: Turn, target: str) -> list[str]:
    """What goes by the same loose name: of "swings" one and all, of "the one-arm swing" none but itself."""
    last = target.split("-")[-1]
    if target in turn.question.named("exercise") or last not in turn.text.lower():
        return []
    return [id_ for id_ in turn.engine.library.exercises if id_.split("-")[-1] == last]


@handles("swap-other")
def swap_other(turn: Turn) -> tuple[Conversation, Reply]:
    """An exercise the person would rather not do, replaced by what can stand in for it."""
    target = meant(turn)
    targets = (target, *_family(turn, target)) if target else alike(turn.text, turn.before.exercises)
    if not targets:
        return another(turn)
    after = replace(turn.before, without=tuple(dict.fromkeys((*turn.before.without, *targets))))
    name = turn.engine.library.exercises[targets[0]].name
    return again(turn, after, word("turns", "swapped_other", name), listed=True)


def _spares(turn: Turn) -> bool:
    """Whether what is named as hurting already rules out one of the exercises shown."""
    shown = (turn.engine.library.exercises.get(id_) for id_ in turn.before.exercises)
    return any(exercise and set(exercise.cautions) & set(turn.question.hurts) for exercise in shown)


@handles("swap-easier")
def easier(turn: Turn) -> tuple[Conversation, Reply]:
    """One exercise a step down."""
    return _level(turn, harder=False)


@handles("swap-harder")
def harder(turn: Turn) -> tuple[Conversation, Reply]:
    """One exercise a step up."""
    return _level(turn, harder=True)


def _level(turn: Turn, harder: bool) -> tuple[Conversation, Reply]:
    """The exercise meant, or the first, one step down or up; the rest of the answer stays."""
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
    return replace(after, focus=new), replace(
        reply, exercises=items, taught=None, notes=(note,), left_out=(), listed=True
    )


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
    """Whether it is safe for this person: the answer for their case, or the limits of the exercise meant."""
    after = turn.before.knowing(turn.question)
    topic = next((_FACT_TOPICS[fact] for fact in _FACT_TOPICS if fact in turn.question.facts), None)
    if topic and (answer := turn.engine.answer_to(topic, turn.question)):
        asked = after.person(turn.engine.reader.read(after.text))
        old = turn.engine.library.answers[turn.entry]
        fitted, left_out = turn.engine.composer.exercises(old, asked, frozenset(after.without))
        reply = turn.engine.answer(asked, answer, 0.8, turn.engine.candidates(asked))
        reply = replace(
            reply, exercises=fitted or reply.exercises, left_out=left_out, notes=(word("turns", "safe_for"),)
        )
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
    tokens = words(text)
    named: list[Side] = [
        "left" if token in ("left", "l") else "right" for token in tokens if token in ("left", "right", "l")
    ]
    if named:
        after_not = [side for side, before in zip(named, [*tokens], strict=False) if before != "not"]
        return after_not[-1] if len(set(named)) == 1 else _last_not_negated(tokens)
    if {"other", "versa", "opposite"} & set(tokens):
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
        meant = [m for m in turn.question.mentions if m.kind == kind and not _negated(m, turn.text)]
        new = meant[-1] if meant else None
        kinds = (kind,) if kind == "exercise" else ("muscle", "region")  # "mid back" may stand where "lat" stood
        was = next(
            (m for m in old.mentions if m.kind == kind), next((m for m in old.mentions if m.kind in kinds), None)
        )
        if new and was:
            text = text.lower().replace(was.words, new.words)
        elif new:
            text = f"{text} {new.words}"
    after, reply = ask_anew(turn.engine, turn.before, turn.engine.reader.read(text))
    return replace(after, sides=turn.before.sides), reply


def _negated(mention: Mention, text: str) -> bool:
    """Whether "not" stands before a name: of "trap, not lat" and "not the lat, the trap" the trap is meant."""
    return "not" in words(text)[max(0, mention.start - 2) : mention.start]


@handles("new-fact", "fragment")
def new_fact(turn: Turn) -> tuple[Conversation, Reply]:
    """What was added, folded in: the same answer for what is known now, or another where it changes the subject."""
    if side := _bare_side(turn):
        return _for_side(turn, side)
    if (
        (turn.question.named("muscle") or turn.question.named("region"))
        and _SAME_FOR.search(turn.text.lower())
        and len(words(turn.text)) <= 6
    ):
        return _renamed(turn)
    if sport := _sport(turn):
        return settle(turn.before, turn.engine.answer(turn.asked, sport, 0.7, turn.engine.candidates(turn.asked)))
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


def _sport(turn: Turn) -> Answer | None:
    """What there is for a sport that a fragment names ("for golf?"), however little it says about backs."""
    likely = next((topic for topic, _ in turn.question.topics if topic not in ("out-of-scope", "chitchat")), "")
    asked = re.search(r"\bfor \w+(?: \w+)?$", " ".join(words(turn.text)))
    return turn.engine.answer_to(likely, turn.question) if asked and likely in _SPORTS else None


def _bare_side(turn: Turn) -> Side | None:
    """The side of a fragment that says nothing else ("and the right side?")."""
    said = turn.question
    short = len(words(turn.text)) <= 6 and not (said.sides.strong or said.sides.weak or said.sides.pain)
    subject = any(said.named(kind) for kind in ("muscle", "region", "exercise"))
    bare = short and not subject and _SIDE_LAST.search(" ".join(words(turn.text)))
    return _side_named(turn.text, turn.asked) if bare else None


def _for_side(turn: Turn, side: Side) -> tuple[Conversation, Reply]:
    """The same answer for the side named; where both sides were told apart it holds for both already."""
    old = turn.asked.sides
    if (old.strong and old.weak) or not old.pain:
        return again(turn, turn.before, word("turns", "both_sides", old.weak or ""))
    return again(turn, replace(turn.before, sides=(old.strong, old.weak, side)), word("turns", "same_there", side))


@handles("order")
def order(turn: Turn) -> tuple[Conversation, Reply]:
    """Which exercise comes first."""
    items = _shown(turn, turn.asked)
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
