"""A second opinion on the red-flag rules: a small linear model over words, letter sequences and the rules' concepts.

It adds the flag that no rule spells out, and takes away the one that a rule sees in a post which is plainly about
something else ("my dog lost control of his bladder").
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intents.red_flag_concepts import Hit
from intents.red_flag_files import read_json
from intents.red_flag_pieces import CLOSE, Grams, Piece, pieces
from intents.red_flag_rules import Post
from intents.red_flag_text import Words
from intents.red_flag_weights import Weights

MODEL = Path(__file__).with_name("red_flags") / "second_opinion.json"
SHORTEST = 4  # words; less says too little to a model
TELLING = 8  # words; a shorter post says too little for a doubtful score to count
UNSEEN = 0.4  # how much more must speak for a sign in a piece read closely, where the rest of the post is not seen
HOPELESS = -2.5  # score of a whole post below which nothing in it is read closely
NOW = -0.5  # score from which something is a flag where it reads like an emergency: those are not to be missed
SHARED = 0.5  # of the evidence for the likeliest flag, from which another one is thought of
LEAST = 1.0  # evidence for one certain flag


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model makes of a post: a flag, and where the words stand that speak for it most."""

    flag: str
    lead: float
    start: int
    end: int
    others: Mapping[str, float]  # flags that much speaks for too, each with its share of what speaks for the first


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much speaks for any flag (above zero it is one), which one it would be, and which flags of rules to doubt."""

    score: float
    opinion: Opinion | None
    doubted: frozenset[str]
    now: float = -1.0  # how much speaks for an emergency, where there is a sign; above zero it is likely one


@dataclass(frozen=True, slots=True)
class Model:
    """Weights per gram: one for "any flag", and per gram those for single flags.

    `doubt` holds per flag the score below which its rules are not believed.
    """

    bias: float
    doubt: dict[str, float]
    weights: Weights
    flags: tuple[str, ...]
    flag_weights: dict[str, dict[str, float]]
    now_bias: float
    now_weights: Weights


@cache
def model() -> Model | None:
    """Read the fitted weights; without the file there is no second opinion, only the rules."""
    if not MODEL.exists():
        return None
    table = read_json(MODEL)
    return Model(
        table["bias"],
        table["doubt"],
        Weights.of_table(table),
        tuple(table["flags"]),
        table["flag_weights"],
        table["now"]["bias"],
        Weights.of_table(table["now"]),
    )


def score(piece: Piece, fitted: Model) -> float:
    """How much speaks for a flag; above zero it is one."""
    return fitted.weights.total(piece) + fitted.bias


def judge(post: Post) -> Verdict | None:
    """What the model makes of a post; None where it is too short to say, or nothing is fitted."""
    fitted = model()
    size = len(post.words.stems)
    if fitted is None or size < SHORTEST:
        return None
    grams = Grams.of(post)
    total, place, piece = _likeliest(grams, pieces(size), fitted)
    if total > HOPELESS and size > sum(CLOSE):
        close = _likeliest(grams, pieces(size, *CLOSE), fitted)
        if close[0] - UNSEEN > total:
            total, place, piece = close[0] - UNSEEN, *close[1:]
    doubted = frozenset(flag for flag, least in fitted.doubt.items() if total < least)
    if total <= NOW:  # no flag, however urgent it would be
        return Verdict(total, None, doubted)
    now = max(_now(piece, fitted), _now(Piece.of(grams, 0, size), fitted) if place != (0, size) else -1.0)
    least = NOW if now > 0 and size >= TELLING else 0.0
    opinion = _opinion(piece.spoken(), place, post.words, fitted) if total > least else None
    return Verdict(total, opinion, doubted, now)


def _likeliest(grams: Grams, places: Sequence[Hit], fitted: Model) -> tuple[float, Hit, Piece]:
    """The piece that most speaks for a flag in."""
    read = [(place, Piece.of(grams, *place)) for place in places]
    return max(((score(piece, fitted), place, piece) for place, piece in read), key=lambda one: one[0])


def _now(piece: Piece, fitted: Model) -> float:
    """How much what holds a sign reads like an emergency."""
    return fitted.now_weights.total(piece) + fitted.now_bias


def _opinion(found: set[str], piece: Hit, words: Words, fitted: Model) -> Opinion | None:
    """The flag that most speaks for, or None where nothing speaks for a certain one."""
    size = math.sqrt(len(found))
    totals = dict.fromkeys(fitted.flags, 0.0)
    for gram in sorted(found & fitted.flag_weights.keys()):  # so that a sum is the same in every run
        for flag, weight in fitted.flag_weights[gram].items():
            totals[fitted.flags[int(flag)]] += weight / size
    best, second = sorted(totals, key=lambda flag: -totals[flag])[:2]
    if totals[best] <= LEAST:
        return None
    shares = {flag: total / totals[best] for flag, total in totals.items() if total >= SHARED * totals[best]}
    return Opinion(best, totals[best] - totals[second], *_strongest(words, piece, fitted), shares)


def _strongest(words: Words, piece: Hit, fitted: Model) -> Hit:
    """What the piece holds of the clause with the heaviest words, for the quote."""
    by_clause: dict[int, float] = {}
    for i in range(*piece):
        clause = words.clauses[i]
        by_clause[clause] = by_clause.get(clause, 0.0) + fitted.weights.single.get(words.stems[i], 0)
    best = max(by_clause, key=by_clause.__getitem__)
    places = [i for i in range(*piece) if words.clauses[i] == best]
    return places[0], places[-1] + 1
