"""/privacy: what is kept of a person, shown, handed over or deleted."""

import io
import json
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord import replies
from bot.discord.cards import Card, note
from bot.discord.logs import log
from bot.discord.markdown import quoted, told

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

SHOWN = 5


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Privacy(commands.GroupCog, group_name=locale_str("privacy"), group_description=locale_str("What is kept of you")):
    """One's own data, and nobody else's."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @app_commands.command(name=locale_str("show"), description=locale_str("See what is kept of you"))
    async def show(self, interaction: "Asked") -> None:
        """Counts, and the last questions as the log has them."""
        async with self.app.handling("privacy show", interaction):
            person = self.app.store.person(interaction.user.id)

            def work() -> Card:
                kept = self.app.store.about(person)
                recent = [quoted(row["text"], 80) for row in kept["questions"][-SHOWN:] if row["text"]]
                counts = {name: len(rows) for name, rows in kept.items()}
                return note(told("privacy", counts, self.app.settings.keep_days, recent))

            await replies.show(interaction, await replies.worked_out(interaction, work))

    @app_commands.command(name=locale_str("export"), description=locale_str("Get all of it as a file"))
    async def export(self, interaction: "Asked") -> None:
        """A JSON file, seen by nobody else."""
        async with self.app.handling("privacy export", interaction):
            person = self.app.store.person(interaction.user.id)
            await interaction.response.defer(ephemeral=True, thinking=True)
            kept: Any = await self.app.off_loop(lambda: self.app.store.about(person))
            content = json.dumps(kept, ensure_ascii=False, indent=1).encode()
            file = discord.File(io.BytesIO(content), "backtalk.json")
            await interaction.edit_original_response(content=told("exported"), attachments=[file])
            log("data exported", server=interaction.guild_id)

    @app_commands.command(name=locale_str("delete"), description=locale_str("Delete all of it, now"))
    async def delete(self, interaction: "Asked") -> None:
        """Everything goes, conversations in memory included."""
        async with self.app.handling("privacy delete", interaction):
            person = self.app.store.person(interaction.user.id)
            count = await replies.worked_out(interaction, lambda: self.app.talks.forget(person))
            log("data deleted", rows=count, server=interaction.guild_id)
            await replies.show(interaction, note(told("forgotten", count)))


async def setup(app: "App") -> None:
    await app.add_cog(Privacy(app))
