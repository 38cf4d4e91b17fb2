"""Tells one topic's answers apart by words: what is fitted on labelled topics cannot say which of them is meant."""

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.features import Phrase

if TYPE_CHECKING:
    from knowledge.search import Match

ENOUGH = 4  # words of a question that may tell one answer from another of its topic
# What each kind of evidence counts, found on the golden questions, which name answers.
WITHIN = {"ask": 0.5, "mean": 0.6, "body": 0.6, "other_topic": 0.1, "muscles": 0.2, "exercise": 0.1, "sides": 0.15}


def told_apart(matches: "tuple[Match, ...]", phrase: Phrase) -> "tuple[Match, ...]":
    """The matches with those of the first one's topic in the order that words give them, at the places they hold."""
    if len(phrase.words) < ENOUGH:
        return matches
    places = [at for at, match in enumerate(matches) if match.answer.topics[0] == matches[0].answer.topics[0]]
    nearest = sorted((matches[at] for at in places), key=lambda match: (-_nearness(match), match.answer.id))
    moved = {
        at: replace(match, score=matches[at].score, parts={**match.parts, "within": matches[at].score - match.score})
        for at, match in zip(places, nearest, strict=True)
        if match is not matches[at]
    }
    return tuple(moved.get(at, match) for at, match in enumerate(matches))


def _nearness(match: "Match") -> float:
    return round(sum(weight * match.parts[name] for name, weight in WITHIN.items()), 9)
