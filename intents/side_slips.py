"""Slips of the tongue taken back within a text: "right, no sorry, left"."""

import re

from intents.side_mentions import ACROSS, Token
from intents.side_words import words

_BELIEVED = words("thought|said|assumed|figured|guessed|believed|reckoned")
_BUT_IT_IS = words("its|it|actually|really|clearly|turns")
REACH = 30  # words; a slip further back is not meant
_OTHER_WAY = re.compile(r"(?:the )?(?:other way|opposite way|wrong way|backwards|got (?:that|it) (?:backwards|wrong))")


def taken_back(tokens: list[Token]) -> list[Token]:
    """The tokens as the person meant them."""
    said: list[Token] = []
    done = -1
    for at, token in enumerate(tokens):
        said.append(token)
        if at > done and _is_slip(tokens, at):
            done = at + _take_back(said, tokens[at + 1 : at + 7])
    return said


def _is_slip(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.text == "but" and any(after.text in _BUT_IT_IS for after in tokens[at + 1 : at + 5]):
        return any(
            before.text in _BELIEVED for before in tokens[max(0, at - 12) : at]
        )  # "i thought left but it's right"
    if token.text == "wait" and at + 1 < len(tokens) and tokens[at + 1].role not in ",SN":
        return False
    return token.role == "X" or (token.text == "no" and at > 0 and tokens[at - 1].role in ",S")


def _take_back(said: list[Token], rest: list[Token]) -> int:
    """Put the last side right, or all of them where it is that side already; how many words were used."""
    if _OTHER_WAY.match(" ".join(token.text for token in rest).lstrip(", ")):
        _change(said, swap=True)
        return 0
    to = next((i for i, token in enumerate(rest[: 6 if said[-1].text == "but" else 4]) if token.role == "S"), None)
    if to is None or any(token.role not in "pd,XNI_" for token in rest[:to]):
        return 0
    if to > 0 and said[-1].text == "no" and rest[to - 1].role not in ",X":
        return 0
    last = next((i for i in range(len(said) - 1, max(-1, len(said) - REACH), -1) if said[i].role == "S"), None)
    after = rest[to + 1 :]
    ends = next((i for i, token in enumerate(after) if token.role in ",.C"), len(after))
    if last is None or any(token.role not in "pdnC" for token in after[: min(ends, 3)]):
        if any(token.role in "BWbw" for token in after[:ends]):
            _change(said, swap=False)
        return 0
    if said[last].side == rest[to].side:
        _change(said, swap=True)
    else:
        said[last] = Token(said[last].text, "S", rest[to].side)
    return to + 1


def _change(said: list[Token], swap: bool) -> None:
    """Swap the sides said so far, or leave them out where the whole statement is made again."""
    for i in range(max(0, len(said) - REACH), len(said)):
        token = said[i]
        if token.side:
            said[i] = Token(token.text, token.role, ACROSS[token.side]) if swap else Token(token.text, "_")
