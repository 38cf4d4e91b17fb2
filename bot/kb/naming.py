"""Which entry a name at the shell means."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from bot.errors import AmbiguousEntry, NoSuchEntry
from knowledge.entry_files import FOLDERS, file_of
from knowledge.library import Library
from knowledge.revisions import KINDS, Key, Kind, Revision

CLOSE = 60  # how alike, of 100, a name must be to be offered


def known(library: Library, heads: Iterable[Revision]) -> Mapping[str, tuple[Kind, ...]]:
    """The kinds of entry that each id is given to, of those that are served and those that anybody worked on."""
    found: dict[str, set[Kind]] = {}
    for kind, ids in library.by_kind.items():
        for id_ in ids:
            found.setdefault(id_, set()).add(kind)
    for head in heads:
        found.setdefault(head.entry, set()).add(head.kind)
    return {id_: tuple(kind for kind in KINDS if kind in kinds) for id_, kinds in found.items()}


def meant(name: str, ids: Mapping[str, tuple[Kind, ...]], kind: Kind | None = None) -> Key:
    """The entry that an id or a file's name means.

    :raises NoSuchEntry: when there is none; the nearest are named.
    :raises AmbiguousEntry: when entries of several kinds have this id.
    """
    place = PurePath(name)
    said = kind or kind_of_folder(place)
    entry = place.stem if place.suffix in (".md", ".toml") else place.name
    kinds = [one for one in ids.get(entry, ()) if said in (None, one)]
    if not kinds:
        raise NoSuchEntry(said or "entry", entry, near(entry, ids))
    if len(kinds) > 1:
        raise AmbiguousEntry(entry, [file_of(one, entry) for one in kinds])
    return kinds[0], entry


def kind_of_folder(path: PurePath) -> Kind | None:
    """What a file holds, as the folder it is in says."""
    return next((kind for kind, folder in FOLDERS.items() if path.parent.name == folder), None)


def near(name: str, ids: Iterable[str]) -> list[str]:
    """The ids that are most like a name."""
    from rapidfuzz import process

    return [found[0] for found in process.extract(name, list(ids), limit=3, score_cutoff=CLOSE)]
