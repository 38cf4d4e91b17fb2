"""/exercise: how to do one, found by any of its names."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands
from rapidfuzz import fuzz, process

from bot.discord import replies
from bot.discord.cards import Card, exercise_card, note
from bot.discord.markdown import quoted, told
from bot.engine import Engine
from bot.exercises import find_exercise, near_exercises

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

MOST, NEAR = 25, 55


class Exercises(commands.Cog):
    """The page of an exercise."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @app_commands.command(name=locale_str("exercise"), description=locale_str("How to do an exercise"))
    @app_commands.describe(
        name=locale_str("Its name, or part of it"), private=locale_str("Only you see it (yes, unless you say no)")
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def exercise(self, interaction: "Asked", name: app_commands.Range[str, 1, 100], private: bool = True) -> None:
        """Show one exercise's page."""
        async with self.app.handling("exercise", interaction):
            if not await self.app.may_ask(interaction, public=not private):
                return
            engine = await self.app.engine_for(interaction)
            shown = await replies.worked_out(interaction, lambda: _page(engine, name), private=private)
            await replies.show(interaction, shown, private=private)

    @exercise.autocomplete("name")
    async def suggest(self, interaction: "Asked", typed: str) -> list[app_commands.Choice[str]]:
        """Names near to what is being typed, typos forgiven; nothing is read from anywhere."""
        library = self.app.serving.at_hand(interaction.guild_id).library
        if not typed.strip():
            first = sorted(library.pack.exercises, key=lambda x: x.name)[:MOST]
            return [app_commands.Choice(name=x.name[:100], value=x.id) for x in first]
        names = library.exercise_names
        found = process.extract(typed.lower(), names.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=MOST * 2)
        ids = dict.fromkeys(names[match[0]] for match in found)
        return [app_commands.Choice(name=library.exercises[id_].name[:100], value=id_) for id_ in ids][:MOST]


def _page(engine: Engine, name: str) -> Card:
    found = engine.library.exercises.get(name) or find_exercise(engine, name)
    if found:
        return exercise_card(engine, found)
    return note(told("no_exercise", quoted(name, 60), near_exercises(engine.library, name)))


async def setup(app: "App") -> None:
    await app.add_cog(Exercises(app))
