"""A folder of entries taken into a server whole, or not at all."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.checking import check
from bot.desk import Desk
from bot.outcome import Actor, Checked
from bot.preview import Preview
from bot.second_look import Remark
from knowledge.entry_files import Entry, base_text, fingerprint, read_entry
from knowledge.exchange import Bundle
from knowledge.revisions import Act, Change, Conflict, Key, Revision, State, served

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; only "published" and "submitted" changed anything."""

    kind: Literal["published", "submitted", "unchanged", "held", "blocked", "conflict"]
    changed: tuple[Key, ...] = ()
    retired: tuple[Key, ...] = ()
    unchanged: int = 0
    held: tuple[tuple[Key, Checked], ...] = ()
    warnings: tuple[Remark, ...] = ()
    preview: Preview | None = None
    conflict: Key | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """One bundle on its way into one server."""

    desk: Desk
    server_id: int
    bundle: Bundle
    actor: Actor
    progress: Progress = lambda _done, _of: None

    def run(self, reason: str = "", override: str = "") -> Imported:
        """Check everything, then write everything in one transaction; nothing is written where anything is wrong."""
        heads = {head.key: head for head in self.desk.store.heads(self.server_id)}
        live = served(self.desk.store.served(self.server_id))
        new = {key: text for key, text in self.bundle.texts.items() if not _same(live.get(key), text)}
        gone = [key for key in sorted(self.bundle.retired) if not _same(live.get(key), None)]
        unchanged = len(self.bundle.texts) + len(self.bundle.retired) - len(new) - len(gone)
        if not new and not gone:
            return Imported("unchanged", unchanged=unchanged)
        return self._publish(new, gone, unchanged, heads, reason, override)

    def _publish(
        self,
        new: dict[Key, str],
        gone: list[Key],
        unchanged: int,
        heads: dict[Key, Revision],
        reason: str,
        override: str,
    ) -> Imported:
        before = self.desk.serving.engine(self.server_id)
        entries: dict[Key, Entry | None] = {key: read_entry(*key, text) for key, text in new.items()}
        # each text is checked against the library as it will be: a folder may bring an answer and its exercise together
        after = before.with_changes(entries | dict.fromkeys(gone))
        checked = []
        for done, (key, text) in enumerate(new.items(), 1):
            checked.append((key, check(key, text, after, near=False)))
            self.progress(done, len(new))
        if bad := tuple((key, one) for key, one in checked if not one.fit):
            return Imported("held", held=bad)
        seen = self.desk.compare(self.server_id, before, after, frozenset((*new, *gone)))
        if seen.blocked and not (override and self.actor.admin):
            return Imported("blocked", preview=seen)
        warned = tuple(warning for _, one in checked for warning in one.warnings)
        return self._write(new, gone, unchanged, heads, warned, seen, reason or override)

    def _write(
        self,
        new: dict[Key, str],
        gone: list[Key],
        unchanged: int,
        heads: dict[Key, Revision],
        warned: tuple[Remark, ...],
        seen: Preview,
        reason: str,
    ) -> Imported:
        review = self.desk.store.server(self.server_id).review
        state: State = "in-review" if review else "published"
        changes = [self._change(key, text, state, heads.get(key), reason) for key, text in new.items()]
        if not review:
            changes += [self._change(key, self._curated(key), "retired", heads.get(key), reason) for key in gone]
        act = Act(time.time(), self.server_id, self.actor.by, self.actor.name, "import", reason=reason)
        try:
            self.desk.store.append(changes, [act])
        except Conflict as conflict:
            return Imported("conflict", conflict=(conflict.change.kind, conflict.change.entry))
        self.desk.serving.refresh(self.server_id)
        kind: Literal["published", "submitted"] = "submitted" if review else "published"
        retired = () if review else tuple(gone)
        return Imported(kind, tuple(new), retired, unchanged, warnings=warned, preview=seen)

    def _change(self, key: Key, text: str, state: State, head: Revision | None, reason: str) -> Change:
        base = (self.bundle.bases or {}).get(key) or fingerprint(self._curated(key))
        number = head.number if head else 0
        actor = self.actor
        return Change(self.server_id, *key, state, text, actor.by, actor.name, reason, base, expected=number)

    def _curated(self, key: Key) -> str:
        return base_text(*key, self.desk.folder)


def _same(live: Revision | None, text: str | None) -> bool:
    """Whether a server already serves just this; None stands for a retired entry."""
    if live is None:
        return False
    return live.state == "retired" if text is None else live.state == "published" and live.text == text
