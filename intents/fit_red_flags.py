"""Fit the red-flag gate's second opinion: python -m intents.fit_red_flags [labelled.jsonl ...]."""

from __future__ import annotations

import itertools
import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from intents.red_flag_opinion import MODEL, grams, pieces
from intents.red_flag_rules import Post
from intents.red_flag_text import read
from intents.red_flag_weights import Piece, as_table
from intents.red_flags import by_rules, signs, understand

EXAMPLES = Path(__file__).with_name("examples")
ABOUT_SIGNS = ("red-flag", "see-professional", "pregnancy-postpartum")
ORDINARY = ("written_1.jsonl", "written_2.jsonl", "written_3.jsonl", "questions.jsonl")
TAILS = 3  # of each plain complaint that is composed
LITTLE = 1.5
FALSE_ALARMS = 0.015  # share of plain questions that the model alone may stop
DOUBTED = 0.01  # share of a true flag's posts that the doubt of its rules may cost
DOUBT = -2.5  # least doubt; what rules read in numbers ("im 12", "5 yrs ago"), words alone show poorly
EVERYDAY = 0.01  # share of plain questions from which a concept in them is an everyday one
OVER_URGENT = 0.08  # share of signs that could wait which may be called emergencies, so that hardly one is missed
SOFTNESS = 20.0  # liblinear's C
SMALL = 0.6  # weights below it change no verdict


def lines(path: Path) -> list[str]:
    """The examples of one file, without the topics that other tools append after "||"."""
    texts = (line.split("||")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(text for text in texts if text and not text.startswith("#")))


def examples(labelled: Sequence[Path]) -> tuple[list[str], list[str], list[str], list[str]]:
    """All texts, the flag of each ("" for none), where each comes from, and how urgent it is ("" for none)."""
    usual = {flag: told["urgency"] for flag, told in signs().items()} | {"": ""}
    rows: list[tuple[str, str, str, str]] = []
    for path in sorted((EXAMPLES / "red_flags").glob("*.txt")):
        flag = "" if path.stem == "negatives" else path.stem
        rows += [(text, flag, "hard" if not flag else "positive", usual[flag]) for text in lines(path)]
    rows += [(text, "", "plain", "") for text in plain_posts() if not by_rules(text)]
    # easily told apart, so they count for the fit and not for where its line is drawn
    rows += [(text, "", "composed", "") for text in everyday_complaints() if not by_rules(text)]
    for path in labelled:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            flags = row.get("red_flag_ids") or [""]
            urgency = row["label"] if flags[0] else ""
            rows.append((row["text"], flags[0], "positive" if flags[0] else "hard", urgency))
    texts, flags_of, kinds, urgencies = zip(*rows, strict=True)
    return list(texts), list(flags_of), list(kinds), list(urgencies)


def plain_posts() -> list[str]:
    """What people ask on an ordinary day; those that a rule stops are left out, since some of them ask with cause."""
    texts = [
        text
        for folder in ("topics", "intents")
        for path in sorted((EXAMPLES / folder).glob("*.txt"))
        if path.stem not in ABOUT_SIGNS
        for text in lines(path)
    ]
    for name in ORDINARY:
        posts = [json.loads(line) for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()]
        texts += [post["question"] for post in posts if not post.get("red_flag")]
    return texts


def everyday_complaints() -> list[str]:
    """Plain complaints composed of parts, each complaint of each place with some of the tails in turn."""
    parts = tomllib.loads((EXAMPLES / "red_flags" / "everyday.toml").read_text(encoding="utf-8"))
    tails = itertools.cycle(parts["tails"])
    bare = [form.format(place=place) for form, place in itertools.product(parts["complaints"], parts["places"])]
    return [f"{text} {tail}".strip() for text in bare for tail in itertools.islice(tails, TAILS)]


@dataclass(frozen=True)
class Rows:
    """The features of some pieces of posts, and the number of the post that each is of."""

    found: list[set[str]]
    whose: list[int]


def wholes(posts: Sequence[Post]) -> Rows:
    """Every post in one piece: where the sign of a long one stands, nobody has marked."""
    return Rows([Piece.of(grams(post)).joined for post in posts], list(range(len(posts))))


def parts(posts: Sequence[Post], wanted: Sequence[bool]) -> Rows:
    """The pieces of the wanted posts, exactly as at run time."""
    found: list[set[str]] = []
    whose: list[int] = []
    for number in (number for number, one in enumerate(wanted) if one):
        at = grams(posts[number])
        for piece in pieces(posts[number]):
            found.append(Piece.of(at[slice(*piece)]).joined)
            whose.append(number)
    return Rows(found, whose)


def doubts(texts: Sequence[str], flags: Sequence[str], held_out: np.ndarray) -> dict[str, float]:
    """Per flag the score below which its rules are not believed, from true posts that the model had not seen."""
    found: dict[str, list[float]] = {}
    for text, flag, value in zip(texts, flags, held_out.tolist(), strict=True):
        if flag and (first := next(iter(by_rules(text)), None)):
            found.setdefault(first.id, []).append(value)
    return {flag: round(min(DOUBT, float(np.quantile(values, DOUBTED))), 4) for flag, values in sorted(found.items())}


