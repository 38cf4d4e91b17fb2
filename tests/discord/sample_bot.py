"""A small discord.py bot that uses everything the double serves; its tests are in test_double.py."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
from typing import Any

import discord
from discord import app_commands, ui

EXERCISES = ("Bird dog", "Side plank", "Suitcase carry", "Single-arm row")


class Why(ui.DynamicItem[ui.Button[Any]], template=r"why:(?P<answer>\w+)"):
    def __init__(self, answer: str) -> None:
        super().__init__(ui.Button(label="Why this?", custom_id=f"why:{answer}"))
        self.answer = answer

    @classmethod
    async def from_custom_id(cls, _: Any, item: Any, match: re.Match[str]) -> Why:  # noqa: ARG003
        return cls(match["answer"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Because of {self.answer}.", ephemeral=True)


class Remove(ui.DynamicItem[ui.Button[Any]], template=r"remove:(?P<owner>\d+)"):
    def __init__(self, owner: int) -> None:
        super().__init__(ui.Button(label="Remove", custom_id=f"remove:{owner}", style=discord.ButtonStyle.danger))
        self.owner = owner

    @classmethod
    async def from_custom_id(cls, _: Any, item: Any, match: re.Match[str]) -> Remove:  # noqa: ARG003
        return cls(int(match["owner"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        if interaction.user.id != self.owner:
            await interaction.response.send_message("Only the asker may remove this.", ephemeral=True)
            return
        await interaction.response.defer()
        await interaction.delete_original_response()


class Show(ui.DynamicItem[ui.Select[Any]], template=r"show:(?P<answer>\w+)"):
    def __init__(self, answer: str) -> None:
        options = [discord.SelectOption(label=name, value=str(i)) for i, name in enumerate(EXERCISES)]
        super().__init__(ui.Select(placeholder="Show an exercise", custom_id=f"show:{answer}", options=options))
        self.answer = answer

    @classmethod
    async def from_custom_id(cls, _: Any, item: Any, match: re.Match[str]) -> Show:  # noqa: ARG003
        return cls(match["answer"])

    async def callback(self, interaction: discord.Interaction) -> None:
        name = EXERCISES[int(self.item.values[0])]
        await interaction.response.edit_message(view=card(f"How to do the {name}.", interaction.user.id))


class Missing(ui.DynamicItem[ui.Button[Any]], template=r"missing"):
    def __init__(self) -> None:
        super().__init__(ui.Button(label="Not helpful", custom_id="missing"))

    @classmethod
    async def from_custom_id(cls, *_: Any) -> Missing:
        return cls()

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Feedback())


class Feedback(ui.Modal, title="What was missing?"):
    said: ui.Label[Any] = ui.Label(text="In your words", component=ui.TextInput(custom_id="said", max_length=300))
    grade: ui.Label[Any] = ui.Label(
        text="Grade",
        component=ui.Select(custom_id="grade", options=[discord.SelectOption(label=x) for x in ("good", "bad")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        said, grade = self.said.component, self.grade.component
        assert isinstance(said, ui.TextInput)
        assert isinstance(grade, ui.Select)
        await interaction.response.send_message(f"Noted: {said.value} ({grade.values[0]})", ephemeral=True)


def card(text: str, owner: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow(Why("a1"), Missing(), Remove(owner))
    choice: ui.ActionRow[Any] = ui.ActionRow(Show("a1"))
    source: ui.Section[Any] = ui.Section(
        "Level: high", accessory=ui.Button(label="Source", url="https://example.org/x")
    )
    view.add_item(ui.Container(ui.TextDisplay(f"**{text}**"), source, ui.Separator(), choice, row))
    return view


class SampleBot(discord.Client):
    def __init__(self) -> None:
        intents = discord.Intents.default()
        intents.message_content = os.environ.get("SAMPLE_CONTENT") == "1"
        intents.members = os.environ.get("SAMPLE_MEMBERS") == "1"
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        add_commands(self)
        add_more_commands(self)
        add_menus(self)
        add_files(self)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Why, Remove, Show, Missing)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        answer = f"You said {message.clean_content or 'nothing I may read'}"
        thread = message.channel
        if "thread" in message.content:
            thread = await message.create_thread(name="Your back")
            await thread.send(answer)
        elif message.guild is None or self.user in message.mentions:
            async with message.channel.typing():
                await message.reply(answer)
        elif isinstance(thread, discord.Thread) and thread.id == message.id:
            await thread.send(view=card(f"About: {thread.name}", message.author.id))


class ShardedSampleBot(SampleBot, discord.AutoShardedClient):
    """The same on two shards."""


async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=x, value=x.lower()) for x in EXERCISES if typed.lower() in x.lower()]


def add_commands(bot: SampleBot) -> None:
    tree = bot.tree

    @tree.command(description="Ask about your back")
    async def ask(interaction: discord.Interaction, question: str, private: bool = True) -> None:
        if "slowly" in question:
            await interaction.response.defer(ephemeral=private)
            await interaction.edit_original_response(view=card(question, interaction.user.id))
        else:
            await interaction.response.send_message(view=card(question, interaction.user.id), ephemeral=private)

    @tree.command(description="Show an exercise")
    @app_commands.autocomplete(name=suggest)
    async def exercise(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"How to: {name}")
        await interaction.followup.send("First tip", ephemeral=True)
        await interaction.followup.send("Second tip", file=discord.File(io.BytesIO(b"picture"), "tip.png"))

    @tree.command(description="Wait before answering")
    async def late(interaction: discord.Interaction, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await interaction.response.send_message("Sorry, that took long.")


def add_more_commands(bot: SampleBot) -> None:
    tree = bot.tree

    @tree.command(description="Send any message body")
    async def raw(interaction: discord.Interaction, body: str) -> None:
        await interaction.response.defer(ephemeral=True)
        route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=interaction.channel_id)
        try:
            await bot.http.request(route, json=json.loads(body))
        except discord.HTTPException as error:
            await interaction.edit_original_response(content=f"{error.status} {error.code} {error.text}")
        else:
            await interaction.edit_original_response(content="sent")

    @tree.command(description="Set the bot up")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def setup(interaction: discord.Interaction, channel: discord.TextChannel, moderators: discord.Role) -> None:
        await interaction.response.send_message(f"{channel.name}, {moderators.name}", ephemeral=True)


def add_files(bot: SampleBot) -> None:
    tree = bot.tree

    @tree.command(description="Hand in a file")
    @app_commands.default_permissions(manage_messages=True)
    async def hand(interaction: discord.Interaction, file: discord.Attachment, shown: bool = True) -> None:
        view, content = ui.LayoutView(), await file.read()
        view.add_item(ui.TextDisplay(f"{file.filename}: {file.size}"))
        if shown:
            view.add_item(ui.File(f"attachment://{file.filename}"))
        await interaction.response.send_message(view=view, file=discord.File(io.BytesIO(content), file.filename))

    @tree.command(description="Hand in a file through a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())


class Form(ui.Modal, title="Your file"):
    file: ui.Label[Any] = ui.Label(text="File", component=ui.FileUpload(custom_id="file"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.file.component, ui.FileUpload)
        (given,) = self.file.component.values
        await interaction.response.send_message((await given.read()).decode(), ephemeral=True)


def add_menus(bot: SampleBot) -> None:
    tree = bot.tree

    @tree.context_menu(name="Answer this")
    async def answer_this(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Answer to: {message.content}", ephemeral=True)

    @tree.context_menu(name="Who is this")
    async def who(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"{member.display_name}, {len(member.roles) - 1} roles")

    @tree.context_menu(name="What was asked")
    async def asked(interaction: discord.Interaction, message: discord.Message) -> None:
        before = message.reference.resolved if message.reference else None
        await interaction.response.send_message(getattr(before, "content", "nothing"), ephemeral=True)

    privacy = app_commands.Group(name="privacy", description="Your data")

    @privacy.command(description="Show your data")
    async def show(interaction: discord.Interaction) -> None:
        assert interaction.guild is not None
        members = await interaction.guild.query_members(interaction.user.name, limit=5)
        await interaction.response.send_message(f"{len(members)} of you, {interaction.locale}")

    tree.add_command(privacy)


async def run() -> None:
    async with ShardedSampleBot() if os.environ.get("SAMPLE_SHARDS") == "auto" else SampleBot() as bot:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(bot.close()))
        await bot.start(os.environ["BACKTALK_DISCORD_TOKEN"])


def main() -> int:
    discord.utils.setup_logging()
    asyncio.run(run())
    return 0
