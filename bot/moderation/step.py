"""One act on an entry as it will stand in the history and in the audit trail."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.moderation.outcome import Actor, Came, Deed, Sheet
from knowledge.entry_files import fingerprint
from knowledge.revisions import Act, Change, Revision, State


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done to an entry."""

    deed: Deed
    state: State
    text: str
    reason: str = ""
    action: str = ""  # what the audit trail calls it, where that is more than its state
    of: Revision | None = None
    override: str = ""  # why a golden question may be lost
    credit: str = ""

    def change(self, sheet: Sheet, actor: Actor) -> Change:
        """The line of the history, over what the sheet shows."""
        base = self.of.base if self.of else fingerprint(sheet.base)
        taken_up = self.of.id if self.of else None
        return Change(
            sheet.server_id, *sheet.key, self.state, self.text, actor.by, actor.name, self.reason or self.override,
            base, taken_up, sheet.expected, self.credit,
        )  # fmt: skip

    def act(self, sheet: Sheet, actor: Actor) -> Act:
        """The line of the audit trail."""
        action, reason = self.action or _VERBS[self.state], self.override or self.reason
        return Act(time.time(), sheet.server_id, actor.by, actor.name, action, *sheet.key, None, reason)

    @property
    def came(self) -> Came:
        """What has come of it once it is done."""
        return "sent-back" if self.deed == "send back" else _DONE[self.state]


_VERBS: Mapping[State, str] = {
    "draft": "draft",
    "in-review": "submit",
    "discarded": "discard",
    "published": "publish",
    "retired": "retire",
    "withdrawn": "undo",
}
_DONE: Mapping[State, Came] = {
    "draft": "saved",
    "in-review": "submitted",
    "discarded": "discarded",
    "published": "published",
    "retired": "retired",
    "withdrawn": "withdrawn",
}
