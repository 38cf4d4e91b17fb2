"""Threads: from a message, from a channel, in a forum; joining, archiving, locking."""

from __future__ import annotations

from typing import Any

from . import payloads
from .call import Call, route
from .errors import Problems, refuse
from .messages import post
from .permissions import Permission
from .world import Channel, Kind, User

Json = dict[str, Any]
HAS_THREAD = 1 << 5


def check_thread(body: Json) -> None:
    problems = Problems()
    problems.at("name").length(body.get("name"), 1, 100, "thread-name")
    after = body.get("auto_archive_duration")
    problems.at("auto_archive_duration").choice(after, (None, 60, 1440, 4320, 10080), "archive-duration")
    problems.at("applied_tags").length(body.get("applied_tags"), 0, 5, "applied-tags")
    problems.refuse()


async def open_thread(call: Call, parent: Channel, body: Json, *, id_: int | None = None) -> Channel:
    private = body.get("type") == Kind.PRIVATE_THREAD
    thread = call.world.thread(parent, body["name"], call.world.bot, id_=id_, private=private)
    thread.archive_after = body.get("auto_archive_duration") or 1440
    thread.applied_tags = [int(tag) for tag in body.get("applied_tags") or []]
    await call.double.emit("THREAD_CREATE", payloads.thread(thread) | {"newly_created": True}, guild=parent.guild)
    return thread


@route("POST", "/channels/{channel}/messages/{message}/threads")
async def from_message(call: Call) -> Json:
    message, parent = call.message(), call.channel()
    check_thread(call.body or {})
    if parent.kind not in (Kind.TEXT, Kind.NEWS):
        refuse("wrong-channel")
    call.need(parent, Permission.CREATE_PUBLIC_THREADS)
    if message.thread is not None:
        refuse("thread-exists")
    message.thread = await open_thread(call, parent, call.body, id_=message.id)
    message.flags |= HAS_THREAD
    await call.double.emit_message("MESSAGE_UPDATE", message)
    return payloads.thread(message.thread)


@route("POST", "/channels/{channel}/threads")
async def from_channel(call: Call) -> Json:
    parent, body = call.channel(), call.body or {}
    check_thread(body)
    if parent.kind is Kind.FORUM:
        call.need(parent, Permission.SEND_MESSAGES)
        thread = await open_thread(call, parent, body)
        message = await post(call, thread, body.get("message") or {}, id_=thread.id)
        return payloads.thread(thread) | {"message": payloads.message(message)}
    private = body.get("type") == Kind.PRIVATE_THREAD
    call.need(parent, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    return payloads.thread(await open_thread(call, parent, body))


@route("PATCH", "/channels/{channel}")
async def edit(call: Call) -> Json:
    channel, body = call.channel(), call.body or {}
    if not channel.is_thread:
        call.need(channel, Permission.MANAGE_CHANNELS)
        channel.name, channel.topic = body.get("name", channel.name), body.get("topic", channel.topic)
        await call.double.emit("CHANNEL_UPDATE", payloads.channel(channel), guild=channel.guild)
        return payloads.channel(channel)
    check_thread({"name": channel.name} | body)
    if channel.owner is not call.world.bot or "locked" in body:
        call.need(channel, Permission.MANAGE_THREADS)
    channel.name = body.get("name", channel.name)
    channel.archived = body.get("archived", channel.archived)
    channel.locked = body.get("locked", channel.locked)
    channel.applied_tags = [int(tag) for tag in body.get("applied_tags", channel.applied_tags)]
    await call.double.emit("THREAD_UPDATE", payloads.thread(channel), guild=channel.guild)
    return payloads.thread(channel)


@route("DELETE", "/channels/{channel}")
async def close(call: Call) -> Json:
    channel = call.channel()
    if channel.kind is not Kind.DM:
        call.need(channel, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
        await call.double.remove_channel(channel)
    return payloads.channel(channel)


@route("PUT", "/channels/{channel}/thread-members/@me", "/channels/{channel}/thread-members/{user}")
async def join(call: Call) -> None:
    call.channel().joined.add(subject(call).id)


@route("DELETE", "/channels/{channel}/thread-members/@me", "/channels/{channel}/thread-members/{user}")
async def part(call: Call) -> None:
    call.channel().joined.discard(subject(call).id)


def subject(call: Call) -> User:
    return call.user() if "user" in call.request.match_info else call.world.bot
