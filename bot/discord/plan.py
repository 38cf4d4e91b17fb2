"""/plan: six weeks for a question, or for the last answer."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord import replies
from bot.discord.cards import note
from bot.discord.markdown import told

if TYPE_CHECKING:
    from bot.discord.app import App, Asked


class Plans(commands.Cog):
    """Plans, made of the exercises that an answer gives."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @app_commands.command(name=locale_str("plan"), description=locale_str("A six-week plan for your question"))
    @app_commands.describe(
        question=locale_str("What it is for; without it, for what you asked last"),
        days=locale_str("Days a week"),
        private=locale_str("Only you see it (yes, unless you say no)"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def plan(
        self,
        interaction: "Asked",
        question: app_commands.Range[str, 1, 2000] = "",
        days: app_commands.Range[int, 2, 4] = 3,
        private: bool = True,
    ) -> None:
        """Show a plan, or what has to be settled before one can be made."""
        async with self.app.handling("plan", interaction):
            if not await self.app.may_ask(interaction, public=not private):
                return
            place = await self.app.place_of(interaction)
            talks = self.app.talks
            if not question and not await self.app.off_loop(lambda: talks.knows_topic(place)):
                await replies.show(interaction, note(told("plan_needs_answer")))
                return
            await replies.answer(interaction, lambda: talks.plan(place, question, days), private=private)


async def setup(app: "App") -> None:
    await app.add_cog(Plans(app))
