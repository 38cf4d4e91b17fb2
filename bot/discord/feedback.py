"""Helpful or not, and what was missing; the modal is met by its custom id, so it works after a restart."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.ext import commands

from bot.discord.cards import Knob, note
from bot.discord.logs import log
from bot.discord.markdown import told
from bot.discord.replies import show
from intents.red_flags import find_red_flags
from knowledge.redaction import without_names
from knowledge.store import Vote

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

PREFIX, FIELD = "missing:", "missing"
LONGEST = 500


async def vote(interaction: "Asked", id_: str, *, helpful: bool, missing: str = "") -> bool:
    """Keep what one person thinks of one answer; False where there is no such answer any more."""
    app = interaction.client
    person = app.store.person(interaction.user.id)
    kept = "" if find_red_flags(missing) else without_names(missing)

    def work() -> bool:
        if app.store.record(id_) is None:
            return False
        app.store.vote(Vote(id_, person, helpful, kept))
        return True

    log("vote", answer=id_, helpful=helpful, server=interaction.guild_id)
    return await app.off_loop(work)


async def ask_what_was_missing(interaction: "Asked", id_: str) -> None:
    """Open the modal."""
    modal = ui.Modal(title=told("label", "missing"), custom_id=PREFIX + id_)
    field: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=LONGEST,
        custom_id=FIELD,
        placeholder=told("label", "missing_hint"),
    )
    modal.add_item(ui.Label(text=told("label", "missing_field"), component=field))
    modal.stop()  # so that discord.py does not keep it: the listener below meets every submission
    await interaction.response.send_modal(modal)


class Feedback(commands.Cog):
    """Receives what was written into the modal."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "Asked") -> None:
        data: Any = interaction.data or {}
        id_ = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not id_.startswith(PREFIX):
            return
        async with self.app.handling("feedback", interaction):
            answer = id_.removeprefix(PREFIX)
            known = await vote(interaction, answer, helpful=False, missing=_written(data))
            shown = note(told("noted" if known else "gone"))
            if known and (await self.app.place_of(interaction)).reachable:
                shown = replace(shown, rows=((Knob(f"tell:{answer}", told("label", "tell")),),))
            await show(interaction, shown)


def _written(data: Any) -> str:
    parts = [part.get("component") or {} for part in data.get("components") or []]
    return next((str(part.get("value") or "") for part in parts if part.get("custom_id") == FIELD), "")[:LONGEST]


async def setup(app: "App") -> None:
    await app.add_cog(Feedback(app))
