"""A pack kept ready to load: parsed once, then read back from one JSON file while its hash still fits."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from knowledge import entries as e

VERSION = 1


def folder() -> Path:
    """Where compiled packs are kept: BACKTALK_CACHE_DIR, or the platform's cache folder."""
    if chosen := os.environ.get("BACKTALK_CACHE_DIR"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("backtalk")


def load(key: str) -> e.Pack | None:
    """The compiled pack of this hash, or None where there is none that can be read."""
    try:
        data = json.loads((folder() / f"pack-{VERSION}-{key}.json").read_text(encoding="utf-8"))
        return _pack(data)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(pack: e.Pack) -> None:
    """Keep a pack for the next start; a read-only disk only costs time, so it is no error."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder(), suffix=".part", delete=False, encoding="utf-8") as file:
            json.dump(asdict(pack), file, default=sorted)
        Path(file.name).replace(folder() / f"pack-{VERSION}-{pack.hash}.json")
    except OSError:
        return


def _pack(data: dict[str, Any]) -> e.Pack:
    return e.Pack(
        answers=tuple(_answer(row) for row in data["answers"]),
        exercises=tuple(_exercise(row) for row in data["exercises"]),
        caveats=tuple(e.Caveat(**_tuples(row)) for row in data["caveats"]),
        muscles=tuple(e.Muscle(**_tuples(row)) for row in data["muscles"]),
        sources=tuple(e.Source(**row) for row in data["sources"]),
        terms=tuple(e.Term(**_tuples(row)) for row in data["terms"]),
        synonyms=tuple((word, tuple(variants)) for word, variants in data["synonyms"]),
        hash=data["hash"],
    )


def _answer(row: dict[str, Any]) -> e.Answer:
    picks = tuple(e.Pick(**_tuples(pick)) for pick in row["exercises"])
    return e.Answer(**_tuples(row | {"exercises": picks}))


def _exercise(row: dict[str, Any]) -> e.Exercise:
    kit = tuple(frozenset(needs) for needs in row["equipment"])
    return e.Exercise(**_tuples(row | {"equipment": kit, "dose": e.Dose(**row["dose"])}))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
