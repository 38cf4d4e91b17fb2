"""The double itself: one loopback port with Discord's HTTP interface and gateway behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from . import account, commands, interactions, messages, payloads, threads
from .call import API, NOWHERE, ROUTES, endpoint
from .faults import STRANGE_EVENTS, Faults
from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT, Gateway, Session
from .interactions import Pending
from .permissions import Permission, base_permissions, permissions_in
from .recorder import Recorder
from .world import Attached, Channel, Guild, Kind, Message, Role, User, World

if TYPE_CHECKING:
    from .person import Person

Json = dict[str, Any]
SERVED = (account, commands, interactions, messages, threads)


class Double:
    """Discord on the loopback. `privileged` are the intents its developer portal grants."""

    def __init__(self, *, token: str = "loopback-token", privileged: Collection[str] = (), shards: int = 1) -> None:
        self.token, self.privileged, self.shards = token, frozenset(privileged), shards
        self.ack_limit, self.token_life = 3.0, 900.0
        self.world, self.recorder, self.faults = World(), Recorder(), Faults()
        self.gateway = Gateway(self)
        self.pending: dict[str, Pending] = {}
        self.commands: dict[int | None, list[Json]] = {}
        self.allowances: dict[tuple[int, str], set[int]] = {}
        self.uploads: dict[str, Attached] = {}
        self.syncs = 0
        self.origin = ""
        self._pulse: asyncio.Event | None = None
        self._runner: web.AppRunner | None = None

    @property
    def base(self) -> str:
        return self.origin + API

    @property
    def gateway_url(self) -> str:
        return self.origin.replace("http", "ws", 1) + "/gw"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gw", self.gateway.serve)
        app.router.add_get("/attachments/{id}/{name}", self.file)
        for route in [*ROUTES, NOWHERE]:
            app.router.add_route(route.method, API + route.path, endpoint(self, route))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for socket in list(self.gateway.sockets):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def file(self, request: web.Request) -> web.Response:
        if upload := self.uploads.get(request.match_info["id"]):
            return web.Response(body=upload.content)
        for channel in self.world.channels.values():
            for message in channel.messages.values():
                if any(one["id"] == request.match_info["id"] for one in message.attachments):
                    return web.Response(body=message.files.get(request.match_info["name"], b""))
        raise web.HTTPNotFound

    def upload(self, name: str, content: bytes) -> Attached:
        """A file as a person picks it from their disk; give it to an option or to a modal's field."""
        id_ = self.world.snowflake()
        one = Attached(id_, name, content, f"{self.origin}/attachments/{id_}/{name}")
        self.uploads[str(id_)] = one
        return one

    # rights

    def allow(self, guild: Guild, command: str, to: Role | Person) -> None:
        """What an admin does under Integrations: this role or person may use a command, whatever its default."""
        self.allowances.setdefault((guild.id, command), set()).add(to.id if isinstance(to, Role) else to.user.id)

    def allowed(self, guild: Guild, command: str, person: User, needed: int) -> bool:
        member = guild.members[person.id]
        named = self.allowances.get((guild.id, command), set())
        return base_permissions(member) & needed == needed or bool(named & {person.id, *(r.id for r in member.roles)})

    # waiting

    def pulse(self) -> None:
        """Something happened: let everybody who waits look again."""
        event, self._pulse = self._pulse, None
        if event is not None:
            event.set()

    async def until(self, happened: Callable[[], Any], timeout: float, what: str = "it") -> Any:
        """The first truthy value of `happened()`, or TimeoutError."""
        try:
            async with asyncio.timeout(timeout):
                while not (value := happened()):
                    self._pulse = self._pulse or asyncio.Event()
                    await self._pulse.wait()
                return value
        except TimeoutError:
            raise TimeoutError(f"{what} did not happen within {timeout:g} s") from None

    def forget(self) -> None:
        """Forget requests, violations and faults, but not the world: between two tests on one bot."""
        self.recorder.requests.clear()
        self.recorder.violations.clear()
        self.faults.clear()

    # people

    def person(self, name: str, channel: Channel | None = None, *roles: Role, locale: str = "en-US") -> Person:
        """Somebody new, a member of the channel's guild; without a channel, at home in their DMs."""
        from .person import Person

        user = self.world.user(name, locale=locale)
        if channel is not None and channel.guild is not None:
            self.world.join(channel.guild, user, list(roles))
        return Person(self, user, channel or self.world.dm(user))

    # events

    async def emit(self, event: str, data: Json, *, guild: Guild | None, intent: int = GUILDS) -> None:
        await self.gateway.dispatch(event, lambda session: data if session.intents & intent else None, guild)

    async def emit_message(self, event: str, message: Message) -> None:
        """Tell the bot of a message that it may see, with as much of it as its intents allow."""
        channel = message.channel
        intent = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES

        def build(session: Session) -> Json | None:
            if message.private or not session.intents & intent or not self.bot_sees(channel):
                return None
            visible = self.content_visible(message, bool(session.intents & MESSAGE_CONTENT))
            return payloads.message(message, content_visible=visible)

        await self.gateway.dispatch(event, build, channel.guild)

    def bot_sees(self, channel: Channel) -> bool:
        if channel.guild is None:
            return True
        member = channel.guild.members.get(self.world.bot.id)
        return member is not None and bool(permissions_in(channel, member) & Permission.VIEW_CHANNEL)

    def content_visible(self, message: Message, intent: bool) -> bool:
        """Without the intent: only DMs, messages that mention the bot, and its own."""
        own = message.author is self.world.bot or self.world.bot in message.mentions
        return intent or own or message.channel.kind is Kind.DM

    async def delete(self, message: Message) -> None:
        message.deleted = True
        channel = message.channel
        data = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild is not None:
            data["guild_id"] = str(channel.guild.id)
        if not message.private:
            intent = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES
            await self.emit("MESSAGE_DELETE", data, guild=channel.guild, intent=intent)
        self.pulse()

    async def remove_channel(self, channel: Channel) -> None:
        self.world.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        await self.emit(event, payloads.channel(channel), guild=channel.guild)

    async def update(self, thread: Channel, **fields: Any) -> None:
        """A moderator changes a thread: `archived`, `locked`, `name`."""
        for name, value in fields.items():
            setattr(thread, name, value)
        event = "THREAD_UPDATE" if thread.is_thread else "CHANNEL_UPDATE"
        await self.emit(event, payloads.channel(thread), guild=thread.guild)

    async def join(self, guild: Guild) -> None:
        """The bot is invited to a guild while it runs."""
        self.world.join(
            guild, self.world.bot, [self.world.role(guild, "Backtalk", permissions=int(guild.everyone.permissions))]
        )
        await self.gateway.dispatch("GUILD_CREATE", lambda s: self.gateway.guild_payload(s, guild), guild)

    async def leave(self, guild: Guild) -> None:
        """The bot is thrown out of a guild, or leaves it."""
        guild.members.pop(self.world.bot.id, None)
        await self.emit("GUILD_DELETE", {"id": str(guild.id)}, guild=guild)

    async def member_changed(self, guild: Guild, user: User) -> None:
        member = payloads.member(guild.members[user.id]) | {"guild_id": str(guild.id)}
        await self.emit("GUILD_MEMBER_UPDATE", member, guild=guild, intent=2)

    async def event(self, name: str, data: Json, guild: Guild | None = None) -> None:
        """Any event at all, whatever the intents."""
        await self.gateway.dispatch(name, lambda _: data, guild)

    async def strange_events(self) -> None:
        """Events that a client must survive: see `faults.STRANGE_EVENTS`."""
        for event, data in STRANGE_EVENTS:
            await self.event(event, data)
        await self.gateway.send_frame('{"op": 99, "d": null, "s": null, "t": null}')
