"""The words by which one point of how a movement is done is found in what is told of it."""

import tomllib
from functools import lru_cache
from pathlib import Path

from knowledge.text import STOP_WORDS, stem, words


@lru_cache(maxsize=1)
def _table() -> dict[str, str | list[str]]:
    return tomllib.loads((Path(__file__).parent / "details.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    """Every stem that means the same as others, with the one that stands for them."""
    return {stem(token): stem(line.split()[0]) for line in _table()["same"] for token in line.split()}


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(map(stem, words(str(_table()["empty"]))))


def points(text: str) -> frozenset[str]:
    """The stems of the words that say which point of a movement a text is about, one for all that mean the same."""
    stems = (stem(token) for token in words(text) if token not in STOP_WORDS or stem(token) in _same())
    return frozenset(_same().get(found, found) for found in stems if found not in _empty())
