"""The words of a text with their roles, and which "left" and "right" are sides at all."""

import re
from dataclasses import dataclass

from intents.side_words import CLAIMS, phrase_tree

SIDE_WORDS = {
    "left": "left", "right": "right", "lefty": "left", "righty": "right", "lefts": "left", "rights": "right", "lhs": "left", "rhs": "right",
    "leftie": "left", "rightie": "right", "lft": "left", "elft": "left", "letf": "left", "leftt": "left", "leff": "left", "rigth": "right", "rihgt": "right", "rght": "right",
    "righ": "right", "rigt": "right", "irght": "right", "riht": "right", "rightt": "right", "l": "left", "r": "right", "lt": "left", "rt": "right",
}  # fmt: skip
_WORD = re.compile(r"\d+(?:\.\d+|:\d\d)?|[a-z]+\d\w*|[a-z]+|[.!?;\n]+|(?<=\s)[-–—]+(?=\s)|[%,:()<>/=&+…—]")
_MARK = {"<": "W", ">": "B", "/": "/", "=": "p", "&": "C", "+": "C", "—": ",", "…": ",", ":": ",", ",": ",", "(": ",", ")": ","}
_OPEN = frozenset("my the his her our their your whole entire upper lower on in to with mid of from for this that top bottom outer inner vs than".split())
_HANDED = frozenset("handed hander handers footed brained eyed".split())
_REMAIN = frozenset(
    "whats is are have has had got weeks days months minutes mins time years week day month hours energy gas none nothing anything any much many "
    "little i he she ive just which been options sessions injury who they we id bit lot im recently finally what".split()
)
_OBJECTS = frozenset("me him it early over out off alone us them home work without behind in a an some because before after when".split())
_TRUE_TO = frozenset(
    "way exercise exercises weight weights form technique track direction amount thing things time place answer answers choice ratio balance call "
    "idea move moves approach order sort kind level dose advice plan sub forum section spot now after before away there here above below under "
    "underneath over next behind between beneath beside about where when into through near by around back up down off at on in as from if so "
    "then or and but for to across through along then that this below because i".split()
)
_AFTER_TRUE = frozenset("all thats its not quite exactly yeah yes seems sounds feels felt is this doing it stay just me am are do get go alright form".split())
_RETURNING = frozenset("come came comes coming go goes went going got get gets getting straight is its jump jumps jumped put be was".split())
_SO_THAT = frozenset("i my the it its im ive right left that now we he she how what should do is this when if basically yeah".split())
_WHAT = frozenset("what whats all nothing anything there much little time which who one's days weeks".split())
_KIN = frozenset("side one arm hand leg trap lat erector".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase: its text, its role, and its side where it names one."""

    text: str
    role: str
    side: str | None = None


def read_tokens(text: str) -> list[Token]:
    """All words and phrases of a text, in order."""
    flat = text.upper().casefold().replace("'", "").replace("’", "").replace("`", "")
    return _phrases(_WORD.findall(flat))


def _phrases(words: list[str]) -> list[Token]:
    tree, tokens, at, end, closing = phrase_tree(), [], 0, len(words), -1
    while at < end:
        word = words[at]
        step, token = 1, None
        if word == "(" and ")" in words[at + 1 : at + 5]:
            closing = words.index(")", at)
        if word == "(" and closing > at or at == closing:
            token = Token(word, "p")
        elif word in SIDE_WORDS:
            token = _side(words, at)
        elif word in tree and not (word == "then" and tokens and tokens[-1].role in "BW"):
            for tail, role in tree[word]:
                if not tail or tuple(words[at + 1 : at + 1 + len(tail)]) == tail:
                    step, token = len(tail) + 1, Token(word if not tail else " ".join((word, *tail)), role)
                    break
        elif words[at + 1 : at + 3] == ["%", "of"] and word[0].isdigit():
            step, token = 3, Token("percent of", "W")
        elif word == "so" and words[at + 1 : at + 2] and words[at + 1] in _SO_THAT:
            token = Token("so", "C")
        elif word == "then" and tokens and tokens[-1].role in "BW":
            token = Token("than", "H")
        elif word == "week" and len(words) > at + 2 and words[at + 1] in SIDE_WORDS and _is_body(words[at + 2]):
            token = Token("weak", "W")
        elif word == ":" and tokens and tokens[-1].role in CLAIMS:
            token = Token(word, "p")
        if token and token.text == "next to" and not any(said.role in "BWG" for said in tokens[-7:]):
            token = Token("next to", "p")
        tokens.append(token or _plain(word))
        at += step
    return tokens


def _plain(word: str) -> Token:
    if word[0].isdigit():
        return Token(word, "#")
    if word[0] in ".!?;\n":
        return Token(word, ".")
    return Token(word, _MARK.get(word) or ("," if word[0] in "-–" else "_"))


def _side(words: list[str], at: int) -> Token:
    word, near = words[at], words[max(0, at - 3) : at]
    before, after = near[-1] if near else "", words[at + 1] if at + 1 < len(words) else ""
    side = SIDE_WORDS[word]
    if after in _HANDED or words[at + 1 : at + 3] == ["hand", "dominant"] or (word in ("lefty", "righty", "leftie", "rightie") and before not in _OPEN):
        return Token(word, "_", side)
    if before in ("and", "or", "vs", "/") and near[-2:-1] and SIDE_WORDS.get(near[-2], side) != side:
        return Token(word, "S", side)
    if len(word) <= 2:
        return Token(word, "S", side) if _is_letter(words, at, before, after) else Token(word, "_")
    if _is_plain_word(word, words, at, before, after):
        return Token(word, "_")
    return Token(word, "S", side)


def _is_body(word: str) -> bool:
    """Whether a word names a part of the body, or may come before one."""
    return word in ("side", "low", "upper", "lower") or any(role == "n" and not tail for tail, role in phrase_tree().get(word, []))


def _is_letter(words: list[str], at: int, before: str, after: str) -> bool:
    """Whether a lone l or r stands for a side: beside a body part, after "my" or "the", or against its twin."""
    twin = {"l": "r", "r": "l", "lt": "rt", "rt": "lt"}[words[at]]
    return _is_body(after) or before in _OPEN or twin in words[max(0, at - 8) : at + 9]


def _is_plain_word(word: str, words: list[str], at: int, before: str, after: str) -> bool:
    """Whether "right" means correct or exactly here, or "left" means went away or remaining."""
    if SIDE_WORDS[word] == "left":
        return _is_leaving(words, at, before, after)
    if before == "all" and _is_body(after) or before == "a":
        return not _is_body(after)
    if before in _OPEN:
        return before in ("the", "this", "that", "with", "to", "of", "in", "for") and after in _TRUE_TO - {"now", "up", "back", "at", "in", "on", "and", "or", "but", "is",
            "after", "before", "so", "because", "when", "for", "to", "if", "then", "down", "as", "from", "i", "off", "by", "over", "at", "that", "this"}  # fmt: skip
    if after == "back":
        return before in _RETURNING
    if after in _TRUE_TO:
        return after in ("exercise", "way", "form", "weight") or not _is_named(words, at, before, after)
    ends = not after or not after[0].isalnum()
    if before in _AFTER_TRUE:
        return not (len(words) > at - 2 >= 0 and words[at - 2] in _KIN and before in ("is", "its", "thats")) and (ends or before in ("all", "doing", "quite", "yeah"))
    return ends and after[:1] in ("?", ",", "!") and before not in ("or", "and", "vs", "/") and (before in (",", "") or after[:1] == "?" and not before[:1].isdigit() and before not in _KIN)


def _is_named(words: list[str], at: int, before: str, after: str) -> bool:
    """Whether "right" before a small word still is a side: it opens a clause, or is set against the left."""
    twin = any(SIDE_WORDS.get(word) == "left" for word in words[max(0, at - 10) : at] + words[at + 1 : at + 11])
    return twin and after in ("and", "or", "but", "at", "then", "so", "to", "for", "up", "in", "i", "because", "down", "back", "on")


def _is_leaving(words: list[str], at: int, before: str, after: str) -> bool:
    if after in _KIN:
        return False
    if before in _OPEN:
        return before in ("that", "this") and after in _OBJECTS | {"my", "the"}
    if before == "is" and at > 1 and words[at - 2] not in _WHAT and (not after or not after[0].isalnum()):
        return False
    if before in _REMAIN:
        return before not in ("is", "are", "just", "had", "had", "got") or after in _OBJECTS | {"my", "the", "his", "her"} or not after or not after[0].isalnum()
    if before in ("pain", "ache", "tightness", "soreness", "never"):
        return after in ("after", "as", "when", "once", "within", "by", "for") or before == "never" and not after[:1].isalnum()
    if before in ("reps", "sets", "rep", "set"):
        return not any(SIDE_WORDS.get(word) == "right" for word in words[max(0, at - 12) : at + 12])
    return after in ("me", "him", "us", "them", "my", "the", "work", "home", "early", "it") and not before[:1].isdigit()
