"""Messages: answers those that ask the bot, and leaves the others to the forum's rules or alone."""

import asyncio
import re
from typing import TYPE_CHECKING, Literal

import discord
from discord.ext import commands

from bot.discord import replies
from bot.discord.cards import Card, card, note
from bot.discord.forum import answer_post, is_post
from bot.discord.logs import log
from bot.discord.markdown import told
from bot.discord.talks import Said

if TYPE_CHECKING:
    from bot.discord.app import App

Address = Literal["asked", "unreadable", "going on", "post", "nobody"]
LATE = 1.5  # seconds that the first message of a post may come after the post
ORDINARY = (discord.MessageType.default, discord.MessageType.reply)


class Listen(commands.Cog):
    """Mentions, direct messages, replies, and threads in which somebody was answered."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Every message once; what Discord sends again after a resume was heard before."""
        unknown = message.guild is not None and isinstance(message.channel, discord.PartialMessageable)
        if message.author.bot or message.webhook_id or message.type not in ORDINARY or unknown:
            return
        if self.app.work.closing or not self.app.manners.heard.first(message.id):
            return
        async with self.app.handling("message"):
            await self._meet(message)

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """A post whose first message came before it, and so from an unknown channel, is read now."""
        async with self.app.handling("post"):
            server = await self.app.servers.settings(thread.guild.id)
            if thread.parent_id not in server.forum_channels:
                return
            await asyncio.sleep(LATE)
            if thread.id not in self.app.manners.heard and not self.app.work.closing:
                await self.on_message(await thread.fetch_message(thread.id))

    async def _meet(self, message: discord.Message) -> None:
        address = await self.addressed(message)
        if address == "post":
            await answer_post(self.app, message)
        elif address == "unreadable":
            if not self.app.manners.told.wait(message.author.id):
                await self._send(message, note(told("cannot_read_reply")))
        elif address in ("asked", "going on"):
            await self._answer(message, asked=address == "asked")

    async def addressed(self, message: discord.Message) -> Address:
        """Whether a message asks the bot, goes on from its answer, is a post where it may answer, or none of these."""
        me = self.app.user
        if message.guild is None or (me is not None and me in message.mentions):
            return "asked"
        if await is_post(self.app, message):
            return "post"
        before = message.reference.resolved if message.reference else None
        if isinstance(before, discord.Message) and me is not None and before.author.id == me.id:
            return "asked" if message.content else "unreadable"
        own = isinstance(message.channel, discord.Thread) and message.channel.owner_id == message.author.id
        alone = message.reference is None and not message.mentions and bool(message.content)
        return "going on" if own and alone and await self._talking(message) else "nobody"

    async def _talking(self, message: discord.Message) -> bool:
        place = await self.app.place(message.author, message.channel.id, message.guild.id if message.guild else None)
        return await self.app.off_loop(lambda: self.app.talks.knows_topic(place))

    async def _answer(self, message: discord.Message, *, asked: bool) -> None:
        wait = self.app.manners.people.wait(message.author.id)
        busy = 0 if wait or message.guild is None else self.app.manners.channels.wait(message.channel.id)
        if wait or busy:
            if asked and not self.app.manners.told.wait(message.author.id):
                await self._send(message, note(told("slow_down", wait) if wait else told("channel_busy", busy)))
            return
        place = await self.app.place(message.author, message.channel.id, message.guild.id if message.guild else None)
        text, author = self._words(message)
        if not text:
            await self._send(message, note(told("ask_me")))
            return
        said = await self.app.off_loop(
            lambda: self.app.talks.say(
                place, text, alone=bool(author), author=self.app.store.person(author) if author else ""
            )
        )
        if not asked and said.reply.kind in ("unsure", "smalltalk"):
            return
        await self._send(message, card(said, public=message.guild is not None), said)

    def _words(self, message: discord.Message) -> tuple[str, int]:
        """What is to be answered: the message without the bot's name, or the message it replies to, with its author."""
        own = re.sub(rf"<@!?{self.app.user.id if self.app.user else 0}>", " ", message.content).strip()
        before = message.reference.resolved if message.reference else None
        if own or not isinstance(before, discord.Message) or before.author.bot:
            return own, 0
        return before.content.strip(), before.author.id

    async def _send(self, message: discord.Message, shown: Card, said: Said | None = None) -> None:
        try:
            await replies.post(message, shown)
        except discord.HTTPException as error:
            await self.app.servers.refused(error, message, card(said) if said else shown)
            return
        if said is not None:
            self.app.health.replied(said.reply.kind, 0.0)
            log("answered", kind=said.reply.kind, answer=said.id, channel=message.channel.id)


async def setup(app: "App") -> None:
    await app.add_cog(Listen(app))
