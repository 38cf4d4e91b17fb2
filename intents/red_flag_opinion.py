"""A second opinion on a post in which no red-flag rule fired: a small linear model over word and letter sequences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from intents.red_flag_files import read_json
from intents.red_flag_scope import Scope
from intents.red_flag_text import Words

MODEL = Path(__file__).with_name("red_flags") / "second_opinion.json"
LONGEST_RUN = 3  # words
LETTERS = (3, 4, 5)
SHORTEST = 4  # words; less says too little to a model
LEAST = 1.0  # evidence for one certain flag


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model makes of a post: a flag, and where the words stand that speak for it most."""

    flag: str
    lead: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Model:
    """Weights per gram: one for "any flag", and per gram those for single flags."""

    threshold: float
    bias: float
    weights: dict[str, float]
    flags: tuple[str, ...]
    flag_weights: dict[str, dict[str, float]]


@cache
def model() -> Model | None:
    """Read the fitted weights; without the file there is no second opinion, only the rules."""
    if not MODEL.exists():
        return None
    table = read_json(MODEL)
    return Model(table["threshold"], table["bias"], table["weights"], tuple(table["flags"]), table["flag_weights"])


def grams(words: Words, scope: Scope) -> set[str]:
    """The features of a post: runs of one to three words of a sentence, and the letter sequences of each word.

    A denied or long past word is another word: "no numbness" says nothing for a flag.
    """
    found: set[str] = set()
    marked = [
        f"-{stem}" if scope.denied[i] >= 0 or scope.past[i] or scope.asked[i] else stem
        for i, stem in enumerate(words.stems)
    ]
    for i, stem in enumerate(marked):
        if stem[0] != "-":
            found |= _letters(stem)
        run = ""
        for j in range(i, min(i + LONGEST_RUN, len(marked))):
            if words.sentences[j] != words.sentences[i]:
                break
            run = f"{run} {marked[j]}" if run else marked[j]
            found.add(run)
    return found


@lru_cache(maxsize=8192)
def _letters(stem: str) -> frozenset[str]:
    word = f"<{stem}>"
    return frozenset(f"_{word[i : i + size]}" for size in LETTERS for i in range(len(word) - size + 1))


def score(found: set[str], fitted: Model) -> float:
    """How much speaks for a flag; above zero it is one."""
    if not found:
        return -1.0
    weights = fitted.weights
    total = sum(weights[gram] for gram in found & weights.keys())
    return total / math.sqrt(len(found)) + fitted.bias - fitted.threshold


def second_opinion(words: Words, scope: Scope) -> Opinion | None:
    """The flag that the model sees in a post, or None."""
    fitted = model()
    if fitted is None or len(words.stems) < SHORTEST:
        return None
    found = grams(words, scope)
    if score(found, fitted) <= 0:
        return None
    size = math.sqrt(sum(gram[0] != "_" for gram in found))
    totals = dict.fromkeys(fitted.flags, 0.0)
    for gram in found & fitted.flag_weights.keys():
        for flag, weight in fitted.flag_weights[gram].items():
            totals[fitted.flags[int(flag)]] += weight / size
    best, second = sorted(totals, key=lambda flag: -totals[flag])[:2]
    return Opinion(best, totals[best] - totals[second], *_strongest(words, fitted)) if totals[best] > LEAST else None


def _strongest(words: Words, fitted: Model) -> tuple[int, int]:
    """The sentence with the heaviest words, for the quote."""
    by_sentence: dict[int, float] = {}
    for i, stem in enumerate(words.stems):
        by_sentence[words.sentences[i]] = by_sentence.get(words.sentences[i], 0.0) + fitted.weights.get(stem, 0.0)
    best = max(by_sentence, key=by_sentence.__getitem__)
    places = [i for i, sentence in enumerate(words.sentences) if sentence == best]
    return places[0], places[-1] + 1
