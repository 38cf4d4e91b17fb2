"""A good human reply becomes an answer: right-click, Apps, Save as answer."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.cards import Card
from bot.discord.errors import tell
from bot.discord.logs import log
from bot.discord.markdown import worded
from bot.discord.moderation.deeds import MOST, Given, deed
from bot.discord.moderation.edit import refused
from bot.discord.moderation.forms import Field, ask
from bot.discord.moderation.proposals import Begun, begun, proposed
from bot.discord.moderation.publish import draft_of
from bot.discord.moderation.seats import Seat, seat_of
from bot.discord.replies import present
from bot.words import word
from knowledge.redaction import without_names

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

CREDIT = 80
NOBODY = 0
EMPTY = Begun()


async def open_new(
    interaction: "Asked", seat: Seat, first: Begun = EMPTY, author: discord.abc.User | None = None
) -> None:
    """The form of a new answer, with what is known of it filled in."""
    credited = word("moderation", "credit", author.display_name) if author is not None else seat.actor.name
    await ask(
        interaction,
        "new",
        Field("questions", "\n".join(first.questions)[:MOST]),
        Field("answer", first.answer[:MOST]),
        Field("exercises", first.exercises[:MOST], required=False),
        Field("caveats", first.caveats[:MOST], required=False),
        Field("credit", credited[:CREDIT], long=False, required=False, most=CREDIT),
        about=str(author.id if author is not None else interaction.user.id),
        title=word("moderation", "form", "new" if author is not None else "add"),
    )
    interaction.client.readiness.prepare(seat.server_id)


@deed("new")
async def new(interaction: "Asked", seat: Seat, given: Given) -> None:
    """What was written into the form of a new answer becomes a draft."""
    app = interaction.client
    author = int(given.about) if given.about.isdigit() else NOBODY
    credit = app.store.person(author) if author else ""

    def work() -> Card:
        made = proposed(app, seat, given.words, credit)
        sheet = app.desk.sheet(seat.server_id, made.key)
        outcome = app.desk.save(sheet, made.text, seat.actor, credit=made.credit)
        if not outcome.done:
            return refused(sheet, made.text, outcome)
        extra = worded("moderation", "unknown_names", made.unknown) if made.unknown else ""
        return draft_of(app.desk, seat, app.desk.sheet(seat.server_id, made.key), extra)

    await present(interaction, work)


async def asked_before(message: discord.Message) -> str:
    """The question that a message answers: what it replies to, else the post or thread it stands in."""
    if message.reference is not None and message.reference.message_id is not None:
        before = message.reference.resolved
        if isinstance(before, discord.Message) and before.content:
            return before.content
        return await _content(message.channel, message.reference.message_id)
    thread = message.channel
    if not isinstance(thread, discord.Thread):
        return ""
    first = "" if message.id == thread.id else await _content(_home_of(thread), thread.id)
    return "\n".join(part for part in (thread.name, first) if part)


def _home_of(thread: discord.Thread) -> discord.abc.Messageable:
    """Where a thread's first message stands: in itself for a post of a forum, else in the channel it began in."""
    parent = thread.parent
    return parent if isinstance(parent, discord.abc.Messageable) else thread


async def _content(channel: object, id_: int) -> str:
    if not isinstance(channel, discord.abc.Messageable):
        return ""
    try:
        return (await channel.fetch_message(id_)).content
    except discord.HTTPException as error:
        log("the question cannot be read", message=id_, code=error.code)
        return ""


class Teach(commands.Cog):
    """The menu of a message."""

    def __init__(self, app: "App") -> None:
        self.app = app
        menu: app_commands.ContextMenu = app_commands.ContextMenu(
            name=locale_str("Save as answer"),
            callback=self.save_as_answer,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
        )
        menu.default_permissions = discord.Permissions(manage_messages=True)
        app.tree.add_command(menu)

    async def save_as_answer(self, interaction: "Asked", message: discord.Message) -> None:
        """Open the form with what the message says, what it answers, and who wrote it."""
        async with self.app.handling("save as answer", interaction):
            seat = await seat_of(interaction)
            if seat is None:
                return
            if not message.content.strip():
                await tell(interaction, worded("moderation", "no_words"))
                return
            question = without_names(await asked_before(message)).strip()
            engine = await self.app.engine_for(interaction)
            first = await self.app.off_loop(lambda: begun(engine, question, message.content))
            await open_new(interaction, seat, first, None if message.author.bot else message.author)


async def setup(app: "App") -> None:
    await app.add_cog(Teach(app))
