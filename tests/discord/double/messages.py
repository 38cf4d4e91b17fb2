"""Channel messages: send, read, edit, delete, react, type."""

from __future__ import annotations

import copy
from itertools import count
from typing import Any

from . import payloads
from .bodies import check_message, pings
from .call import Call, route
from .components import walk
from .errors import Problems, refuse
from .permissions import Permission
from .world import EPHEMERAL, V2, Channel, Kind, Message

Json = dict[str, Any]


def may_send(call: Call, channel: Channel) -> None:
    if channel.kind is Kind.DM:
        if not channel.recipients[0].dms_open:
            refuse("dms-closed")
        return
    if channel.kind is Kind.FORUM:
        refuse("wrong-channel")
    call.need(channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    if call.files:
        call.need(channel, Permission.ATTACH_FILES)
    if channel.locked and not call.bot_may(channel, Permission.MANAGE_THREADS):
        refuse("thread-archived" if channel.archived else "thread-locked")


def refer(call: Call, message: Message, reference: Json | None) -> None:
    """Make the message a reply, if Discord would."""
    if reference is None:
        return
    target = message.channel.messages.get(int(reference["message_id"]))
    if not call.bot_may(message.channel, Permission.READ_MESSAGE_HISTORY):
        refuse("no-history")
    if target is None or target.deleted or target.private:
        if reference.get("fail_if_not_exists", True):
            problems = Problems(("message_reference",))
            problems.add("unknown-reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            problems.refuse()
        return
    message.reference, message.reference_id, message.kind = target, target.id, 19
    allowed = message.allowed_mentions
    if (allowed is None or allowed.get("replied_user")) and target.author not in message.mentions:
        message.mentions.append(target.author)


def fill(call: Call, message: Message, body: Json, *, where: str) -> None:
    """Put a checked body into a message, new or edited, and note whom it pings."""
    for name in ("content", "embeds", "components"):
        if name in body:
            empty: Any = "" if name == "content" else []
            setattr(message, name, copy.deepcopy(body[name]) or empty)
    message.flags |= int(body.get("flags") or 0) & (V2 | (1 << 2) | (1 << 12))
    message.allowed_mentions = body.get("allowed_mentions")
    message.embeds = [{"type": "rich", **embed} for embed in message.embeds]
    attach(call, message, body)
    number(message.components)
    found = pings(body, message.channel, call.world.users)
    message.mentions, message.mention_everyone = found.users, found.everyone
    if found.mass:
        call.double.recorder.violated("mass-ping", where, body.get("content") or "in components")


def attach(call: Call, message: Message, body: Json) -> None:
    listed = body.get("attachments")
    if listed is not None:
        kept = {str(one.get("id")) for one in listed}
        message.attachments = [one for one in message.attachments if one["id"] in kept]
    details = {str(one.get("id")): one for one in listed or []}
    for index, file in sorted(call.files.items()):
        id_, detail = call.world.snowflake(), details.get(str(index), {})
        name = detail.get("filename") or file.name
        url = f"{call.double.origin}/attachments/{id_}/{name}"
        entry = {"id": str(id_), "filename": name, "size": len(file.content), "url": url, "proxy_url": url}
        message.attachments.append(entry | {"description": detail.get("description")})
        message.files[name] = file.content
    resolve(message)
    if message.flags & V2 and (hidden := unshown(message)):
        call.double.recorder.violated("attachment-hidden", f"message {message.id}", ", ".join(hidden))


def resolve(message: Message) -> None:
    """Point attachment:// addresses at the files that were sent."""
    urls = {one["filename"]: one["url"] for one in message.attachments}
    problems = Problems(("components",))
    for component in walk(message.components):
        for medium in media_of(component):
            url = medium.get("url") or ""
            if url.startswith("attachment://"):
                name = url.removeprefix("attachment://")
                if name not in urls:
                    problems.add("attachment-url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", name)
                medium["url"] = medium["proxy_url"] = urls.get(name, url)
    problems.refuse()


def unshown(message: Message) -> list[str]:
    """Files of a card that no component shows: nobody would see them."""
    shown = {medium.get("url") for one in walk(message.components) for medium in media_of(one)}
    return [one["filename"] for one in message.attachments if one["url"] not in shown]


def media_of(component: Json) -> list[Json]:
    media = [component.get("media"), component.get("file"), *(i["media"] for i in component.get("items") or [])]
    return [medium for medium in media if medium]


def number(components: list[Json]) -> None:
    """Give ids to the components that have none, as Discord does."""
    taken = {one["id"] for one in walk(components) if one.get("id")}
    free = (id_ for id_ in count(1) if id_ not in taken)
    for one in walk(components):
        if not one.get("id"):
            one["id"] = next(free)


def shown(call: Call, message: Message) -> Json:
    visible = call.double.content_visible(message, "message_content" in call.double.privileged)
    return payloads.message(message, content_visible=visible)


@route("POST", "/channels/{channel}/messages")
async def create(call: Call) -> Json:
    channel = call.channel()
    message = await post(call, channel, call.body or {})
    return payloads.message(message)


async def post(call: Call, channel: Channel, body: Json, *, id_: int | None = None) -> Message:
    may_send(call, channel)
    check_message(body, files=call.files)
    if int(body.get("flags") or 0) & EPHEMERAL:
        problems = Problems(("flags",))
        problems.add("flags", "BASE_TYPE_CHOICES", "Only answers to interactions may be ephemeral.")
        problems.refuse()
    if body.get("enforce_nonce"):
        same = next((m for m in channel.messages.values() if m.nonce == body["nonce"]), None)
        if same is not None:
            return same
    message = Message(id_ or call.world.snowflake(), channel, call.world.bot, nonce=body.get("nonce"))
    fill(call, message, body, where=f"channel {channel.name or channel.id}")
    refer(call, message, body.get("message_reference"))
    channel.archived = False
    channel.messages[message.id] = message
    await call.double.emit_message("MESSAGE_CREATE", message)
    return message


@route("GET", "/channels/{channel}/messages")
async def history(call: Call) -> list[Json]:
    channel, query = call.channel(), call.request.query
    if not call.bot_may(channel, Permission.READ_MESSAGE_HISTORY):
        return []
    low, high = int(query.get("after", 0)), int(query.get("before", 1 << 63))
    found = [m for m in channel.messages.values() if low < m.id < high and not m.deleted and not m.private]
    found.sort(key=lambda m: m.id, reverse="after" not in query)
    page = sorted(found[: int(query.get("limit", 50))], key=lambda m: m.id, reverse=True)
    return [shown(call, message) for message in page]


@route("GET", "/channels/{channel}/messages/{message}")
async def read(call: Call) -> Json:
    call.need(call.channel(), Permission.READ_MESSAGE_HISTORY)
    return shown(call, call.message())


@route("PATCH", "/channels/{channel}/messages/{message}")
async def edit(call: Call) -> Json:
    message = call.message()
    if message.author is not call.world.bot:
        refuse("not-own-message")
    await change(call, message, call.body or {})
    return payloads.message(message)


async def change(call: Call, message: Message, body: Json, *, root: tuple[str, ...] = ()) -> None:
    check_message(body, before=message, files=call.files, root=root)
    fill(call, message, body, where=f"edit of {message.id}")
    message.loading = False
    message.edits += 1
    await call.double.emit_message("MESSAGE_UPDATE", message)


@route("DELETE", "/channels/{channel}/messages/{message}")
async def delete(call: Call) -> None:
    message = call.message()
    if message.author is not call.world.bot:
        call.need(message.channel, Permission.MANAGE_MESSAGES)
    await call.double.delete(message)


@route("POST", "/channels/{channel}/typing")
async def typing(call: Call) -> None:
    may_send(call, call.channel())


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
async def react(call: Call) -> None:
    message = call.message()
    call.need(message.channel, Permission.ADD_REACTIONS | Permission.READ_MESSAGE_HISTORY)
    message.reactions.setdefault(call.text("emoji"), set()).add(call.world.bot.id)


@route("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
async def unreact(call: Call) -> None:
    call.message().reactions.get(call.text("emoji"), set()).discard(call.world.bot.id)
