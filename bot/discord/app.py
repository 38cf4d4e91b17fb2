"""The bot itself: what it is made of, how it starts, and how it closes."""

import asyncio
import hashlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.discord import buttons
from bot.discord.cards import card
from bot.discord.errors import edge, report, tell
from bot.discord.health import Health
from bot.discord.logs import failed, log
from bot.discord.manners import Manners
from bot.discord.markdown import told
from bot.discord.moderation.gathered import Gathered
from bot.discord.moderation.names import Names
from bot.discord.moderation.readiness import Readiness
from bot.discord.servers import Servers
from bot.discord.talks import Place, Said, Talks
from bot.discord.translation import Catalogue
from bot.discord.work import Work
from bot.engine import Engine
from bot.moderation.desk import Desk
from bot.overlays.serving import Serving
from bot.settings import Settings
from knowledge.store import Store

T = TypeVar("T")
DRAINING = 6.5  # seconds that replies under way get when the bot closes; with what follows it stays below ten
AT_DESK = 2  # moderators whose work is done at the same time
FEATURES = (
    *("ask", "listen", "feedback", "exercise", "plan", "about", "privacy", "setup", "waiting"),
    *("moderation.doors", "moderation.teach", "moderation.kb"),
)


def unharmed(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """A reader of gateway events that one malformed event cannot end; discord.py's own would end the connection."""

    def read(data: Any) -> None:
        try:
            parse(data)
        except Exception as error:  # noqa: BLE001 - whatever was wrong with it, the next event may be right
            failed("an event could not be read", error, event=name)

    return read


class Tree(app_commands.CommandTree["App"]):
    """The commands; an error in one ends in `errors`."""

    @override
    async def interaction_check(self, interaction: "Asked", /) -> bool:
        if not interaction.client.work.closing or interaction.type is discord.InteractionType.autocomplete:
            return True
        await tell(interaction, told("closing"))
        return False

    @override
    async def on_error(self, interaction: "Asked", error: app_commands.AppCommandError, /) -> None:
        await report(error, "command", interaction)


class App(commands.Bot):
    """The engine in servers and direct messages."""

    def __init__(self, engine: Engine, store: Store, settings: Settings, shards: int = 0) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = settings.message_content
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=shards or None,
        )
        self._connection.parsers = {name: unharmed(name, parse) for name, parse in self._connection.parsers.items()}
        self.store, self.settings = store, settings
        self.serving = Serving(engine, store)
        self.desk = Desk(store, self.serving)
        self.talks, self.work = Talks(self.serving, store), Work()
        self.manners = Manners(settings.asks_per_minute, settings.channel_per_minute)
        self.health, self.servers = Health(self), Servers(self)
        self.names, self.gathered, self.readiness = Names(self), Gathered(self.desk), Readiness(self.desk)
        self._desk_pool = ThreadPoolExecutor(AT_DESK, thread_name_prefix="desk")

    @override
    async def setup_hook(self) -> None:
        await self.off_loop(self._warm_up)
        await self.off_loop(self.serving.start)
        for feature in FEATURES:
            await self.load_extension(f"bot.discord.{feature}")
        await self.add_cog(self.servers)
        self.add_dynamic_items(*buttons.ITEMS)
        await self.tree.set_translator(Catalogue())
        await self._sync_if_changed()
        if self.settings.health_port:
            await self.health.start(self.settings.health_host, self.settings.health_port)

    def _warm_up(self) -> None:
        """Load what the first question would otherwise wait for: templates, phrasings, vocabulary."""
        reply = self.serving.base.ask("right erector bigger than left")
        card(Said("0" * 12, reply, ""))

    async def _sync_if_changed(self) -> None:
        """Tell Discord of the commands only when they differ from those it was told of last."""
        translator = self.tree.translator
        every = self.tree.get_commands()
        told_of = [
            await one.get_translated_payload(self.tree, translator) if translator else one.to_dict(self.tree)
            for one in every
        ]
        told_of.sort(key=lambda one: (str(one.get("type", 1)), str(one["name"])))
        digest = hashlib.sha256(json.dumps(told_of, sort_keys=True, default=str).encode()).hexdigest()
        key = f"commands:{self.application_id}"
        if await self.off_loop(lambda: self.store.mark(key)) == digest:
            return
        await self.tree.sync()
        await self.off_loop(lambda: self.store.set_mark(key, digest))
        log("commands synced", commands=len(told_of))

    @staticmethod
    async def off_loop(work: Callable[[], T]) -> T:
        """Run what computes or reads the database beside the event loop."""
        return await asyncio.to_thread(work)

    async def engine_for(self, interaction: "Asked") -> Engine:
        """The engine that answers where something was asked."""
        known = interaction.guild_id if interaction.guild_id and self.get_guild(interaction.guild_id) else None
        return await self.off_loop(lambda: self.serving.engine(known))

    async def at_desk(self, work: Callable[[], T]) -> T:
        """Run moderators' work, which may take a second, beside the loop and apart from what answers askers."""
        return await asyncio.get_running_loop().run_in_executor(self._desk_pool, work)

    @asynccontextmanager
    async def handling(self, where: str, interaction: "Asked | None" = None) -> AsyncIterator[None]:
        """One reply: counted while it lasts, its errors dealt with."""
        async with self.work.one(), edge(where, interaction):
            yield

    async def place(self, user: discord.abc.Snowflake, channel_id: int, server_id: int | None) -> Place:
        """Who and where, as the core knows it; a user-installed bot in a strange server has no server."""
        known = server_id if server_id is not None and self.get_guild(server_id) is not None else None
        country = (await self.servers.settings(known)).country if known else ""
        return Place(self.store.person(user.id), channel_id, known, country, reachable=known == server_id)

    async def place_of(self, interaction: "Asked") -> Place:
        """Where an interaction stands; between others, where the bot is not, it can write to nobody later."""
        place = await self.place(interaction.user, interaction.channel_id or 0, interaction.guild_id)
        return replace(place, reachable=place.reachable and not interaction.context.private_channel)

    async def may_ask(self, interaction: "Asked", *, public: bool = False) -> bool:
        """Whether this person and channel may have another reply now; if not, they are told so kindly."""
        wait = self.manners.people.wait(interaction.user.id)
        busy = self.manners.channels.wait(interaction.channel_id or 0) if public and not wait else 0
        if wait or busy:
            await tell(interaction, told("slow_down", wait) if wait else told("channel_busy", busy))
        return not (wait or busy)

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        """Messages are met by the listeners; there are no prefix commands."""

    @override
    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        error = sys.exc_info()[1]
        if isinstance(error, Exception):
            await report(error, event_method)

    async def on_ready(self) -> None:
        log("ready", servers=len(self.guilds), shards=self.shard_count or 1)

    async def finish(self) -> None:
        """Finish the replies under way, then leave."""
        log("closing", under_way=self.work.count)
        left = await self.work.finish(DRAINING)
        log("closed", left=left)
        await self.close()

    @override
    async def close(self) -> None:
        await self.health.stop()
        await super().close()
        await self.off_loop(self.serving.close)
        self.readiness.close()
        self._desk_pool.shutdown(wait=False, cancel_futures=True)


class ShardedApp(App, commands.AutoShardedBot):
    """The same on as many shards as Discord advises, or as given."""


Asked: TypeAlias = discord.Interaction[App]
