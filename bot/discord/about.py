"""/about: what this is, what it is not, and how it decides."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord import replies
from bot.discord.cards import note
from bot.discord.markdown import told

if TYPE_CHECKING:
    from bot.discord.app import App, Asked


class About(commands.Cog):
    """What a newcomer wants to know."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @app_commands.command(name=locale_str("about"), description=locale_str("What Backtalk is, and how it decides"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: "Asked") -> None:
        """Say it in private."""
        async with self.app.handling("about", interaction):
            pack = (await self.app.engine_for(interaction)).library.pack
            await replies.show(
                interaction, note(told("about", len(pack.answers), len(pack.exercises), len(pack.sources)))
            )


async def setup(app: "App") -> None:
    await app.add_cog(About(app))
