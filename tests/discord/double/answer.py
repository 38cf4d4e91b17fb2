"""What the bot answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .components import Type
from .events import NotPossible, option_value, resolve
from .interactions import CHOICES, DEFER, DEFER_UPDATE, MESSAGE, MODAL, UPDATE, Pending
from .text import modal_text, text_of
from .world import Channel, Message

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
KINDS = {
    MESSAGE: "message",
    DEFER: "deferred",
    DEFER_UPDATE: "deferred update",
    UPDATE: "update",
    CHOICES: "choices",
    MODAL: "modal",
}


class NoAnswer(AssertionError):
    """The bot kept silent, or never finished what it had deferred."""


@dataclass
class Answer:
    """An answer to an interaction, or (without `pending`) a message that answers a message."""

    double: Double
    pending: Pending | None = None
    reply: Message | None = None

    @property
    def kind(self) -> str:
        """message, deferred, deferred update, update, choices, modal; or reply, to a message."""
        return KINDS[self.pending.ack or 0] if self.pending else "reply"

    @property
    def message(self) -> Message:
        """The first message, as it is now; for updates the message that was clicked."""
        found = self.pending.original if self.pending else self.reply
        assert found is not None, f"the answer was no message but {self.kind}"
        return found

    @property
    def followups(self) -> list[Message]:
        return self.pending.followups if self.pending else []

    @property
    def messages(self) -> list[Message]:
        """Everything that was said and not deleted, the followups last."""
        first = self.pending.original if self.pending else self.reply
        return [m for m in (first, *self.followups) if m is not None and not m.deleted]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file that came with the answer, by its name."""
        return {name: content for message in self.messages for name, content in message.files.items()}

    @property
    def text(self) -> str:
        if self.modal is not None:
            return modal_text(self.modal)
        return "\n\n".join(text_of(message) for message in self.messages)

    @property
    def private(self) -> bool:
        return all(message.private for message in self.messages)

    @property
    def modal(self) -> Json | None:
        return self.pending.modal if self.pending else None

    @property
    def choices(self) -> list[Json]:
        return (self.pending.choices or []) if self.pending else []

    @property
    def ack_seconds(self) -> float:
        assert self.pending is not None, "only interactions are acknowledged"
        return self.pending.ack_seconds

    async def followup(self, number: int = 1, *, timeout: float = 5.0) -> Message:
        """The n-th followup, waiting for it."""
        await self.double.until(lambda: len(self.followups) >= number, timeout, f"followup {number}")
        return self.followups[number - 1]

    async def edited(self, times: int = 1, *, timeout: float = 5.0) -> Message:
        """The first message, once it has been edited so many times in all."""
        await self.double.until(lambda: self.message.edits >= times, timeout, f"edit {times}")
        return self.message

    async def gone(self, *, timeout: float = 5.0) -> None:
        await self.double.until(lambda: self.message.deleted, timeout, "deletion")


def modal_data(modal: Json, given: Mapping[str, Any], channel: Channel) -> Json:
    """The data of a submitted modal; values by custom id or label, text defaults kept."""
    left = dict(given)
    resolved: Json = {}
    parts = [submitted(part, left, resolved, channel) for part in modal["components"]]
    if left:
        raise NotPossible(f"the modal has no field {sorted(left)}:\n{modal_text(modal)}")
    data = {"custom_id": modal["custom_id"], "components": parts}
    return data | ({"resolved": resolved} if resolved else {})


def submitted(part: Json, left: dict[str, Any], resolved: Json, channel: Channel) -> Json:
    if part["type"] == Type.TEXT:
        return {"type": Type.TEXT, "id": part.get("id", 0)}
    if part["type"] == Type.ROW:
        field = part["components"][0]
        return {"type": Type.ROW, "components": [filled(field, field["label"], left, resolved, channel)]}
    return {"type": Type.LABEL, "component": filled(part["component"], part["label"], left, resolved, channel)}


def filled(field: Json, label: str, left: dict[str, Any], resolved: Json, channel: Channel) -> Json:
    key = field["custom_id"] if field["custom_id"] in left else label
    value = left.pop(key, field.get("value"))
    entry = {"type": field["type"], "id": field.get("id", 0), "custom_id": field["custom_id"]}
    if field["type"] == Type.TEXT_INPUT:
        return entry | {"value": typed(field, label, str(value or ""))}
    if field["type"] == Type.CHECKBOX:
        return entry | {"value": bool(field.get("default") if value is None else value)}
    chosen = [] if value is None else value if isinstance(value, list) else [value]
    if field.get("options") is not None:
        chosen = [option_value(field, one) for one in chosen] or [
            o["value"] for o in field["options"] if o.get("default")
        ]
    else:
        chosen = resolve(chosen, resolved, channel)
    if field.get("required", True) and not chosen:
        raise NotPossible(f"{label!r} must be filled in")
    low, high = field.get("min_values") or 0, field.get("max_values") or 1
    if chosen and not low <= len(chosen) <= high and field["type"] != Type.RADIO:
        raise NotPossible(f"{label!r} takes {low} to {high}, not {len(chosen)}")
    return entry | ({"value": chosen[0] if chosen else None} if field["type"] == Type.RADIO else {"values": chosen})


def typed(field: Json, label: str, value: str) -> str:
    if field.get("required", True) and not value:
        raise NotPossible(f"{label!r} must be filled in")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if value and not low <= len(value) <= high:
        raise NotPossible(f"{label!r} takes {low} to {high} characters, not {len(value)}")
    return value
