"""The few errors of the program, raised at the door and caught once at the edge.

BacktalkError            shown to the person as it stands; exit status 2
├── NoSuchFile           a path that was given does not lead to a readable file
├── BadRow               a labelled file has a row that cannot be used
├── NoSuchEntry          an id or name that the knowledge base does not have
├── AmbiguousEntry       an id that entries of several kinds have
├── EntryExists          an id for something new that is taken
├── NoSuchRevision       a number that no act here has
├── NoSuchGap            an id that no group of open questions has
├── NothingToPreview     an entry without an open draft
├── InTheWay             files that an export would overwrite
├── NotWritable          a folder that an export cannot write to
├── NoEditor             no editor to write in
└── EditorFailed         an editor that could not be run, or ended with an error
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


class AmbiguousEntry(BacktalkError):
    def __init__(self, name: str, files: Iterable[str]) -> None:
        super().__init__(f"{name!r} is several entries; say which: {' or '.join(files)}")


class EntryExists(BacktalkError):
    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"there is already {kind} {name!r}; change it with `backtalk kb edit {name}`")


class NoSuchRevision(BacktalkError):
    def __init__(self, number: int, where: str) -> None:
        super().__init__(f"no revision #{number} {where}; `backtalk kb history ID` shows them with their numbers")


class NoSuchGap(BacktalkError):
    def __init__(self, id_: str) -> None:
        super().__init__(f"no open questions called {id_!r}; `backtalk kb gaps` lists them with their ids")


class NothingToPreview(BacktalkError):
    def __init__(self, file: str) -> None:
        super().__init__(f"{file} has no open draft; `backtalk kb edit` makes one, or give a file to preview")


class InTheWay(BacktalkError):
    def __init__(self, paths: Iterable[Path]) -> None:
        first, *others = map(str, paths)
        more = f" and {len(others)} more" if others else ""
        super().__init__(f"{first}{more} would be overwritten; nothing was written. --force overwrites")


class NotWritable(BacktalkError):
    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"cannot write {path}: {why}")


class NoEditor(BacktalkError):
    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; set VISUAL or EDITOR, or give the text with --from FILE (- for standard input)")


class EditorFailed(BacktalkError):
    def __init__(self, program: str, why: str) -> None:
        super().__init__(f"{program} {why}, so nothing was saved")
