"""A fact added to the question, folded in: other exercises, another answer, or a line on why nothing changes."""

import re
from dataclasses import replace

from bot.beside import OWN, telling
from bot.conversation import Conversation
from bot.decide import Decision
from bot.dialogue.asides import beside
from bot.dialogue.corrections import bare_side, for_side, renamed
from bot.dialogue.denied import affirmed, denied_stems
from bot.dialogue.righted import claim_completed
from bot.dialogue.shown import again, brief, showing
from bot.dialogue.turns import Turn, ask_anew, handles, meant_instead, settle
from bot.dialogue.verdicts import answer_for_case, for_case, safety
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.question import Kit
from intents.sides import Sides
from knowledge.entries import Term
from knowledge.text import words

_SAME_FOR = re.compile(r"^(?:and|ok|so|what about|how about|same|is it the same|also|my|the)\b")
_LIKELY = 0.6  # probability from which an added fact changes the subject
_MEANT = 0.5  # how sure an answer to just the added fact must be
_GENTLE = frozenset({"older", "teen", "beginner"})  # for whom an advanced movement is not the place to begin
_SINCE = re.compile(
    r"\b(?:for|since|been|always|years?|months?|weeks?)\b.*\b(?:years?|months?|weeks?|always|ages|forever|long|kid|child|\d{4})\b"
    r"|\balways been\b|\bsince i was\b|\byears now\b"
)
_DOES = re.compile(r"\b(?:for|i|i do|i also|with|from) (\w{3,})\b")
_NO_SUBJECT = ("out-of-scope", "chitchat", "red-flag", "see-professional")


@handles("new-fact", "fragment")
def new_fact(turn: Turn) -> tuple[Conversation, Reply]:
    """What was added, folded in: the same answer for what is known now, or another where it changes the subject."""
    if side := bare_side(turn):
        return for_side(turn, side)
    if instead := meant_instead(turn):
        return instead
    sides = claim_completed(turn)
    if sides != Sides():
        after = turn.before.sided(sides)
        return again(turn, after, word("turns", "corrected_side", sides))
    if _names_another(turn):
        return same_for_muscle(turn)
    if "condition" in turn.question.facts:
        return safety(turn)
    if sports := _sports(turn):
        return _sport(turn, sports)
    if (answer := answer_for_case(turn)) and not turn.question.facts & _GENTLE:
        return for_case(turn, answer)
    if "someone-else" in turn.question.facts and (answer := turn.engine.answer_to("for-someone-else", turn.question)):
        return beside(turn, answer)
    if denied_stems(turn.text) and not telling(affirmed(turn.text), OWN):  # it only says what is not so
        return _folded(turn)
    if changed := _changes_subject(turn):
        return changed
    if _asks(turn):
        return ask_anew(turn.engine, turn.before, turn.question)
    told = turn.question.facts or turn.question.kit != Kit() or turn.question.pain
    if not told and phrasing("asks").search(turn.text.lower()) and not phrasing("sexes").search(turn.text.lower()):
        return again(turn, turn.before, word("turns", "no_closer"))
    return _spoken_to(turn) or _folded(turn)


def _asks(turn: Turn) -> bool:
    """Whether a message puts a case without telling anything of the person: a question, not a fact to note."""
    said = turn.question
    told = said.facts or said.kit.has or said.kit.lacks or said.hurts or phrasing("sexes").search(turn.text.lower())
    text = " ".join(words(turn.text))
    return not told and (bool(phrasing("puts-case").search(text)) or "?" in turn.text)


def _names_another(turn: Turn) -> bool:
    """Whether a short message names another muscle or part ("same for lats?", "and my traps?")."""
    named = turn.question.named("muscle") or turn.question.named("region")
    short = len(words(turn.text)) <= 6 and not turn.question.pain
    return bool(named) and short and bool(_SAME_FOR.search(turn.text.lower()))


@handles("other-muscle")
def same_for_muscle(turn: Turn) -> tuple[Conversation, Reply]:
    """The same question about another muscle; of one with no answer of its own, the exercises that work it."""
    after, reply = renamed(turn)
    muscles = [m for m in turn.engine.library.pack.muscles if m.id in turn.question.named("muscle")]
    ids = {muscle.id for muscle in muscles}
    about = reply.answer is not None and bool(ids & set(reply.answer.muscles))
    if not muscles or about:
        return after, reply
    able = [x for x in turn.engine.library.pack.exercises if ids & set(x.primary[:2])]
    able.sort(key=lambda x: (x.sides != "one", x.level == "advanced", not ids & set(x.primary[:1])))
    fitting = [x for x in able if turn.engine.composer.suits(x, turn.asked)][:2]
    if not fitting:
        return after, reply
    items = tuple(turn.engine.composer.prescribe(x, turn.asked, x.summary) for x in fitting)
    body = word("turns", "other_muscle", muscles[0].name, items, turn.asked.sides.weak or "")
    return showing(*brief(turn, word("turns", "heading", "other"), body), items)


