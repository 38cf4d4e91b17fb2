"""What a moderator is shown of an entry before acting on it, and what came of the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.moderation.holding import Hold
from bot.moderation.preview import Preview
from bot.moderation.second_look import Remark
from knowledge.entries import Entry
from knowledge.entry_files import fingerprint
from knowledge.folder import Problem
from knowledge.near import Near
from knowledge.revisions import SERVED, Key, Revision, State
from knowledge.store import Watcher

OPEN: tuple[State, ...] = ("draft", "in-review")
Deed = Literal["save", "publish", "send back", "discard", "retire", "restore", "undo"]
Came = Literal[
    "saved", "submitted", "published", "retired", "withdrawn", "discarded", "sent-back",
    "broken", "held", "blocked", "conflict", "open", "not-allowed", "nothing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `by` as the store knows them, `name` as histories show them; an admin may override what blocks."""

    by: str
    name: str
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry as it stands in one server: the text to go on from, and how it came to be."""

    server_id: int
    key: Key
    text: str  # the last draft where one is open, else what is served, else empty
    head: Revision | None = None  # the last act, drafts too
    live: Revision | None = None  # the last act that decides what people are given
    base: str = ""  # the curated text, empty where there is none
    moved: bool = False  # the curated text changed since this text was written over it

    @classmethod
    def of(cls, server_id: int, key: Key, history: Sequence[Revision], base: str) -> "Sheet":
        """What an entry's history in a server and its curated text come to."""
        head = history[-1] if history else None
        live = last_served(history)
        own = live if live and live.state != "withdrawn" else None
        shown = head if head and head.state in OPEN else own
        moved = bool(shown and shown.base and base and shown.base != fingerprint(base))
        return cls(server_id, key, shown.text if shown else base, head, live, base, moved)

    @property
    def expected(self) -> int:
        """The number a change of this sheet builds on."""
        return self.head.number if self.head else 0

    @property
    def open(self) -> bool:
        """Whether there is a draft that has not been published yet."""
        return self.head is not None and self.head.state in OPEN

    @property
    def retired(self) -> bool:
        """Whether people here are no longer given it."""
        return self.live is not None and self.live.state == "retired"

    @property
    def own(self) -> Revision | None:
        """The server's own text that people are given; None where it has none, or gives people nothing."""
        return self.live if self.live and self.live.state == "published" else None

    @property
    def given(self) -> str:
        """What people are given unless it is retired: the server's own text, else the curated one."""
        return self.own.text if self.own else self.base


@dataclass(frozen=True, slots=True)
class Checked:
    """A text looked at before anything is done with it: what is wrong, what may never be published, what to look at."""

    entry: Entry | None = None
    problems: tuple[Problem, ...] = ()
    holds: tuple[Hold, ...] = ()
    warnings: tuple[Remark, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def fit(self) -> bool:
        """Whether it may be published as far as its content goes."""
        return self.entry is not None and not self.problems and not self.holds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act; only the kinds in the first row of `Came` changed anything."""

    kind: Came
    key: Key
    revision: Revision | None = None
    checked: Checked = Checked()
    preview: Preview | None = None
    head: Revision | None = None  # of a conflict: what somebody else did meanwhile; of "open": the draft in the way
    told: tuple[Watcher, ...] = ()  # who asked to hear of this answer
    deed: Deed = "save"  # what was tried

    @property
    def done(self) -> bool:
        return self.kind in ("saved", "submitted", "published", "retired", "withdrawn", "discarded", "sent-back")


def last_served(history: Sequence[Revision]) -> Revision | None:
    """The last act on an entry that decides what people are given."""
    return next((one for one in reversed(history) if one.state in SERVED), None)
