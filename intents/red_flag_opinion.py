"""A second opinion on the red-flag rules: a small linear model over words, letter sequences and the rules' concepts.

It adds the flag that no rule spells out, and takes away the one that a rule sees in a post which is plainly about
something else ("my dog lost control of his bladder").
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from intents.red_flag_concepts import Hit
from intents.red_flag_files import read_json
from intents.red_flag_rules import Post
from intents.red_flag_text import Words
from intents.red_flag_weights import Piece, Weights
from knowledge.text import STOP_WORDS

MODEL = Path(__file__).with_name("red_flags") / "second_opinion.json"
EITHER_SIDE = {"left": "leftright", "right": "leftright"}  # a mirrored post holds the same signs
LONGEST_RUN = 3  # words
LETTERS = (3, 4, 5)
SHORTEST = 4  # words; less says too little to a model
TELLING = 8  # words; a shorter post says too little for a doubtful score to count
WINDOW, STEP = 16, 8  # words: a long post is read piece by piece, for its sign is one clause among many
_SMALL_WORDS = STOP_WORDS | {"dont", "cant", "wont", "isnt", "doesnt", "didnt", "wasnt", "havent"}
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

    threshold: float
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
        table["threshold"],
        table["bias"],
        table["doubt"],
        Weights.of_table(table),
        tuple(table["flags"]),
        table["flag_weights"],
        table["now"]["bias"],
        Weights.of_table(table["now"]),
    )


def pieces(post: Post) -> list[Hit]:
    """The pieces a post is judged by, half of each in the next; a short post is one."""
    size = len(post.words.stems)
    if size <= WINDOW + STEP // 2:
        return [(0, size)]
    return [(start, min(start + WINDOW, size)) for start in range(0, size - STEP, STEP)]


def grams(post: Post) -> list[set[str]]:
    """The features that begin at each word: concepts, runs of one to three words of a sentence, letter sequences.

    A denied or long past word is another word: "no numbness" says nothing for a flag.
    """
    words, scope = post.words, post.scope
    sentences = words.sentences
    marked = [
        f"-{stem}" if scope.denied[i] >= 0 or scope.past[i] or scope.asked[i] else stem
        for i, stem in enumerate(EITHER_SIDE.get(stem, stem) for stem in words.stems)
    ]
    found = [set(_alone(stem)) for stem in marked]
    for i, run in enumerate(marked):
        for j in range(i + 1, min(i + LONGEST_RUN, len(marked))):
            if sentences[j] != sentences[i]:
                break
            run = f"{run} {marked[j]}"
            found[i].add(run)
    for name, hits in post.hits.items():
        if not name.startswith("CUE_"):
            concept = f"@{name}"
            for hit in hits:
                if scope.lives(hit, False, False) and words.stems[hit[0]] not in EITHER_SIDE:
                    found[hit[0]].add(concept)
    return found


@lru_cache(maxsize=8192)
def _alone(stem: str) -> frozenset[str]:
    """A word and its letter sequences; those of "don't" and "been" say nothing that the words do not."""
    if stem[0] == "-" or stem in _SMALL_WORDS:
        return frozenset({stem})
    word = f"<{stem}>"
    return frozenset({stem, *(f"_{word[i : i + size]}" for size in LETTERS for i in range(len(word) - size + 1))})


def score(piece: Piece, fitted: Model) -> float:
    """How much speaks for a flag; above zero it is one."""
    if not piece.found:
        return -1.0
    return fitted.weights.total(piece) / math.sqrt(piece.size) + fitted.bias - fitted.threshold


def judge(post: Post) -> Verdict | None:
    """What the model makes of a post; None where it is too short to say, or nothing is fitted."""
    fitted = model()
    if fitted is None or len(post.words.stems) < SHORTEST:
        return None
    at = grams(post)
    read = [(place, Piece.of(at[slice(*place)])) for place in pieces(post)]
    total, place, piece = max(((score(piece, fitted), place, piece) for place, piece in read), key=lambda one: one[0])
    doubted = frozenset(flag for flag, least in fitted.doubt.items() if total < least)
    if total <= NOW:  # no flag, however urgent it would be
        return Verdict(total, None, doubted)
    now = max(_now(piece, fitted), _now(Piece.of(at), fitted) if len(read) > 1 else -1.0)
    least = NOW if now > 0 and len(post.words.stems) >= TELLING else 0.0
    opinion = _opinion(piece.joined, place, post.words, fitted) if total > least else None
    return Verdict(total, opinion, doubted, now)


def _now(piece: Piece, fitted: Model) -> float:
    """How much what holds a sign reads like an emergency."""
    return fitted.now_weights.total(piece) / math.sqrt(max(1, piece.size)) + fitted.now_bias


def _opinion(found: set[str], piece: Hit, words: Words, fitted: Model) -> Opinion | None:
    """The flag that most speaks for, or None where nothing speaks for a certain one."""
    size = math.sqrt(sum(gram[0] != "_" for gram in found))
    totals = dict.fromkeys(fitted.flags, 0.0)
    for gram in found & fitted.flag_weights.keys():
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
