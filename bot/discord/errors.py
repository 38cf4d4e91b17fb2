"""The one place where an error in an interaction or an event ends: logged with an id, told once, in private."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord.cards import note
from bot.discord.layout import layout
from bot.discord.logs import failed, log, warn
from bot.discord.markdown import told

if TYPE_CHECKING:
    from bot.discord.app import Asked

GONE = frozenset(
    {10003, 10004, 10008, 10015, 10062, 40060, 50027}
)  # channel, server, message, webhook or token are gone
BARRED = frozenset(
    {50001, 50007, 50013, 50083, 160002, 160005}
)  # no access, closed messages, locked or archived thread


@asynccontextmanager
async def edge(where: str, interaction: "Asked | None" = None) -> AsyncIterator[None]:
    """Whatever goes wrong inside is dealt with here and goes no further."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - an error in one reply must not end the others
        await report(error, where, interaction)


async def report(error: Exception, where: str, interaction: "Asked | None" = None) -> None:
    """Log an error under a new id, and tell the person that id."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, app_commands.CheckFailure | app_commands.CommandNotFound):
        return
    ids = _ids(interaction)
    if isinstance(error, discord.HTTPException) and error.code in GONE:
        log("what was to be answered is gone", where=where, code=error.code, **ids)
        return
    id_ = secrets.token_hex(4)
    failed("error", error, id=id_, where=where, **ids)
    if interaction is not None:
        await tell(interaction, told("error", id_))


def _ids(interaction: "Asked | None") -> dict[str, object]:
    if interaction is None:
        return {}
    return {"interaction": interaction.id, "server": interaction.guild_id, "channel": interaction.channel_id}


async def tell(interaction: "Asked", text: str) -> None:
    """Say something to one person alone, whether or not something was said before."""
    view = layout(note(text))
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except discord.HTTPException as error:
        warn("could not tell the person", error, interaction=interaction.id)
