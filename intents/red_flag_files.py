"""The data files of the red-flag gate, and the compiled form of them that starts in a tenth of the time."""

from __future__ import annotations

import gc
import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("red_flags")
COMPILED = FOLDER / "compiled.json"
SOURCES = (
    "words.toml",
    "concepts.toml",
    "contexts.toml",
    "rules_body.toml",
    "rules_injury.toml",
    "rules_nerve.toml",
    "rules_person.toml",
    "signs.toml",
    "good_words.txt",
)


def stamp() -> int:
    """A checksum of all sources: the compiled form counts only while they are the same."""
    sum_so_far = 0
    for name in SOURCES:
        sum_so_far = zlib.crc32((FOLDER / name).read_bytes(), sum_so_far)
    return sum_so_far


@cache
def compiled() -> dict[str, Any] | None:
    """What `python -m intents.red_flag_build` wrote, or None where it is missing or older than a source."""
    if not COMPILED.exists():
        return None
    table: dict[str, Any] = read_json(COMPILED)
    return table if table["stamp"] == stamp() else None


def read_json(path: Path) -> Any:
    """A large file of small values; the garbage collector would walk them all several times while they come in."""
    watched = gc.isenabled()
    gc.disable()
    try:
        return json.loads(path.read_bytes())
    finally:
        if watched:
            gc.enable()


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file; the parser is imported only where the compiled form does not do."""
    import tomllib

    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def good_words() -> str:
    """Plain English words close to a known one, which are never taken for a typing error."""
    return " ".join((FOLDER / "good_words.txt").read_text(encoding="utf-8").split())


@cache
def rule_lines() -> tuple[tuple[str, str], ...]:
    """Every rule as written, with the flag that it stands for."""
    names = [name for name in SOURCES if name.startswith("rules_")]
    return tuple(
        (flag, line)
        for name in names
        for flag, text in table(name).items()
        for line in text.splitlines()
        if line.strip() and line[0] != "#"
    )


@cache
def sign_names() -> frozenset[str]:
    """The concepts that some rule looks for, as against those that only rule a sign out."""
    ready = compiled()
    if ready is not None:
        return frozenset(ready["sign_names"])
    words = {word for _, line in rule_lines() for word in line.partition("=>")[0].split() if word[0] != "!"}
    return frozenset(name for word in words for name in word.lstrip("^~").split("|")) | {"NOT_A_NO"}
