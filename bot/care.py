"""Whom to call where: emergency, health and crisis lines by country, with a default that is safe anywhere."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "intents" / "red_flags" / "numbers.toml"
INTERNATIONAL = "default"


@dataclass(frozen=True, slots=True)
class Care:
    """Numbers of one country; a line that is not known there is empty."""

    emergency: str
    health_line: str
    crisis: str


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def care_in(country: str) -> Care:
    """The numbers of a country by its two-letter code; the international ones where it is not listed."""
    table = _table()
    row = table.get(country.upper(), table[INTERNATIONAL])
    return Care(row["emergency"], row.get("health_line", ""), row.get("crisis", ""))


def countries() -> tuple[str, ...]:
    """The codes that numbers are listed for."""
    return tuple(sorted(code for code in _table() if code != INTERNATIONAL))
