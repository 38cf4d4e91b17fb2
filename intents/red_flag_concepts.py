"""The concepts of the red-flag gate, and where a post speaks of them: pain, saddle, cannot, pee, yesterday, not."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from intents.red_flag_text import FILLERS, Words, read
from intents.red_flag_typos import Spelling

FOLDER = Path(__file__).with_name("red_flags")
Hit = tuple[int, int]
Hits = dict[str, list[Hit]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase of every concept as a tree of stems; the names of a phrase's concepts stand where it ends."""

    concepts: dict[str, tuple[str, ...]]
    tree: Node
    spelling: Spelling


@dataclass(slots=True)
class Node:
    """One stem of some phrases: what may follow, and which concepts are complete here."""

    then: dict[str, Node] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@cache
def lexicon() -> Lexicon:
    """Read the concept files once; a concept may take in another one by @NAME."""
    table = _literals() | _table("concepts.toml") | _table("contexts.toml")
    lists = {name: [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()] for name, text in table.items()}
    concepts = {name: tuple(_expand(name, lists)) for name in lists}
    tree = Node()
    written: dict[str, str] = {}
    for name, phrases in concepts.items():
        for phrase in phrases:
            words = read(phrase.lstrip("=").replace("#", "7"))
            _plant(tree, words.stems if phrase[0] == "=" else _bare(words.stems), name)
            written.update(zip(words.raws, words.stems, strict=True))
    good = frozenset((FOLDER / "good_words.txt").read_text(encoding="utf-8").split())
    return Lexicon(concepts, tree, Spelling.of(written, good))


def _bare(stems: list[str]) -> list[str]:
    """A phrase without the fillers inside it; those it begins or ends with were written on purpose ("so low", "pushed me to")."""
    return [stem for i, stem in enumerate(stems) if stem not in FILLERS or i in (0, len(stems) - 1)]


def _plant(tree: Node, stems: list[str], name: str) -> None:
    node = tree
    for stem in stems:
        node = node.then.setdefault(stem, Node())
    if name not in node.names:
        node.names = (*node.names, name)


def _table(name: str) -> dict[str, str]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def rule_lines() -> tuple[tuple[str, str], ...]:
    """Every rule as written, with the flag that it stands for."""
    tables = [_table(path.name) for path in sorted(FOLDER.glob("rules_*.toml"))]
    return tuple((flag, line) for table in tables for flag, text in table.items()
                 for line in text.splitlines() if line.strip() and line[0] != "#")


@cache
def sign_names() -> frozenset[str]:
    """The concepts that some rule looks for, as against those that only rule a sign out."""
    words = {word for _, line in rule_lines() for word in line.partition("=>")[0].split() if word[0] != "!"}
    return frozenset(name for word in words for name in word.lstrip("^~").split("|")) | {"NOT_A_NO"}


def _literals() -> dict[str, str]:
    """Small letters in a rule are a phrase of its own: wont_move stands for "wont move"."""
    words = {word.lstrip("!^~") for _, line in rule_lines() for word in line.partition("=>")[0].split()}
    names = {name for word in words for name in word.split("|") if name and (name.islower() or name == "#" or "_" in name)}
    return {name: name.replace("_", " ") for name in names if name.lower() == name}


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
    stems = words.stems
    for i, raw in enumerate(words.raws):
        if len(raw) > 3 and stems[i] not in known.spelling.stems:
            stems[i] = known.spelling.repair(raw) or stems[i]
    hits: Hits = {}
    for start, first in enumerate(stems):
        node = known.tree.then.get(first)
        if node is not None:
            for end, names in _ends(node, words, start + 1):
                for name in names:
                    hits.setdefault(name, []).append((start, end))
    _drop_other_meanings(hits)
    return hits


def _drop_other_meanings(hits: Hits) -> None:
    """A phrase of BUT_BACK, such as "back to the gym", is no BACK."""
    for other in [name for name in hits if name.startswith("BUT_")]:
        spans = hits.pop(other)
        for name in (other[4:], f"{other[4:]}_SURE"):
            kept = [hit for hit in hits.get(name, ()) if not any(s <= hit[0] and hit[1] <= e for s, e in spans)]
            if kept:
                hits[name] = kept
            else:
                hits.pop(name, None)


def _ends(node: Node, words: Words, at: int) -> list[tuple[int, tuple[str, ...]]]:
    """Where phrases that begin at this node end; a filler in the text may stand between any two of their words."""
    found = [(at, node.names)] if node.names else []
    stems, clauses = words.stems, words.clauses
    clause = clauses[at - 1]
    while node.then and at < len(stems) and clauses[at] == clause:
        following = node.then.get(stems[at])
        if stems[at] not in FILLERS:
            if following is None:
                break
            node, at = following, at + 1
            if node.names:
                found.append((at, node.names))
        else:
            at += 1
            if following is not None:
                found += _ends(following, words, at)
    return found
