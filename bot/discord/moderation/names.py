"""The names of a server's entries, for what is being typed: in memory, typos forgiven."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from bot.engine import Engine
from knowledge.library import Library
from knowledge.revisions import KINDS, Key

if TYPE_CHECKING:
    from bot.discord.app import App

MOST, NEAR, FRESH = 25, 60, 20.0
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TITLE = re.compile(r"^(?:title|name)(?::| =) *\"?(.+?)\"?$", re.M)


def value_of(key: Key) -> str:
    """A key as options and selects carry it, such as `answer:tight-lats`."""
    return f"{key[0]}:{key[1]}"


def key_in(value: str) -> Key | None:
    """The key that a value or an id stands for; a bare id is an answer's."""
    kind, _, entry = value.strip().rpartition(":")
    found = next((known for known in KINDS if known == (kind or "answer")), None)
    return (found, entry) if found and ID.fullmatch(entry) and len(entry) <= 60 else None


def title_of(library: Library, key: Key, text: str = "") -> str:
    """What an entry is called where it is served, else in its text, else its id."""
    kind, entry = key
    if (found := library.by_kind[kind].get(entry)) is not None:
        return str(getattr(found, "title", "") or getattr(found, "name", "") or entry)
    named = _TITLE.search(text)
    return named[1] if named else entry


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one server as they were when they were gathered."""

    engine: Engine
    at: float
    names: Mapping[str, Key]  # titles and ids in lower case, as they are searched
    titles: Mapping[Key, str]


class Names:
    """Every server's names; gathered anew when its engine is another or what is unpublished may have changed."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self._known: dict[int, Named] = {}

    def forget(self, server_id: int) -> None:
        """Gather them anew next time: somebody changed something."""
        self._known.pop(server_id, None)

    async def near(self, server_id: int, typed: str, kinds: Iterable[str] = KINDS) -> list[tuple[str, Key]]:
        """At most 25 entries whose title or id is near to what is typed, the nearest first."""
        engine = self.app.serving.at_hand(server_id)
        known = self._known.get(server_id)
        if known is None or known.engine is not engine or time.monotonic() - known.at > FRESH:
            known = await self.app.off_loop(lambda: self._gather(server_id, engine))
            self._known[server_id] = known
        found = nearest(known, typed, frozenset(kinds))
        return [(known.titles[key], key) for key in found]

    def _gather(self, server_id: int, engine: Engine) -> Named:
        titles = {key: title_of(engine.library, key) for key in _keys(engine.library)}
        for head in self.app.store.heads(server_id):
            if head.key not in titles:
                titles[head.key] = title_of(engine.library, head.key, head.text)
        names = {utils.default_process(name): key for key, title in titles.items() for name in (key[1], title)}
        return Named(engine, time.monotonic(), names, titles)


def nearest(known: Named, typed: str, kinds: frozenset[str]) -> list[Key]:
    """Keys by how near their names are; all answers in their order where nothing is typed yet."""
    if (key := key_in(typed)) and key in known.titles and ":" in typed:
        return [key]
    wanted = utils.default_process(typed)
    if not wanted:
        return [key for key in known.titles if key[0] in kinds][:MOST]
    found = process.extract(wanted, known.names.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=4 * MOST)
    keys = dict.fromkeys(known.names[name] for name, _, _ in found)
    return [key for key in keys if key[0] in kinds][:MOST]


def _keys(library: Library) -> list[Key]:
    """Every entry with a file that is served, answers first; a how-to made of an exercise has none."""
    return [(kind, one.id) for kind, entries in library.pack.by_kind.items() for one in entries]
