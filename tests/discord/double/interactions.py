"""Interactions: their first answer within 3 seconds, then edits and followups for 15 minutes."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from . import payloads
from .bodies import check_message
from .call import Call, route
from .errors import ApiError, Problems, refuse
from .messages import change, fill
from .modals import check_choices, check_modal
from .world import EPHEMERAL, Channel, Message, User

Json = dict[str, Any]
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (MESSAGE, DEFER, MODAL),
    COMPONENT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFER),
}


@dataclass(eq=False)
class Pending:
    """One interaction and what became of it."""

    id: int
    kind: int
    person: User
    channel: Channel
    data: Json
    source: Message | None = None
    trigger: Pending | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    created: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    ack: int | None = None
    ack_seconds: float = 0.0
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    touched: int = 0

    @property
    def age(self) -> float:
        return asyncio.get_running_loop().time() - self.created

    @property
    def allowed(self) -> tuple[int, ...]:
        extra = (DEFER_UPDATE, UPDATE) if self.kind == MODAL_SUBMIT and self.source else ()
        return ALLOWED[self.kind] + extra

    def metadata(self) -> Json:
        """What a message says about the interaction that it answers."""
        data: Json = {
            "id": str(self.id),
            "type": self.kind,
            "user": payloads.user(self.person),
            "authorizing_integration_owners": owners(self.channel, self.person),
        }
        if self.kind == COMMAND:
            data["name"] = self.data["name"]
        if self.kind == COMPONENT and self.source:
            data["interacted_message_id"] = str(self.source.id)
        if self.kind == MODAL_SUBMIT and self.trigger:
            data["triggering_interaction_metadata"] = self.trigger.metadata()
        return data


def owners(channel: Channel, person: User) -> dict[str, str]:
    return {"0": str(channel.guild.id) if channel.guild else "0", "1": str(person.id)}


def reply_of(call: Call, pending: Pending, body: Json, *, private: bool, loading: bool = False) -> Message:
    message = Message(
        call.world.snowflake(),
        pending.channel,
        call.world.bot,
        flags=EPHEMERAL if private else 0,
        kind=20 if pending.kind == COMMAND else 0,
        webhook_id=call.world.bot.id,
        metadata=pending.metadata(),
        seen_by=pending.person if private else None,
        loading=loading,
    )
    fill(call, message, body, where=f"answer to {pending.data.get('name') or pending.data.get('custom_id')}")
    pending.channel.messages[message.id] = message
    return message


@route("POST", "/interactions/{interaction}/{token}/callback", needs_token=False)
async def callback(call: Call) -> Json:
    pending = call.double.pending.get(call.text("token"))
    if pending is None or str(pending.id) != call.text("interaction"):
        refuse("unknown-interaction")
    if pending.ack is not None:
        refuse("already-answered")
    if pending.age > call.double.ack_limit:
        raise ApiError(404, 10062, "Unknown interaction", ["late-ack"])
    body = call.body or {}
    problems = Problems(("type",))
    problems.choice(body.get("type"), pending.allowed, "callback-type")
    problems.refuse()
    await respond(call, pending, body["type"], body.get("data") or {})
    pending.ack, pending.ack_seconds = body["type"], pending.age
    return receipt(pending)


def receipt(pending: Pending) -> Json:
    about: Json = {"id": str(pending.id), "type": pending.kind}
    resource: Json = {"type": pending.ack}
    if pending.original is not None:
        about["response_message_id"] = str(pending.original.id)
        about["response_message_loading"] = pending.original.loading
        about["response_message_ephemeral"] = pending.original.private
        if pending.ack != DEFER_UPDATE:
            resource["message"] = payloads.message(pending.original)
    return {"interaction": about, "resource": resource}


async def respond(call: Call, pending: Pending, kind: int, data: Json) -> None:
    if kind == MODAL:
        check_modal(data)
        pending.modal = data
    elif kind == CHOICES:
        focused = next((o for o in flat(pending.data.get("options") or []) if o.get("focused")), {"type": 3})
        check_choices(data.get("choices"), focused["type"])
        pending.choices = data.get("choices") or []
    elif kind == DEFER:
        check_defer(data)
        pending.original = reply_of(call, pending, {}, private=is_private(data), loading=True)
        await call.double.emit_message("MESSAGE_CREATE", pending.original)
    elif kind == MESSAGE:
        check_message(data, root=("data",), files=call.files)
        pending.original = reply_of(call, pending, data, private=is_private(data))
        await call.double.emit_message("MESSAGE_CREATE", pending.original)
    else:
        pending.original = pending.source
        if kind == UPDATE and pending.source is not None:
            await change(call, pending.source, data, root=("data",))


def flat(options: list[Json]) -> list[Json]:
    return [leaf for option in options for leaf in (flat(option["options"]) if "options" in option else [option])]


def is_private(data: Json) -> bool:
    return bool(int(data.get("flags") or 0) & EPHEMERAL)


def check_defer(data: Json) -> None:
    """A deferred answer may say only that it is ephemeral."""
    problems = Problems(("data",))
    if set(data) - {"flags"} or int(data.get("flags") or 0) & ~EPHEMERAL:
        problems.at("flags").add("defer-flags", "BASE_TYPE_CHOICES", "Only the EPHEMERAL flag may be set.")
    problems.refuse()


def answered(call: Call) -> Pending:
    """The interaction that this webhook token belongs to, if it may still be used."""
    pending = call.double.pending.get(call.text("token"))
    if pending is None or call.text("app") != str(call.world.bot.id) or pending.ack is None:
        refuse("unknown-webhook")
    if pending.age > call.double.token_life:
        refuse("token-expired")
    return pending


def target(call: Call) -> tuple[Pending, Message]:
    pending = answered(call)
    wanted = call.text("message")
    known = [m for m in (pending.original, *pending.followups) if m is not None]
    found = pending.original if wanted == "@original" else next((m for m in known if str(m.id) == wanted), None)
    if found is None or found.deleted:
        refuse("unknown-message")
    return pending, found


@route("POST", "/webhooks/{app}/{token}", needs_token=False)
async def follow_up(call: Call) -> Json | None:
    pending, body = answered(call), call.body or {}
    if pending.ack == DEFER and pending.original and pending.original.loading:
        await change(call, pending.original, body)
        message = pending.original
    else:
        check_message(body, files=call.files)
        message = reply_of(call, pending, body, private=is_private(body))
        pending.followups.append(message)
        await call.double.emit_message("MESSAGE_CREATE", message)
    pending.touched += 1
    return payloads.message(message) if call.request.query.get("wait") in ("1", "true") else None


@route("GET", "/webhooks/{app}/{token}/messages/{message}", needs_token=False)
async def read_answer(call: Call) -> Json:
    return payloads.message(target(call)[1])


@route("PATCH", "/webhooks/{app}/{token}/messages/{message}", needs_token=False)
async def edit_answer(call: Call) -> Json:
    pending, message = target(call)
    await change(call, message, call.body or {})
    pending.touched += 1
    return payloads.message(message)


@route("DELETE", "/webhooks/{app}/{token}/messages/{message}", needs_token=False)
async def delete_answer(call: Call) -> None:
    pending, message = target(call)
    pending.touched += 1
    await call.double.delete(message)
