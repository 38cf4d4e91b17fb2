"""Coming back to those who asked: they press a button, and hear once when their question has an answer."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord import replies
from bot.discord.buttons import does
from bot.discord.cards import CALM, Card, answer_texts, fitting, note
from bot.discord.errors import edge
from bot.discord.layout import layout
from bot.discord.logs import log
from bot.discord.markdown import worded
from bot.reply import Reply
from knowledge.store import Watcher

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

EVERY = 180.0  # seconds after which it is looked anyway
SOON = (0.5, 3.0)  # seconds after a change at which it is looked: a publisher closes its gaps just after publishing
SHORT = 1500  # characters of an answer that is told without being asked again


@does("tell")
async def tell_me(interaction: "Asked", id_: str) -> None:
    """Note who wants to hear of an answer, and where: in private what was asked in private."""
    app, message, user = interaction.client, interaction.message, interaction.user
    public = message is not None and not message.flags.ephemeral
    channel_id, message_id = (message.channel.id, message.id) if public and message is not None else (0, 0)
    kept = await app.off_loop(lambda: app.store.watch(id_, user.id, channel_id, message_id))
    log("waits for an answer", answer=id_, kept=kept)
    await replies.show(interaction, note(worded("moderation", "told_when" if kept else "told_not")))


class Waiting(commands.Cog):
    """Looks after every published change, in whichever process it was made."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self._changed = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        loop = asyncio.get_running_loop()
        self._stop = await self.app.off_loop(
            lambda: self.app.store.watch_versions(lambda _: _soon(loop, self._changed))
        )

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    async def cog_unload(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        await self.app.off_loop(self._stop)

    async def _look(self) -> None:
        while True:
            await self._tell_everybody()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), EVERY)
            if self._changed.is_set():
                self._changed.clear()
                for seconds in SOON:
                    await asyncio.sleep(seconds)
                    await self._tell_everybody()

    async def _tell_everybody(self) -> None:
        async with edge("waiting"):
            waiting: dict[int, list[Watcher]] = defaultdict(list)
            for watcher in await self.app.off_loop(self.app.store.due_watchers):
                waiting[watcher.question_id].append(watcher)
            for question, watchers in waiting.items():
                await self._tell(question, watchers)

    async def _tell(self, question: int, watchers: list[Watcher]) -> None:
        """Tell all who wait for one question, if it really gets that answer now."""
        app, first = self.app, watchers[0]
        reply = await app.off_loop(lambda: app.serving.engine(first.server_id).ask(first.text))
        if reply.kind != "answer" or reply.answer is None or reply.answer.id != first.entry:
            return
        for watcher in watchers:
            # several processes look; the first to claim somebody tells them
            if await app.off_loop(lambda w=watcher: app.store.claim(f"once:told:{question}:{w.user_id}")):  # type: ignore[misc]
                await self._send(watcher, reply)
        await app.off_loop(lambda: app.store.unwatch([question]))

    async def _send(self, watcher: Watcher, reply: Reply) -> None:
        shown = told_card(watcher, reply)
        for send in (self._in_place, self._in_private):
            try:
                if await send(watcher, shown):
                    log("told of an answer", question=watcher.question_id, entry=watcher.entry)
                    return
            except discord.HTTPException as error:
                log("could not tell of an answer", question=watcher.question_id, code=error.code)

    async def _in_place(self, watcher: Watcher, shown: Card) -> bool:
        """Where it was asked, if that was in public; the one who asked to be told is the only one named."""
        if not watcher.channel_id:
            return False
        person = discord.Object(watcher.user_id)
        allowed = discord.AllowedMentions(everyone=False, roles=False, users=[person])
        place = self.app.get_partial_messageable(watcher.channel_id)
        await place.send(view=layout(shown.headed(f"<@{person.id}>")), allowed_mentions=allowed)
        return True

    async def _in_private(self, watcher: Watcher, shown: Card) -> bool:
        await (await self.app.fetch_user(watcher.user_id)).send(view=layout(shown))
        return True


def told_card(watcher: Watcher, reply: Reply) -> Card:
    """The answer that somebody waited for."""
    head = worded("moderation", "answered_now", watcher.text)
    texts = answer_texts(reply, SHORT)
    return Card(
        fitting([(9, head), *((8, text) for text in texts), (7, f"-# {worded('moderation', 'ask_again')}")]), CALM
    )


def _soon(loop: asyncio.AbstractEventLoop, changed: asyncio.Event) -> None:
    """Tell the loop from the store's own thread; a loop that has ended needs to know nothing."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(changed.set)


async def setup(app: "App") -> None:
    await app.add_cog(Waiting(app))
