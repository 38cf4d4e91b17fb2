"""One aspect of the answer that stands: the kit it takes, what instead, what it may be; and what no entry covers."""

import re
from dataclasses import replace

from bot.beside import GENERAL, stems
from bot.conversation import Conversation
from bot.dialogue.asides import beside
from bot.dialogue.rejected import another
from bot.dialogue.retold import listed, others
from bot.dialogue.shown import again, brief, shown
from bot.dialogue.times import lift_again
from bot.dialogue.turns import HANDLERS, Turn, ask_anew, handles, settle
from bot.kit import ALWAYS_THERE
from bot.reply import MEDIUM, Reply
from bot.words import word
from intents.aspect import unlisted
from intents.facts import has_pain
from intents.follow_up import ELSEWHERE
from intents.phrasings import phrasing
from intents.question import Question
from knowledge.entries import Answer
from knowledge.library import is_how_to
from knowledge.text import stem, words

# What a suspected condition is answered with: how it shows, and who can tell.
_SUSPECTS = (
    (re.compile(r"\b(?:scoliosis|curv\w+)\b"), "scoliosis-one-side-bulges"),
    (re.compile(r"\b(?:si|sacroiliac)\b"), "si-joint"),
    (re.compile(r"."), "disc-or-sciatica"),
)
_LEADS, _AHEAD = 0.6, 0.3  # confidence, and how far before the next subject's, at which the first is taken
_OFTEN = 3  # phrasings with a thing's name, from which an answer is about that
_NEAREST = 4  # candidates whose titles are looked at


@handles("needs")
def needs(turn: Turn) -> tuple[Conversation, Reply]:
    """The kit that each exercise shown takes."""
    items = shown(turn, turn.asked)
    if not items:
        return ask_anew(turn.engine, turn.before, turn.question)
    bare = all(any(not needs - ALWAYS_THERE for needs in item.exercise.equipment) for item in items)
    return brief(turn, word("turns", "heading", "needs"), word("turns", "needs", items, bare))


@handles("if-hurts")
def if_hurts(turn: Turn) -> tuple[Conversation, Reply]:
    """What to do should something hurt, where nothing does yet."""
    return brief(turn, word("turns", "heading", "stop"), word("turns", "stop", shown(turn, turn.asked)))


