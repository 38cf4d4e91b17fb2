"""Forms: what a modal asks for, and the texts it begins with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.markdown import clipped
from bot.discord.moderation.deeds import FORM, MOST
from bot.words import word

if TYPE_CHECKING:
    from bot.discord.app import Asked

TITLE, LABEL, HINT = 45, 45, 100


@dataclass(frozen=True, slots=True)
class Field:
    """One text to fill in; its label and hint are in the wording under its name."""

    name: str
    value: str = ""
    long: bool = True
    required: bool = True
    most: int = MOST


async def ask(interaction: "Asked", deed: str, *fields: Field, about: str = "", title: str = "") -> None:
    """Open a form; what is written into it comes to the deed of that name."""
    modal = _modal(deed, about, title)
    for one in fields:
        text: ui.TextInput[Any] = ui.TextInput(
            custom_id=one.name,
            style=discord.TextStyle.paragraph if one.long else discord.TextStyle.short,
            default=one.value[: one.most] or None,
            required=one.required,
            max_length=one.most,
            placeholder=word("moderation", "example", one.name)[:HINT] or None,
        )
        modal.add_item(_labelled(one.name, text))
    await interaction.response.send_modal(modal)


async def ask_for_file(interaction: "Asked", deed: str, about: str = "", title: str = "") -> None:
    """Open a form that takes one file."""
    modal = _modal(deed, about, title)
    modal.add_item(_labelled("file", ui.FileUpload(custom_id="file", min_values=1, max_values=1)))
    await interaction.response.send_modal(modal)


def _modal(deed: str, about: str, title: str) -> ui.Modal:
    shown = title or word("moderation", "form", deed)
    modal = ui.Modal(title=clipped(shown, TITLE), custom_id=f"{FORM}{deed}:{about}".rstrip(":"))
    modal.stop()  # so that discord.py does not keep it: the listener in `doors` meets every submission
    return modal


def _labelled(name: str, component: ui.Item[Any]) -> ui.Label[Any]:
    hint = word("moderation", "field_hint", name)
    return ui.Label(
        text=word("moderation", "field", name)[:LABEL], description=hint[:HINT] or None, component=component
    )
