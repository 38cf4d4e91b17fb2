"""Why this answer: words, synonyms and repairs matched, sides, score and lead, recomputed from the question."""

from dataclasses import dataclass

from bot.conversation import Conversation
from bot.engine import Engine
from bot.reply import Reply
from bot.words import styled
from intents.question import Question
from knowledge.search import Match
from knowledge.text import STOP_WORDS, stem, words

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """One candidate with its share of the confidence and the words it has in common with the question."""

    match: Match
    share: float
    words: tuple[str, ...]


def explain(engine: Engine, reply: Reply) -> str:
    """The grounds of a reply in words, with style marks; the same reply always has the same grounds."""
    question = reply.question
    spoken, standing = reply.spoken
    decision = engine.decide(question, within=Conversation(text=spoken, entry=standing) if standing else None)
    rows = [Ground(match, share, shared_words(question, match)) for match, share in decision.candidates[:SHOWN]]
    return styled(
        "explain",
        q=question,
        rows=rows,
        lead=lead([match for match, _ in decision.candidates]),
        sure=decision.sure,
        synonyms=rewritten(engine, question),
        reply=reply,
        spoken=spoken,
        limits=engine.product.thresholds,
    )


def shared_words(question: Question, match: Match) -> tuple[str, ...]:
    """The question's words whose stems stand in the nearest phrasing, in the question's order."""
    stems = {stem(word) for word in words(match.nearest_ask)}
    found = [word for word in question.phrase.words if stem(word) in stems and word not in STOP_WORDS]
    return tuple(dict.fromkeys(found))[:12]


def lead(matches: list[Match]) -> float:
    """How far the first match is ahead of the next one about something else."""
    top = matches[0] if matches else None
    other = next((m for m in matches if top and m.answer.topics[0] not in top.answer.topics), None)
    return top.score - other.score if top and other else 0.0


def rewritten(engine: Engine, question: Question) -> tuple[tuple[str, str], ...]:
    """The asker's words that stand for another word of the knowledge base."""
    rewrite = engine.library.synonyms.rewrite
    mended = [dict(question.corrections).get(token, token) for token in words(question.text)[:60]]
    pairs = [(token, " ".join(rewrite([token]))) for token in mended]
    return tuple(dict.fromkeys((was, now) for was, now in pairs if was != now))[:8]
