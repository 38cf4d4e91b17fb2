"""Proposes a draft answer out of a question and somebody's advice; the words stay theirs, a moderator decides."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.drafting.advice import cleaned, shortened
from bot.drafting.naming import picks_of
from bot.engine import Engine, wanted
from bot.moderation.holding import MOST_CHARACTERS, Hold, held
from bot.words import word
from intents.focus import focus
from intents.question import Question
from knowledge.entries import Answer, Pick, Source
from knowledge.lint import spoken
from knowledge.near import MOST_PHRASINGS, Near, near_duplicates
from knowledge.redaction import without_names
from knowledge.text import plain, sentences
from knowledge.vocabularies import COMMUNITY

SURE = 0.5  # probability of a topic from which a draft takes it
MOST_CAVEATS = 4
_FILLER_WORDS = "a an the i my me do does is are am can could should would to of in on for so that it this any with and"
_FILLERS = frozenset(_FILLER_WORDS.split())
_SEVERITY = {"stop": 0, "caution": 1, "info": 2}
_NO_ADVICE = frozenset({"out-of-scope", "chitchat", "red-flag"})
_PLEA = re.compile(
    r"^(?:any|all|thanks|thank you|please|help|sorry)\b[^?]{0,60}(?:appreciated|welcome|advance|help|advice)\W*$", re.I
)
_START = re.compile(r"^(?:(?:so|and|but|ok|also|anyway|well|now|basically|question)\b[, :]+)+", re.I)
_QUESTION = re.compile(
    r"(?:what|how|why|when|where|which|who|is|are|am|can|could|should|do|does|did|will|would|any|has|have)\b", re.I
)
_SIDES = re.compile(r"\b(?:left|right|one side|other side|uneven|lopsided|imbalance\w*|weak\w*|bigger|smaller)\b", re.I)
_BACK = re.compile(r"\b(?:back|spine|shoulder\w*|hips?|lats?|traps?|erectors?)\b", re.I)
_WHOLE = ("upper", "mid", "lower")


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed answer with what a moderator should know of it: what is near, what holds it, what was done to it."""

    answer: Answer
    source: Source | None
    near: tuple[Near, ...]
    holds: tuple[Hold, ...]
    notes: tuple[str, ...] = ()  # keys of sentences in wording/drafting.j2
    score: float = 0.0  # how much advice there is in it

    @property
    def title(self) -> str:
        return self.answer.title

    @property
    def asks(self) -> tuple[str, ...]:
        return self.answer.asks

    @property
    def body(self) -> str:
        return self.answer.body

    @property
    def exercises(self) -> tuple[Pick, ...]:
        return self.answer.exercises

    @property
    def caveats(self) -> tuple[str, ...]:
        return self.answer.caveats

    @property
    def author(self) -> str:
        return self.answer.author


def draft_of(
    question: str,
    advice: str,
    author: str,
    engine: Engine,
    where: str = "",
    *,
    source: Source | None = None,
    thread: str = "",
    heading: str = "",
    taken: Collection[str] = (),
) -> Draft:
    """A draft of one question and one piece of advice.

    `where` is the address the advice stands at, from which a source is made where none is given; `thread` is the
    title the question stood under, `heading` that of the advice; `taken` are ids in use beside the engine's own.
    """
    asked = cleaned(question) or thread
    read = engine.reader.read(asked)
    body = cleaned(advice)
    notes = ("trimmed",) if len(body) > MOST_CHARACTERS["body"] else ()
    title = title_of(asked, engine, thread)
    id_ = unique(slug(title), {*engine.library.answers, *taken})
    source = source or _source_at(where, title, author, id_)
    picks = picks_of(body, engine, heading)
    topics = (topic_of(read, picks, engine),)
    answer = Answer(
        id=id_,
        title=title,
        topics=topics,
        asks=phrasings(asked, title, thread),
        muscles=read.named("muscle"),
        region=read.region if read.region in _WHOLE else "whole",  # type: ignore[arg-type]
        compares="sides" if read.sides.strong or read.sides.weak else "none",
        concern=("pain",) if read.pain else (),
        moment=(),
        exercises=picks,
        caveats=_caveats(topics, picks, engine),
        follow_ups=(),
        sources=(source.id,) if source else (),
        evidence="forum",
        certainty=word("drafting", "certainty", source.kind if source else "forum"),
        author=without_names(author).strip() or word("drafting", "nobody"),
        reviewed=None,
        review_by=None,
        body=shortened(body, MOST_CHARACTERS["body"]),
    )
    return looked_at(Draft(answer, source, (), (), notes), engine)


