"""A message that tells, denies and asks several things, taken part by part; what was misread is left behind."""

from dataclasses import replace

from bot.beside import OWN, second, stems, telling
from bot.conversation import Conversation
from bot.dialogue import schedule
from bot.dialogue.both import UNHEARD, Answered, Piece, agrees, joined, two_kinds
from bot.dialogue.denied import denied_answers, denies_sides, meant_of
from bot.dialogue.turns import ask_anew, asked_before, context
from bot.engine import Engine
from bot.reply import Reply
from bot.words import word
from intents.clauses import Clauses, clauses
from intents.follow_up import ELSEWHERE, NEW, POLITE, FollowUp, follow_up
from intents.phrasings import phrasing
from intents.pointing import chosen
from intents.question import Question
from intents.sides import Sides
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import words

_SHORT = 8  # words; a message this short does one thing
_SCRAP = 4  # words; no more than this beside one question belongs to it ("…? twice a week")
_PLAIN = 0.7  # chance of its answer from which a part needs nothing of what was told beside it
_SUBJECTS = ("muscle", "region", "exercise")
_KNOWS_HOW = "know how"
_TAKEN_APART = (NEW, ELSEWHERE, "another", "correction", *POLITE)  # in which more is said than what they are
_MORE = ("dose", "time", "sources", "swap-kit", "swap-easier", "swap-harder", "plan", "list", "new-fact", "safety")
MORE = 0.85  # chance of these from which something beside thanks is meant
PLAIN = 0.95  # chance of a follow-up from which it is surely one


def in_parts(
    engine: Engine, before: Conversation, text: str, question: Question, answered: Answered
) -> tuple[Conversation, Reply]:
    """The reply to a message after an answer: to its question alone, to two, or to what it says was misread."""
    standing = engine.library.answers.get(before.entry or "")
    parts = clauses(text)
    if not (standing or before.options or before.urgent):
        after, reply = answered(engine, before, text, question)
        return after, second(engine, reply)
    if (choice := _choice(before, parts)) and parts.asked:
        return _chosen(engine, before, choice, question, ". ".join(parts.asked), answered)
    found = follow_up(question, engine.product.turns, context(before)) if standing else FollowUp(NEW)
    if found == FollowUp("correction") and standing and _only_rights(engine, before, question, parts):
        return answered(engine, before, text, question)
    manners = found.likelier in POLITE or any(topic == "chitchat" for topic, _ in question.topics[:1])
    polite = manners and len(words(text)) > _SCRAP
    if polite and (more := _beside_thanks(engine, before, text)):
        return answered(engine, told_by(engine, before, question), more, _narrowed(engine, question, more))
    if (
        standing
        and not (parts.denied or _of_another(question, standing))
        and (two := two_kinds(engine, before, text, found))
    ):
        rights = two[0].found.kind == "correction"  # which tells by itself what it changes
        return _each(engine, before if rights else told_by(engine, before, question), two, answered)
    if standing is None or not (parts.denied or parts.asked) or _single(parts, text):
        return answered(engine, before, text, question)
    asked = [part for part in parts.asked if _asks(engine, before, part)]
    surely = found.kind not in _TAKEN_APART and found.chance >= PLAIN  # one step on, as a whole
    if surely and sum(map(telling, asked)) <= 1:
        return answered(engine, told_by(engine, before, question), text, question)
    if _misread(parts, standing):
        return _put_right(engine, before, question, _meant(engine, before, parts, question, asked, standing), standing)
    if parts.denied and not asked and telling(parts.kept, OWN):
        spared = before.having_tried(*sorted(denied_answers(engine, text)))
        return answered(engine, spared, parts.kept, _narrowed(engine, question, parts.kept))
    scrap = len(asked) == 1 and not parts.denied and len(words(" ".join(parts.told))) <= _SCRAP
    if scrap or not asked:
        return answered(engine, before, text, question)
    told = told_by(engine, before, question)
    alone = _narrowed(engine, question, asked[0])
    if _whole(engine, before, question, alone):
        first = answered(engine, before, text, question)
    else:
        first = answered(engine, told, asked[0], alone)
    if len(asked) == 1:
        return first
    return joined(first, answered(engine, first[0], asked[1], _narrowed(engine, question, asked[1])))


def _asks(engine: Engine, before: Conversation, part: str) -> bool:
    """Whether a part asks something that can be told without the others: by its words, or as a step on from before."""
    read = engine.reader.read(part)
    if agrees(engine, before, read):
        return False
    step = follow_up(read, engine.product.turns, context(before))
    steps = len(words(part)) > 1 and step.kind not in UNHEARD and step.chance >= MORE
    return telling(part) or steps


def _of_another(question: Question, standing: Answer) -> bool:
    """Whether a message is about another part of the back than the answer that stands."""
    muscles = set(question.named("muscle"))
    elsewhere = question.region is not None and standing.region not in ("whole", question.region)
    return elsewhere and not muscles & set(standing.muscles)


def _only_rights(engine: Engine, before: Conversation, question: Question, parts: Clauses) -> bool:
    """Whether a message asks nothing besides, and puts right a side, or a muscle or part: "not the trap, the lat"."""
    if any(not phrasing("does-it-change").fullmatch(part) for part in parts.asked):
        return False
    known = {mention.id for mention in asked_before(engine, before).mentions}
    named = any(mention.id not in known for mention in meant_of(question, *_SUBJECTS[:2]))
    turned = question.sides != Sides() or phrasing("flip").search(" ".join(words(question.text)))
    return named or (bool(turned) and not parts.denied)


