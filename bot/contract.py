"""The JSON contract: one object for one reply, the shape that scripts and evaluations depend on."""

from typing import Any

from bot.reply import Prescribed, Reply
from bot.topics import likely_topics
from bot.words import plain, reply_text
from intents.question import Question
from knowledge.entries import Source


def to_json(reply: Reply) -> dict[str, Any]:
    """A Reply as the object of DESIGN 6; keys are only ever added."""
    return {
        "kind": reply.kind,
        "topics": list(reply.topics),
        "entry": reply.answer.id if reply.answer else None,
        "confidence": round(min(max(reply.confidence, 0.0), 1.0), 4),
        "level": reply.level,
        "text": plain(reply_text(reply)),
        "exercises": [_exercise(item) for item in reply.exercises],
        "caveats": [{"id": c.id, "severity": c.severity, "text": c.text} for c in reply.caveats],
        "sources": [_source(source) for source in reply.sources],
        "urgency": reply.urgency,
        "beside": [{"entry": other.entry, "heading": other.heading} for other in reply.beside],
        "understood": _understood(reply.question),
        "options": [{"label": option.label, "text": option.text} for option in reply.options],
        "alternatives": [
            {
                "entry": other.answer.id,
                "topics": list(likely_topics(other.answer, reply.question)),
                "confidence": other.confidence,
            }
            for other in reply.alternatives
        ],
    }


def _exercise(item: Prescribed) -> dict[str, str]:
    return {"id": item.exercise.id, "name": item.exercise.name, "side": item.side, "dose": item.dose, "why": item.why}


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "author": source.author,
        "year": source.year,
        "address": source.address,
    }


def _understood(question: Question) -> dict[str, Any]:
    sides = question.sides
    return {
        "intent": question.intent,
        "sides": {"strong": sides.strong, "weak": sides.weak, "pain": sides.pain},
        "muscles": list(question.named("muscle")),
        "region": question.region,
        "equipment": list(question.kit.has),
        "red_flags": [flag.id for flag in question.red_flags],
        "corrections": dict(question.corrections),
        "not_understood": list(question.not_understood),
    }
