"""Left and right as the person means them."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side is stronger, which weaker, which hurts; None where the text does not say."""

    strong: Side | None = None
    weak: Side | None = None
    pain: Side | None = None


def read_sides(text: str) -> Sides:
    return Sides()
