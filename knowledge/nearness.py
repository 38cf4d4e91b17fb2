"""How near an answer is to a question by words alone, in the unit of a likely topic's probability."""

from collections.abc import Mapping
from operator import mul

RANK = ("ask", "close", "mean", "body")  # what tells by words alone which answer is meant


def nearness(parts: Mapping[str, float]) -> dict[str, float]:
    """The evidence of RANK; `close` is for phrasings that are nearly the question itself."""
    return dict(zip(RANK, _values(parts), strict=True))


def ranked(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How near an answer is by words alone, in the unit of a likely topic's probability."""
    return rank(parts, by_words(weights))


def _values(parts: Mapping[str, float]) -> tuple[float, ...]:
    ask = parts["ask"]
    return ask, max(0.0, 2 * ask - 1), parts["mean"], parts["body"]


def by_words(weights: Mapping[str, float]) -> tuple[float, ...]:
    """How much each kind of nearness counts."""
    return tuple(weights.get(f"added_{name}", 1.0) for name in RANK)


def rank(parts: Mapping[str, float], counts: tuple[float, ...]) -> float:
    """The same by how much each kind counts, for many answers at once."""
    total: float = sum(map(mul, counts, _values(parts)))
    return round(total, 9)
