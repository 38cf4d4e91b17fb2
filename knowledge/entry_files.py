"""One entry and its file: the same text is the file, the row in the database, the export and the preview."""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import ValidationError

from knowledge import entries as e
from knowledge import pack, schema
from knowledge.entries import Entry
from knowledge.folder import BASE, Problem
from knowledge.revisions import Kind

FOLDERS: Mapping[Kind, str] = {
    "answer": "answers",
    "exercise": "exercises",
    "caveat": "caveats",
    "muscle": "muscles",
    "source": "sources",
}


def file_of(kind: Kind, entry: str) -> str:
    """Where an entry stands in a folder, such as `answers/tight-lats.md`."""
    return f"{FOLDERS[kind]}/{entry}.{'toml' if kind == 'source' else 'md'}"


def read_entry(kind: Kind, entry: str, text: str) -> Entry:
    """An entry from its file's text.

    :raises BrokenEntry: naming every line, field and value that is wrong.
    """
    name = file_of(kind, entry)
    if "\0" in text:
        raise pack.BrokenEntry([Problem(name, 1, "file", "holds a NUL character, which no text file has")])
    found = _READERS[kind](text.removeprefix("\ufeff"), name)
    if found.id != entry:
        raise pack.BrokenEntry([Problem(name, 2, "id", f"must be {entry}", found.id)])
    return found


def _read_source(text: str, name: str) -> e.Source:
    try:
        rows = tomllib.loads(text).get("source", [])
    except tomllib.TOMLDecodeError as error:
        raise pack.BrokenEntry([Problem(name, 1, "file", f"is not valid TOML: {error}")]) from None
    if not isinstance(rows, list) or len(rows) != 1:
        raise pack.BrokenEntry([Problem(name, 1, "source", "must be one table that begins with [[source]]")])
    try:
        return e.Source(**schema.SourceRow.model_validate(rows[0]).model_dump())
    except ValidationError as error:
        found = [Problem(name, 1, ".".join(map(str, item["loc"])), str(item["msg"])) for item in error.errors()]
        raise pack.BrokenEntry(found) from None


_READERS: Mapping[Kind, Callable[[str, str], Entry]] = {
    "answer": pack.read_answer,
    "exercise": pack.read_exercise,
    "caveat": pack.read_caveat,
    "muscle": pack.read_muscle,
    "source": _read_source,
}


def base_text(kind: Kind, entry: str, folder: Path = BASE) -> str:
    """The curated entry's text; empty where the curated pack has no such file."""
    path = folder / file_of(kind, entry)
    return path.read_bytes().decode() if path.is_file() else ""


def fingerprint(text: str) -> str:
    """A short name for exactly this text; empty for none. An overlay keeps it to tell when its base moved on."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