def looked_at(draft: Draft, engine: Engine) -> Draft:
    """A draft with what is near it and what holds it, found anew; its own source counts as there."""
    answer = draft.answer
    own = {draft.source.id} if draft.source else set()
    cited = replace(answer, sources=tuple(id_ for id_ in answer.sources if id_ not in own))
    holds = held(cited, engine.library) + (held(draft.source, engine.library) if draft.source else ())
    return replace(draft, near=near_answers(answer, engine), holds=holds)


def near_answers(answer: Answer, engine: Engine) -> tuple[Near, ...]:
    """The answers of an engine that an entry comes near to, itself left out."""
    texts = list(dict.fromkeys((answer.title, *answer.asks)))[:MOST_PHRASINGS]
    asked = [(text, wanted(engine.reader.read(text))) for text in texts]
    return near_duplicates(asked, engine.index, engine.product.search, without=answer.id)


def topic_of(question: Question, picks: tuple[Pick, ...], engine: Engine) -> str:
    """The topic a question is most likely about; `community` where unsure, or where the advice teaches another."""
    topic, chance = question.topics[0] if question.topics else (COMMUNITY, 0.0)
    if chance < SURE or topic in _NO_ADVICE:
        return COMMUNITY
    taught = engine.library.how_to(picks[0].id) if picks else None
    return COMMUNITY if topic.startswith("howto:") and (taught is None or topic not in taught.topics) else topic


def title_of(asked: str, engine: Engine, thread: str = "") -> str:
    """A short question out of a post: of its asking sentences the one that says most, else the thread's title."""
    asking = focus(plain(asked))
    listed = [part for part in sentences(asked) if plain(part).strip(" ,") in asking and not _PLEA.match(part)]
    best = max(listed, key=lambda part: _telling(part, engine), default="")
    if not best or _telling(best, engine)[0] == 0:
        others = [thread, *(part for part in sentences(asked) if not _PLEA.match(part))]
        best = max(filter(None, others), key=lambda part: _telling(part, engine)[:2], default="")
    best = _START.sub("", best or asked or thread).strip(" .,;:-#*")
    title = shortened(best, 90)
    question = _QUESTION.match(title)
    title += "?" if question and title[-1:] not in "?…" else ""
    return title[:1].upper() + title[1:]


def _telling(sentence: str, engine: Engine) -> tuple[int, bool, int]:
    """How much a sentence says by itself: what it names and which sides, whether it is short, and how far it goes."""
    read = engine.reader.read(sentence)
    said = len(read.mentions) + bool(_SIDES.search(sentence)) + bool(_BACK.search(sentence))
    return min(said, 3), len(sentence) <= 90, min(len(sentence.split()), 12)


def phrasings(asked: str, title: str, thread: str) -> tuple[str, ...]:
    """How the question was put: its title, the sentences that ask, the whole of it, and the thread's title."""
    most = MOST_CHARACTERS["asks"]
    listed = (title, shortened(focus(plain(asked)), most), shortened(" ".join(asked.split()), most), thread)
    unlike: dict[str, str] = {}
    for text in listed:
        if len(text.split()) >= 3:
            unlike.setdefault(spoken(text), text)
    return tuple(unlike.values()) or (title,)


def _caveats(topics: tuple[str, ...], picks: tuple[Pick, ...], engine: Engine) -> tuple[str, ...]:
    named = {pick.id for pick in picks}
    fit = [c for c in engine.library.caveats.values() if set(c.topics) & set(topics) or set(c.exercises) & named]
    return tuple(c.id for c in sorted(fit, key=lambda c: (_SEVERITY[c.severity], c.id))[:MOST_CAVEATS])


def _source_at(where: str, title: str, author: str, id_: str) -> Source | None:
    if not where.strip():
        return None
    address = where.strip() if re.fullmatch(r"https?://\S+", where.strip()) else ""
    named = title if address else f"{title} ({where.strip()})"
    return Source(f"{id_[:53]}-thread".replace("--", "-"), "forum", named, without_names(author).strip(), None, address)


def slug(title: str, most: int = 50) -> str:
    """A title as an id: lower case, words joined by dashes, filler words left out where that leaves enough."""
    listed = [w for w in spoken(title).split() if w.isalnum()]
    telling = [w for w in listed if w not in _FILLERS]
    found = ""
    for name in telling if len(telling) >= 2 else listed:
        if len(found) + len(name) + 1 > most:
            break
        found = f"{found}-{name}" if found else name
    return re.sub(r"[^a-z0-9]+", "-", found).strip("-") or "answer"


def unique(id_: str, taken: Collection[str]) -> str:
    """An id that is not taken yet: the id itself, or with the first number that is free."""
    return next(name for n in range(1, len(taken) + 2) if (name := id_ if n == 1 else f"{id_}-{n}") not in taken)
