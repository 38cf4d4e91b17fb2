"""/ask, and "Answer this" on any message."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord import replies
from bot.discord.cards import card, note
from bot.discord.markdown import quoted, told
from bot.discord.talks import Said

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

LONGEST = 2000


class Ask(commands.Cog):
    """Questions put through a command or a menu."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self.menu: app_commands.ContextMenu = app_commands.ContextMenu(
            name=locale_str("Answer this"),
            callback=self.answer_this,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )
        app.tree.add_command(self.menu)

    @app_commands.command(name=locale_str("ask"), description=locale_str("Ask about an uneven, weak or tight back"))
    @app_commands.describe(
        question=locale_str("As you would on a forum: right erector bigger than left, home gym only"),
        private=locale_str("Only you see the answer (yes, unless you say no)"),
    )
    @app_commands.rename(question=locale_str("question"), private=locale_str("private"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        self, interaction: "Asked", question: app_commands.Range[str, 1, LONGEST], private: bool = True
    ) -> None:
        """Answer a question, to one person unless they say otherwise."""
        async with self.app.handling("ask", interaction):
            if not await self.app.may_ask(interaction, public=not private):
                return
            place = await self.app.place_of(interaction)
            hidden = private or (interaction.guild_id is not None and place.server_id is None)
            await replies.answer(
                interaction, lambda: self.app.talks.say(place, question), private=hidden, heading=_heading(interaction)
            )

    async def answer_this(self, interaction: "Asked", message: discord.Message) -> None:
        """Answer somebody's message, for the one who asked for it."""
        async with self.app.handling("answer this", interaction):
            if not await self.app.may_ask(interaction):
                return
            if not message.content.strip():
                await replies.show(interaction, note(told("nothing_to_read")))
                return
            place = await self.app.place_of(interaction)
            author = self.app.store.person(message.author.id)
            work = partial(self.app.talks.say, place, message.content, alone=True, author=author)
            if author == place.person:
                await replies.answer(interaction, work)
                return
            said: Said = await replies.worked_out(interaction, work)
            shown = card(said)
            if said.urgent:
                shown = shown.headed(told("urgent_for_another"))
            await replies.show(interaction, shown)


def _heading(interaction: "Asked") -> Callable[[Said], str]:
    who = quoted(interaction.user.display_name, 40)
    return lambda said: told("asked", who, quoted(said.text))


async def setup(app: "App") -> None:
    await app.add_cog(Ask(app))
