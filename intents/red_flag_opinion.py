"""A second opinion on a post in which no red-flag rule fired: a small linear model over word and letter sequences."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from intents.red_flag_text import Words

MODEL = Path(__file__).with_name("red_flags") / "second_opinion.json"
LONGEST_RUN = 3  # words
LETTERS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model makes of a post: a flag, and where the words stand that speak for it most."""

    flag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Model:
    """Weights per gram: one for "any flag", and per gram those for single flags."""

    threshold: float
    bias: float
    weights: dict[str, float]
    flags: tuple[str, ...]
    flag_bias: tuple[float, ...]
    flag_weights: dict[str, dict[str, float]]


@cache
def model() -> Model | None:
    """Read the fitted weights; without the file there is no second opinion, only the rules."""
    if not MODEL.exists():
        return None
    table = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(table["threshold"], table["bias"], table["weights"], tuple(table["flags"]), tuple(table["flag_bias"]),
                 table["flag_weights"])


def grams(words: Words) -> set[str]:
    """The features of a post: runs of one to three words of a sentence, and the letter sequences of each word."""
    found: set[str] = set()
    for i, stem in enumerate(words.stems):
        found |= _letters(stem)
        run = ""
        for j in range(i, min(i + LONGEST_RUN, len(words.stems))):
            if words.sentences[j] != words.sentences[i]:
                break
            run = f"{run} {words.stems[j]}" if run else words.stems[j]
            found.add(run)
    return found


@lru_cache(maxsize=8192)
def _letters(stem: str) -> frozenset[str]:
    word = f"<{stem}>"
    return frozenset(f"_{word[i:i + size]}" for size in LETTERS for i in range(len(word) - size + 1))


def score(words: Words, fitted: Model) -> float:
    """How much speaks for a flag; above zero it is one."""
    found = grams(words)
    if not found:
        return -1.0
    weights = fitted.weights
    total = sum(weights[gram] for gram in found & weights.keys())
    return total / math.sqrt(len(found)) + fitted.bias - fitted.threshold


def second_opinion(words: Words) -> Opinion | None:
    """The flag that the model sees in a post, or None."""
    fitted = model()
    if fitted is None or len(words.stems) < 3 or score(words, fitted) <= 0:
        return None
    found = grams(words)
    size = math.sqrt(len(found))
    totals = list(fitted.flag_bias)
    for gram in found & fitted.flag_weights.keys():
        for flag, weight in fitted.flag_weights[gram].items():
            totals[int(flag)] += weight / size
    best = fitted.flags[max(range(len(totals)), key=totals.__getitem__)]
    return Opinion(best, *_strongest(words, fitted))


def _strongest(words: Words, fitted: Model) -> tuple[int, int]:
    """The sentence with the heaviest words, for the quote."""
    by_sentence: dict[int, float] = {}
    for i, stem in enumerate(words.stems):
        by_sentence[words.sentences[i]] = by_sentence.get(words.sentences[i], 0.0) + fitted.weights.get(stem, 0.0)
    best = max(by_sentence, key=by_sentence.__getitem__)
    places = [i for i, sentence in enumerate(words.sentences) if sentence == best]
    return places[0], places[-1] + 1
