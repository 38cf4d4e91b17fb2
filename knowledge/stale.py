"""Answers that should have been looked at again by now."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.entries import Answer


@dataclass(frozen=True, slots=True)
class Stale:
    """An answer whose day of review has passed."""

    entry: str
    title: str
    due: str


def stale(answers: Iterable[Answer], today: str) -> tuple[Stale, ...]:
    """Answers whose day of review has passed, the longest overdue first."""
    found = [Stale(one.id, one.title, one.review_by) for one in answers if one.review_by and one.review_by < today]
    return tuple(sorted(found, key=lambda one: (one.due, one.entry)))