@handles("will-help")
def will_help(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether what was shown does anything."""
    return again(turn, turn.before, word("turns", "will_help", turn.standing), listed=True)


@handles("same-day")
def same_day(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether several things go into one session."""
    return brief(turn, word("turns", "heading", "order"), word("turns", "same_day"))


@handles("at-desk")
def at_desk(turn: Turn) -> tuple[Conversation, Reply]:
    """What can be done while sitting at work."""
    answer = turn.engine.library.answers.get("exercises-at-your-desk")
    return _taken_up(turn, answer)


@handles("suspected")
def suspected(turn: Turn) -> tuple[Conversation, Reply]:
    """A condition that may be behind it: what it is like, and who can tell."""
    id_ = next(id_ for sign, id_ in _SUSPECTS if sign.search(turn.text.lower()))
    after, reply = beside(turn, turn.engine.library.answers.get(id_))
    return after, replace(reply, notes=(word("turns", "may_be"),))


@handles("helps-pain")
def helps_pain(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether what was shown helps with some pain."""
    return beside(turn, turn.engine.library.answers.get("which-exercise-helps-pain"))


@handles("means")
def means(turn: Turn) -> tuple[Conversation, Reply]:
    """What follows from what was told, as far as the answer says."""
    return again(turn, turn.before, word("turns", "matters_here"))


@handles("see-someone")
def see_someone(turn: Turn) -> tuple[Conversation, Reply]:
    """Whether and when to have it looked at, for this person."""
    after, reply = beside(turn, turn.engine.library.answers.get("when-to-see-someone"))
    facts = turn.asked.facts | turn.question.facts
    return after, replace(reply, notes=(word("verdicts", "see_first", facts, turn.asked.pain),))


@handles("going-back")
def going_back(turn: Turn) -> tuple[Conversation, Reply]:
    """When to take up again what was left off."""
    facts = turn.asked.facts | turn.question.facts
    if "deadlift" in turn.question.named("exercise") and (turn.asked.pain or "disc-sciatica" in turn.standing.topics):
        return beside(turn, lift_again(turn))
    if "disc" in facts:
        return beside(turn, turn.engine.library.answers.get("back-to-lifting-after-a-disc"))
    first = turn.before.origin[0] if turn.before.origin else ""
    hurt = turn.asked.pain or has_pain(first.lower()) or facts & {"after-injury", "surgery"}
    return beside(turn, turn.engine.library.answers.get("after-back-injury") if hurt else None)


@handles("instead")
def instead(turn: Turn) -> tuple[Conversation, Reply]:
    """What to do in place of what was shown; where that is itself a list of what to do, the list."""
    if turn.before.without:
        return others(turn)
    return another(turn) if is_how_to(turn.standing) else listed(turn)


@handles("unlisted")
def unlisted_thing(turn: Turn) -> tuple[Conversation, Reply]:
    """Something that few entries speak of: the one that does, or an honest line and the answer that stands."""
    text = turn.plain
    if phrasing("still-do").search(text):
        return HANDLERS["carry-on"](turn)
    thing = unlisted(text)
    after, reply = ask_anew(turn.engine, turn.before, turn.question, strictly=True)
    if reply.answer and not is_how_to(reply.answer) and _speaks_of(reply.answer, thing):
        return after, reply
    near = (one.answer for one in turn.engine.candidates(turn.question)[:_NEAREST])
    if found := next((answer for answer in near if not is_how_to(answer) and _speaks_of(answer, thing)), None):
        return beside(turn, found)
    if thing.replace(" ", "") in re.sub(r"\W", "", turn.standing.body.lower()):
        return stay(turn)
    kept, reply = again(turn, turn.before, word("turns", "nothing_on", thing), listed=bool(turn.before.exercises))
    return kept, reply


@handles(ELSEWHERE)
def elsewhere(turn: Turn) -> tuple[Conversation, Reply]:
    """Something else altogether, held to the lines of a first question; no titles are offered for it."""
    after, reply = ask_anew(turn.engine, turn.before, turn.question, strictly=True)
    if reply.kind not in ("unsure", "clarify") or not turn.before.entry:
        return after, reply
    note = word("turns", "outside", turn.standing.title)
    return turn.before, replace(reply, kind="unsure", asked="", options=(), notes=(note,))


def stay(turn: Turn) -> tuple[Conversation, Reply]:
    """The answer that stands, said to be all there is on what was asked of it."""
    return again(turn, turn.before.knowing(turn.question), word("turns", "no_closer"))


def bare(question: Question) -> bool:
    """Whether a message has no telling word of its own ("how long do I need to do them")."""
    return not stems(question.text) - GENERAL and not question.pain


def clear_lead(question: Question, reply: Reply) -> tuple[Answer, float] | None:
    """Of the answers that are close, the one that leads well, or whose title alone has a word of the question."""
    asked = stems(question.text) - GENERAL
    titles = [(one.answer, asked & set(map(stem, words(one.answer.title)))) for one in reply.candidates[:_NEAREST]]
    named = [answer for answer, common in titles if common]
    if len(named) == 1:
        return named[0], MEDIUM
    first, *others = reply.candidates[:_NEAREST]
    apart = next((one for one in others if one.answer.topics[0] != first.answer.topics[0]), None)
    if first.confidence >= _LEADS and (apart is None or first.confidence >= apart.confidence + _AHEAD):
        return first.answer, MEDIUM
    return None


def _taken_up(turn: Turn, answer: Answer | None) -> tuple[Conversation, Reply]:
    if answer is None:
        return ask_anew(turn.engine, turn.before, turn.question)
    return settle(turn.before, turn.answer(answer))


def _speaks_of(answer: Answer, thing: str) -> bool:
    """Whether an answer is about a thing: all of its name together in the title, or in several of its phrasings."""
    name = f" {' '.join(map(stem, words(thing)))} "
    titled, *asked = (name in f" {' '.join(map(stem, words(text)))} " for text in (answer.title, *answer.asks))
    return titled or sum(asked) >= _OFTEN
