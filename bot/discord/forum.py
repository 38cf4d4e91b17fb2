"""Posts in channels that admins opened to the bot: one short reply where it is sure, else quiet."""

from typing import TYPE_CHECKING

import discord

from bot.discord import replies
from bot.discord.cards import Card, brief_card, note, urgent_card
from bot.discord.logs import log
from bot.discord.markdown import told
from bot.discord.talks import Place
from bot.reply import Reply

if TYPE_CHECKING:
    from bot.discord.app import App

SURE = 0.8  # confidence from which it speaks without being asked
ASKED = 0.5  # and how sure it must be that its answer is just the one asked for
FEW = 3  # words; what is shorter is no question to answer unasked


async def is_post(app: "App", message: discord.Message) -> bool:
    """Whether a message opens a post in an opted-in forum, or is a new message in an opted-in channel."""
    if message.guild is None:
        return False
    server = await app.servers.settings(message.guild.id)
    if isinstance(message.channel, discord.Thread):
        return message.channel.id == message.id and message.channel.parent_id in server.forum_channels
    return message.channel.id in server.answer_channels and message.reference is None and bool(message.content)


async def answer_post(app: "App", message: discord.Message) -> None:
    """One reply a post, ever, and only to a question that is understood; a warning sign is always answered."""
    guild = message.guild
    text = _text(message)
    if guild is None or len(text.split()) < FEW:
        return
    place = await app.place(message.author, message.channel.id, guild.id)
    text, reply = await app.off_loop(lambda: _best(app, place, text, message.content.strip()))
    server = await app.servers.settings(guild.id)
    if not _speaks(reply) and server.tone == "silent":
        log("kept silent", kind=reply.kind, message=message.id, channel=message.channel.id)
        return
    if app.manners.channels.wait(message.channel.id) or not await app.off_loop(
        lambda: app.store.claim(f"once:post:{message.id}")
    ):
        return
    await _reply(app, message, place, text, reply)


def _text(message: discord.Message) -> str:
    """A post's title and words; without the message content intent the title alone."""
    title = message.channel.name if isinstance(message.channel, discord.Thread) else ""
    return ". ".join(part for part in (title, message.content.strip()) if part)


def _best(app: "App", place: Place, text: str, body: str) -> tuple[str, Reply]:
    """The post as it is read best: whole, or without a title that says nothing."""
    reply = app.talks.consider(place, text)
    if _speaks(reply) or len(body.split()) < FEW:
        return text, reply
    other = app.talks.consider(place, body)
    return (body, other) if _speaks(other) else (text, reply)


def _speaks(reply: Reply) -> bool:
    return reply.kind == "urgent" or (reply.kind == "answer" and reply.confidence >= SURE and reply.sure >= ASKED)


async def _reply(app: "App", message: discord.Message, place: Place, text: str, reply: Reply) -> None:
    shown: Card = note(f"-# {told('hint')}")
    if _speaks(reply):
        said = await app.off_loop(lambda: app.talks.say(place, text))
        # what the person said elsewhere meanwhile may have turned the reply into a question back
        if said.urgent:
            shown = urgent_card(said.reply, public=True)
        elif said.reply.kind == "answer":
            shown = brief_card(said)
    try:
        await replies.post(message, shown)
    except discord.HTTPException as error:
        await app.servers.refused(error, message, None)
        return
    app.health.replied(reply.kind, 0.0)
    log("answered a post", kind=reply.kind, message=message.id, channel=message.channel.id)
