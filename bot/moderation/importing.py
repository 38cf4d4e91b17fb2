"""A folder of entries taken into a server whole, or not at all."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.moderation.checking import weighed
from bot.moderation.desk import Desk
from bot.moderation.outcome import OPEN, Actor, Checked
from bot.moderation.preview import Preview
from bot.moderation.second_look import Remark
from knowledge.entries import Entry
from knowledge.entry_files import base_text, fingerprint, read_entry
from knowledge.exchange import Bundle
from knowledge.library import Library
from knowledge.revisions import Act, Change, Conflict, Key, Revision, State, served

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bundle would change in a server, before anything is checked."""

    new: Mapping[Key, str] = field(default_factory=dict)  # of which the server gave nothing so far
    changed: Mapping[Key, str] = field(default_factory=dict)
    retired: tuple[Key, ...] = ()
    unchanged: int = 0
    open: tuple[Revision, ...] = ()  # drafts of others that are in the way

    @property
    def texts(self) -> Mapping[Key, str]:
        return {**self.new, **self.changed}

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset((*self.texts, *self.retired))


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; only "published" and "submitted" changed anything."""

    kind: Literal["published", "submitted", "unchanged", "held", "open", "blocked", "conflict"]
    plan: Plan
    held: tuple[tuple[Key, Checked], ...] = ()
    warnings: tuple[tuple[Key, Remark], ...] = ()
    preview: Preview | None = None
    conflict: Key | None = None

    @property
    def done(self) -> bool:
        return self.kind in ("published", "submitted", "unchanged")


@dataclass(frozen=True, slots=True)
class Import:
    """One bundle on its way into one server."""

    desk: Desk
    server_id: int
    bundle: Bundle
    actor: Actor
    progress: Progress = lambda _done, _of: None
    dry: bool = False  # only look: say what would come of it

    def run(self, reason: str = "", override: str = "") -> Imported:
        """Check everything, then write everything in one transaction; nothing is written where anything is wrong."""
        heads = {head.key: head for head in self.desk.store.heads(self.server_id)}
        plan = self.plan(heads)
        if plan.open:
            return Imported("open", plan)
        if not plan.keys:
            return Imported("unchanged", plan)
        entries = {key: read_entry(*key, text) for key, text in plan.texts.items()}
        rehearsal = self.desk.rehearse(self.server_id, {**entries, **dict.fromkeys(plan.retired)})
        checked = self._checked(plan, entries, rehearsal.after.library)
        if bad := tuple((key, one) for key, one in checked if not one.fit):
            return Imported("held", plan, held=bad)
        seen = rehearsal.seen
        if seen.blocked and not (override and self.actor.admin):
            return Imported("blocked", plan, preview=seen)
        warned = tuple((key, warning) for key, one in checked for warning in one.warnings)
        action, why = ("override", override) if seen.blocked else ("import", reason)
        act = Act(time.time(), self.server_id, self.actor.by, self.actor.name, action, reason=why)
        came = Imported("published", plan, warnings=warned, preview=seen)
        if self.dry:
            return came
        written = self._write(plan, heads, act, came)
        if written.kind == "published":
            self.desk.close_gaps(rehearsal)
        return written

    def plan(self, heads: Mapping[Key, Revision]) -> Plan:
        """What is new, changed, retired and as it was; a draft of one's own is taken over, one of another is not."""
        live = served(self.desk.store.served(self.server_id))
        wanted: dict[Key, str | None] = {**self.bundle.texts, **dict.fromkeys(sorted(self.bundle.retired))}
        todo = {key: text for key, text in wanted.items() if not self._settled(live.get(key), heads.get(key), text)}
        new: dict[Key, str] = {}
        changed: dict[Key, str] = {}
        for key, text in todo.items():
            if text is not None:
                there = self._curated(key) or key in live
                (changed if there else new)[key] = text
        in_the_way = [heads[key] for key in todo if key in heads and heads[key].state in OPEN]
        return Plan(
            new,
            changed,
            tuple(key for key, text in todo.items() if text is None),
            len(wanted) - len(todo),
            tuple(head for head in in_the_way if head.by != self.actor.by),
        )

    def _settled(self, live: Revision | None, head: Revision | None, text: str | None) -> bool:
        """Whether a server already serves just this, or it waits there for a second person."""
        if text is None:
            return live is not None and live.state == "retired"
        waits = head is not None and head.state == "in-review" and head.text == text
        return waits or (live is not None and live.state == "published" and live.text == text)

    def _checked(self, plan: Plan, entries: Mapping[Key, Entry], library: Library) -> list[tuple[Key, Checked]]:
        """Each entry against the library as it will be: a folder may bring an answer and its exercise together."""
        found = []
        for done, (key, text) in enumerate(plan.texts.items(), 1):
            found.append((key, weighed(entries[key], key, text, library)))
            self.progress(done, len(plan.texts))
        return found

    def _write(self, plan: Plan, heads: Mapping[Key, Revision], act: Act, came: Imported) -> Imported:
        review = self.desk.reviewed(self.server_id) and bool(plan.texts)
        state: State = "in-review" if review else "published"
        changes = [self._change(key, text, state, heads.get(key), act.reason) for key, text in plan.texts.items()]
        gone = {key: self.desk.sheet(self.server_id, key).given for key in plan.retired}
        changes += [self._change(key, text, "retired", heads.get(key), act.reason) for key, text in gone.items()]
        try:
            self.desk.store.append(changes, [act])
        except Conflict as conflict:
            return Imported("conflict", plan, conflict=(conflict.change.kind, conflict.change.entry))
        self.desk.serving.refresh(self.server_id)
        return replace(came, kind="submitted") if review else came

    def _change(self, key: Key, text: str, state: State, head: Revision | None, reason: str) -> Change:
        base = (self.bundle.bases or {}).get(key) or fingerprint(self._curated(key))
        number = head.number if head else 0
        actor = self.actor
        return Change(self.server_id, *key, state, text, actor.by, actor.name, reason, base, expected=number)

    def _curated(self, key: Key) -> str:
        return base_text(*key, self.desk.folder)
