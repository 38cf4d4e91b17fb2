"""A server's own entries as a folder of files and back, byte for byte: for git, a text editor, or another server."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.entry_files import FOLDERS, file_of, read_entry
from knowledge.folder import Problem
from knowledge.pack import BrokenEntry
from knowledge.revisions import KINDS, Key, Revision

OVERLAY = "overlay.toml"  # beside the entries' folders: what is retired, and what each file was made over
_HEAD = """\
# Written by `backtalk kb export`. `retired` are curated entries that this server does not give;
# `base` names the curated text a file was made over, so that it can be told when that moves on.
"""


class WouldOverwrite(Exception):
    """Files in the way hold other text; nothing was written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a folder says a server should serve; entries it does not name are left as they are."""

    texts: Mapping[Key, str]
    retired: frozenset[Key] = frozenset()
    bases: Mapping[Key, str] | None = None


def export(served: Iterable[Revision], folder: Path, force: bool = False) -> tuple[Path, ...]:
    """Write what a server serves of its own as files; returns those it wrote, unchanged ones too.

    :raises WouldOverwrite: when files with other contents are in the way and `force` is not given.
    """
    kept = {r.key: r for r in served if r.state in ("published", "retired")}
    files = {folder / file_of(*key): r.text.encode() for key, r in kept.items() if r.state == "published"}
    files[folder / OVERLAY] = _overlay(kept).encode()
    there = tuple(path for path, data in sorted(files.items()) if path.is_file() and path.read_bytes() != data)
    if there and not force:
        raise WouldOverwrite(there)
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_bytes(data)
        part.replace(path)
    return tuple(sorted(files))


def _overlay(kept: Mapping[Key, Revision]) -> str:
    retired = sorted(file_of(*key) for key, r in kept.items() if r.state == "retired")
    bases = sorted((file_of(*key), r.base) for key, r in kept.items() if r.state == "published" and r.base)
    lines = [_HEAD, "retired = [\n", *(f'  "{name}",\n' for name in retired), "]\n\n[base]\n"]
    return "".join(lines) + "".join(f'"{name}" = "{base}"\n' for name, base in bases)


def read_bundle(folder: Path) -> tuple[Bundle, tuple[Problem, ...]]:
    """Everything a folder holds, and everything wrong with it; import it only when nothing is.

    :raises FileNotFoundError: when the folder does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder at {folder}")
    texts: dict[Key, str] = {}
    problems: list[Problem] = []
    for key, path in _files(folder, problems):
        try:
            text = path.read_bytes().decode()
            read_entry(*key, text)
            texts[key] = text
        except UnicodeDecodeError as error:
            problems.append(Problem(file_of(*key), 1, "file", f"is not UTF-8 text ({error.reason})"))
        except BrokenEntry as broken:
            problems += broken.problems
    retired, bases = _read_overlay(folder, problems)
    for key in sorted(retired & set(texts)):
        problems.append(Problem(OVERLAY, 1, "retired", "is retired and has a file too; remove one", file_of(*key)))
    return Bundle(texts, retired, bases), tuple(sorted(problems))


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[Key, Path]]:
    for kind in KINDS:
        for path in sorted((folder / FOLDERS[kind]).glob("[!.]*")):
            name = f"{FOLDERS[kind]}/{path.name}"
            if path.is_file() and path.name == Path(file_of(kind, path.stem)).name:
                yield (kind, path.stem), path
            else:
                wanted = Path(file_of(kind, "")).name
                problems.append(Problem(name, 1, "file", f"is no entry: their names end in {wanted}"))


def _read_overlay(folder: Path, problems: list[Problem]) -> tuple[frozenset[Key], dict[Key, str]]:
    path = folder / OVERLAY
    if not path.is_file():
        return frozenset(), {}
    try:
        data = tomllib.loads(path.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(OVERLAY, 1, "file", f"is not valid TOML: {error}"))
        return frozenset(), {}
    retired, bases = data.get("retired", []), data.get("base", {})
    if not isinstance(retired, list) or not isinstance(bases, dict):
        problems.append(Problem(OVERLAY, 1, "file", "must hold a list `retired` and a table [base]"))
        return frozenset(), {}
    found = {name: _key(str(name)) for name in (*retired, *bases)}
    problems += [
        Problem(OVERLAY, 1, "retired or base", "must be like answers/tight-lats.md", str(name))
        for name, key in found.items()
        if key is None
    ]
    keys = {name: key for name, key in found.items() if key is not None}
    return (
        frozenset(keys[name] for name in retired if name in keys),
        {keys[name]: str(base) for name, base in bases.items() if name in keys},
    )


def _key(name: str) -> Key | None:
    for kind in KINDS:
        entry = Path(name).stem
        if name == file_of(kind, entry):
            return kind, entry
    return None
