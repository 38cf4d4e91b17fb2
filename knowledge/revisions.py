"""What moderators did to an entry: one append-only row for each act, and what follows from a history of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["answer", "exercise", "caveat", "muscle", "source"]
State = Literal["draft", "in-review", "discarded", "published", "retired", "withdrawn"]
Key: TypeAlias = tuple[Kind, str]  # what an entry is and its id
KINDS: tuple[Kind, ...] = ("answer", "exercise", "caveat", "muscle", "source")
# states that decide what people are given; what is withdrawn leaves the curated entry, if there is one
SERVED: tuple[State, ...] = ("published", "retired", "withdrawn")
HOME = 0  # the "server" of this installation itself: the terminal and direct messages


@dataclass(frozen=True, slots=True)
class Change:
    """An act that somebody wants to do; `expected` is the number of the last revision they saw, 0 where none was."""

    server_id: int
    kind: Kind
    entry: str
    state: State
    text: str  # the whole file, byte for byte; of a retired entry the text that was retired
    by: str  # `Store.person` of who does it, or "shell:" and a login name
    name: str  # how that person is called in histories
    reason: str = ""
    base: str = ""  # fingerprint of the curated entry's text this was made over; empty where there is none
    of: int | None = None  # the revision whose text is taken up again, as restoring and publishing do
    expected: int = 0
    credit: str = ""  # `Store.person` of whose words these are, where that is somebody else and known


@dataclass(frozen=True, slots=True)
class Revision:
    """An act that was done; ids grow over the whole database, numbers count from 1 within one server's entry."""

    id: int
    server_id: int
    kind: Kind
    entry: str
    number: int
    state: State
    text: str
    by: str
    name: str
    reason: str
    at: float
    base: str = ""
    of: int | None = None
    credit: str = ""

    @property
    def key(self) -> Key:
        return self.kind, self.entry


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit trail: who did what to what and why; not only changes of entries."""

    at: float
    server_id: int
    by: str
    name: str
    action: str  # draft, submit, publish, retire, restore, discard, override, import, export, setup, forget …
    kind: str = ""
    entry: str = ""
    revision: int | None = None
    reason: str = ""


class Conflict(Exception):
    """Somebody else changed the entry since it was read; nothing was written."""

    def __init__(self, change: Change, head: Revision | None) -> None:
        super().__init__(f"{change.kind} {change.entry} was changed meanwhile")
        self.change, self.head = change, head


def served(history: Iterable[Revision]) -> Mapping[Key, Revision]:
    """Of each entry the last revision that decides what people are given; drafts leave it alone."""
    found: dict[Key, Revision] = {}
    for revision in history:
        known = found.get(revision.key)
        if revision.state in SERVED and (known is None or revision.number > known.number):
            found[revision.key] = revision
    return found
