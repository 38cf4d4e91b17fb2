"""Permission bits, and what a member may do in a channel (base, roles, overwrites, threads)."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .world import Channel, Member


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40


EVERYTHING = (1 << 53) - 1
ORDINARY = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)


def base_permissions(member: Member) -> int:
    if member.user is member.guild.owner:
        return EVERYTHING
    granted = int(member.guild.everyone.permissions)
    for role in member.roles:
        granted |= int(role.permissions)
    return EVERYTHING if granted & Permission.ADMINISTRATOR else granted


def permissions_in(channel: Channel, member: Member) -> int:
    """Everything this member may do in this channel; threads inherit from their parent."""
    place = channel.parent if channel.is_thread and channel.parent else channel
    granted = base_permissions(member)
    if granted & Permission.ADMINISTRATOR:
        return EVERYTHING
    role_ids = {role.id for role in member.roles}
    for ids in ({member.guild.id}, role_ids, {member.user.id}):
        matching = [overwrite for overwrite in place.overwrites if overwrite.target in ids]
        for overwrite in matching:
            granted &= ~int(overwrite.deny)
        for overwrite in matching:
            granted |= int(overwrite.allow)
    return granted if granted & Permission.VIEW_CHANNEL else 0
