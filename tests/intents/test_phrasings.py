"""The wordings of follow-ups: every one compiles, and every one is used."""

import tomllib
from pathlib import Path

from intents import phrasings
from intents.phrasings import phrasing

FOLDER = Path(phrasings.__file__).parent
PARTS = tomllib.loads((FOLDER / "phrasings.toml").read_text(encoding="utf-8"))


def test_every_name_is_used_once() -> None:
    names = [name for part in PARTS.values() for name in part]
    assert len(names) == len(set(names))
    assert all(phrasing(name).pattern for name in names)


def test_no_wording_is_kept_that_nothing_looks_for() -> None:
    sources = [
        path.read_text(encoding="utf-8") for room in ("intents", "bot") for path in (FOLDER.parent / room).rglob("*.py")
    ]
    code = "\n".join(sources)
    assert [name for part in PARTS.values() for name in part if f'"{name}"' not in code] == []
