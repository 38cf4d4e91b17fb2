"""Fit the red-flag gate's second opinion: python -m intents.fit_red_flags [labelled.jsonl ...]."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from intents.red_flag_material import FOLDS, Example, examples
from intents.red_flag_matrix import Matrix
from intents.red_flag_opinion import MODEL, UNSEEN
from intents.red_flag_pieces import CLOSE, Grams, Piece, pieces
from intents.red_flag_rules import Post
from intents.red_flag_text import read
from intents.red_flag_weights import as_table
from intents.red_flags import by_rules, signs, understand

LITTLE = 1.5
FALSE_ALARMS = 0.0095  # share of plain questions that the model alone may stop
DOUBTED = 0.01  # share of a true flag's posts that the doubt of its rules may cost
# least doubt: what rules read in numbers ("im 12", "lost 9 kg"), lesser signs most of all, words alone show poorly
DOUBT = {"emergency": -2.5, "same-day": -2.5, "see-doctor-soon": -3.2}
EVERYDAY = 0.01  # share of plain questions from which a concept in them is an everyday one
OVER_URGENT = 0.08  # share of signs that could wait which may be called emergencies, so that hardly one is missed
SOFTNESS = 20.0  # liblinear's C
MIDDLE = 3.0  # what the middle sign scores, whatever the fit: what is drawn by scores then holds for every one
SMALL = 0.17  # weights below it hardly change a verdict, and most are


@dataclass(frozen=True)
class Rows:
    """Pieces of posts, the number of the post that each is of, and whether it is read as all of it, wide or close."""

    found: list[Piece]
    whose: np.ndarray
    reading: np.ndarray

    @classmethod
    def of(cls, posts: Sequence[Post]) -> Rows:
        """Every post in one piece, and in those it is read in at run time where they are more."""
        rows: list[tuple[Piece, int, str]] = []
        for number, post in enumerate(posts):
            grams, size = Grams.of(post), len(post.words.stems)
            rows.append((Piece.of(grams, 0, size), number, "whole"))
            for reading, places in (("wide", pieces(size)), ("close", pieces(size, *CLOSE))):
                if len(places) > 1:
                    rows += [(Piece.of(grams, *place), number, reading) for place in places]
        found, whose, readings = zip(*rows, strict=True)
        return cls(list(found), np.array(whose), np.array(readings))

    def seen(self, any_flag: np.ndarray) -> np.ndarray:
        """What a model is shown: where the sign of a long post stands, nobody has marked."""
        shown: np.ndarray = (self.reading == "whole") | ((self.reading == "close") & ~any_flag[self.whose])
        return shown

    def strongest(self, scores: np.ndarray, reading: str) -> np.ndarray:
        """Per post the highest score of its pieces in this reading, or that of the whole where it is one piece."""
        worst = np.full(len(np.unique(self.whose)), -np.inf)
        mine = self.reading == reading
        np.maximum.at(worst, self.whose[mine], scores[mine])
        return np.where(np.isfinite(worst), worst, scores[self.reading == "whole"])


def doubts(found: Sequence[Example], held_out: np.ndarray) -> dict[str, float]:
    """Per flag the score below which its rules are not believed, from true posts that the model had not seen."""
    scores: dict[str, list[float]] = {}
    for one, value in zip(found, held_out.tolist(), strict=True):
        if one.kind == "positive" and (first := next(iter(by_rules(one.text)), None)):
            scores.setdefault(first.id, []).append(value)
    least = {flag: DOUBT[told["urgency"]] for flag, told in signs().items()}
    return {
        flag: round(min(least[flag], float(np.quantile(values, DOUBTED))), 4) for flag, values in sorted(scores.items())
    }


def everyday(known: Matrix, plain: np.ndarray) -> frozenset[str]:
    """Concepts that plain questions are full of, such as a back or a pain, and such pairs: they speak for no flag."""
    often = known.counts(plain) >= EVERYDAY * plain.sum()
    return frozenset(name for name, much in zip(known.names, often, strict=True) if much and name[0] == "@")


def fit(found: Sequence[Example]) -> dict[str, Any]:
    """The model as it is stored, with the cross-validated figures it was chosen by."""
    rows = Rows.of([understand(read(one.text)) for one in found])
    any_flag = np.array([bool(one.flag) for one in found])
    kind = np.array([one.kind for one in found])
    whole = rows.reading == "whole"
    wholes = [piece for piece, it in zip(rows.found, whole, strict=True) if it]
    seen = rows.seen(any_flag)
    known = Matrix.of(rows.found, seen)
    known = known.without(everyday(known, whole & (kind[rows.whose] == "plain")))
    x = known.rows
    scores, line, unit = _scaled(_held_out(x, any_flag, rows, seen, np.array([one.fold for one in found])), rows, kind)
    learner = _learner().fit(x[seen], any_flag[rows.whose[seen]])
    return {
        "figures": {
            "texts": len(found),
            **{f"{name} stopped": round(float((scores[kind == name] > 0).mean()), 4) for name in sorted({*kind})},
        },
        "bias": round((float(learner.intercept_[0]) - line) / unit, 4),
        "doubt": doubts(found, scores),
        **_kept(known.names, learner.coef_[0] / unit),
        **_fit_flags(wholes, found),
        "now": _fit_now(wholes, found),
    }


def _scaled(held_out: np.ndarray, rows: Rows, kind: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Per post its score in the unit of run time, with the raw score that is none and the raw size of that unit."""
    wide, close = rows.strongest(held_out, "wide"), rows.strongest(held_out, "close")
    middle, plain = float(np.median(wide[kind == "positive"])), kind == "plain"
    unit = (middle - float(np.quantile(wide[plain], 1 - FALSE_ALARMS))) / MIDDLE
    joined = np.maximum(wide, close - UNSEEN * unit)
    line = float(np.quantile(joined[plain], 1 - FALSE_ALARMS))
    return (joined - line) / unit, line, unit


