"""The moderators' desk: every rule of drafting, publishing and undoing, in one place for Discord and the shell."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.checking import check
from bot.engine import Engine
from bot.outcome import Actor, Checked, Outcome, Sheet
from bot.preview import Preview, preview
from bot.serving import Serving
from knowledge.entry_files import base_text, fingerprint
from knowledge.folder import BASE
from knowledge.golden import golden_questions, own_golden
from knowledge.revisions import Act, Change, Conflict, Key, Revision, State
from knowledge.store import DAY, Store

RECENT = 200  # questions of the server that a change is tried on
OPEN_DAYS = 90  # how far back an unanswered question still counts


@dataclass(frozen=True, slots=True)
class Desk:
    """One installation's desk; each act names its server, and nothing of another server is touched."""

    store: Store
    serving: Serving
    folder: Path = BASE

    # looking

    def sheet(self, server_id: int, key: Key) -> Sheet:
        """The entry as it stands: draft, else what the server serves, else the curated text."""
        history = self.store.history(server_id, *key)
        head = history[-1] if history else None
        live = next((r for r in reversed(history) if r.state in ("published", "retired", "withdrawn")), None)
        own = live if live and live.state != "withdrawn" else None
        base = base_text(*key, self.folder)
        draft = head if head and head.state in ("draft", "in-review") else None
        text = draft.text if draft else own.text if own else base
        moved = bool(own and own.base and base and own.base != fingerprint(base))
        return Sheet(server_id, key, text, head, live, base, moved)

    def check(self, server_id: int, key: Key, text: str) -> Checked:
        """What is wrong with a text, what may never be published, and what it resembles."""
        return check(key, text, self.serving.engine(server_id))

    def preview(self, server_id: int, checked: Sequence[tuple[Key, Checked]], retired: Sequence[Key] = ()) -> Preview:
        """What these changes would do to the golden questions, the recent ones and the open gaps."""
        before = self.serving.engine(server_id)
        changes = {key: one.entry for key, one in checked} | dict.fromkeys(retired)
        return self.compare(server_id, before, before.with_changes(changes), frozenset(changes))

    def compare(self, server_id: int, before: Engine, after: Engine, changed: frozenset[Key]) -> Preview:
        """What the change from one engine to the next does to the questions of a server."""
        gaps = self.store.gaps(server_id, time.time() - OPEN_DAYS * DAY)
        recent = self.store.recent_questions(server_id, RECENT)
        golden = (*golden_questions(), *own_golden(before.library, self._own(server_id)))
        return preview(before, after, changed, golden, recent, gaps)

    def _own(self, server_id: int) -> frozenset[str]:
        return frozenset(r.entry for r in self.store.served(server_id) if r.kind == "answer" and r.state == "published")

    def queue(self, server_id: int) -> tuple[Revision, ...]:
        """Drafts that wait for a second person, and those nobody has handed in, the oldest first."""
        waiting = [head for head in self.store.heads(server_id) if head.state in ("in-review", "draft")]
        return tuple(sorted(waiting, key=lambda head: (head.state != "in-review", head.at)))

    # acting

    def save(self, sheet: Sheet, text: str, actor: Actor, reason: str = "") -> Outcome:
        """Keep a text as a draft; what people are given stays as it is."""
        checked = self.check(sheet.server_id, sheet.key, text)
        if checked.entry is None:
            return Outcome("broken", sheet.key, checked=checked)
        if text == sheet.text and sheet.open:
            return Outcome("nothing", sheet.key, sheet.head, checked)
        return self._act(sheet, "draft", text, actor, reason, checked=checked)

    def publish(self, sheet: Sheet, actor: Actor, reason: str = "", override: str = "") -> Outcome:
        """Serve the open draft: at once, or after a second person's look where the server wants one.

        `override` is an admin's reason for publishing although a golden question would be lost.
        """
        if not sheet.open or sheet.head is None:
            return Outcome("nothing", sheet.key, sheet.head)
        checked = self.check(sheet.server_id, sheet.key, sheet.text)
        if not checked.fit:
            return Outcome("held" if checked.holds else "broken", sheet.key, checked=checked)
        seen = self.preview(sheet.server_id, [(sheet.key, checked)])
        if seen.blocked and not (override and actor.admin):
            return Outcome("blocked", sheet.key, sheet.head, checked, seen)
        if self.store.server(sheet.server_id).review and sheet.head.by == actor.by:
            return self._hand_in(sheet, actor, reason, checked, seen)
        outcome = self._act(
            sheet, "published", sheet.text, actor, reason or override, "override" if seen.blocked else "", checked, seen
        )
        return self._closed(outcome, seen)

    def _hand_in(self, sheet: Sheet, actor: Actor, reason: str, checked: Checked, seen: Preview) -> Outcome:
        if sheet.head is not None and sheet.head.state == "in-review":
            return Outcome("not-allowed", sheet.key, sheet.head, checked, seen)
        return self._act(sheet, "in-review", sheet.text, actor, reason, checked=checked, seen=seen)

    def send_back(self, sheet: Sheet, actor: Actor, reason: str) -> Outcome:
        """Give a draft back to its author with what is missing."""
        if sheet.head is None or sheet.head.state != "in-review":
            return Outcome("nothing", sheet.key, sheet.head)
        return self._act(sheet, "draft", sheet.text, actor, reason, "send back")

    def discard(self, sheet: Sheet, actor: Actor, reason: str = "") -> Outcome:
        """Drop the open draft; it stays in the history."""
        if not sheet.open:
            return Outcome("nothing", sheet.key, sheet.head)
        return self._act(sheet, "discarded", sheet.text, actor, reason)

    def retire(self, sheet: Sheet, actor: Actor, reason: str, override: str = "") -> Outcome:
        """Stop giving people this entry, in this server alone."""
        text = sheet.live.text if sheet.live and sheet.live.state == "published" else sheet.base
        if sheet.open:
            return Outcome("conflict", sheet.key, head=sheet.head)
        if not text or (sheet.live and sheet.live.state == "retired"):
            return Outcome("nothing", sheet.key, sheet.head)
        seen = self.preview(sheet.server_id, (), (sheet.key,))
        if seen.blocked and not (override and actor.admin):
            return Outcome("blocked", sheet.key, sheet.head, preview=seen)
        action = "override" if seen.blocked else "retire"
        return self._act(sheet, "retired", text, actor, reason or override, action, seen=seen)

    def restore(self, revision: Revision, actor: Actor, reason: str = "", override: str = "") -> Outcome:
        """Serve an earlier text again, whatever came after it."""
        sheet = self.sheet(revision.server_id, revision.key)
        if sheet.open:
            return Outcome("conflict", revision.key, revision, head=sheet.head)
        checked = self.check(revision.server_id, revision.key, revision.text)
        if not checked.fit:
            return Outcome("held" if checked.holds else "broken", revision.key, revision, checked)
        seen = self.preview(revision.server_id, [(revision.key, checked)])
        if seen.blocked and not (override and actor.admin):
            return Outcome("blocked", revision.key, revision, checked, seen)
        action = "override" if seen.blocked else "restore"
        outcome = self._act(
            sheet, "published", revision.text, actor, reason or override, action, checked, seen, of=revision
        )
        return self._closed(outcome, seen)

    def undo(self, revision: Revision, actor: Actor, reason: str = "") -> Outcome:
        """Take one publishing or retiring back: what was served before it is served again."""
        sheet = self.sheet(revision.server_id, revision.key)
        if sheet.head is None or sheet.head.id != revision.id:
            return Outcome("conflict", revision.key, revision, head=sheet.head)
        earlier = [r for r in self.store.history(revision.server_id, *revision.key) if r.number < revision.number]
        last = next((r for r in reversed(earlier) if r.state in ("published", "retired", "withdrawn")), None)
        state: State = last.state if last else "withdrawn"
        return self._act(sheet, state, last.text if last else revision.text, actor, reason, "undo", of=last)

    def _act(
        self,
        sheet: Sheet,
        state: State,
        text: str,
        actor: Actor,
        reason: str,
        action: str = "",
        checked: Checked | None = None,
        seen: Preview | None = None,
        of: Revision | None = None,
    ) -> Outcome:
        kind, entry = sheet.key
        taken_up = of or (sheet.head if state in ("published", "in-review") else None)
        change = Change(
            sheet.server_id, kind, entry, state, text, actor.by, actor.name, reason,
            taken_up.base if taken_up else fingerprint(sheet.base), taken_up.id if taken_up else None, sheet.expected,
        )  # fmt: skip
        act = Act(
            time.time(), sheet.server_id, actor.by, actor.name, action or _VERBS[state], kind, entry, None, reason
        )
        try:
            (revision,) = self.store.append([change], [act])
        except Conflict as conflict:
            return Outcome("conflict", sheet.key, head=conflict.head, checked=checked or Checked())
        if state in ("published", "retired", "withdrawn"):
            self.serving.refresh(sheet.server_id)
        done = "sent-back" if action == "send back" else _DONE[state]
        return Outcome(done, sheet.key, revision, checked or Checked(), seen)  # type: ignore[arg-type]

    def _closed(self, outcome: Outcome, seen: Preview) -> Outcome:
        """The gaps that a published answer fills are closed; those who asked to hear of it are named."""
        if outcome.kind != "published" or not seen.filled:
            return outcome
        self.store.close_gaps(seen.filled, outcome.key[1])
        return replace(outcome, told=self.store.watchers(seen.filled))


_VERBS: dict[State, str] = {
    "draft": "draft",
    "in-review": "submit",
    "discarded": "discard",
    "published": "publish",
    "retired": "retire",
    "withdrawn": "undo",
}
_DONE: dict[State, str] = {
    "draft": "saved",
    "in-review": "submitted",
    "discarded": "discarded",
    "published": "published",
    "retired": "retired",
    "withdrawn": "withdrawn",
}
