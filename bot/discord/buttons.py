"""Everything under a card that can be pressed or chosen; it works from the stored answer, after a restart too."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui
from typing_extensions import override

from bot.discord import replies
from bot.discord.cards import SWAPS, Card, card, exercise_card, note, why_card
from bot.discord.errors import tell
from bot.discord.feedback import ask_what_was_missing, vote
from bot.discord.layout import layout
from bot.discord.logs import log
from bot.discord.markdown import quoted, told
from bot.discord.talks import Said

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

ID = r"(?P<id>[0-9a-f]{12})"
Deed = Callable[["Asked", str], Awaitable[None]]


async def pressed(interaction: "Asked", what: str, deed: Callable[[], Awaitable[None]]) -> None:
    """Do what a press asks for, with the manners and the error handling that all of them share."""
    app = interaction.client
    if app.work.closing:
        await tell(interaction, told("closing"))
        return
    async with app.handling(what, interaction):
        if wait := app.manners.presses.wait(interaction.user.id):
            await tell(interaction, told("slow_down", wait))
            return
        await deed()


class Deeds(ui.DynamicItem[ui.Button[Any]], template=rf"(?P<deed>(?!show:)[a-z]+):{ID}"):
    """Every button of a card that needs no more than the answer's id."""

    KNOWN: ClassVar[dict[str, Deed]] = {}

    def __init__(self, deed: str, id_: str) -> None:
        super().__init__(ui.Button(label=deed, custom_id=f"{deed}:{id_}"))
        self.deed, self.id_ = deed, id_

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, item
        return cls(match["deed"], match["id"])

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        deed = self.KNOWN.get(self.deed, _gone)
        await pressed(interaction, self.deed, lambda: deed(interaction, self.id_))


class Pick(ui.DynamicItem[ui.Button[Any]], template=rf"pick:{ID}:(?P<place>\d)"):
    """An answer to a clarifying question."""

    def __init__(self, id_: str, place: int) -> None:
        super().__init__(ui.Button(label=str(place), custom_id=f"pick:{id_}:{place}"))
        self.id_, self.place = id_, place

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, item
        return cls(match["id"], int(match["place"]))

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        await pressed(interaction, "pick", lambda: go_on(interaction, self.id_, str(self.place + 1)))


class Show(ui.DynamicItem[ui.Select[Any]], template=rf"show:{ID}"):
    """The select that shows how to do an exercise."""

    def __init__(self, id_: str) -> None:
        super().__init__(ui.Select(custom_id=f"show:{id_}"))
        self.id_ = id_

    @override
    @classmethod
    async def from_custom_id(cls, interaction: "Asked", item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override]
        del interaction, item
        return cls(match["id"])

    @override
    async def callback(self, interaction: "Asked") -> None:  # type: ignore[override]
        chosen = (self.item.values or [""])[0]
        await pressed(interaction, "show", lambda: _show(interaction, chosen))


async def _show(interaction: "Asked", id_: str) -> None:
    engine = await interaction.client.engine_for(interaction)
    found = engine.library.exercises.get(id_)
    await replies.show(interaction, exercise_card(engine, found) if found else note(told("entry_gone")))


def does(*deeds: str) -> Callable[[Deed], Deed]:
    """Register what a button does, by the first word of its custom id."""

    def register(deed: Deed) -> Deed:
        Deeds.KNOWN.update(dict.fromkeys(deeds, deed))
        return deed

    return register


async def _gone(interaction: "Asked", id_: str) -> None:
    log("a button without an answer", answer=id_)
    await replies.show(interaction, note(told("gone")))


@does("why")
async def why(interaction: "Asked", id_: str) -> None:
    """The grounds of an answer, to whoever asks for them."""
    await _privately(interaction, id_, lambda app, said: why_card(app.talks.engine_of(said), said))


@does("full")
async def full(interaction: "Asked", id_: str) -> None:
    """All of an answer that was shown in brief."""
    await _privately(interaction, id_, lambda _, said: card(said))


async def _privately(interaction: "Asked", id_: str, make: Callable[["App", Said], Card]) -> None:
    app = interaction.client

    def work() -> Card:
        record = app.store.record(id_)
        answers = app.serving.engine(record.server_id).library.answers if record else {}
        if record is not None and record.entry and record.entry not in answers:
            return note(told("entry_gone"))
        said = app.talks.again(id_)
        if said is None:
            return note(told("secret" if record and record.kind == "urgent" else "gone"))
        return make(app, said)

    await replies.show(interaction, await replies.worked_out(interaction, work))


@does("good")
async def good(interaction: "Asked", id_: str) -> None:
    if await vote(interaction, id_, helpful=True):
        await replies.show(interaction, note(told("thanks")))
    else:
        await _gone(interaction, id_)


@does("bad")
async def bad(interaction: "Asked", id_: str) -> None:
    """Counts at once; what was missing may follow."""
    await ask_what_was_missing(interaction, id_)
    await vote(interaction, id_, helpful=False)


@does(*SWAPS)
async def swap(interaction: "Asked", id_: str) -> None:
    """The same answer with other exercises: easier, harder, without kit, without what hurts."""
    data: Any = interaction.data or {}
    deed = str(data.get("custom_id", "")).partition(":")[0]
    await go_on(interaction, id_, f"/{deed}")


async def go_on(interaction: "Asked", id_: str, text: str) -> None:
    """The next step from an answer: in its place for the one who asked, apart and in private for others."""
    app = interaction.client
    place = await app.place_of(interaction)
    record = await app.off_loop(lambda: app.store.record(id_))
    if record is None or not record.text:
        await _gone(interaction, id_)
    elif record.asker == place.person:
        if await replies.change(interaction, lambda: app.talks.step(id_, place, text)) is None:
            await _gone(interaction, id_)
    else:
        said = await replies.worked_out(interaction, lambda: app.talks.step(id_, place, text))
        await replies.show(interaction, card(said) if said else note(told("gone")))


@does("share")
async def share(interaction: "Asked", id_: str) -> None:
    """Show a private answer to the channel; once, and only for the one who asked."""
    app = interaction.client
    person = app.store.person(interaction.user.id)
    record = await app.off_loop(lambda: app.store.record(id_))
    said = await app.off_loop(lambda: app.talks.again(id_))
    if record is None or said is None or said.urgent:
        await _gone(interaction, id_)
    elif record.asker != person:
        await tell(interaction, told("not_yours", "share"))
    elif not await app.off_loop(lambda: app.store.claim(f"once:shared:{id_}")):
        await tell(interaction, told("shared_already"))
    else:
        who = quoted(interaction.user.display_name, 40)
        line = told("shared_by", who) if record.author != person else told("asked", who, quoted(said.text))
        await interaction.response.send_message(view=layout(card(said, public=True).headed(line)))
        log("shared", answer=id_)


@does("remove")
async def remove(interaction: "Asked", id_: str) -> None:
    """Take a public card away: for the one who asked, and for moderators."""
    app = interaction.client
    record = await app.off_loop(lambda: app.store.record(id_))
    server = await app.servers.settings(interaction.guild_id) if interaction.guild_id else None
    asked_it = record is not None and record.asker == app.store.person(interaction.user.id)
    if not asked_it and not (server and app.servers.is_moderator(interaction.user, server)):
        await tell(interaction, told("not_yours", "remove"))
        return
    await interaction.response.defer()
    try:
        await interaction.delete_original_response()
        log("removed", answer=id_, server=interaction.guild_id)
    except discord.HTTPException as error:
        log("could not remove", answer=id_, code=error.code)
        await tell(interaction, told("cannot_remove"))


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Deeds, Pick, Show)
