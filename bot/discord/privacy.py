"""/privacy: what is kept of a person, shown, handed over or deleted."""

import io
import json
import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str
from discord.ext import commands
from typing_extensions import override

from bot.discord import replies
from bot.discord.buttons import pressed
from bot.discord.cards import ASKING, Card, Knob, note
from bot.discord.logs import log
from bot.discord.markdown import quoted, told, worded

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

            def work() -> tuple[int, int]:
                return self.app.talks.forget(person), len(self.app.store.about(person)["revisions"])

            count, credited = await replies.worked_out(interaction, work)
            log("data deleted", rows=count, server=interaction.guild_id)
            await replies.show(interaction, _forgotten(count, credited))


def _forgotten(count: int, credited: int) -> Card:
    """What was deleted; and what stands under a person's name in the answers, which they may take out too."""
    if not credited:
        return note(told("forgotten", count))
    texts = (worded("moderation", "forgotten_but", count, credited),)
    knob = Knob("uncredit", worded("moderation", "uncredit"), "danger")
    return Card(texts, ASKING, rows=((knob,),))


class Uncredit(ui.DynamicItem[ui.Button[Any]], template="uncredit"):
    """Takes one's own name out of every text and history."""

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, match
        assert isinstance(item, ui.Button)
        return cls(item)

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        app = interaction.client
        person = app.store.person(interaction.user.id)

        async def deed() -> None:
            await replies.present(
                interaction,
                lambda: note(worded("moderation", "uncredited", app.store.forget(person, credit=True))),
            )
            log("credit taken out", server=interaction.guild_id)

        await pressed(interaction, "uncredit", deed)


async def setup(app: "App") -> None:
    app.add_dynamic_items(Uncredit)
    await app.add_cog(Privacy(app))
