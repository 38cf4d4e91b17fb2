"""The words of uneven sides: which phrase means bigger, weaker, tight or painful, and which only steers the reading."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

# One letter per role, so that the roles of a text are a string. In the order of precedence.
ROLES = {
    "bigger": "B", "works_more": "b", "strong_unless_denied": "G", "smaller": "W", "works_less": "w",
    "tight": "t", "hurts": "P", "works": "V", "held_back": "k", "brought_up": "q",
    "felt": "F", "more": "M", "less": "K", "worse": "J", "other_side": "O",
    "that_side": "I", "not": "N", "than": "H", "as": "A", "joint": "C",
    "doubt": "Q", "wish": "D", "both": "E", "slip": "X", "long_ago": "U",
    "now": "Y", "over": "Z", "only": "L", "moved": "o", "small": "p",
    "owner": "d", "body": "n", "pause": ",", "end": ".",
}  # fmt: skip
CLAIMS = frozenset("BbGWwtPVFMKJkq")  # the others only steer: S is a side, # a figure, _ any other word
TYPO_LENGTH = 6


class Branch(NamedTuple):
    """The phrases that one word opens: its own role ("" for none), and by second word the rests, longest first."""

    alone: str
    longer: dict[str, list[tuple[tuple[str, ...], str]]]


def words(text: str) -> frozenset[str]:
    """The words and phrases between the bars."""
    return frozenset(text.split("|"))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    told = tomllib.loads(Path(__file__).with_name("sides.toml").read_text(encoding="utf-8"))
    return {
        part: {name: [" ".join(phrase.split()) for phrase in text.split(",")] for name, text in lists.items()}
        for part, lists in told.items()
    }


def listed(part: str, name: str) -> frozenset[str]:
    """The words of one list of sides.toml."""
    return frozenset(_data()[part][name])


@cache
def phrase_tree() -> dict[str, Branch]:
    """First word → the phrases it opens, each with its role; slips of the thumb included."""
    tree: dict[str, dict[tuple[str, ...], str]] = {}
    for name, role in ROLES.items():
        for phrase in _data()["phrases"][name]:
            first, *rest = phrase.split()
            tree.setdefault(first, {}).setdefault(tuple(rest), role)
    branches = {first: _branch(tails) for first, tails in tree.items()}
    real = listed("slips", "real")
    for word in [word for word, branch in branches.items() if len(word) >= TYPO_LENGTH and branch.alone in CLAIMS]:
        same = Branch(branches[word].alone, {})
        for slip in _slips(word):
            if slip not in tree and slip not in real:
                branches[slip] = same
    return branches


def _branch(tails: dict[tuple[str, ...], str]) -> Branch:
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tail in sorted(tails, key=len, reverse=True):
        if tail:
            longer.setdefault(tail[0], []).append((tail, tails[tail]))
    return Branch(tails.get((), ""), longer)


def _slips(word: str) -> set[str]:
    """What a thumb makes of a word: one inner letter lost, doubled, or swapped with its neighbour."""
    inner = range(1, len(word) - 1)
    lost = {word[:i] + word[i + 1 :] for i in inner}
    doubled = {word[:i] + word[i] + word[i:] for i in inner}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in inner}
    return lost | doubled | swapped
