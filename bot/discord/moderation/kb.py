"""/kb: what moderators do with the knowledge base of their server."""

import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.cards import ASKING, CALM, OPTION, Card, Choice, fitting
from bot.discord.errors import tell
from bot.discord.markdown import clipped, quoted, worded
from bot.discord.moderation import parcels
from bot.discord.moderation.cards import queue_card, show_card
from bot.discord.moderation.deeds import BUTTON, Given, deed
from bot.discord.moderation.edit import change, difference_of, history_of
from bot.discord.moderation.gaps import gaps_card
from bot.discord.moderation.looks import served_look, whole
from bot.discord.moderation.names import MOST, key_in, value_of
from bot.discord.moderation.retire import before_retiring
from bot.discord.moderation.seats import Seat, seat_of
from bot.discord.moderation.teach import open_new
from bot.discord.replies import present
from bot.words import word
from knowledge.revisions import Key
from knowledge.stale import stale
from knowledge.store import DAY

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

Done = Callable[[Seat], Awaitable[None]]
ENTRY = locale_str("Its title, or part of it")


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Kb(
    commands.GroupCog,
    group_name=locale_str("kb"),
    group_description=locale_str("For moderators: this server's answers"),
):
    """A moderator's commands; each asks for the rights again, for servers can open commands to anybody."""

    def __init__(self, app: "App") -> None:
        self.app = app

    async def _do(self, interaction: "Asked", what: str, do: Done) -> None:
        async with self.app.handling(f"kb {what}", interaction):
            seat = await seat_of(interaction)
            if seat is not None:
                await do(seat)

    async def _of(self, interaction: "Asked", what: str, entry: str, make: Callable[[Seat, Key], Card]) -> None:
        """One entry's card; what was typed in place of a choice is looked for."""

        async def do(seat: Seat) -> None:
            key = await self._key(interaction, seat, entry)
            if key is not None:
                await present(interaction, lambda: make(seat, key))

        await self._do(interaction, what, do)

    async def _key(self, interaction: "Asked", seat: Seat, typed: str) -> Key | None:
        near = await self.app.names.near(seat.server_id, typed)
        exact = key_in(typed.lower().replace(" ", "-"))
        if exact is not None and exact in {key for _, key in near}:
            return exact
        named = [key for title, key in near if title.lower() == typed.strip().lower()]
        if len(named) == 1:
            return named[0]
        titles = [quoted(title, 80) for title, _ in near[:5]]
        await tell(interaction, worded("moderation", "no_entry", quoted(typed, 60), titles))
        return None

    @app_commands.command(name=locale_str("add"), description=locale_str("Write a new answer"))
    async def add(self, interaction: "Asked") -> None:
        """An empty form."""
        await self._do(interaction, "add", lambda seat: open_new(interaction, seat))

    @app_commands.command(name=locale_str("edit"), description=locale_str("Change an entry of this server"))
    @app_commands.describe(entry=ENTRY)
    async def edit(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """Its form, or its file where it is too long for one."""

        async def do(seat: Seat) -> None:
            key = await self._key(interaction, seat, entry)
            if key is not None:
                await change(interaction, seat, key)

        await self._do(interaction, "edit", do)

    @app_commands.command(name=locale_str("show"), description=locale_str("See an entry as it stands here"))
    @app_commands.describe(entry=ENTRY)
    async def show(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """As people get it, and whether it is curated, changed here, retired or a draft."""
        desk = self.app.desk
        await self._of(
            interaction,
            "show",
            entry,
            lambda seat, key: show_card(served_look(desk, whole(desk, desk.sheet(seat.server_id, key)))),
        )

    @app_commands.command(name=locale_str("search"), description=locale_str("Find entries by what they say"))
    @app_commands.describe(text=locale_str("As an asker would put it"))
    async def search(self, interaction: "Asked", text: app_commands.Range[str, 1, 300]) -> None:
        """What people would get for some words, and what is near to them by name."""

        async def do(seat: Seat) -> None:
            near = await self.app.names.near(seat.server_id, text)
            await present(interaction, lambda: found_card(self.app, seat, text, near))

        await self._do(interaction, "search", do)

    @app_commands.command(name=locale_str("retire"), description=locale_str("Stop giving people an entry"))
    @app_commands.describe(entry=ENTRY)
    async def retire(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """What would change first; nothing is done yet."""
        await self._of(interaction, "retire", entry, lambda seat, key: before_retiring(self.app.desk, seat, key))

    @app_commands.command(name=locale_str("restore"), description=locale_str("Go back to an earlier text"))
    @app_commands.describe(entry=ENTRY)
    async def restore(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """The history, to choose from."""
        await self._of(interaction, "restore", entry, lambda seat, key: history_of(self.app.desk, seat, key))

    @app_commands.command(name=locale_str("history"), description=locale_str("Who changed an entry, when and why"))
    @app_commands.describe(entry=ENTRY)
    async def history(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """Every act on it."""
        await self._of(interaction, "history", entry, lambda seat, key: history_of(self.app.desk, seat, key))

    @app_commands.command(name=locale_str("diff"), description=locale_str("What is different here"))
    @app_commands.describe(entry=ENTRY)
    async def diff(self, interaction: "Asked", entry: app_commands.Range[str, 1, 100]) -> None:
        """An open draft against what people get, else that against the curated text."""
        await self._of(interaction, "diff", entry, lambda seat, key: difference_of(self.app.desk, seat, key))

    @app_commands.command(name=locale_str("review"), description=locale_str("Drafts that wait for somebody"))
    async def review(self, interaction: "Asked") -> None:
        """The queue."""
        desk = self.app.desk
        await self._card(interaction, "review", lambda seat: queue_card(desk.queue(seat.server_id)))

    @app_commands.command(name=locale_str("gaps"), description=locale_str("What people asked and got no answer to"))
    async def gaps(self, interaction: "Asked") -> None:
        """Gathered and counted."""
        await self._card(interaction, "gaps", lambda seat: gaps_card(self.app, seat))

    @app_commands.command(name=locale_str("stats"), description=locale_str("Figures of this server"))
    @app_commands.describe(days=locale_str("Of how many days (30, unless you say otherwise)"))
    async def stats(self, interaction: "Asked", days: app_commands.Range[int, 1, 90] = 30) -> None:
        """Asked, answered, helpful, overdue, and who wrote what."""
        await self._card(interaction, "stats", lambda seat: stats_card(self.app, seat, days))

    @app_commands.command(name=locale_str("export"), description=locale_str("Get what this server wrote as files"))
    async def export(self, interaction: "Asked") -> None:
        """A zip, for git, an editor or another server."""
        await self._card(interaction, "export", lambda seat: parcels.packed(self.app.desk, seat))

    @app_commands.command(
        name=locale_str("import"), description=locale_str("Take files in: a zip, or one entry's file")
    )
    @app_commands.describe(file=locale_str("What /kb export gave, or a file of an entry"))
    async def import_(self, interaction: "Asked", file: discord.Attachment) -> None:
        """What they would change first; nothing is done yet."""
        await self._do(interaction, "import", lambda seat: parcels.take(interaction, seat, file))

    async def _card(self, interaction: "Asked", what: str, make: Callable[[Seat], Card]) -> None:
        await self._do(interaction, what, lambda seat: present(interaction, lambda: make(seat)))

    @edit.autocomplete("entry")
    @show.autocomplete("entry")
    @retire.autocomplete("entry")
    @restore.autocomplete("entry")
    @history.autocomplete("entry")
    @diff.autocomplete("entry")
    async def suggest(self, interaction: "Asked", typed: str) -> list[app_commands.Choice[str]]:
        """Entries near to what is being typed."""
        if interaction.guild_id is None or self.app.get_guild(interaction.guild_id) is None:
            return []
        settings = await self.app.servers.settings(interaction.guild_id)
        if not self.app.servers.is_moderator(interaction.user, settings):
            return []
        near = await self.app.names.near(interaction.guild_id, typed)
        return [app_commands.Choice(name=_choice_name(title, key), value=value_of(key)) for title, key in near][:MOST]


def _choice_name(title: str, key: Key) -> str:
    kind = "" if key[0] == "answer" else f" ({word('moderation', 'kind', key[0])})"
    return clipped(title, OPTION - len(kind)) + kind


def found_card(app: "App", seat: Seat, text: str, near: list[tuple[str, Key]]) -> Card:
    """What is found for some words: by what entries say, then by their names."""
    engine = app.serving.engine(seat.server_id)
    reply = engine.ask(text)
    likely: list[Key] = [("answer", candidate.answer.id) for candidate in reply.candidates[:8]]
    titles = {key: title for title, key in near} | {key: engine.library.answers[key[1]].title for key in likely}
    keys = list(dict.fromkeys([*likely, *(key for _, key in near)]))[:15]
    listed = [(quoted(titles[key], 80), word("moderation", "kind", key[0])) for key in keys]
    got = quoted(reply.answer.title, 80) if reply.answer else ""
    shown = worded("moderation", "found", quoted(text, 120), reply.kind, got, listed)
    choices = tuple(Choice(value_of(key), clipped(titles[key], OPTION), key[0]) for key in keys)
    hint = word("moderation", "label", "pick")
    return Card(fitting([(9, shown)]), ASKING, f"{BUTTON}see" if choices else "", choices, hint=hint)


@deed("see")
async def see(interaction: "Asked", seat: Seat, given: Given) -> None:
    """An entry that was found."""
    key, desk = key_in(given.chosen), interaction.client.desk
    if key is not None:
        await present(interaction, lambda: show_card(served_look(desk, whole(desk, desk.sheet(seat.server_id, key)))))


def stats_card(app: "App", seat: Seat, days: int) -> Card:
    """The figures of a server."""
    figures = app.store.stats(seat.server_id, time.time() - days * DAY)
    library = app.serving.engine(seat.server_id).library
    titles = {entry: answer.title for entry, answer in library.answers.items()}
    due = stale(library.pack.answers, date.today().isoformat())
    return Card(fitting([(9, clipped(worded("desk", "stats", figures, days, due, titles), 3800))]), CALM)


async def setup(app: "App") -> None:
    await app.add_cog(Kb(app))
