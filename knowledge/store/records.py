"""What goes into the store and comes out of it; plain values, free of any database."""

import time
from dataclasses import dataclass, field
from typing import Literal

from knowledge.revisions import HOME

DAY = 24 * 60 * 60.0
AFTER_LEAVING = 30 * DAY  # a server's data is deleted this long after the bot left it
IDLE = 30 * 60.0  # a conversation is over after this much silence


@dataclass(frozen=True, slots=True)
class Server:
    """What a server's admins chose."""

    server_id: int
    answer_channels: tuple[int, ...] = ()
    forum_channels: tuple[int, ...] = ()
    moderator_role: int | None = None
    review: bool = False
    country: str = ""
    tone: Literal["silent", "hint"] = "silent"


@dataclass(frozen=True, slots=True)
class Record:
    """One answer given, and what it takes to work it out again; the texts are empty where they may not be kept."""

    id: str
    at: float
    server_id: int | None
    channel_id: int
    asker: str
    author: str  # whose words were answered; the asker's, unless somebody asked about another's message
    before: str
    text: str
    kind: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the questions log; `text` is redacted when it is written."""

    text: str
    topics: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thought of one answer."""

    answer_id: str
    person: str
    helpful: bool
    missing: str = ""
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who wants to hear when their question has an answer, and the message to tell them at."""

    question_id: int
    user_id: int
    channel_id: int
    message_id: int
    text: str
    server_id: int = HOME
    entry: str = ""  # what was written for the question; empty while nothing is


@dataclass(frozen=True, slots=True)
class EntryStats:
    """How often one entry answered, and what people thought of it."""

    entry: str
    asked: int
    helpful: int = 0
    not_helpful: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """A server's figures over a time; the pairs are a question or a name and how often."""

    asked: int = 0
    answered: int = 0
    clarified: int = 0
    unsure: int = 0
    urgent: int = 0
    by_entry: tuple[EntryStats, ...] = ()
    most_asked: tuple[tuple[str, int], ...] = ()
    written_by: tuple[tuple[str, int], ...] = ()
