"""Cards as Discord components."""

import io
from typing import Any

import discord
from discord import ui

from bot.discord.cards import Card, Knob
from bot.discord.markdown import told

STYLES = {
    "primary": discord.ButtonStyle.primary,
    "secondary": discord.ButtonStyle.secondary,
    "danger": discord.ButtonStyle.danger,
}


def layout(card: Card) -> ui.LayoutView:
    """The view that shows a card."""
    box: ui.Container[Any] = ui.Container(accent_colour=card.colour)
    for place, text in enumerate(card.texts):
        if place:
            box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(text))
    for file in card.files:
        box.add_item(ui.File(f"attachment://{file.name}"))
    if card.choices:
        box.add_item(ui.ActionRow(_select(card)))
    for row in card.rows:
        box.add_item(ui.ActionRow(*(button(knob) for knob in row)))
    return view_of(box)


def view_of(*items: ui.Item[Any]) -> ui.LayoutView:
    """A view that discord.py forgets once it is sent: every click is met by the templates in `buttons`."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def button(knob: Knob) -> ui.Button[Any]:
    return ui.Button(label=knob.label, custom_id=knob.custom_id, style=STYLES[knob.style])


def files_of(card: Card) -> list[discord.File]:
    return [discord.File(io.BytesIO(file.content), file.name) for file in card.files]


def _select(card: Card) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=c.label, value=c.value, description=c.description or None) for c in card.choices[:25]
    ]
    return ui.Select(custom_id=card.select_id, placeholder=card.hint or told("label", "show"), options=options)
