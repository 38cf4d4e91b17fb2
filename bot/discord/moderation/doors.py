"""The doors to a moderator's deeds: buttons, selects and forms; what each stands for is all in its custom id."""

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui
from discord.ext import commands
from typing_extensions import override

from bot.discord.buttons import pressed
from bot.discord.moderation.deeds import FORM, MOST, Given, enter

if TYPE_CHECKING:
    from bot.discord.app import App, Asked


class Door(ui.DynamicItem[ui.Item[Any]], template=r"kb:(?P<deed>[a-z-]+)(?::(?P<about>.*))?"):
    """Every button and select of a moderator's card."""

    def __init__(self, item: ui.Item[Any], deed: str, about: str) -> None:
        super().__init__(item)
        self.deed, self.about = deed, about

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction
        return cls(item, match["deed"], match["about"] or "")

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        data: Any = interaction.data or {}
        given = Given(self.about, chosen=str((data.get("values") or [""])[0]))
        await pressed(interaction, f"kb {self.deed}", lambda: enter(interaction, self.deed, given))


class Forms(commands.Cog):
    """Receives what was written into a form; met by its custom id, so it works after a restart too."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "Asked") -> None:
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(FORM):
            return
        name, _, about = custom_id.removeprefix(FORM).partition(":")
        # taken while the bot closes too: words that were written down must not be lost
        async with self.app.handling(f"kb {name}", interaction):
            await enter(interaction, name, Given(about, words=_words(data), file=_file(interaction, data)))


def _parts(data: Any) -> list[Any]:
    return [part.get("component") or {} for part in data.get("components") or []]


def _words(data: Any) -> dict[str, str]:
    return {str(part["custom_id"]): str(part["value"])[:MOST] for part in _parts(data) if part.get("value")}


def _file(interaction: "Asked", data: Any) -> discord.Attachment | None:
    handed: Any = (data.get("resolved") or {}).get("attachments") or {}
    ids = [str(id_) for part in _parts(data) for id_ in part.get("values") or []]
    found = next((handed[id_] for id_ in ids if id_ in handed), None)
    return discord.Attachment(data=found, state=interaction._state) if found else None


async def setup(app: "App") -> None:
    app.add_dynamic_items(Door)
    await app.add_cog(Forms(app))
