"""How people word what they say after an answer: patterns by name, from `phrasings.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _table() -> dict[str, str | list[str]]:
    parts = tomllib.loads((Path(__file__).parent / "phrasings.toml").read_text(encoding="utf-8"))
    return {name: listed for part in parts.values() for name, listed in part.items()}


@cache
def phrasing(name: str) -> re.Pattern[str]:
    """The pattern of one name; any of its alternatives is enough."""
    listed = _table()[name]
    return re.compile(listed if isinstance(listed, str) else "|".join(listed))
