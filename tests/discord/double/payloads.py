"""The world in Discord's JSON, as discord.py 2.7 reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .permissions import permissions_in
from .world import EPOCH, V2, Attached, Channel, Guild, Kind, Member, Message, Role, User

Json = dict[str, Any]
EMPTY = ("emojis", "stickers", "voice_states", "presences", "stage_instances", "guild_scheduled_events")
JOINED = "2024-01-01T00:00:00.000000+00:00"
FILE_LIMIT = 10 * 1024 * 1024


def stamp(snowflake: int) -> str:
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH) / 1000, UTC).isoformat()


def user(person: User) -> Json:
    return {
        "id": str(person.id),
        "username": person.name.lower().replace(" ", "_"),
        "global_name": person.name,
        "discriminator": "0000" if person.bot else "0",
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
    }


def role(one: Role) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def member(one: Member, *, channel: Channel | None = None, with_user: bool = True) -> Json:
    data: Json = {
        "roles": [str(r.id) for r in one.roles],
        "nick": one.nick,
        "avatar": None,
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    if with_user:
        data["user"] = user(one.user)
    if channel is not None:
        data["permissions"] = str(permissions_in(channel, one))
    return data


def channel(one: Channel) -> Json:
    if one.is_thread:
        return thread(one)
    data: Json = {"id": str(one.id), "type": int(one.kind), "flags": 0, "last_message_id": last_id(one)}
    if one.kind is Kind.DM:
        return data | {"recipients": [user(u) for u in one.recipients]}
    return data | {
        "guild_id": str(one.guild.id) if one.guild else None,
        "name": one.name,
        "topic": one.topic,
        "position": one.position,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "available_tags": one.tags,
        "permission_overwrites": [
            {
                "id": str(o.target),
                "type": 0 if one.guild and o.target in one.guild.roles else 1,
                "allow": str(int(o.allow)),
                "deny": str(int(o.deny)),
            }
            for o in one.overwrites
        ],
    }


def last_id(one: Channel) -> str | None:
    return str(max(one.messages)) if one.messages else None


def thread(one: Channel) -> Json:
    assert one.guild is not None
    assert one.parent is not None
    assert one.owner is not None
    return {
        "id": str(one.id),
        "type": int(one.kind),
        "guild_id": str(one.guild.id),
        "parent_id": str(one.parent.id),
        "owner_id": str(one.owner.id),
        "name": one.name,
        "last_message_id": last_id(one),
        "message_count": len(one.messages),
        "total_message_sent": len(one.messages),
        "member_count": len(one.joined),
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": [str(tag) for tag in one.applied_tags],
        "thread_metadata": {
            "archived": one.archived,
            "locked": one.locked,
            "auto_archive_duration": one.archive_after,
            "archive_timestamp": stamp(one.id),
            "create_timestamp": stamp(one.id),
        },
    }


def guild(one: Guild, members: Iterable[Member], threads: Iterable[Channel]) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "owner_id": str(one.owner.id),
        "unavailable": False,
        "large": len(one.members) >= 250,
        "member_count": len(one.members),
        "joined_at": JOINED,
        "features": ["COMMUNITY"],
        "preferred_locale": one.locale,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "roles": [role(r) for r in one.roles.values()],
        "members": [member(m) for m in members],
        "channels": [channel(c) for c in one.channels.values()],
        "threads": [thread(t) for t in threads],
    } | {kind: [] for kind in EMPTY}


def attached(one: Attached) -> Json:
    return {"id": str(one.id), "filename": one.name, "size": len(one.content), "url": one.url, "proxy_url": one.url}


def message(one: Message, *, content_visible: bool = True) -> Json:
    """A message; without the message-content intent its text, embeds, files and components are empty."""
    data: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "author": user(one.author),
        "content": one.content if content_visible else "",
        "timestamp": stamp(one.id),
        "edited_timestamp": stamp(one.id) if one.edits else None,
        "tts": False,
        "mention_everyone": one.mention_everyone,
        "mentions": [mentioned(one, u) for u in one.mentions],
        "mention_roles": [],
        # of a card the files are in its components alone
        "attachments": one.attachments if content_visible and not one.flags & V2 else [],
        "embeds": one.embeds if content_visible else [],
        "components": one.components if content_visible else [],
        "pinned": False,
        "type": one.kind,
        "flags": one.flags | ((1 << 7) if one.loading else 0),
    }
    data |= references(one)
    if one.channel.guild is not None:
        data["guild_id"] = str(one.channel.guild.id)
        author = one.channel.guild.members.get(one.author.id)
        if author is not None and one.webhook_id is None:
            data["member"] = member(author, with_user=False)
    return data


def references(one: Message) -> Json:
    data: Json = {}
    if one.nonce is not None:
        data["nonce"] = one.nonce
    if one.webhook_id is not None:
        data |= {"webhook_id": str(one.webhook_id), "application_id": str(one.webhook_id)}
    if one.metadata is not None:
        data["interaction_metadata"] = one.metadata
    if one.thread is not None:
        data["thread"] = thread(one.thread)
    if one.reference_id is not None:
        place = {"channel_id": str(one.channel.id), "message_id": str(one.reference_id), "type": 0}
        if one.channel.guild is not None:
            place["guild_id"] = str(one.channel.guild.id)
        gone = one.reference is None or one.reference.deleted
        data["message_reference"] = place
        data["referenced_message"] = None if gone or one.reference is None else message(one.reference)
    return data


def mentioned(one: Message, person: User) -> Json:
    guild_ = one.channel.guild
    data = user(person)
    if guild_ is not None and person.id in guild_.members:
        data["member"] = member(guild_.members[person.id], with_user=False)
    return data
