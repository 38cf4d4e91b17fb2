"""A folder of Markdown and TOML files becomes a Pack; what is wrong with a file is named and the others still load."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge import entries as e
from knowledge import schema
from knowledge.folder import BASE, Problem, pack_hash

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SECTION = re.compile(r"^## +(.+?) *$", re.M)
_ITEM = re.compile(r"^ *(?:[-*]|\d+[.)]) +(.*(?:\n(?! *(?:[-*]|\d+[.)]) )(?!\s*$).*)*)", re.M)
File = TypeVar("File", bound=BaseModel)
Entry = TypeVar("Entry", e.Answer, e.Exercise, e.Caveat, e.Muscle)


@dataclass(slots=True)
class _Reading:
    """What has been read of one folder so far."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def all_of(self, kind: str, read: Callable[[str, str], Entry]) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for path in sorted((self.folder / kind).glob("*.md")):
            name = f"{kind}/{path.name}"
            try:
                entry = read(path.read_text(encoding="utf-8-sig"), name)
            except BrokenEntry as broken:
                self.problems += broken.problems
            except UnicodeDecodeError as error:
                self.problems.append(Problem(name, 1, "file", f"is not UTF-8 text ({error.reason})"))
            else:
                if entry.id != path.stem:
                    self.problems.append(Problem(name, 2, "id", f"must be the file's name, {path.stem}", entry.id))
                found[entry.id] = entry
        return tuple(found[key] for key in sorted(found))

    def rows(self, path: Path, table: str, model: type[File]) -> Iterator[File]:
        name = str(path.relative_to(self.folder))
        try:
            listed = tomllib.loads(path.read_text(encoding="utf-8")).get(table, [])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, 1, "file", f"is not valid TOML: {error}"))
            return
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            self.problems.append(Problem(name, 1, table, f"must be tables that begin with [[{table}]]"))
            return
        for number, row in enumerate(listed, 1):
            try:
                yield model.model_validate(row)
            except ValidationError as error:
                self.problems += [
                    Problem(
                        name, 1, f"{table} {number} ({row.get('id', '?')}) {_where(item['loc'])}", *_said(item, model)
                    )
                    for item in error.errors()
                ]


class BrokenEntry(Exception):
    """An entry's text cannot be read; `problems` name line, field, value and what is allowed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def read_pack(folder: Path = BASE) -> tuple[e.Pack, tuple[Problem, ...]]:
    """Read a whole pack; a broken file is left out and named in the problems.

    :raises FileNotFoundError: when the folder does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no knowledge folder at {folder}")
    reading = _Reading(folder)
    pack = e.Pack(
        answers=reading.all_of("answers", read_answer),
        exercises=reading.all_of("exercises", read_exercise),
        caveats=reading.all_of("caveats", read_caveat),
        muscles=reading.all_of("muscles", read_muscle),
        sources=_sources(reading),
        terms=_terms(reading),
        synonyms=_synonyms(reading),
        hash=pack_hash(folder),
    )
    return pack, tuple(sorted(reading.problems))


def read_answer(text: str, name: str) -> e.Answer:
    file, body = _front_matter(text, name, schema.AnswerFile)
    return schema.answer(file, body)


def read_caveat(text: str, name: str) -> e.Caveat:
    return schema.caveat(*_front_matter(text, name, schema.CaveatFile))


def read_muscle(text: str, name: str) -> e.Muscle:
    return schema.muscle(*_front_matter(text, name, schema.MuscleFile))


def read_exercise(text: str, name: str) -> e.Exercise:
    file, body = _front_matter(text, name, schema.ExerciseFile)
    summary, *parts = _SECTION.split(body)
    prose = {title.lower(): _items(part) for title, part in zip(parts[::2], parts[1::2], strict=True)}
    missing = [title for title in ("steps", "cues", "common faults") if not prose.get(title)]
    if missing:
        wanted = "needs at least one list item"
        raise BrokenEntry([Problem(name, 1, f"## {title.capitalize()}", wanted) for title in missing])
    return schema.exercise(file, prose, " ".join(summary.split()))


def _items(part: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in _ITEM.findall(part))


def _front_matter(text: str, name: str, model: type[File]) -> tuple[File, str]:
    parts = text.replace("\r\n", "\n").split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        raise BrokenEntry([Problem(name, 1, "file", "must start with front matter between two lines of ---")])
    head, body = parts[1], parts[2].strip()
    try:
        data = yaml.load(head, Loader=_LOADER)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise BrokenEntry(
            [Problem(name, line, "front matter", getattr(error, "problem", None) or str(error))]
        ) from None
    if not isinstance(data, dict):
        raise BrokenEntry([Problem(name, 2, "front matter", "must be a list of `key: value` lines")])
    try:
        return model.model_validate(data), body
    except ValidationError as error:
        found = [
            Problem(name, _line(head, item["loc"]), _where(item["loc"]), *_said(item, model)) for item in error.errors()
        ]
        raise BrokenEntry(found) from None


def _where(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc) or "file"


def _said(item: Any, model: type[BaseModel]) -> tuple[str, str]:
    value = item["input"]
    if item["type"] == "extra_forbidden" and len(item["loc"]) == 1:
        return f"unknown key; allowed keys: {', '.join(model.model_fields)}", str(value)
    message = str(item["msg"]).removeprefix("Value error, ")
    return message, "" if isinstance(value, dict | list) else str(value)


def _line(head: str, loc: tuple[int | str, ...]) -> int:
    """The line of the file a front matter field stands on (the opening --- is line 1)."""
    node = yaml.compose(head, Loader=_LOADER)
    line = 0
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
    return int(line) + 2


def _sources(reading: _Reading) -> tuple[e.Source, ...]:
    found: dict[str, e.Source] = {}
    for path in sorted((reading.folder / "sources").glob("*.toml")):
        for row in reading.rows(path, "source", schema.SourceRow):
            found.setdefault(row.id, e.Source(**row.model_dump()))
    return tuple(found[key] for key in sorted(found))


def _terms(reading: _Reading) -> tuple[e.Term, ...]:
    found = []
    for kind, file in (("equipment", "equipment"), ("region", "regions"), ("sport", "sports")):
        path = reading.folder / "vocabulary" / f"{file}.toml"
        rows = reading.rows(path, kind, schema.TermRow) if path.exists() else ()
        found += [e.Term(r.id, kind, r.name, tuple(r.aliases), r.one_sided) for r in rows]  # type: ignore[arg-type]
    return tuple(found)


def _synonyms(reading: _Reading) -> tuple[tuple[str, tuple[str, ...]], ...]:
    path = reading.folder / "vocabulary" / "synonyms.toml"
    if not path.exists():
        return ()
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8")).get("words", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reading.problems.append(Problem("vocabulary/synonyms.toml", 1, "file", f"is not valid TOML: {error}"))
        return ()
    found = []
    for word, variants in sorted(words.items() if isinstance(words, dict) else ()):
        if isinstance(variants, list) and all(isinstance(variant, str) for variant in variants):
            found.append((word, tuple(variants)))
        else:
            message = 'must be a list of words, like ["larger", "thicker"]'
            reading.problems.append(Problem("vocabulary/synonyms.toml", 1, word, message, str(variants)))
    if not isinstance(words, dict):
        reading.problems.append(Problem("vocabulary/synonyms.toml", 1, "words", "must be a table", str(words)))
    return tuple(found)
