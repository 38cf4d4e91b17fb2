"""/setup: what the admins of a server choose, on one panel."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str
from discord.ext import commands
from typing_extensions import override

from bot.care import countries
from bot.discord.cards import CALM, Knob
from bot.discord.errors import tell
from bot.discord.layout import button, view_of
from bot.discord.markdown import escaped, told
from bot.discord.moderation.seats import actor_of
from knowledge.store import Server

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

MOST = 25
TEXTS = [discord.ChannelType.text, discord.ChannelType.news]


def panel(server: Server, can_read: bool, problem: str = "") -> ui.LayoutView:
    """What is chosen now, and a select or button for each thing that can be chosen."""
    box: ui.Container[Any] = ui.Container(ui.TextDisplay(told("setup", server, can_read, problem)), accent_colour=CALM)
    for select in (*_channel_selects(server), _role_select(server), _tone_select(server)):
        box.add_item(ui.ActionRow(select))
    box.add_item(
        ui.ActionRow(button(Knob("setup:review", told("label", "review_on" if server.review else "review_off"))))
    )
    return view_of(box)


def _channel_selects(server: Server) -> tuple[ui.ChannelSelect[Any], ...]:
    def select(name: str, types: list[discord.ChannelType], chosen: tuple[int, ...]) -> ui.ChannelSelect[Any]:
        known = [discord.SelectDefaultValue(id=id_, type=discord.SelectDefaultValueType.channel) for id_ in chosen]
        return ui.ChannelSelect(
            custom_id=f"setup:{name}",
            placeholder=told("label", name),
            channel_types=types,
            default_values=known,
            min_values=0,
            max_values=MOST,
        )

    return (
        select("answers", TEXTS, server.answer_channels),
        select("forums", [discord.ChannelType.forum], server.forum_channels),
    )


def _role_select(server: Server) -> ui.RoleSelect[Any]:
    role = server.moderator_role
    known = [discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role)] if role else []
    placeholder = told("label", "moderators")
    return ui.RoleSelect(custom_id="setup:moderators", placeholder=placeholder, default_values=known, min_values=0)


def _tone_select(server: Server) -> ui.Select[Any]:
    tones = ("silent", "hint")
    options = [discord.SelectOption(label=told("tone", one), value=one, default=one == server.tone) for one in tones]
    return ui.Select(custom_id="setup:tone", placeholder=told("label", "tone"), options=options)


def chosen(server: Server, what: str, values: list[str]) -> Server:
    """The settings with one of them changed; what nobody offers changes nothing."""
    ids = tuple(int(value) for value in values if value.isdigit())
    if what == "answers":
        return replace(server, answer_channels=ids)
    if what == "forums":
        return replace(server, forum_channels=ids)
    if what == "moderators":
        return replace(server, moderator_role=ids[0] if ids else None)
    if what == "tone" and values and values[0] in ("silent", "hint"):
        return replace(server, tone="hint" if values[0] == "hint" else "silent")
    return replace(server, review=not server.review) if what == "review" else server


def may_set_up(interaction: "Asked") -> bool:
    """Discord hides the command from others by default, but a server can change that: so it is asked again here."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


class _Chosen(ui.DynamicItem[ui.Button[Any]], template=r"setup:(?P<what>review)"):
    """The button of the panel; the selects below do the same."""

    def __init__(self, what: str) -> None:
        super().__init__(ui.Button(label=what, custom_id=f"setup:{what}"))
        self.what = what

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, item
        return cls(match["what"])

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        await _choose(interaction, self.what)


class _Selected(ui.DynamicItem[ui.Select[Any]], template=r"setup:(?P<what>answers|forums|moderators|tone)"):
    """The selects of the panel."""

    def __init__(self, what: str) -> None:
        super().__init__(ui.Select(custom_id=f"setup:{what}"))
        self.what = what

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, item
        return cls(match["what"])

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        await _choose(interaction, self.what)


async def _choose(interaction: "Asked", what: str) -> None:
    app = interaction.client
    async with app.handling("setup", interaction):
        if not may_set_up(interaction) or interaction.guild_id is None:
            await tell(interaction, told("only_admins"))
            return
        data: Any = interaction.data or {}
        server = chosen(await app.servers.settings(interaction.guild_id), what, list(data.get("values") or []))
        await app.servers.save(server, actor_of(interaction), what)
        await interaction.response.edit_message(view=panel(server, app.settings.message_content))


class Setup(commands.Cog):
    """The panel's command."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @app_commands.command(name=locale_str("setup"), description=locale_str("Where and how Backtalk answers here"))
    @app_commands.describe(country=locale_str("Whose emergency numbers to give, as two letters: GB, DE, US"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def setup(self, interaction: "Asked", country: app_commands.Range[str, 1, 2] | None = None) -> None:
        """Show the panel, after setting the country if one is given."""
        async with self.app.handling("setup", interaction):
            if not may_set_up(interaction) or interaction.guild_id is None:
                await tell(interaction, told("only_admins"))
                return
            server = await self.app.servers.settings(interaction.guild_id)
            problem = ""
            if country is not None:
                server, problem = with_country(server, country)
                await self.app.servers.save(server, actor_of(interaction), "country")
            shown = panel(server, self.app.settings.message_content, problem)
            await interaction.response.send_message(view=shown, ephemeral=True)

    @setup.autocomplete("country")
    async def suggest(self, _: "Asked", typed: str) -> list[app_commands.Choice[str]]:
        """The countries whose numbers are known."""
        known = [code for code in countries() if code.startswith(typed.upper())]
        return [app_commands.Choice(name=code, value=code) for code in known[:MOST]]


def with_country(server: Server, typed: str) -> tuple[Server, str]:
    """The settings with a country, and what there is to say about it."""
    code = typed.strip().upper()
    if code in ("", "-", "--"):
        return replace(server, country=""), ""
    if not re.fullmatch("[A-Z]{2}", code):
        return server, told("country_wrong")
    known = countries()
    return replace(server, country=code), "" if code in known else told("country_unknown", escaped(code), known)


async def setup(app: "App") -> None:
    app.add_dynamic_items(_Chosen, _Selected)
    await app.add_cog(Setup(app))