def _kept(names: Sequence[str], weights: np.ndarray) -> dict[str, Any]:
    return as_table({gram: float(w) for gram, w in zip(names, weights, strict=True) if abs(w) > SMALL})


def _learner() -> LogisticRegression:
    # the dual problem has one unknown per piece instead of one per feature, and is soon as good as solved
    weights = {False: 1.0, True: 2.0}
    return LogisticRegression(
        C=SOFTNESS, tol=0.1, max_iter=400, class_weight=weights, solver="liblinear", dual=True, random_state=7
    )


def _held_out(x: csr_matrix, any_flag: np.ndarray, rows: Rows, seen: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Per piece what a model says of it that has seen nothing of its post."""
    scores = np.zeros(len(rows.whose))
    for fold in range(FOLDS):
        mine = folds[rows.whose] == fold
        learner = _learner().fit(x[seen & ~mine], any_flag[rows.whose[seen & ~mine]])
        scores[mine] = learner.decision_function(x[mine])
    return scores


def _fit_now(wholes: Sequence[Piece], found: Sequence[Example]) -> dict[str, Any]:
    """Whether a sign is an emergency, given that it is one: fitted on the positives alone, erring towards yes."""
    mine = [i for i, one in enumerate(found) if one.kind == "positive"]
    soon = np.array([found[i].urgency == "emergency" for i in mine])
    known = Matrix.of([wholes[i] for i in mine], np.ones(len(mine), bool))
    x = known.rows
    scores = np.zeros(len(mine))
    folds = np.array([found[i].fold for i in mine])
    for fold in range(FOLDS):
        unseen = folds == fold
        scores[unseen] = _learner().fit(x[~unseen], soon[~unseen]).decision_function(x[unseen])
    line = float(np.quantile(scores[~soon], 1 - OVER_URGENT))
    unit = float(np.median(scores[soon]) - line) / MIDDLE
    learner = _learner().fit(x, soon)
    return {
        "figures": {"emergencies told": round(float((scores[soon] > line).mean()), 4)},
        "bias": round((float(learner.intercept_[0]) - line) / unit, 4),
        **_kept(known.names, learner.coef_[0] / unit),
    }


def _fit_flags(wholes: Sequence[Piece], found: Sequence[Example]) -> dict[str, Any]:
    """Which flag it is, given that it is one: fitted on the positives alone, small weights dropped."""
    mine = [i for i, one in enumerate(found) if one.kind == "positive"]
    spoken = [Piece((wholes[i].spoken(), set())) for i in mine]  # as one kind: few posts are of each flag
    known = Matrix.of(spoken, np.ones(len(mine), bool))
    learner = LogisticRegression(C=60.0, max_iter=400, class_weight="balanced", fit_intercept=False)
    learner.fit(known.rows, [found[i].flag for i in mine])
    table = {
        gram: {str(k): round(float(w), 1) for k, w in enumerate(weights) if w > LITTLE}
        for gram, weights in zip(known.names, learner.coef_.T, strict=True)
    }
    return {
        "flags": [str(flag) for flag in learner.classes_],
        "flag_weights": {gram: one for gram, one in table.items() if one},
    }


if __name__ == "__main__":
    fitted = fit(examples([Path(name) for name in sys.argv[1:]]))
    MODEL.write_text(json.dumps(fitted, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(json.dumps(fitted["figures"]), f"{MODEL.stat().st_size // 1024} KB, {len(fitted['weights'])} weights")
