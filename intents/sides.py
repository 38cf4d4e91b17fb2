"""Left and right as the person means them."""

import re
from dataclasses import dataclass, field
from typing import Literal

from intents.side_claim import SIZE, Claim
from intents.side_claims import claims
from intents.side_counts import stronger_by_count
from intents.side_frame import lay_out
from intents.side_mentions import Token, read_tokens
from intents.side_slips import taken_back

Side = Literal["left", "right"]
_WRONGLY = ("said", "put", "wrote", "typed")  # what stands before a side that was named by mistake
# A "no" that only contradicts what was said before, and denies nothing after it: "no its the left thats weak".
_NO_TO_THAT = re.compile(
    r"^\W*(?:(?:no|nope|nah)\b[\s,]*)+(?=(?:it ?['’]?s|it is|that ?['’]?s|the|my|i|wait|sorry|actually|hang)\b)", re.I
)
_TIMES = re.compile(r"\b(?:sometimes|(?:some|other) (?:days|times|mornings|weeks))\b")
_ACROSS: dict[Side | None, Side | None] = {"left": "right", "right": "left", None: None}


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side is stronger, which weaker, which hurts; None where the text does not say."""

    strong: Side | None = None
    weak: Side | None = None
    pain: Side | None = None
    tight: bool = field(default=False, compare=False)  # the strong one is known by its tightness alone


def read_sides(text: str) -> Sides:
    """The sides a text states. Any string is taken."""
    tokens = taken_back(read_tokens(_NO_TO_THAT.sub("", text)))
    if not any(token.side for token in tokens):
        return Sides()
    made = [claim for claim in claims(lay_out(tokens)) if not claim.past]
    claimed = [claim for claim in made if claim.kind == "strong"]
    strong = _strong(claimed, stronger_by_count(tokens))
    tight = bool(claimed) and all(claim.role == "t" for claim in claimed)
    pain = None if _comes_and_goes(tokens) else _pain([claim for claim in made if claim.kind == "pain"])
    return Sides(strong, _ACROSS[strong], pain, tight)


def other(side: Side | None) -> Side | None:
    """The side across."""
    return _ACROSS[side]


def swap(sides: Sides) -> Sides:
    """The same statement about the mirror image."""
    return Sides(_ACROSS[sides.strong], _ACROSS[sides.weak], _ACROSS[sides.pain], sides.tight)


def correct(text: str) -> Side | None:
    """The side that a correction names, the last one if several: "left, sorry"; of "not the left" the right."""
    tokens = read_tokens(_NO_TO_THAT.sub("", text))
    named = [(_side(token.side or ""), _is_denied(tokens, at)) for at, token in enumerate(tokens) if token.role == "S"]
    if not named:
        return None
    side, denied = next((pair for pair in reversed(named) if not pair[1]), named[-1])
    return _ACROSS[side] if denied else side


def _is_denied(tokens: list[Token], at: int) -> bool:
    """Whether "not", or "not the" and "not my", stands before a side; or "i said", for that is what is put right."""
    before = tokens[max(0, at - 2) : at]
    roles = [token.role for token in before]
    if before and before[-1].text in _WRONGLY:
        return True
    return roles[-1:] == ["N"] or (roles[:1] == ["N"] and before[-1].text in ("the", "my", "on"))


def _side(name: str | None) -> Side | None:
    return "left" if name == "left" else "right" if name == "right" else None


def _strong(made: list[Claim], counted: str | None) -> Side | None:
    """The first of the plainest claims; figures come after words about size and before all others."""
    tight = {claim.side for claim in made if claim.role == "t"}
    made = [claim for claim in made if claim.role != "t" or len(tight) == 1]
    best = max((claim.rank for claim in made), default=0)
    if counted and best < SIZE:
        return _side(counted)
    return _side(next((claim.side for claim in made if claim.rank == best), None))


def _pain(made: list[Claim]) -> Side | None:
    """The one side that hurts; of two, the one said to hurt more."""
    sides = {claim.side for claim in made}
    if len(sides) == 2:
        sides = {claim.side for claim in made if claim.most}
    return _side(sides.pop()) if len(sides) == 1 else None


def _comes_and_goes(tokens: list[Token]) -> bool:
    """Whether it is sometimes on one side, sometimes on the other."""
    said = " ".join(token.text for token in tokens)
    return len(_TIMES.findall(said)) > 1
