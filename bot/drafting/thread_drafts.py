"""Which posts of a thread ask and which advise: the best of them become drafts, each credited and with its source."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.drafting.advice import cleaned, how_to_score
from bot.drafting.naming import picks_of
from bot.drafting.proposal import Draft, draft_of, slug, unique
from bot.drafting.threads import Post, Thread
from bot.engine import Engine
from bot.words import word
from intents.question import Question
from knowledge.entries import Source

MOST_DRAFTS = 4  # of one thread; the rest says the same again
LEAST = 3.0  # how-to score of a reply that is advice
_ASKS = re.compile(
    r"\?|\b(?:any (?:advice|help|ideas?|tips|suggestions|thoughts)|how (?:do|can|should|to)"
    r"|what (?:should|can|do|exercises?)"
    r"|should i"
    r"|help me|need (?:help|advice)|anyone (?:else|know|had))\b",
    re.I,
)


def drafts_from(thread: Thread, engine: Engine, taken: frozenset[str] = frozenset()) -> tuple[Draft, ...]:
    """The best few drafts of a thread or an article, best first; () where nobody advises anything on backs."""
    source = source_of(thread, {*engine.library.sources, *taken})
    pairs = _sections(thread, engine) if thread.kind == "article" else _replies(thread, engine)
    best = sorted(pairs, key=lambda pair: -pair[0])[:MOST_DRAFTS]
    found: list[Draft] = []
    for score, question, advice in best:
        ids = {*taken, *(draft.answer.id for draft in found)}
        article = thread.kind == "article"
        draft = draft_of(
            question,
            advice.text,
            advice.author or source.author,
            engine,
            source=source,
            thread="" if article else thread.title,
            heading=advice.heading,
            taken=ids,
        )
        own = ("article-words",) if article else ()
        found.append(replace(draft, notes=(*draft.notes, *own), score=round(score, 2)))
    return tuple(found)


def source_of(thread: Thread, taken: set[str]) -> Source:
    """The source that a thread's drafts cite, from what its file says of itself."""
    people = list(dict.fromkeys(post.author for post in thread.posts if post.author))
    author = people[0] if thread.kind == "article" and people else ", ".join(people[1:4] or people)
    kept = slug(thread.title, 40)
    year = f"-{thread.year}" if thread.year else ""
    id_ = unique(f"{kept}-{'article' if thread.kind == 'article' else 'thread'}{year}", taken)
    title = word("drafting", "source_title", thread.title, thread.kind)
    return Source(id_, thread.kind, title, author, thread.year, thread.address)


def _replies(thread: Thread, engine: Engine) -> Iterator[tuple[float, str, Post]]:
    """Score, question and post of every reply that advises somebody who asked."""
    by_id = {post.id: post for post in thread.posts if post.id}
    first = next((post for post in thread.posts if _ASKS.search(cleaned(post.text))), thread.posts[0])
    asked = first
    for post in thread.posts:
        answered = by_id.get(post.replies_to)
        question = answered if answered and _ASKS.search(answered.text) else asked
        text = cleaned(post.text)
        score = how_to_score(text, len(picks_of(text, engine)))
        if _is_question(post, text, score):
            asked = (
                post
                if thread.posts.index(post) and not post.replies_to and _on_backs(engine.reader.read(text))
                else asked
            )
        elif score >= LEAST and post.author != question.author and _of_backs(question.text, text, engine):
            yield score, question.text, post


def _is_question(post: Post, text: str, score: float) -> bool:
    last = text.rstrip()[-120:]
    asks = score < LEAST and _ASKS.search(text) is not None
    return asks or (last.endswith("?") and not post.replies_to)


def _on_backs(read: Question) -> bool:
    topic = read.topics[0][0] if read.topics else ""
    return topic not in ("out-of-scope", "chitchat", "") and (read.back or read.margin > 0)


def _of_backs(question: str, advice: str, engine: Engine) -> bool:
    """Whether a question is about backs, or the advice names something of them."""
    return _on_backs(engine.reader.read(question)) or engine.reader.read(advice).back


def _sections(thread: Thread, engine: Engine) -> Iterator[tuple[float, str, Post]]:
    """Score, question and section of every part of an article that tells what to do."""
    for post in thread.posts:
        text = cleaned(post.text)
        picks = picks_of(text, engine, post.heading)
        score = how_to_score(text, len(picks))
        if score >= LEAST and engine.reader.read(f"{post.heading}. {text}").back:
            names = [engine.library.exercises[pick.id].name for pick in picks]
            yield score, _asked_by(post, names, thread, engine), post


def _asked_by(post: Post, names: list[str], thread: Thread, engine: Engine) -> str:
    """The question a section answers: how to do what its heading names or, without one, what it teaches."""
    if post.heading.endswith("?"):
        return post.heading
    heading = post.heading.rpartition(": ")[2]
    named = [m for m in engine.reader.read(heading).mentions if m.kind == "exercise"]
    if named and len(heading.split()) <= len(named[0].words.split()) + 2:
        return word("drafting", "how_to_question", heading)
    if names and not heading:
        return word("drafting", "how_to_question", names[0])
    return heading or thread.title
