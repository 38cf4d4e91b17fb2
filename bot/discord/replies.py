"""Sends what the core worked out: at once where it is quick, deferred where it is not."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.discord.cards import Card, card
from bot.discord.layout import files_of, layout
from bot.discord.logs import log
from bot.discord.talks import Said

if TYPE_CHECKING:
    from bot.discord.app import Asked

T = TypeVar("T")
PATIENCE = 0.6  # seconds to wait for a reply before it is deferred
CROWD = 6  # replies under way at once from which each is deferred first


async def worked_out(interaction: "Asked", work: Callable[[], T], *, private: bool = True, at_desk: bool = False) -> T:
    """The result of work done off the loop; the interaction is acknowledged in time, whatever happens."""
    app = interaction.client
    run = app.at_desk if at_desk else app.off_loop
    if app.work.count > CROWD:
        await _defer(interaction, private)
        return await run(work)
    task = asyncio.ensure_future(run(work))
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await _defer(interaction, private)
    return await task


async def _defer(interaction: "Asked", private: bool) -> None:
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)


async def show(interaction: "Asked", shown: Card, *, private: bool = True) -> None:
    """Show a card as the answer to an interaction."""
    view, files = layout(shown), files_of(shown)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, ephemeral=private, files=files)


async def present(interaction: "Asked", work: Callable[[], Card]) -> None:
    """Work out a moderator's card: in place of the private card that was pressed, else as one of its own."""
    if interaction.message is None or not interaction.message.flags.ephemeral:
        await show(interaction, await worked_out(interaction, work, at_desk=True))
        return
    shown = await _worked_out_in_place(interaction, work, at_desk=True)
    view, files = layout(shown), files_of(shown)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.edit_message(view=view, attachments=files)


async def _worked_out_in_place(interaction: "Asked", work: Callable[[], T], *, at_desk: bool = False) -> T:
    app = interaction.client
    task = asyncio.ensure_future((app.at_desk if at_desk else app.off_loop)(work))
    if app.work.count <= CROWD:
        await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await interaction.response.defer()
    return await task


async def answer(
    interaction: "Asked",
    work: Callable[[], Said],
    *,
    private: bool = True,
    heading: Callable[[Said], str] | None = None,
) -> Said:
    """Work out a reply and show its card; an urgent one is private wherever that can still be chosen."""
    started = time.perf_counter()
    said = await worked_out(interaction, work, private=private)
    hidden = private if interaction.response.is_done() else private or said.urgent
    shown = card(said, public=not hidden)
    if heading is not None and not said.urgent and not hidden:
        shown = shown.headed(heading(said))
    await show(interaction, shown, private=hidden)
    interaction.client.health.replied(said.reply.kind, time.perf_counter() - started)
    log("answered", kind=said.reply.kind, answer=said.id, interaction=interaction.id, server=interaction.guild_id)
    return said


async def change(interaction: "Asked", work: Callable[[], Said | None]) -> Said | None:
    """Work out what a button asks for, and put it in place of the card that the button is on."""
    app = interaction.client
    started = time.perf_counter()
    said = await _worked_out_in_place(interaction, work)
    if said is None:
        return None
    message = interaction.message
    # the card is all there is of the answer from now on: what a new message would leave out stays on it
    whole = replace(said, reply=replace(said.reply, listed=False))
    shown = layout(card(whole, public=message is None or not message.flags.ephemeral))
    if interaction.response.is_done():
        await interaction.edit_original_response(view=shown)
    else:
        await interaction.response.edit_message(view=shown)
    app.health.replied(said.reply.kind, time.perf_counter() - started)
    return said


async def post(message: discord.Message, shown: Card) -> None:
    """Answer a message in its channel.

    :raises discord.HTTPException: when Discord refuses.
    """
    view = layout(shown)
    try:
        await message.reply(view=view)
    except discord.HTTPException as error:
        if error.code != 160002:  # may write here, but not read what was written before: answer without a reference
            raise
        await message.channel.send(view=view)
