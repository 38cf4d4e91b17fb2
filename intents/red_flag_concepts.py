"""The concepts of the red-flag gate, and where a post speaks of them: pain, saddle, cannot, pee, yesterday, not."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intents.red_flag_text import Words, read
from intents.red_flag_typos import Spelling

FOLDER = Path(__file__).with_name("red_flags")
Hit = tuple[int, int]
Hits = dict[str, list[Hit]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase of every concept, as stems joined by spaces."""

    concepts: dict[str, tuple[str, ...]]
    by_phrase: dict[str, tuple[str, ...]]
    longest: dict[str, int]
    spelling: Spelling


@cache
def lexicon() -> Lexicon:
    """Read the concept file once; a concept may take in another one by @NAME."""
    table = tomllib.loads((FOLDER / "concepts.toml").read_text(encoding="utf-8"))
    lists = {name: [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()] for name, text in table.items()}
    concepts = {name: tuple(_expand(name, lists)) for name in lists}
    by_phrase: dict[str, set[str]] = defaultdict(set)
    longest: dict[str, int] = {}
    written: dict[str, str] = {}
    for name, phrases in concepts.items():
        for phrase in phrases:
            words = read(phrase)
            if not words.stems:
                raise ValueError(f"concepts.toml: {name}: nothing is left of {phrase!r} without filler words")
            by_phrase[" ".join(words.stems)].add(name)
            longest[words.stems[0]] = max(longest.get(words.stems[0], 0), len(words.stems))
            written.update(zip(words.raws, words.stems, strict=True))
    frozen = {phrase: tuple(sorted(names)) for phrase, names in by_phrase.items()}
    good = frozenset((FOLDER / "good_words.txt").read_text(encoding="utf-8").split())
    return Lexicon(concepts, frozen, longest, Spelling.of(written, good))


def _expand(name: str, lists: dict[str, list[str]], inside: tuple[str, ...] = ()) -> list[str]:
    """The phrases of a concept and of those it takes in."""
    if name not in lists or name in inside:
        raise ValueError(f"concepts.toml: @{name} is unknown or takes in itself")
    phrases: list[str] = []
    for part in lists[name]:
        phrases += _expand(part[1:], lists, (*inside, name)) if part.startswith("@") else [part]
    return phrases


def find_concepts(words: Words) -> Hits:
    """Where each concept is spoken of; typing errors are repaired in words.stems on the way."""
    known = lexicon()
    stems, longest = words.stems, known.longest
    for i, raw in enumerate(words.raws):
        if len(raw) > 3 and stems[i] not in known.spelling.stems:
            stems[i] = known.spelling.repair(raw) or stems[i]
    hits: Hits = {}
    by_phrase = known.by_phrase
    for start, first in enumerate(stems):
        most = longest.get(first, 0)
        if not most:
            continue
        key = first
        for end in range(start + 1, min(start + most, len(stems)) + 1):
            if end > start + 1:
                if words.sentences[end - 1] != words.sentences[start]:
                    break
                key = f"{key} {stems[end - 1]}"
            for name in by_phrase.get(key, ()):
                hits.setdefault(name, []).append((start, end))
    return hits