def matrix(found: list[set[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """One row per text: 1/sqrt(number of grams) where a gram of the vocabulary stands."""
    data, columns, starts = [], [], [0]
    for one in found:
        known = [vocabulary[gram] for gram in one if gram in vocabulary]
        columns += known
        data += [1 / math.sqrt(max(1, len(one)))] * len(known)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(found), len(vocabulary)))


def everyday(plain: Sequence[set[str]]) -> frozenset[str]:
    """Concepts that plain questions are full of, such as a back or a pain: they speak for no flag."""
    counts = Counter(gram for found in plain for gram in found if gram[0] == "@")
    return frozenset(gram for gram, count in counts.items() if count >= EVERYDAY * len(plain))


def vocabulary_of(found: list[set[str]], at_least: int, without: frozenset[str] = frozenset()) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        for gram in one:
            if gram not in without:
                counts[gram] = counts.get(gram, 0) + 1
    kept = sorted(gram for gram, count in counts.items() if count >= (at_least + 1 if gram[0] == "_" else at_least))
    return {gram: i for i, gram in enumerate(kept)}


def fit(labelled: Sequence[Path]) -> dict[str, Any]:
    """The model as it is stored, with the cross-validated figures it was chosen by."""
    texts, flags, kinds, urgencies = examples(labelled)
    posts = [understand(read(text)) for text in texts]
    any_flag = np.array([bool(flag) for flag in flags])
    whole = wholes(posts)
    part = parts(posts, [not flag and len(pieces(post)) > 1 for flag, post in zip(flags, posts, strict=True)])
    found, whose = whole.found + part.found, np.array(whole.whose + part.whose)
    plain = [whole.found[number] for number, kind in enumerate(kinds) if kind == "plain"]
    vocabulary = vocabulary_of(found, 2, everyday(plain))
    x = matrix(found, vocabulary)
    held_out = _held_out(x, any_flag, whose, posts, vocabulary)
    kind = np.array(kinds)
    threshold = float(np.quantile(held_out[kind == "plain"], 1 - FALSE_ALARMS))
    learner = _learner().fit(x, any_flag[whose])
    weights = {gram: round(float(w), 2) for gram, w in zip(vocabulary, learner.coef_[0], strict=True) if abs(w) > SMALL}
    return {
        "figures": {
            "texts": len(texts),
            "caught alone": round(float((held_out[any_flag] > threshold).mean()), 4),
            "hard negatives stopped": round(float((held_out[kind == "hard"] > threshold).mean()), 4),
            "plain questions stopped": FALSE_ALARMS,
        },
        "threshold": round(threshold, 4),
        "bias": round(float(learner.intercept_[0]), 4),
        "doubt": doubts(texts, flags, held_out - threshold),
        **as_table(weights),
        **_fit_flags(whole.found, flags),
        "now": _fit_now(whole.found, urgencies),
    }


def _learner() -> LogisticRegression:
    return LogisticRegression(C=SOFTNESS, max_iter=400, class_weight={False: 1.0, True: 2.0}, solver="liblinear")


def _held_out(
    x: csr_matrix, any_flag: np.ndarray, whose: np.ndarray, posts: Sequence[Post], vocabulary: dict[str, int]
) -> np.ndarray:
    """Per post what a model says of its worst piece that has seen nothing of that post."""
    every = parts(posts, [True] * len(posts))
    scored, owner = matrix(every.found, vocabulary), np.array(every.whose)
    worst = np.full(len(posts), -np.inf)
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=7).split(any_flag, any_flag):
        rows = np.isin(whose, seen)
        learner = _learner().fit(x[rows], any_flag[whose[rows]])
        mine = np.isin(owner, unseen)
        np.maximum.at(worst, owner[mine], learner.decision_function(scored[mine]))
    return worst


def _fit_now(found: list[set[str]], urgencies: list[str]) -> dict[str, Any]:
    """Whether a sign is an emergency, given that it is one: fitted on the positives alone, erring towards yes."""
    mine = [i for i, urgency in enumerate(urgencies) if urgency]
    soon = np.array([urgencies[i] == "emergency" for i in mine])
    kept = [found[i] for i in mine]
    vocabulary = vocabulary_of(kept, 2)
    x = matrix(kept, vocabulary)
    scores = np.zeros(len(mine))
    for seen, unseen in StratifiedKFold(5, shuffle=True, random_state=7).split(soon, soon):
        scores[unseen] = _learner().fit(x[seen], soon[seen]).decision_function(x[unseen])
    threshold = float(np.quantile(scores[~soon], 1 - OVER_URGENT))
    learner = _learner().fit(x, soon)
    weights = {gram: round(float(w), 2) for gram, w in zip(vocabulary, learner.coef_[0], strict=True) if abs(w) > SMALL}
    return {
        "figures": {"emergencies told": round(float((scores[soon] > threshold).mean()), 4)},
        "bias": round(float(learner.intercept_[0]) - threshold, 4),
        **as_table(weights),
    }


def _fit_flags(found: list[set[str]], flags: list[str]) -> dict[str, Any]:
    """Which flag it is, given that it is one: fitted on the positives alone, small weights dropped."""
    mine = [i for i, flag in enumerate(flags) if flag]
    runs = [{gram for gram in found[i] if gram[0] != "_"} for i in mine]
    vocabulary = vocabulary_of(runs, 2)
    learner = LogisticRegression(C=60.0, max_iter=400, class_weight="balanced", fit_intercept=False)
    learner.fit(matrix(runs, vocabulary), [flags[i] for i in mine])
    table = {
        gram: {str(k): round(float(w), 1) for k, w in enumerate(learner.coef_[:, column]) if w > LITTLE}
        for gram, column in vocabulary.items()
    }
    return {
        "flags": [str(flag) for flag in learner.classes_],
        "flag_weights": {gram: one for gram, one in table.items() if one},
    }


if __name__ == "__main__":
    fitted = fit([Path(name) for name in sys.argv[1:]])
    MODEL.write_text(json.dumps(fitted, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(json.dumps(fitted["figures"]), f"{MODEL.stat().st_size // 1024} KB, {len(fitted['weights'])} weights")
