"""The servers the bot is in: what their admins chose, coming and going, and what is told to an admin once."""

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from bot.discord.cards import Card, note
from bot.discord.errors import BARRED, GONE, edge
from bot.discord.layout import layout
from bot.discord.logs import log, warn
from bot.discord.markdown import told
from bot.moderation.outcome import Actor
from knowledge.revisions import Act
from knowledge.store import Server

if TYPE_CHECKING:
    from bot.discord.app import App

FRESH = 20.0  # seconds that a server's settings are used before they are read again
UNKNOWN_REFERENCE = 50035  # the form was refused; for a plain reply of ours, because the message is gone


def seen_by(shards: int, mine: Collection[int] | None) -> Callable[[int], bool]:
    """Whether a server belongs to the shards of this process, by Discord's formula; None are all of them."""
    return lambda server_id: mine is None or (server_id >> 22) % shards in mine


class Servers(commands.Cog):
    """Settings of servers, and their upkeep."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self._known: dict[int, tuple[float, Server]] = {}

    async def settings(self, server_id: int) -> Server:
        """What the admins of a server chose."""
        at, server = self._known.get(server_id, (-FRESH, Server(server_id)))
        if time.monotonic() - at > FRESH:
            server = await self.app.off_loop(lambda: self.app.store.server(server_id))
            self._known[server_id] = (time.monotonic(), server)
        return server

    async def save(self, server: Server, actor: Actor, what: str) -> None:
        """Keep what an admin chose, and that they did; it holds from the next message on."""

        def work() -> None:
            self.app.store.save_server(server)
            act = Act(time.time(), server.server_id, actor.by, actor.name, "setup", reason=what)
            self.app.store.record_act(act)

        await self.app.off_loop(work)
        self._known[server.server_id] = (time.monotonic(), server)
        log("setup changed", server=server.server_id)

    def is_moderator(self, user: discord.User | discord.Member, server: Server) -> bool:
        """Whether somebody moderates a server: by the role its admins chose, or by Discord's permissions."""
        if not isinstance(user, discord.Member):
            return False
        rights = user.resolved_permissions or discord.Permissions.none()
        named = server.moderator_role is not None and user.get_role(server.moderator_role) is not None
        return named or rights.manage_messages or rights.administrator

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        if not self.upkeep.is_running():
            self.upkeep.start()
        await self._present("ready")

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._present("server joined", guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self.app.is_ready():
            await self._present("server there", guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._present("server left", guild.id)

    async def _present(self, what: str, server_id: int | None = None) -> None:
        """Note which servers the bot is in; data of the others is deleted a month later."""
        async with edge(what):
            present = [guild.id for guild in self.app.guilds]
            mine = seen_by(self.app.shard_count or 1, getattr(self.app, "shard_ids", None))
            await self.app.off_loop(lambda: self.app.store.servers_present(present, time.time(), mine))
            if server_id is not None:
                self._known.pop(server_id, None)
                log(what, server=server_id)

    @tasks.loop(hours=1)
    async def upkeep(self) -> None:
        """Delete what is too old, and what servers left behind a month ago."""
        async with edge("upkeep"):
            gone = await self.app.off_loop(lambda: self.app.store.purge(time.time(), self.app.settings.keep_days))
            log("upkeep", deleted=gone)

    async def cog_unload(self) -> None:
        self.upkeep.cancel()

    async def refused(self, error: discord.HTTPException, message: discord.Message, shown: Card | None) -> None:
        """A reply that Discord refused: silence where its question is gone, else in private, and an admin hears of it.

        :raises discord.HTTPException: when it was refused for another reason.
        """
        ids = {"channel": message.channel.id, "message": message.id, "code": error.code}
        if error.code in GONE or error.code == UNKNOWN_REFERENCE:
            log("the question is gone", **ids)
            return
        if error.code not in BARRED and error.status != 403:
            raise error
        warn("may not answer here", **ids)
        if shown is not None:
            await self._in_private(message, shown)
        await self._tell_admin(message)

    async def _in_private(self, message: discord.Message, shown: Card) -> None:
        name = getattr(message.channel, "name", "")
        try:
            await message.author.send(view=layout(shown.headed(told("answered_here", name))))
        except discord.HTTPException as error:
            log("could not answer in private either", channel=message.channel.id, code=error.code)

    async def _tell_admin(self, message: discord.Message) -> None:
        """Write to the server's owner about a channel that is closed to the bot, once ever."""
        guild = message.guild
        if guild is None or getattr(message.channel, "locked", False):
            return
        key = f"told:{guild.id}:{message.channel.id}"
        if guild.owner_id is None or not await self.app.off_loop(lambda: self.app.store.claim(key)):
            return
        text = told("cannot_post", guild.name, getattr(message.channel, "name", ""))
        try:
            owner = await self.app.fetch_user(guild.owner_id)
            await owner.send(view=layout(note(text)))
        except discord.HTTPException as error:
            log("could not tell an admin", server=guild.id, code=error.code)
