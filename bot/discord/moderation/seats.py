"""Who may moderate: asked anew at every step, for a role can be lost between two of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord.errors import tell
from bot.discord.markdown import worded
from bot.moderation.outcome import Actor
from bot.words import said

if TYPE_CHECKING:
    from bot.discord.app import Asked

NAME = 60


@dataclass(frozen=True, slots=True)
class Seat:
    """A moderator at work: in which server, and as whom."""

    server_id: int
    actor: Actor


async def seat_of(interaction: "Asked") -> Seat | None:
    """Where and as whom somebody moderates; those who may not are told so, and get None."""
    app, server_id = interaction.client, interaction.guild_id
    if server_id is None or app.get_guild(server_id) is None:
        await tell(interaction, worded("moderation", "only_in_servers"))
        return None
    settings = await app.servers.settings(server_id)
    if not app.servers.is_moderator(interaction.user, settings):
        await tell(interaction, worded("moderation", "only_moderators"))
        return None
    return Seat(server_id, actor_of(interaction))


def actor_of(interaction: "Asked") -> Actor:
    """Who acts, as histories and the audit trail know them; an admin is who may manage the server."""
    rights, user = interaction.permissions, interaction.user
    admin = rights.manage_guild or rights.administrator
    return Actor(interaction.client.store.person(user.id), said(user.display_name, NAME), admin)
