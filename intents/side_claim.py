"""One claim: that a side is strong or in pain, how plainly it is said, and whether that is over."""

from dataclasses import dataclass

from intents.side_frame import Frame
from intents.side_mentions import ACROSS
from intents.side_past import is_past

SIZE, USE, HINT = 3, 2, 1  # how plainly a claim says which side is stronger


@dataclass(frozen=True, slots=True)
class Claim:
    """What one word says: that a side is `strong` or in `pain`, how plainly, and whether that is over."""

    kind: str
    side: str
    role: str
    rank: int
    past: bool
    most: bool = False


def make(frame: Frame, role: str, side: str, at: int) -> Claim:
    """The claim that a role makes of a side: pain, or which side is the strong one."""
    past = is_past(frame, at)
    if role == "P":
        near = frame.roles[max(frame.start[at], at - 6) : min(frame.stop[at], at + 8)]
        return Claim("pain", side, role, SIZE, past, any(role in "MJL" for role in near))
    rank = HINT if role in "xy" else SIZE if role in "BW" else USE
    return Claim("strong", side if role in "Bbty" else ACROSS[side], role, rank, past)