def _sports(turn: Turn) -> list[Term]:
    """The sports and jobs that a message names; "for rowing" and "i row" mean the sport, whatever else a row is."""
    listed = [term for term in turn.engine.library.pack.terms if term.kind == "sport"]
    named = [term for term in listed if term.id in turn.question.named("sport")]
    done = {found[1] for found in _DOES.finditer(" ".join(words(turn.text)))}
    return (
        named or [term for term in listed if {words(term.name)[0], words(term.name)[0].removesuffix("ing")} & done][:1]
    )


def _sport(turn: Turn, terms: list[Term]) -> tuple[Conversation, Reply]:
    """What a sport or a job changes: the answer for one that loads one side, or that nothing does."""
    named = turn.engine.reader.read(f"{terms[0].name.partition(' (')[0]}. {turn.text}")
    usual, sport = turn.engine.library.answers.get("one-sided-sport"), words(terms[0].name)[0]
    general = usual if usual and any(sport in words(ask) for ask in usual.asks) else None
    answer = general or turn.engine.answer_to("sport-asymmetry", named)
    spoken_of = answer and any(sport in words(ask) for ask in answer.asks)
    if not spoken_of and not any(term.one_sided for term in terms):
        unlike = word("turns", "both_sided", terms[0].name)
        return _changes_subject(turn, 0.4) or _spoken_to(turn) or _folded(turn, unlike)
    after = replace(turn.before, text=f"{turn.before.text}. {turn.text}")
    if answer is None or answer.id == turn.entry:
        return again(turn, turn.before, word("turns", "same_sport"), listed=bool(turn.before.exercises))
    _, reply = beside(turn, answer)
    fitted, left_out = turn.engine.composer.exercises(turn.standing, turn.asked, frozenset(turn.before.without))
    notes = (word("turns", "for_sport", terms[0].name, bool(fitted)),)
    return after, replace(reply, exercises=fitted or reply.exercises, left_out=left_out, notes=notes)


def _changes_subject(turn: Turn, least: float = _LIKELY) -> tuple[Conversation, Reply] | None:
    """Another answer, where what was added is clearly what that one is about."""
    topic, chance = turn.question.topics[0] if turn.question.topics else ("", 0.0)
    if (
        turn.question.named("exercise")
        or chance < least
        or topic in (*turn.standing.topics, *_NO_SUBJECT)
        or turn.question.facts & _GENTLE
    ):
        return None
    after = turn.before.knowing(turn.question)
    decision = turn.engine.decide(after.person(turn.question), turn.denied)
    return _given(turn, after, decision) if decision.kind == "answer" else None


def _spoken_to(turn: Turn) -> tuple[Conversation, Reply] | None:
    """An answer to just what was added; kit and age change the exercises instead."""
    if turn.question.kit != Kit() or turn.question.facts & _GENTLE or not telling(turn.text, OWN):
        return None
    after = turn.before.knowing(turn.question)
    decision = turn.engine.decide(after.person(turn.question), turn.denied | {turn.entry}, turn.before)
    return _given(turn, after, decision) if decision.kind == "answer" and decision.sure >= _MEANT else None


def _given(turn: Turn, after: Conversation, decision: Decision) -> tuple[Conversation, Reply] | None:
    """The answer decided on, with what was added noted."""
    if decision.answer is None:
        return None
    after = replace(after, text=f"{turn.before.text}. {turn.text}")
    asked = after.person(turn.engine.reader.read(after.text))
    reply = turn.answer(decision.answer, decision.confidence, asked)
    return settle(after, replace(reply, notes=(word("turns", "noted"),)))


def _folded(turn: Turn, why: str = "") -> tuple[Conversation, Reply]:
    """The same answer for what is known now, with a line on what that changed."""
    after = turn.before.knowing(turn.question)
    after = replace(after, text=f"{turn.before.text}. {turn.text}")
    hard: tuple[str, ...] = ()
    if turn.question.facts & _GENTLE:
        hard = _advanced(turn)
        after = after.leaving_out(*hard)
    asked = after.person(turn.engine.reader.read(after.text))
    after, reply = again(turn, after, asked=asked, listed=bool(turn.before.exercises))
    note = why or _said_of(turn)
    gone = (turn.engine.library.exercises.get(id_) for id_ in turn.before.exercises if id_ not in after.exercises)
    changed = [exercise.name for exercise in gone if exercise]
    names = {turn.engine.library.exercises[id_].name for id_ in hard}
    left_out = tuple((name, "level:advanced" if name in names else reason) for name, reason in reply.left_out)
    return after, replace(reply, notes=(word("turns", "folded", note, changed),), left_out=left_out)


def _advanced(turn: Turn) -> tuple[str, ...]:
    found = (turn.engine.library.exercises.get(id_) for id_ in turn.before.exercises)
    return tuple(exercise.id for exercise in found if exercise and exercise.level == "advanced")


def _said_of(turn: Turn) -> str:
    """What there is to say of a fact that picks no other exercises."""
    if phrasing("sexes").search(turn.text.lower()):
        return word("turns", "same_for_all")
    for fact in ("older", "teen", "beginner"):
        if fact in turn.question.facts:
            return word("turns", "of_age", fact)
    if turn.question.pain:
        return word("turns", "pain_told")
    if turn.asked.pain:
        return word("turns", "pain_lasts")
    return word("turns", "long_since") if _SINCE.search(" ".join(words(turn.text))) else ""