def _each(
    engine: Engine, before: Conversation, two: tuple[Piece, Piece], answered: Answered
) -> tuple[Conversation, Reply]:
    """Both things that a message wants, the second as it is after the first."""
    first, further = two
    reply = answered(engine, before, first.text, engine.reader.read(first.text))
    if reply[0].entry != before.entry and further.found.kind.startswith("swap"):  # a page of its own says it all
        return reply
    if reply[1].listed and reply[0].exercises == before.exercises:  # it changed nothing
        return answered(engine, reply[0], further.text, engine.reader.read(further.text))
    return joined(reply, answered(engine, reply[0], further.text, engine.reader.read(further.text)))


def _beside_thanks(engine: Engine, before: Conversation, text: str) -> str:
    """What is asked or told in a message besides its thanks or its "ok"; empty where that is all it says."""
    said = [piece for piece in phrasing("breaks").split(text) if piece.strip()]
    more = [piece for piece in said if _wants(engine, before, piece)]
    return ". ".join(more) if len(more) < len(said) else ""


def _wants(engine: Engine, before: Conversation, piece: str) -> bool:
    """Whether a piece of a message asks or tells something that is more than manners."""
    read = engine.reader.read(piece)
    found = follow_up(read, engine.product.turns, context(before))
    if found.kind in POLITE or not telling(piece) or phrasing("intends").match(piece.strip().lower()):
        return False
    asks = bool(phrasing("asks").search(piece.lower()) or phrasing("wishes").search(piece.lower()))
    about = bool(read.back or read.pain or read.named("exercise"))
    chats = any(topic == "chitchat" for topic, _ in read.topics[:1])  # "that helps a lot"
    return asks or about or (not chats and found.kind in _MORE and found.chance >= MORE)


def _meant(
    engine: Engine, before: Conversation, parts: Clauses, question: Question, asked: list[str], standing: Answer
) -> str:
    """What a person who was misread asks: their question, all that they did not deny, or the first question again."""
    told = [" ".join(asked), parts.kept, f"{before.text}. {parts.kept}"]

    def sure(text: str) -> float:
        return engine.decide(_narrowed(engine, question, text), {standing.id}, before).sure if text else 0.0

    return max(told, key=sure)


def _choice(before: Conversation, parts: Clauses) -> str:
    """The part of a message that picks one of what was offered ("2. and can i …"); empty where none does."""
    first = parts.told[0] if parts.told else ""
    labels = tuple(label for label, _ in before.options)
    return first if labels and len(words(first)) <= _SCRAP and chosen(first, labels) is not None else ""


def _chosen(
    engine: Engine, before: Conversation, choice: str, question: Question, rest: str, answered: Answered
) -> tuple[Conversation, Reply]:
    """One of what was offered is picked and more is asked: that, where it is a question of its own, else both."""
    picked = answered(engine, before, choice, engine.reader.read(choice))
    further = answered(engine, picked[0], rest, _narrowed(engine, question, rest))
    return further if telling(rest) and further[1].kind == "answer" else joined(picked, further)


def _single(parts: Clauses, text: str) -> bool:
    """Whether a message is too short, or of too few parts, to do more than one thing."""
    several = len(parts.told) + len(parts.asked) + len(parts.denied) > 1
    return not parts.denied and (not several or len(words(text)) <= _SHORT)


def _misread(parts: Clauses, standing: Answer) -> bool:
    """Whether a message says that the answer that stands was not what was meant."""
    if standing.compares == "sides" and any(denies_sides(part) for part in (*parts.denied, *parts.told)):
        return True
    about = stems(" ".join((standing.title, *standing.topics, *standing.asks[:3])))
    return any((is_how_to(standing) and _KNOWS_HOW in part) or about & stems(part) for part in parts.denied)


def _put_right(
    engine: Engine, before: Conversation, question: Question, asked: str, standing: Answer
) -> tuple[Conversation, Reply]:
    """What was asked instead, or else the first question again, without the answer that was not meant."""
    told = told_by(engine, before, question)
    wrong = denied_answers(engine, question.text) | {standing.id}
    after, reply = ask_anew(engine, told, _narrowed(engine, question, asked), wrong)
    if reply.kind != "answer":
        return after, reply
    return replace(after, tried=before.having_tried(standing.id).tried), replace(
        reply, notes=(word("turns", "misread"), *reply.notes)
    )


def _whole(engine: Engine, before: Conversation, whole: Question, part: Question) -> bool:
    """Whether a message says more as one than its question does alone: what that is about was told beside it."""
    if phrasing("weekdays").search(" ".join(words(whole.text))):
        return True
    subject = any(part.named(kind) for kind in _SUBJECTS)
    if not subject and any(whole.named(kind) for kind in _SUBJECTS):
        return True
    if not telling(part.text, OWN):
        return True
    alone, together = (engine.decide(question, within=before).sure for question in (part, whole))
    return alone < min(_PLAIN, together)


def told_by(engine: Engine, before: Conversation, question: Question) -> Conversation:
    """The conversation with what the whole message tells of the person, sides put right among it."""
    after = schedule.told(before.knowing(question), question.text)
    if (said := question.sides) == Sides():
        return after
    old = asked_before(engine, before).sides
    asks = question.text.rstrip().endswith("?")  # a question seldom puts right what was told before
    claims = bool(said.strong or said.weak) and not (asks and old.weak)
    strong, weak = (said.strong, said.weak) if claims else (old.strong, old.weak)
    return after.sided(Sides(strong, weak, said.pain or old.pain, said.tight if claims else old.tight))


def _narrowed(engine: Engine, whole: Question, part: str) -> Question:
    """A part read as the question, with what the rest of the message tells of the person."""
    read = engine.reader.read(part)
    return replace(
        read,
        sides=whole.sides if read.sides == Sides() else read.sides,
        kit=whole.kit,
        hurts=whole.hurts,
        facts=whole.facts | read.facts,
        pain=whole.pain or read.pain,
    )
