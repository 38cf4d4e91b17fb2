"""What a server's revisions make of the curated entries: changed, added or retired; a broken text changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from knowledge.entries import Answer, Caveat, Entry, Exercise, Muscle, Pack, Source
from knowledge.folder import BASE, Problem
from knowledge.revisions import Key, Kind, Revision

Changes: TypeAlias = Mapping[Key, Entry | None]
One = TypeVar("One", Answer, Exercise, Caveat, Muscle, Source)
NONE: Changes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Overlay:
    """A server's own entries by key, None where one is retired, with what a moderator should look at."""

    entries: Changes = field(default_factory=lambda: NONE)
    moved: frozenset[Key] = frozenset()  # made over a curated text that has changed since
    # texts that cannot be read: their entries stay as the curated pack has them
    broken: Mapping[Key, tuple[Problem, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, revisions: Iterable[Revision], folder: Path = BASE) -> "Overlay":
        """The overlay that a server's served revisions make, the last one of each entry."""
        # reading entries brings pydantic and YAML along, which only a server with an overlay pays for
        from knowledge.entry_files import base_text, fingerprint

        found: dict[Key, Entry | None] = {}
        moved: set[Key] = set()
        broken: dict[Key, tuple[Problem, ...]] = {}
        for revision in sorted(revisions, key=lambda one: one.id):
            found.pop(revision.key, None)
            broken.pop(revision.key, None)
            moved.discard(revision.key)
            if revision.state == "withdrawn":
                continue
            if revision.state == "retired":
                found[revision.key] = None
            elif isinstance(read := _read(revision), tuple):
                broken[revision.key] = read
            else:
                found[revision.key] = read
            if revision.base != fingerprint(base_text(*revision.key, folder)):
                moved.add(revision.key)
        return cls(MappingProxyType(found), frozenset(moved), MappingProxyType(broken))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the texts that cannot be read."""
        return tuple(problem for problems in self.broken.values() for problem in problems)


def _read(revision: Revision) -> Entry | tuple[Problem, ...]:
    """The entry of a revision's text, or what is wrong with it."""
    from knowledge.entry_files import file_of, read_entry
    from knowledge.pack import BrokenEntry

    try:
        return read_entry(revision.kind, revision.entry, revision.text)
    except BrokenEntry as broken:
        return tuple(broken.problems)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # the text comes from outside and may break a parser in ways of its own; it must never break the server
        return (Problem(file_of(revision.kind, revision.entry), 1, "file", f"cannot be read: {error}"),)


def laid_over(pack: Pack, changes: Changes) -> Pack:
    """The pack with entries changed, added and taken away, each part in the order of its ids."""
    own: dict[Kind, dict[str, Any]] = {}
    for (kind, id_), entry in changes.items():
        own.setdefault(kind, {})[id_] = entry
    return replace(
        pack,
        answers=_part(pack.answers, own.get("answer")),
        exercises=_part(pack.exercises, own.get("exercise")),
        caveats=_part(pack.caveats, own.get("caveat")),
        muscles=_part(pack.muscles, own.get("muscle")),
        sources=_part(pack.sources, own.get("source")),
    )


def _part(entries: tuple[One, ...], own: dict[str, One | None] | None) -> tuple[One, ...]:
    if not own:
        return entries
    merged: dict[str, One | None] = {entry.id: entry for entry in entries}
    merged |= own
    return tuple(entry for id_ in sorted(merged) if (entry := merged[id_]) is not None)
