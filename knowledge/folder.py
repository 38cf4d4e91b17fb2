"""Where a pack lives, its fingerprint, and what can be wrong with one of its files."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).parent / "base"
LONGEST = 80  # characters of a wrong value that are shown; what is wrong with it comes after


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of a pack, said so that it can be mended without reading code."""

    file: str
    line: int
    field: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        short = self.value if len(self.value) <= LONGEST else f"{self.value[: LONGEST - 1]}…"
        value = f" = {short!r}" if self.value else ""
        return f"{self.file}:{self.line}: {self.field}{value}: {self.message}"


def pack_hash(folder: Path = BASE) -> str:
    """A short fingerprint of every file of a pack; what was fitted or compiled on it is keyed by this."""
    digest = hashlib.sha256()
    for path in sorted(path for kind in ("*/*.md", "*/*.toml") for path in folder.glob(kind)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
