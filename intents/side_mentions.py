"""The words of a text, each with its role in what is said about sides."""

import re
from dataclasses import dataclass

from intents.side_directions import SIDE_WORDS, is_body, is_handed, is_side
from intents.side_words import CLAIMS, listed, phrase_tree, words

_WORD = re.compile(r"\d+(?:\.\d+|:\d\d)?|[a-z]+\d\w*|[a-z]+|[.!?;\n]+|(?<=\s)[-–—]+(?=\s)|[%,:()<>/=+&…—]")
_QUOTES = str.maketrans("", "", "'’`")
_MARKS = {"<": "W", ">": "B", "/": "/", "=": "p", "&": "C", "+": "C"} | dict.fromkeys("—–-…():,", ",")
HALF = 50  # percent
ACROSS = {"left": "right", "right": "left"}
_SPORTING = words("hitting|throwing|racquet|racket|serving|bowling|swinging|writing|batting|pitching|punching|sword")
_LIMBS = (["side"], ["arm"], ["one"], ["lat"], ["trap"], ["half"])
_ONWARD: tuple[list[str], ...] = ([], ["."], [","], ["and"], ["but"], ["?"], ["!"])
_SO_THAT = listed("directions", "so_that")
_LIKENED = {
    noun: role
    for name, role in zip(("hard", "large", "little"), "tBW", strict=True)
    for noun in listed("similes", name)
}
_LIKENS = words("like|as|is|are|its|into|of|resembles|basically")
_BREAKS = words("or|and|but|that|which|to|on|in|my|the|than|not|no|by|with|from|for|it|i|use|using")
_FILLED = words("is|are|was|its|by|does|do|gets|just|be")
_SORE = words("back|lower|low|ql|disc")
_THEN = listed("directions", "then")
_OF_WHAT = words("the|as|my|size|what|bigger|stronger|thicker")
_DOING = words("doing|does|do|takes|taking|carries|carrying|did")
_HALVES = words("%|percent|pct")
_HANGING = words("so|then|:|week|behind|gives|back|next|bad|pulled") | _LIKENS | SIDE_WORDS.keys()
_SHARED = words("work|load|lift|lifting|pull|pulling|weight|effort|job|rep|reps|row|rowing|force|drive")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase: its text, its role, and its side where it names one."""

    text: str
    role: str
    side: str | None = None


def read_tokens(text: str) -> list[Token]:
    """All words and phrases of a text, in order; none of a text without a side."""
    said = _WORD.findall(text.upper().casefold().translate(_QUOTES))
    if SIDE_WORDS.keys().isdisjoint(said):
        return []
    handed = _used_hand(said)
    tokens: list[Token] = []
    at, closing = 0, -1
    while at < len(said):
        if said[at] == "(" and ")" in said[at + 1 : at + 5]:
            closing = said.index(")", at)
        if at <= closing and said[at] in "()":
            tokens.append(Token(said[at], "p"))
            at += 1
            continue
        token, used = _dominant(said, at, handed) or _special(said, at, tokens) or _phrase(said, at)
        tokens.append(token)
        at += used
    return tokens


def _used_hand(said: list[str]) -> str | None:
    """The hand somebody says they use: "right handed", "i hit with the left"."""
    sides = [(i, SIDE_WORDS[word]) for i, word in enumerate(said) if word in SIDE_WORDS]
    told = next((side for i, side in sides if is_handed(said, i)), None)
    if told or _SPORTING.isdisjoint(said):
        return told
    return next((side for i, side in sides if "with" in said[max(0, i - 2) : i]), None)


def _dominant(said: list[str], at: int, handed: str | None) -> tuple[Token, int] | None:
    """ "My dominant side" of somebody who tells which hand they use."""
    if handed is None:
        return None
    if said[at] in _SPORTING and said[at + 1 : at + 2] in _LIMBS:
        return Token("dominant side", "S", handed), 2
    last = next((i for i in (at, at + 1) if said[i : i + 1] in (["dominant"], ["nondominant"])), None)
    if last is None or (last > at and said[at] != "non") or said[last + 1 : last + 2] not in _LIMBS:
        return None
    side = ACROSS[handed] if last > at or said[last] == "nondominant" else handed
    return Token("dominant side", "S", side), last + 2 - at


def _special(said: list[str], at: int, before: list[Token]) -> tuple[Token, int] | None:
    """Words whose role hangs on their neighbours."""
    word, after = said[at], said[at + 1] if at + 1 < len(said) else ""
    if word not in _HANGING and after not in _HALVES and after != "as" and not word[0].isdigit():
        return None
    role = before[-1].role if before else "."
    if word in SIDE_WORDS:
        return _side(said, at), 1
    if word == "so":
        return Token(word, "C" if after in _SO_THAT else "_"), 1
    if word == "then" and role in "BW":
        return Token("than", "H"), 1
    if word == ":" and (role in CLAIMS or _opens_with_side(before)):
        return Token(word, "p"), 1
    if word == "week" and after in SIDE_WORDS and at + 2 < len(said) and is_body(said[at + 2]):
        return Token("weak", "W"), 1
    if word == "behind" and after in ("the", "my") and said[at + 2 : at + 3] and said[at + 2] in SIDE_WORDS:
        return Token(word, "W"), 1
    if word == "gives" and (after in ("", ".", ",", "first", "before", "way") or role == "."):
        return Token(word, "w"), 1
    if (
        word == "back"
        and after == "in"
        and said[at + 2 : at + 3]
        and (said[at + 2][0].isdigit() or said[at + 2] in _THEN)
    ):
        return Token("back in", "U"), 2
    if word == "next" and after == "to" and not any(token.role in "BWG" for token in before[-7:]):
        return Token("next to", "p"), 2
    if after in ("x", "times") and word[0].isdigit() and said[at + 2 : at + 3] and said[at + 2] in _OF_WHAT:
        return Token("times the", "B" if float(word.partition(":")[0]) > 1 else "W"), 2
    if after in _HALVES and said[at + 2 : at + 3] == ["of"]:
        if word[0].isdigit() and not _SHARED.isdisjoint(said[at + 3 : at + 5]):
            return Token("share of", "b" if float(word.partition(":")[0]) > HALF else "w"), 3
        return Token("percent of", "W"), 3
    if after in _HALVES and word[0].isdigit() and not _DOING.isdisjoint(said[max(0, at - 3) : at]):
        return Token("share", "b" if float(word.partition(":")[0]) > HALF else "w"), 2
    if word == "bad" and after in SIDE_WORDS and not _SORE.isdisjoint(said[at + 2 : at + 4]):
        return Token(word, "P"), 1
    if word == "pulled" and after in SIDE_WORDS and (role in ".," or is_body("".join(said[at + 2 : at + 3]))):
        return Token(word, "P"), 1
    if word not in _LIKENS and after != "as":
        return None
    known = _phrase(said, at)[1] > 1
    found = None if known else _simile(said, at)
    if word == "like" and not found and before and before[-1].text in _FILLED and not known:
        return Token(word, "p"), 1
    return found


def _opens_with_side(before: list[Token]) -> bool:
    """Whether the clause so far only names a side, as a heading does: "left lat: easy"."""
    named = False
    for token in reversed(before[-4:]):
        if token.role in ",.C":
            break
        if token.role not in "Snd":
            return False
        named = named or token.role == "S"
    return named


def _simile(said: list[str], at: int) -> tuple[Token, int] | None:
    """Muscle likened to a thing: "like a steel cable", "hard as a rock", "is one big knot"."""
    if at and said[at - 1] == "there":
        return None
    first = at + 2 if said[at + 1 : at + 2] == ["as"] else at + 1
    for i in range(first, min(first + 4, len(said))):
        if said[i] == "the" and not (said[at] in ("is", "are", "its") and said[i + 2 : i + 3] in _ONWARD):
            return None
        if said[i] in _LIKENED and not (said[at] == "of" and _LIKENED[said[i]] == "W"):
            return Token("like " + said[i], _LIKENED[said[i]]), i + 1 - at
        if said[i] in SIDE_WORDS or (said[i] in _BREAKS and i > first) or not said[i][0].isalnum():
            return None
    return None


def _side(said: list[str], at: int) -> Token:
    word = said[at]
    if is_handed(said, at):
        return Token(word, "_", SIDE_WORDS[word])
    return Token(word, "S", SIDE_WORDS[word]) if is_side(said, at) else Token(word, "_")


def _phrase(said: list[str], at: int) -> tuple[Token, int]:
    """The longest known phrase that begins here, and how many words it takes."""
    word = said[at]
    branch = phrase_tree().get(word)
    if branch:
        for tail, role in branch.longer.get(said[at + 1], ()) if at + 1 < len(said) else ():
            if len(tail) == 1 or tuple(said[at + 1 : at + 1 + len(tail)]) == tail:
                return Token(" ".join((word, *tail)), role), len(tail) + 1
        if branch.alone:
            return Token(word, branch.alone), 1
    if word[0] == "x" and word[1:].isdecimal():
        return Token(word[1:], "#"), 1
    if word[0].isdigit():
        return Token(word, "#"), 1
    return Token(word, "." if word[0] in ".!?;\n" else _MARKS.get(word[0], "_")), 1
