"""An answer that was not what was meant: what is given in its place, and never the same again."""

from collections.abc import Iterable
from dataclasses import replace

from bot.beside import OWN, stems, telling, words_of
from bot.conversation import Conversation
from bot.dialogue.both import SURE
from bot.dialogue.denied import affirmed
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, context, handles, settle
from bot.dialogue.weighing import asked_first, judged
from bot.reply import LIKELY, Candidate, Reply
from bot.words import word
from intents.clauses import clauses
from intents.follow_up import follow_up
from intents.phrasings import phrasing
from intents.question import Question
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import words

_SHORT = 10  # words; a longer message says what it is about the exercise that it names
# What may be wanted in place of a page, and is done with what stands.
_STEPS = (
    "plan", "dose", "more-on-exercise", "list", "others", "sources", "time", "works", "order", "needs", "stretch",
    "time-budget", "session", "simpler",
)  # fmt: skip
_OFFERED = 2  # titles named besides
_CLOSE = 0.4  # of the best candidate's share, from which another may be meant
_UNSAID = 0.5  # what it counts beside a candidate's own chance that it speaks of what the last answer left out


@handles("another")
def another(turn: Turn) -> tuple[Conversation, Reply]:
    """What a message says is meant instead; else the next candidate for the same question, each offered once."""
    if len(words(turn.text)) <= _SHORT and (others := asked_first(turn)):
        return judged(turn, others[0])
    said = affirmed(clauses(turn.text).kept)
    if step := _step(turn, said):
        return step
    taught = turn.before.focus and is_how_to(turn.standing)
    if taught and phrasing("else").search(turn.text.lower()) and (akin := _akin(turn)):
        return akin
    if meant := _meant(turn, said):
        return meant
    if turn.before.aside or turn.before.did:
        return _passed_over(turn)
    return (_akin(turn) if taught else None) or _next(turn)


def _step(turn: Turn, said: str) -> tuple[Conversation, Reply] | None:
    """What a message wants done instead, where that is surely a step on from what stands: a plan, how one is done."""
    for part in said.split(". "):
        read = turn.engine.reader.read(part)
        found = follow_up(read, turn.engine.product.turns, context(turn.before))
        if found.kind in _STEPS and found.chance >= SURE:
            return HANDLERS[found.kind](replace(turn, text=said, question=turn.engine.reader.read(said)))
    return None


def _next(turn: Turn) -> tuple[Conversation, Reply]:
    """The next candidate: about a muscle that the message names, or what the last answer left unsaid, if any is."""
    near = _fresh(turn, turn.engine.candidates(turn.asked))
    if not near:
        return ask_anew(turn.engine, turn.before, turn.question)
    told, named = stems(turn.before.text), set(turn.question.named("muscle"))
    unsaid = told - words_of(turn.standing)

    def meant(one: Candidate) -> float:
        said = len(unsaid & words_of(one.answer)) / max(len(told), 1)
        return one.confidence + _UNSAID * said + bool(named & set(one.answer.muscles))

    most = max(one.confidence for one in near)
    first, *further = sorted((one for one in near if one.confidence >= _CLOSE * most), key=meant, reverse=True)
    return _given(turn, first.answer, further)


def _meant(turn: Turn, said: str) -> tuple[Conversation, Reply] | None:
    """The answer to what a message says besides that the last one was not it, alone or with what was asked before."""
    named = any(turn.engine.reader.read(said).named(kind) for kind in ("muscle", "exercise", "region"))
    if not telling(said, OWN) and not (named and telling(turn.before.last, OWN)):
        return None
    engine, wrong = turn.engine, _wrong(turn)
    texts = dict.fromkeys((said, f"{turn.before.last}. {said}", f"{turn.before.text}. {said}"))
    asked = [turn.before.person(engine.reader.read(text)) for text in texts]
    found = [engine.decide(question, wrong, turn.before) for question in asked]
    best = max(range(len(found)), key=lambda at: found[at].sure)
    answer = found[best].candidates[0][0].answer if found[best].candidates else None
    if answer is None:
        return None
    return _given(replace(turn, before=turn.before.knowing(turn.question)), answer, [], asked[best])


def _passed_over(turn: Turn) -> tuple[Conversation, Reply]:
    """Another answer to the last message, which was no question of its own; the answer that stands keeps standing."""
    asked = turn.before.person(turn.engine.reader.read(turn.before.last))
    decision = turn.engine.decide(asked, _wrong(turn) | _said_last(turn) | {turn.entry}, turn.before)
    after = turn.before.having_tried(*filter(None, (turn.before.aside,)))
    if decision.kind != "answer" or decision.sure < LIKELY:
        note = word("turns", "not_it", turn.standing.title)
        return after, replace(turn.answer(turn.standing), kind="unsure", answer=None, exercises=(), notes=(note,))
    near = [Candidate(match.answer, chance) for match, chance in decision.candidates]
    reply = turn.engine.answer(asked, near[0].answer, near[0].confidence, tuple(near))
    return after, replace(reply, notes=(_note(near[1:]),), exercises=(), left_out=())


def _said_last(turn: Turn) -> frozenset[str]:
    """The id of the answer that the last step took its words from, as it would be taken again."""
    handler = HANDLERS.get(turn.before.did)
    if handler is None:
        return frozenset()
    last = turn.before.last
    answer = handler(replace(turn, text=last, question=turn.engine.reader.read(last)))[1].answer
    return frozenset({answer.id}) if answer else frozenset()


def _wrong(turn: Turn) -> frozenset[str]:
    """The ids of the answers that a message or an earlier one turned down."""
    last = turn.before.aside or turn.entry
    return frozenset({*turn.before.tried, *turn.denied, last})


def _fresh(turn: Turn, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that were not turned down."""
    wrong = _wrong(turn)
    return [one for one in candidates if one.answer.id not in wrong]


def _given(
    turn: Turn, answer: Answer, near: list[Candidate], asked: Question | None = None
) -> tuple[Conversation, Reply]:
    """One answer in place of the last, which is not readily given again."""
    after = replace(turn.before.having_tried(turn.before.aside or turn.entry), urgent="", did="")
    after = replace(after, text=asked.text if asked else after.text)
    return settle(after, replace(turn.answer(answer, 0.5, asked), notes=(_note(near),)))


def _note(near: list[Candidate]) -> str:
    apart = list(dict.fromkeys(one.answer.title for one in near if not is_how_to(one.answer)))
    return word("turns", "another", apart[:_OFFERED])


def _akin(turn: Turn) -> tuple[Conversation, Reply] | None:
    """Another movement for the same job as the one taught, each offered once."""
    taught = turn.engine.library.exercises.get(turn.before.focus)
    taken = frozenset((*turn.before.without, turn.before.focus))
    other = turn.engine.composer.fitting(turn.before.focus, turn.asked, taken) if taught else None
    how_to = turn.engine.library.how_to(other.exercise.id) if other else None
    if how_to is None or other is None:
        return None
    after = replace(turn.before, without=tuple(sorted(taken)))
    return settle(after, replace(turn.answer(how_to, 0.7), notes=(word("turns", "another", []),)))
