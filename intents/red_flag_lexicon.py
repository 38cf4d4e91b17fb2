"""The phrases of all concepts as one tree of stems, built from the concept files or taken as compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from intents.red_flag_files import compiled, good_words, rule_lines, sign_names, table
from intents.red_flag_text import FILLERS, read
from intents.red_flag_typos import Spelling

NAMES = ""  # in a node of the tree: the concepts whose phrase ends here
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stem by stem down to the names of the concepts; and the spelling of every word in it."""

    tree: Node
    spelling: Spelling


@cache
def lexicon() -> Lexicon:
    """The tree as compiled, or built from its sources."""
    ready = compiled()
    if ready is None:
        return build()
    return Lexicon(ready["tree"], Spelling.of_table(ready["spelling"]))


def build() -> Lexicon:
    """Read every phrase of every concept into the tree."""
    tree: Node = {}
    written: dict[str, str] = {}
    worth_repair: set[str] = set()
    for name, phrases in concepts().items():
        for phrase in phrases:
            words = read(phrase.lstrip("=").replace("#", "7"))
            _plant(tree, words.stems if phrase[0] == "=" else _bare(words.stems), name)
            written.update(zip(words.raws, words.stems, strict=True))
            if name in sign_names():
                worth_repair.update(words.raws)
    return Lexicon(tree, Spelling.of(written, worth_repair, good_words()))


@cache
def concepts() -> dict[str, tuple[str, ...]]:
    """Each concept's phrases; a concept may take in another one by @NAME."""
    texts = _literals() | table("concepts.toml") | table("contexts.toml")
    lists = {
        name: [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
        for name, text in texts.items()
    }
    return {name: tuple(_expand(name, lists)) for name in lists}


def _bare(stems: list[str]) -> list[str]:
    """A phrase without the fillers inside it; those at its ends were written on purpose ("so low", "pushed me to")."""
    return [stem for i, stem in enumerate(stems) if stem not in FILLERS or i in (0, len(stems) - 1)]


def _plant(tree: Node, stems: list[str], name: str) -> None:
    node = tree
    for stem in stems:
        node = node.setdefault(stem, {})
    if name not in node.setdefault(NAMES, []):
        node[NAMES].append(name)


def _literals() -> dict[str, str]:
    """Small letters in a rule are a phrase of its own: wont_move stands for "wont move"."""
    words = {word.lstrip("!^~") for _, line in rule_lines() for word in line.partition("=>")[0].split()}
    names = {name for word in words for name in word.split("|") if name == "#" or name.islower()}
    return {name: name.replace("_", " ") for name in sorted(names)}


def _expand(name: str, lists: dict[str, list[str]], inside: tuple[str, ...] = ()) -> list[str]:
    """The phrases of a concept and of those it takes in."""
    if name not in lists or name in inside:
        raise ValueError(f"concepts.toml: @{name} is unknown or takes in itself")
    phrases: list[str] = []
    for part in lists[name]:
        phrases += _expand(part[1:], lists, (*inside, name)) if part.startswith("@") else [part]
    return phrases
