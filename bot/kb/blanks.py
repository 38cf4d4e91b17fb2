"""Texts to start a new entry from, with notes on every field; the notes go when the text is saved."""

import textwrap
from collections import Counter
from collections.abc import Iterable
from datetime import date

from bot.kb.opening import Office
from bot.words import word
from knowledge import vocabularies as v
from knowledge.gaps import Gap, phrasings
from knowledge.library import Library
from knowledge.revisions import Kind
from knowledge.store import Asked
from knowledge.writing import flow, scalar

WIDE = 100  # columns of a note
LIKELY = 2  # topics taken over from a gap's questions


def blank(at: Office, kind: Kind, entry: str, gap: Gap | None = None) -> str:
    """What an editor opens with for a new entry; of a gap with its title, its topics and its phrasings."""
    today = date.today()
    start = {
        "id": entry,
        "author": scalar(at.actor.name),
        "reviewed": today.isoformat(),
        "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
        "title": scalar(gap.title[:100]) if gap else "",
        "asks": [scalar(text) for text in phrasings(gap)] if gap else [],
        "topics": flow(_topics(gap, at.desk.gaps(at.server_id))) if gap else "",
    }
    library = at.desk.serving.engine(at.server_id).library
    return word("blanks", kind, start, _allowed(library)) + "\n"


def without_notes(text: str, start: str) -> str:
    """A text without the notes that it started with; every other line stays as it is."""
    notes = {line for line in start.splitlines() if line.startswith("# ")}
    return "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in notes)


def _topics(gap: Gap, asked: Iterable[Asked]) -> tuple[str, ...]:
    """What a gap's questions are about, as far as they were understood."""
    counts = Counter(topic for one in asked if one.id in gap.questions for topic in one.topics[:1])
    return tuple(topic for topic, _ in counts.most_common(LIKELY) if topic in v.TOPICS and topic != "out-of-scope")


def _allowed(library: Library) -> dict[str, str]:
    """What each field chooses from, wrapped into notes."""
    lists = {
        "topics": v.TOPICS,
        "regions": v.REGIONS,
        "compares": v.COMPARES,
        "concerns": v.CONCERNS,
        "moments": v.MOMENTS,
        "when": v.PICK_WHEN,
        "evidence": v.EVIDENCE,
        "severities": v.SEVERITIES,
        "sides": v.SIDES,
        "planes": v.PLANES,
        "levels": v.LEVELS,
        "cautions": v.CAUTIONS,
        "equipment": v.EQUIPMENT,
        "caveat_when": v.CAVEAT_WHEN,
        "source_kinds": v.SOURCE_KINDS,
        "muscles": sorted(library.muscles),
    }
    return {name: _note(values) for name, values in lists.items()}


def _note(values: Iterable[str]) -> str:
    lines = textwrap.wrap(
        ", ".join(values), WIDE, initial_indent="#   ", subsequent_indent="#   ", break_on_hyphens=False
    )
    return "\n".join(lines)
