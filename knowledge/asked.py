"""A question as the log kept it: what a moderator learns from, without a name or a number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a server, redacted, and what came of it."""

    id: int
    at: float
    server_id: int
    text: str
    kind: str  # answer | clarify | unsure | smalltalk; an answer among the gaps was voted not helpful
    entry: str = ""
    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    missing: str = ""  # what somebody who voted it down said was missing
