"""A change tried before anybody is given it: what would be served then, and what that does to a server's questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.engine import Engine
from bot.moderation.preview import Preview, preview
from bot.moderation.replay import said
from knowledge.asked import Asked
from knowledge.golden import Golden
from knowledge.overlay import Changes
from knowledge.revisions import Key


@dataclass(frozen=True, slots=True)
class Posed:
    """The questions of a server that a change is tried on."""

    golden: tuple[Golden, ...] = ()
    recent: tuple[Asked, ...] = ()
    gaps: tuple[Asked, ...] = ()

    @property
    def texts(self) -> list[str]:
        return [*(row.question for row in self.golden), *(one.text for one in (*self.recent, *self.gaps))]


@dataclass(frozen=True)
class Rehearsal:
    """What is served today, what would be served, and what came of it."""

    before: Engine
    after: Engine
    changed: frozenset[Key]
    posed: Posed

    @classmethod
    def of(cls, before: Engine, changes: Changes, posed: Posed) -> "Rehearsal":
        return cls(before, before.with_changes(changes), frozenset(changes), posed)

    @cached_property
    def seen(self) -> Preview:
        """What the change does to each question; a second or two, worked out when it is first wanted."""
        return preview(self.before, self.after, self.changed, self.posed.golden, self.posed.recent, self.posed.gaps)

    @property
    def answered(self) -> Mapping[str, list[int]]:
        """Ids of the open questions that the change closes, by the answer they get.

        One that was answered before and found of no help is closed when the answer says something else now.
        """
        found: dict[str, list[int]] = {}
        for one in self.posed.gaps:
            if one.id in self.seen.filled or one.id in self.seen.again:
                entry = said(self.after, one.text).entry
                anew = one.kind != "answer" or _advice(self.before, entry) != _advice(self.after, entry)
                if one.id in self.seen.filled or anew:
                    found.setdefault(entry, []).append(one.id)
        return found


def _advice(engine: Engine, entry: str) -> object:
    """What an answer tells people to do; not how it is asked for."""
    answer = engine.library.answers.get(entry)
    return answer and (answer.body, answer.exercises, answer.caveats)
