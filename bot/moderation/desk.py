"""The moderators' desk: every rule of drafting, publishing and undoing, in one place for Discord and the shell."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.moderation.checking import check, text_of
from bot.moderation.outcome import OPEN, Actor, Checked, Outcome, Sheet, last_served
from bot.moderation.preview import Preview, changed_answers
from bot.moderation.rehearsal import Posed, Rehearsal
from bot.moderation.replay import get_ready
from bot.moderation.step import Step
from bot.overlays.serving import Serving
from knowledge.entry_files import base_text
from knowledge.folder import BASE
from knowledge.golden import golden_questions, own_golden
from knowledge.library import Library
from knowledge.overlay import Changes
from knowledge.revisions import HOME, SERVED, Act, Conflict, Key, Revision, State
from knowledge.store import DAY, Asked, Store, Watcher

RECENT = 200  # questions of the server that a change is tried on
OPEN_DAYS = 90  # how far back an unanswered question still counts
NOTHING_SEEN = Checked()


@dataclass(frozen=True, slots=True)
class Desk:
    """One installation's desk; each act names its server, and nothing of another server is touched."""

    store: Store
    serving: Serving
    folder: Path = BASE

    # looking

    def sheet(self, server_id: int, key: Key) -> Sheet:
        """The entry as it stands: draft, else what the server serves, else the curated text."""
        return Sheet.of(server_id, key, self.store.history(server_id, *key), base_text(*key, self.folder))

    def check(self, server_id: int, key: Key, text: str) -> Checked:
        """What is wrong with a text, what may never be published, and what it resembles."""
        return check(key, text, self.serving.engine(server_id))

    def rehearse(self, server_id: int, changes: Changes) -> Rehearsal:
        """What changes would do to the golden questions, the recent ones and the open gaps; None retires an entry."""
        before = self.serving.engine(server_id)
        return Rehearsal.of(before, changes, self._posed(server_id, before.library))

    def get_ready(self, server_id: int) -> None:
        """Work out what people are told today, while a moderator still writes: the preview is there twice as soon."""
        engine = self.serving.engine(server_id)
        get_ready(engine, self._posed(server_id, engine.library).texts)

    def _posed(self, server_id: int, library: Library) -> Posed:
        served = self.store.served(server_id)
        own = frozenset(one.entry for one in served if one.kind == "answer" and one.state == "published")
        golden = (*golden_questions(), *own_golden(library, own))
        return Posed(golden, self.store.recent_questions(server_id, RECENT), self.gaps(server_id))

    def gaps(self, server_id: int, days: int = OPEN_DAYS) -> tuple[Asked, ...]:
        """Questions of so many days that still want an answer."""
        return self.store.gaps(server_id, time.time() - days * DAY)

    def queue(self, server_id: int) -> tuple[Revision, ...]:
        """Drafts that wait for a second person, and those nobody has handed in, the oldest first."""
        waiting = [head for head in self.store.heads(server_id) if head.state in OPEN]
        return tuple(sorted(waiting, key=lambda head: (head.state != "in-review", head.at)))

    def reviewed(self, server_id: int) -> bool:
        """Whether a second person publishes what one has written; at home there is the operator alone."""
        return server_id != HOME and self.store.server(server_id).review

    # acting

    def save(self, sheet: Sheet, text: str, actor: Actor, reason: str = "", credit: str = "") -> Outcome:
        """Keep a text as a draft; what people are given stays as it is. `credit` is the person whose words it is."""
        checked = self.check(sheet.server_id, sheet.key, text)
        if checked.entry is None:
            return Outcome("broken", sheet.key, sheet.head, checked)
        if text == sheet.text and (sheet.open or not sheet.retired):
            return Outcome("nothing", sheet.key, sheet.head, checked)
        return self._do(sheet, actor, Step("save", "draft", text, reason, credit=credit), checked)

    def publish(self, sheet: Sheet, actor: Actor, reason: str = "", override: str = "") -> Outcome:
        """Serve the open draft: at once, or after a second person's look where the server wants one.

        `override` is an admin's reason for publishing although a golden question would be lost.
        """
        head = sheet.head
        if head is None or not sheet.open:
            return Outcome("nothing", sheet.key, head, deed="publish")
        alone = self.reviewed(sheet.server_id) and self._writer(sheet) == actor.by
        if alone and head.state == "in-review":
            return Outcome("not-allowed", sheet.key, head, deed="publish")
        step = Step("publish", "in-review" if alone else "published", sheet.text, reason, of=head)
        return self._serve(sheet, actor, step, override)

    def _writer(self, sheet: Sheet) -> str:
        """Whose words an open draft has, through whosever hands it went since."""
        history = self.store.history(sheet.server_id, *sheet.key)
        return next((one.by for one in history if one.text == sheet.text), "")

    def restore(self, revision: Revision, actor: Actor, reason: str = "", override: str = "") -> Outcome:
        """Serve an earlier text again, whatever came after it; what never was published is reviewed like a draft."""
        sheet = self.sheet(revision.server_id, revision.key)
        if sheet.open:
            return Outcome("open", revision.key, revision, head=sheet.head, deed="restore")
        if not revision.text or (sheet.own and sheet.own.text == revision.text):
            return Outcome("nothing", revision.key, sheet.head, deed="restore")
        reviewed = self.reviewed(revision.server_id) and revision.state not in SERVED
        state: State = "in-review" if reviewed else "published"
        return self._serve(
            sheet, actor, Step("restore", state, revision.text, reason, "restore", of=revision), override
        )

    def _serve(self, sheet: Sheet, actor: Actor, step: Step, override: str) -> Outcome:
        """Give people a text, if its content may be given and no golden question is lost by it."""
        checked = self.check(sheet.server_id, sheet.key, step.text)
        if not checked.fit:
            return Outcome("held" if checked.holds else "broken", sheet.key, step.of, checked, deed=step.deed)
        rehearsal = self.rehearse(sheet.server_id, {sheet.key: checked.entry})
        outcome = self._unless_blocked(sheet, actor, step, override, rehearsal.seen, checked)
        if outcome.kind != "published":
            return outcome
        return replace(outcome, told=self.close_gaps(rehearsal))

    def retire(self, sheet: Sheet, actor: Actor, reason: str, override: str = "") -> Outcome:
        """Stop giving people this entry, in this server alone."""
        text = sheet.given or text_of(self.serving.engine(sheet.server_id).library, sheet.key)
        if sheet.open:
            return Outcome("open", sheet.key, head=sheet.head, deed="retire")
        if not text or sheet.retired:
            return Outcome("nothing", sheet.key, sheet.head, deed="retire")
        seen = self.rehearse(sheet.server_id, {sheet.key: None}).seen
        return self._reopened(
            self._unless_blocked(sheet, actor, Step("retire", "retired", text, reason), override, seen)
        )

    def _unless_blocked(
        self, sheet: Sheet, actor: Actor, step: Step, override: str, seen: Preview, checked: Checked = NOTHING_SEEN
    ) -> Outcome:
        if not seen.blocked:
            return self._do(sheet, actor, step, checked, seen)
        if not (override and actor.admin):
            return Outcome("blocked", sheet.key, sheet.head, checked, seen, deed=step.deed)
        return self._do(sheet, actor, replace(step, action="override", override=override), checked, seen)

    def send_back(self, sheet: Sheet, actor: Actor, reason: str) -> Outcome:
        """Give a draft back to its author with what is missing."""
        if sheet.head is None or sheet.head.state != "in-review":
            return Outcome("nothing", sheet.key, sheet.head, deed="send back")
        return self._do(sheet, actor, Step("send back", "draft", sheet.text, reason, "send back", of=sheet.head))

    def discard(self, sheet: Sheet, actor: Actor, reason: str = "") -> Outcome:
        """Drop the open draft; it stays in the history."""
        if not sheet.open:
            return Outcome("nothing", sheet.key, sheet.head, deed="discard")
        return self._do(sheet, actor, Step("discard", "discarded", sheet.text, reason, of=sheet.head))

    def undo(self, revision: Revision, actor: Actor, reason: str = "") -> Outcome:
        """Take the last act on an entry back: what was served before it is served again, a draft is as it was."""
        sheet = self.sheet(revision.server_id, revision.key)
        if sheet.head is None or sheet.head.id != revision.id:
            return Outcome("conflict", revision.key, revision, head=sheet.head, deed="undo")
        earlier = self.store.history(revision.server_id, *revision.key)[: revision.number - 1]
        served = revision.state in SERVED
        last = last_served(earlier) if served else earlier[-1] if earlier and earlier[-1].state in OPEN else None
        state: State = last.state if last else "withdrawn" if served else "discarded"
        text = last.text if last else revision.text
        outcome = self._do(sheet, actor, Step("undo", state, text, reason, "undo", of=last))
        return self._reopened(outcome) if state in ("withdrawn", "retired") else outcome

    def _do(
        self, sheet: Sheet, actor: Actor, step: Step, checked: Checked = NOTHING_SEEN, seen: Preview | None = None
    ) -> Outcome:
        try:
            (revision,) = self.store.append([step.change(sheet, actor)], [step.act(sheet, actor)])
        except Conflict as conflict:
            return Outcome("conflict", sheet.key, head=conflict.head, checked=checked, deed=step.deed)
        if step.state in SERVED:
            self.serving.refresh(sheet.server_id)
        return Outcome(step.came, sheet.key, revision, checked, seen, deed=step.deed)

    # gaps

    def close_gaps(self, rehearsal: Rehearsal) -> tuple[Watcher, ...]:
        """Note which open questions a published change answers; returns those who asked to hear of it."""
        answered = rehearsal.answered
        for entry, ids in answered.items():
            self.store.close_gaps(ids, entry)
        return self.store.watchers(id_ for ids in answered.values() for id_ in ids)

    def dismiss(self, server_id: int, ids: Sequence[int], actor: Actor, reason: str = "") -> None:
        """Take questions off the list of what has no answer; nothing is written for them."""
        self.store.close_gaps(ids, "")
        self.record(server_id, actor, "dismiss", reason)

    def record(self, server_id: int, actor: Actor, action: str, reason: str = "") -> None:
        """Note in the audit trail what changed no entry."""
        self.store.record_act(Act(time.time(), server_id, actor.by, actor.name, action, reason=reason))

    def _reopened(self, outcome: Outcome) -> Outcome:
        """What an answer closed is open again when people are no longer given it."""
        if outcome.done and outcome.revision is not None:
            for entry in changed_answers([outcome.key]):
                self.store.reopen_gaps(outcome.revision.server_id, entry)
        return outcome
