"""The answers that a draft comes near to, so that nobody writes what is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.entries import Answer
from knowledge.search import Index, Match, search
from knowledge.wanted import Wanted

MOST_PHRASINGS = 6  # of a draft that are looked up; more say little new
LEAST, IN_COMMON = 3.0, 0.1  # score, and cosine of the closest phrasings, from which an answer is near
COPIED, SAME_WORDS = 97.0, 80.0  # rapidfuzz ratio of two phrasings, words in any order; the second needs SURE too
MOVE_IN_COMMON = 0.3  # the same for an answer about some other exercise
SAME_FEATURES = 0.62  # cosine of two phrasings; a twentieth of unlike questions reach it
SURE = 3.1  # score below which two alike phrasings are about different things
_LOOKED_AT = 24  # answers per phrasing


@dataclass(frozen=True, slots=True)
class Near:
    """An answer close to a draft: how close, the two phrasings that are closest, and whether they ask the same."""

    answer: Answer
    score: float  # between mean and best search score of the phrasings: 2 (same field) to 6 (same words)
    likeness: float  # cosine of the two phrasings that are closest
    yours: str
    theirs: str
    same: bool


def near_duplicates(
    asked: Sequence[tuple[str, Wanted]], index: Index, weights: Mapping[str, float], without: str = "", most: int = 5
) -> tuple[Near, ...]:
    """The answers nearest to a draft's phrasings, the same question first, then the nearest; ties by id.

    `asked` is each phrasing with what was read of it; `without` is the id of the entry itself, where it is served.
    """
    asked = asked[:MOST_PHRASINGS]
    found: dict[str, list[tuple[str, Match]]] = {}
    for text, wanted in asked:
        for match in search(index, wanted, weights, _LOOKED_AT):
            if match.answer.id != without:
                found.setdefault(match.answer.id, []).append((text, match))
    near = [_near(pairs, len(asked)) for pairs in found.values()]
    ranked = sorted(near, key=lambda n: (not n.same, -round(n.score, 6), n.answer.id))
    return tuple(n for n in ranked if n.same or _close(n))[:most]


def _close(near: Near) -> bool:
    """Whether an answer is worth showing; those about some exercise are near to anything that names a move."""
    least = MOVE_IN_COMMON if near.answer.topics[0] == "howto:other" else IN_COMMON
    return near.score >= LEAST and near.likeness >= least


def _near(pairs: list[tuple[str, Match]], phrasings: int) -> Near:
    rows = [(_alike(text, match.nearest_ask), match.parts["ask"], text, match.nearest_ask) for text, match in pairs]
    words, features, yours, theirs = max(rows, key=lambda row: (row[0] >= SAME_WORDS, row[1], row[0]))
    scores = [match.score for _, match in pairs]
    score = (sum(scores) / phrasings + max(scores)) / 2  # a post that tells a long story asks in one of its phrasings
    alike = words >= SAME_WORDS or features >= SAME_FEATURES
    return Near(pairs[0][1].answer, score, features, yours, theirs, words >= COPIED or (score >= SURE and alike))


def _alike(yours: str, theirs: str) -> float:
    return fuzz.token_sort_ratio(yours.lower(), theirs.lower())
