"""Learns when an added answer is meant, from questions asked of a server that added what a fit had not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from bot.calibrate import logistic
from bot.decide import ADDED_SIGNALS, Thresholds, added_signals, chance
from bot.evaluate import Score
from bot.overlays.held_out import Trial
from intents.train import FOLDS
from knowledge.nearness import RANK, nearness, ranked
from knowledge.search import Match

FEW = 8  # every eighth added answer is one that a server with few has
CLOSE = 2.0  # least weight of a phrasing that is nearly the question
OUTSIDE = 0.03  # share of questions about something else that an added answer may be given to
OFFERED = 0.5  # of the probability from which an added answer is given, from which it is offered


def fit_rank(tried: Sequence[Trial]) -> dict[str, float]:
    """How much nearness by words counts beside a likely topic in telling which of the added answers is meant."""
    listed = [trial for trial in tried if any(match.answer.id in trial.right for match in trial.added)]
    rows = [nearness(match.parts) | {"topic": match.parts["topic"]} for trial in listed for match in trial.added]
    right = [match.answer.id in trial.right for trial in listed for match in trial.added]
    found = logistic(rows, right, (*RANK, "topic"), balanced=True)
    weights = {f"added_{name}": round(max(found[name], 0.0) / max(found["topic"], 1e-9), 4) for name in RANK}
    # who asks nearly what stands there means it, however many others are of a likely topic
    return weights | {"added_close": max(weights["added_close"], CLOSE)}


def weighed(trial: Trial, rank: Mapping[str, float]) -> Trial:
    """The trial with its matches ranked by these weights."""

    def by(match: Match) -> Match:
        return replace(match, rank=ranked(match.parts, rank))

    added = sorted(map(by, trial.added), key=lambda match: (-match.standing, match.answer.id))
    return replace(trial, fitted=tuple(map(by, trial.fitted)), added=tuple(added))


def fewer(trial: Trial) -> Trial:
    """The same question where only a few answers were added."""
    added = tuple(match for match in trial.added if crc32(match.answer.id.encode()) % FEW == 0)
    return replace(trial, added=added, meant=trial.meant and any(match.answer.id in trial.right for match in added))


def fit_added(tried: Sequence[Trial], limits: Thresholds) -> tuple[dict[str, float], Thresholds, list[dict[str, Any]]]:
    """The weights of the rank, the thresholds of added answers, and figures of folds that the rest was learnt for."""
    tried = [*tried, *map(fewer, tried)]
    chances, first = [0.0] * len(tried), [""] * len(tried)
    for part in range(FOLDS):
        rank, weights = _learnt([trial for trial in tried if trial.fold != part])
        for at, trial in enumerate(tried):
            if trial.fold == part and trial.added:
                seen = weighed(trial, rank)
                chances[at], first[at] = (
                    chance(weights, added_signals(seen.margin, seen.fitted, seen.added)),
                    seen.added[0].answer.id,
                )
    take = _take(tried, chances, first)
    rank, weights = _learnt(tried)
    limits = replace(limits, take=take, offer=round(take * OFFERED, 4), added=weights)
    return rank, limits, figures(tried, chances, first, take)


def _learnt(tried: Sequence[Trial]) -> tuple[dict[str, float], dict[str, float]]:
    rank = fit_rank(tried)
    rows = [weighed(trial, rank) for trial in tried if trial.added]
    signals = [added_signals(trial.margin, trial.fitted, trial.added) for trial in rows]
    return rank, logistic(signals, [trial.added[0].answer.id in trial.wanted for trial in rows], ADDED_SIGNALS)


def _take(tried: Sequence[Trial], chances: Sequence[float], first: Sequence[str]) -> float:
    """The least probability, above a half, at which added answers win more than they lose and do not stray."""
    for percent in range(50, 100):
        won = lost = strays = outside = 0
        for trial, probability, id_ in zip(tried, chances, first, strict=True):
            taken = probability >= percent / 100
            outside += trial.outside
            strays += taken and trial.outside
            won += taken and not trial.meant and id_ in trial.wanted
            lost += taken and not trial.meant and id_ not in trial.right and trial.before in trial.right
        if strays <= OUTSIDE * outside and lost <= won:
            return percent / 100
    return 1.0


def figures(
    tried: Sequence[Trial], chances: Sequence[float], first: Sequence[str], take: float
) -> list[dict[str, Any]]:
    """How added answers fare, and what they do to the others."""
    found, given = Score("added answer: the right one first", ""), Score("added answer: the right one given", "")
    wrong = Score("of questions meant for added answers, given a wrong added one", "")
    lost = Score("of the others, a right answer lost to an added one", "≤ what is won")
    other = Score("of the others, given an added answer to the same topic instead", "")
    won = Score("of the others, a wrong answer or none put right by an added one", "")
    without, beside = Score("out of scope answered without the added", ""), Score("out of scope answered", "≤ 0.08")
    for trial, probability, id_ in zip(tried, chances, first, strict=True):
        taken, right = bool(probability >= take), id_ in trial.right
        said = f"{trial.text[:90]!r}: {id_} {probability:.2f}, before {trial.before or 'nothing'}"
        if trial.outside:
            without.count_fault(bool(trial.before), said)
            beside.count_fault(taken or bool(trial.before), said)
        elif trial.meant:
            found.count(right, "")
            given.count(right and taken, "")
            wrong.count_fault(taken and not right, said)
        else:
            lost.count_fault(taken and not right and trial.before in trial.right, said)
            other.count_fault(taken and right and trial.before in trial.right, said)
            won.count(taken and id_ in trial.wanted, "")
    scores = (found, given, wrong, lost, won, other, without, beside)
    return [score.as_json() | {"misses": [miss for miss in score.misses if miss][:20]} for score in scores]
