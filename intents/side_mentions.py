"""The words of a text, each with its role in what is said about sides."""

import re
from dataclasses import dataclass

from intents.side_directions import SIDE_WORDS, is_body, is_handed, is_side
from intents.side_words import CLAIMS, listed, phrase_tree

_WORD = re.compile(r"\d+(?:\.\d+|:\d\d)?|[a-z]+\d\w*|[a-z]+|[.!?;\n]+|(?<=\s)[-–—]+(?=\s)|[%,:()<>/=+&…—]")
_QUOTES = str.maketrans("", "", "'’`")
_MARKS = {"<": "W", ">": "B", "/": "/", "=": "p", "&": "C", "+": "C"} | dict.fromkeys("—–-…():,", ",")
_SO_THAT = listed("directions", "so_that")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase: its text, its role, and its side where it names one."""

    text: str
    role: str
    side: str | None = None


def read_tokens(text: str) -> list[Token]:
    """All words and phrases of a text, in order."""
    said = _WORD.findall(text.upper().casefold().translate(_QUOTES))
    tokens: list[Token] = []
    at, closing = 0, -1
    while at < len(said):
        if said[at] == "(" and ")" in said[at + 1 : at + 5]:
            closing = said.index(")", at)
        if at <= closing and said[at] in "()":
            tokens.append(Token(said[at], "p"))
            at += 1
            continue
        token, used = _special(said, at, tokens) or _phrase(said, at)
        tokens.append(token)
        at += used
    return tokens


def _special(said: list[str], at: int, before: list[Token]) -> tuple[Token, int] | None:
    """Words whose role hangs on their neighbours."""
    word, after = said[at], said[at + 1] if at + 1 < len(said) else ""
    role = before[-1].role if before else "."
    if word in SIDE_WORDS:
        return _side(said, at), 1
    if word == "so":
        return Token(word, "C" if after in _SO_THAT else "_"), 1
    if word == "then" and role in "BW":
        return Token("than", "H"), 1
    if word == ":" and role in CLAIMS:
        return Token(word, "p"), 1
    if word == "week" and after in SIDE_WORDS and at + 2 < len(said) and is_body(said[at + 2]):
        return Token("weak", "W"), 1
    if word == "next" and after == "to" and not any(token.role in "BWG" for token in before[-7:]):
        return Token("next to", "p"), 2
    if after == "%" and said[at + 2 : at + 3] == ["of"]:
        return Token("percent of", "W"), 3
    return None


def _side(said: list[str], at: int) -> Token:
    word = said[at]
    if is_handed(said, at):
        return Token(word, "_", SIDE_WORDS[word])
    return Token(word, "S", SIDE_WORDS[word]) if is_side(said, at) else Token(word, "_")


def _phrase(said: list[str], at: int) -> tuple[Token, int]:
    """The longest known phrase that begins here, and how many words it takes."""
    word = said[at]
    for tail, role in phrase_tree().get(word, ()):
        if not tail or tuple(said[at + 1 : at + 1 + len(tail)]) == tail:
            return Token(" ".join((word, *tail)) if tail else word, role), len(tail) + 1
    if word[0] == "x" and word[1:].isdecimal():
        return Token(word[1:], "#"), 1
    if word[0].isdigit():
        return Token(word, "#"), 1
    return Token(word, "." if word[0] in ".!?;\n" else _MARKS.get(word[0], "_")), 1
