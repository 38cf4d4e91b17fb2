"""A moderator's deeds by name, and the one way to each: what a custom id stands for, done with the rights for it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.discord.cards import note
from bot.discord.logs import log
from bot.discord.markdown import worded
from bot.discord.moderation.seats import Seat, seat_of
from bot.discord.replies import show

if TYPE_CHECKING:
    from bot.discord.app import Asked

BUTTON, FORM = "kb:", "kbf:"
MOST = 4000  # characters of a field


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a deed: what it is about, and what was chosen, written or handed in."""

    about: str = ""
    chosen: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    file: discord.Attachment | None = None


Deed = Callable[["Asked", Seat, Given], Awaitable[None]]
DEEDS: dict[str, Deed] = {}


def deed(name: str) -> Callable[[Deed], Deed]:
    """Register what a custom id stands for, by its second word."""

    def register(one: Deed) -> Deed:
        DEEDS[name] = one
        return one

    return register


async def enter(interaction: "Asked", name: str, given: Given) -> None:
    """Do a deed for whoever may moderate; the rights are asked here and nowhere else."""
    seat = await seat_of(interaction)
    one = DEEDS.get(name)
    if seat is None:
        return
    if one is None:
        log("a door that leads nowhere", deed=name)
        await show(interaction, note(worded("moderation", "gone")))
        return
    log("moderation", deed=name, about=given.about, server=seat.server_id)
    try:
        await one(interaction, seat, given)
    finally:
        interaction.client.names.forget(seat.server_id)
