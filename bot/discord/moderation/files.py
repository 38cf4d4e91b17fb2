"""Files that moderators hand in, and those that are kept on their cards."""

from typing import TYPE_CHECKING

import discord

from bot.discord.errors import tell
from bot.discord.markdown import worded

if TYPE_CHECKING:
    from bot.discord.app import Asked

LARGEST = 256 * 1024  # bytes of one entry's file; the longest curated one has a fortieth of it


async def text_of(interaction: "Asked", file: discord.Attachment | None) -> str | None:
    """The text of a file that was handed in; what is wrong with it is told, and it is None."""
    problem = ""
    if file is None:
        problem = worded("moderation", "no_file")
    elif file.size > LARGEST:
        problem = worded("moderation", "too_large", LARGEST // 1024)
    else:
        try:
            return (await file.read()).decode()
        except UnicodeDecodeError:
            problem = worded("moderation", "not_text")
        except discord.HTTPException:
            problem = worded("moderation", "no_file")
    await tell(interaction, problem)  # beside the card, which may hold the only copy of somebody's words
    return None


async def kept_file(interaction: "Asked") -> str | None:
    """The text of the file on the card that was pressed."""
    content = await kept_bytes(interaction)
    try:
        return content.decode() if content is not None else None
    except UnicodeDecodeError:
        return None


async def kept_bytes(interaction: "Asked") -> bytes | None:
    """The file on the card that was pressed; None where there is none any more."""
    message = interaction.message
    address = _address(message) if message is not None else ""
    try:
        return await interaction.client.http.get_from_cdn(address) if address else None
    except discord.HTTPException:
        return None


def _address(message: discord.Message) -> str:
    if message.attachments:
        return message.attachments[0].url
    # of a card, the files are in its components
    for one in discord.ui.LayoutView.from_message(message).walk_children():
        if isinstance(one, discord.ui.File):
            return one.media.url
    return ""
