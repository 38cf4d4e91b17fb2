"""A fact added to the question, folded in: other exercises, another answer, or a line on why nothing changes."""

import re
from dataclasses import replace

from bot.beside import OWN, stems, telling
from bot.conversation import Conversation
from bot.dialogue.asides import beside
from bot.dialogue.cases import answer_for_case
from bot.dialogue.corrections import bare_side, for_side, renamed
from bot.dialogue.denied import affirmed, denied_stems, meant_of
from bot.dialogue.righted import claim_completed
from bot.dialogue.shown import again, brief, showing
from bot.dialogue.told import GENTLE, changes_moves, elsewhere_hurt, folded, healed, line_for, page_of, with_page
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles, meant_instead
from bot.dialogue.verdicts import for_case, safety
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.question import Kit
from intents.sides import Sides
from knowledge.entries import Answer, Term
from knowledge.text import words

_SAME_FOR = re.compile(r"^(?:and|ok|so|what about|how about|same|is it the same|also|my|the)\b")
_LIKELY = 0.6  # probability from which an added fact changes the subject
_DOES = re.compile(r"\b(?:for|i|i do|i also|with|from) (\w{3,})\b")
_PLACES = frozenset({"home", "gym"})  # which change nothing but the kit
_NO_SUBJECT = ("out-of-scope", "chitchat", "red-flag", "see-professional")


@handles("new-fact")
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
    if _shunned(turn):
        return HANDLERS["swap-other"](turn)
    if turn.question.facts & _PLACES and not turn.question.facts - _PLACES:
        return HANDLERS["swap-kit"](turn)
    if "condition" in turn.question.facts:
        return safety(turn)
    if healed(turn):
        return folded(turn, word("turns", "old_injury", turn.asked.sides.weak or ""))
    if (answer := answer_for_case(turn)) and not turn.question.facts & GENTLE:
        if answer.region == "lower" and elsewhere_hurt(turn):
            return folded(turn, word("turns", "injury", turn.asked.sides.weak or ""))
        return for_case(turn, answer)
    if sports := _sports(turn):
        return _sport(turn, sports)
    if "someone-else" in turn.question.facts and (answer := turn.engine.answer_to("for-someone-else", turn.question)):
        return beside(turn, answer)
    if denied_stems(turn.text) and not telling(affirmed(turn.text), OWN):  # it only says what is not so
        return folded(turn)
    if line := line_for(turn):
        return folded(turn, line)
    if page := page_of(turn):
        return with_page(turn, page)
    if changed := _changes_subject(turn):
        return changed
    if _asks(turn):
        return ask_anew(turn.engine, turn.before, turn.question)
    told = turn.question.facts or turn.question.kit != Kit() or turn.question.pain
    if not told and phrasing("asks").search(turn.text.lower()) and not phrasing("sexes").search(turn.text.lower()):
        return again(turn, turn.before, word("turns", "no_closer"))
    return folded(turn)


def _shunned(turn: Turn) -> bool:
    """Whether a message says that an exercise is none that the person does: "i dont deadlift"."""
    named, kept = turn.question.named("exercise"), meant_of(turn.question, "exercise")
    title = stems(turn.standing.title)
    return bool(named) and not kept and not any(title & stems(id_.replace("-", " ")) for id_ in named)


def _asks(turn: Turn) -> bool:
    """Whether a message puts a case without telling anything of the person: a question, not a fact to note."""
    said = turn.question
    told = said.facts or said.kit.has or said.kit.lacks or said.hurts or phrasing("sexes").search(turn.text.lower())
    text = turn.plain
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
    text = turn.plain
    if named or phrasing("feels-like").search(text):
        return [] if phrasing("feels-like").search(text) else named
    done = {found[1] for found in _DOES.finditer(text)}
    single = [term for term in listed if len(words(term.name.partition(" (")[0])) == 1]
    return [term for term in single if {words(term.name)[0], words(term.name)[0].removesuffix("ing")} & done][:1]


def _sport(turn: Turn, terms: list[Term]) -> tuple[Conversation, Reply]:
    """What a sport or a job changes: the answer for one that loads one side, or that nothing does."""
    named = turn.engine.reader.read(f"{terms[0].name.partition(' (')[0]}. {turn.text}")
    usual, sport = turn.engine.library.answers.get("one-sided-sport"), words(terms[0].name)[0]
    general = usual if usual and any(sport in words(ask) for ask in usual.asks) else None
    answer = general or turn.engine.answer_to("sport-asymmetry", named)
    spoken_of = answer and any(sport in words(ask) for ask in answer.asks)
    if not spoken_of and not any(term.one_sided for term in terms):
        page = page_of(turn)
        if page or (page := _likeliest(turn, 0.4)):
            return with_page(turn, page)
        return folded(turn, "" if turn.asked.pain else word("turns", "both_sided", terms[0].name))
    after = replace(turn.before, text=f"{turn.before.text}. {turn.text}")
    if answer is None or answer.id == turn.entry:
        return again(turn, turn.before, word("turns", "same_sport"), listed=bool(turn.before.exercises))
    _, reply = beside(turn, answer)
    fitted, left_out = turn.engine.composer.exercises(turn.standing, turn.asked, frozenset(turn.before.without))
    notes = (word("turns", "for_sport", terms[0].name, bool(fitted)),)
    return after, replace(reply, exercises=fitted or reply.exercises, left_out=left_out, notes=notes)


def _changes_subject(turn: Turn) -> tuple[Conversation, Reply] | None:
    """Another answer, where what was added is clearly what that one is about."""
    answer = _likeliest(turn, _LIKELY)
    return with_page(turn, answer) if answer else None


def _likeliest(turn: Turn, least: float) -> Answer | None:
    """The answer on the topic that what was added is likely about; None where that is what stands."""
    topic, chance = turn.question.topics[0] if turn.question.topics else ("", 0.0)
    if changes_moves(turn.question) or chance < least or topic in (*turn.standing.topics, *_NO_SUBJECT):
        return None
    after = turn.before.knowing(turn.question)
    decision = turn.engine.decide(after.person(turn.question), turn.denied)
    return decision.answer if decision.kind == "answer" else None
