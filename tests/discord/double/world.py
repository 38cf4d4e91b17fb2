"""The small world behind the double: guilds, channels, people and what they wrote."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .permissions import ORDINARY, Permission

EPOCH = 1420070400000
EPHEMERAL, V2 = 1 << 6, 1 << 15


class Kind(IntEnum):
    TEXT, DM, NEWS, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 5, 11, 12, 15


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 1


@dataclass(eq=False)
class Member:
    user: User
    guild: Guild
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False)
class Overwrite:
    target: int
    allow: int = 0
    deny: int = 0


@dataclass(eq=False)
class Channel:
    id: int
    kind: Kind
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    owner: User | None = None
    topic: str | None = None
    position: int = 0
    overwrites: list[Overwrite] = field(default_factory=list)
    recipients: list[User] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    tags: list[dict[str, Any]] = field(default_factory=list)
    applied_tags: list[int] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    archive_after: int = 1440
    joined: set[int] = field(default_factory=set)

    @property
    def is_thread(self) -> bool:
        return self.kind in (Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)

    def permit(self, target: User | Role, *, allow: int = 0, deny: int = 0) -> None:
        """Overwrite permissions here for one person or role."""
        self.overwrites = [o for o in self.overwrites if o.target != target.id]
        self.overwrites.append(Overwrite(target.id, allow, deny))


@dataclass(eq=False)
class Message:
    id: int
    channel: Channel
    author: User
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    flags: int = 0
    kind: int = 0
    mentions: list[User] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Message | None = None
    reference_id: int | None = None
    thread: Channel | None = None
    webhook_id: int | None = None
    nonce: str | None = None
    metadata: dict[str, Any] | None = None
    allowed_mentions: dict[str, Any] | None = None
    seen_by: User | None = None
    reactions: dict[str, set[int]] = field(default_factory=dict)
    loading: bool = False
    deleted: bool = False
    edits: int = 0
    edited_at: float | None = None

    @property
    def private(self) -> bool:
        return bool(self.flags & EPHEMERAL)


@dataclass(eq=False)
class Attached:
    """A file that a person hands over, in a command's option or a modal."""

    id: int
    name: str
    content: bytes
    url: str


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner: User
    everyone: Role
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    locale: str = "en-US"


@dataclass
class World:
    """Makes things and finds them again; every id is a snowflake that only grows."""

    last_id: int = 0
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bot = self.user("Backtalk", bot=True)
        self.owner = self.user("operator")
        self.verify_key = "0" * 64

    def snowflake(self, gap: int = 1) -> int:
        now = (int(time.time() * 1000) - EPOCH) << 22
        self.last_id = max(self.last_id + gap, now)
        return self.last_id

    def user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.snowflake(), name, bot, locale=locale)
        self.users[user.id] = user
        return user

    def guild(self, name: str, *, owner: User | None = None, bot_permissions: int = ORDINARY) -> Guild:
        """A server that the bot is in; successive servers fall on successive shards."""
        id_ = self.snowflake(gap=1 << 22)
        everyone = Role(id_, "@everyone", int(ORDINARY), 0)
        guild = Guild(id_, name, owner or self.owner, everyone, {id_: everyone})
        self.guilds[id_] = guild
        self.join(guild, guild.owner)
        self.join(guild, self.bot, [self.role(guild, "Backtalk", permissions=bot_permissions)])
        return guild

    def role(self, guild: Guild, name: str, *, permissions: int = 0) -> Role:
        role = Role(self.snowflake(), name, int(permissions), len(guild.roles))
        guild.roles[role.id] = role
        return role

    def moderator_role(self, guild: Guild, name: str = "Moderator") -> Role:
        permissions = Permission.MANAGE_MESSAGES | Permission.MANAGE_THREADS | Permission.MODERATE_MEMBERS
        return self.role(guild, name, permissions=permissions)

    def join(self, guild: Guild, user: User, roles: list[Role] | None = None) -> Member:
        member = Member(user, guild, list(roles or ()))
        guild.members[user.id] = member
        return member

    def channel(self, guild: Guild, name: str, kind: Kind = Kind.TEXT) -> Channel:
        channel = Channel(self.snowflake(), kind, name, guild, position=len(guild.channels))
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def forum(self, guild: Guild, name: str, tags: tuple[str, ...] = ()) -> Channel:
        forum = self.channel(guild, name, Kind.FORUM)
        forum.tags = [
            {"id": str(self.snowflake()), "name": tag, "moderated": False, "emoji_id": None, "emoji_name": None}
            for tag in tags
        ]
        return forum

    def thread(
        self, parent: Channel, name: str, owner: User, *, id_: int | None = None, private: bool = False
    ) -> Channel:
        kind = Kind.PRIVATE_THREAD if private else Kind.PUBLIC_THREAD
        thread = Channel(id_ or self.snowflake(), kind, name, parent.guild, parent, owner, joined={owner.id})
        self.channels[thread.id] = thread
        return thread

    def dm(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.kind is Kind.DM and channel.recipients == [user]:
                return channel
        channel = Channel(self.snowflake(), Kind.DM, recipients=[user])
        self.channels[channel.id] = channel
        return channel

    def threads_of(self, guild: Guild) -> list[Channel]:
        return [c for c in self.channels.values() if c.is_thread and c.guild is guild]

    def write(self, channel: Channel, author: User, content: str = "", **fields: Any) -> Message:
        message = Message(fields.pop("id", None) or self.snowflake(), channel, author, content, **fields)
        channel.messages[message.id] = message
        return message

    def message(self, id_: int) -> Message | None:
        return next((c.messages[id_] for c in self.channels.values() if id_ in c.messages), None)
