"""The few errors of the program, raised at the door and caught once at the edge.

BacktalkError            shown to the person as it stands; exit status 2
├── NoSuchFile           a path that was given does not lead to a readable file
├── BadRow               a labelled file has a row that cannot be used
└── NoSuchEntry          an id or name that the knowledge base does not have
"""

from collections.abc import Iterable
from pathlib import Path


class BacktalkError(Exception):
    """Something the person can mend; the message says what, where and how."""


class NoSuchFile(BacktalkError):
    def __init__(self, path: Path, wanted: str) -> None:
        super().__init__(f"cannot read {path}: {wanted}")


class BadRow(BacktalkError):
    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")


class NoSuchEntry(BacktalkError):
    def __init__(self, kind: str, name: str, near: Iterable[str] = ()) -> None:
        close = ", ".join(near)
        super().__init__(f"no {kind} called {name!r}" + (f"; did you mean {close}?" if close else ""))
