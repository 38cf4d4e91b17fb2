"""Changing an entry: in a form where it fits into one, as a file where it does not; nobody's words are lost."""

from typing import TYPE_CHECKING

from bot.discord.cards import ASKING, URGENT, Card, fitting, note
from bot.discord.errors import tell
from bot.discord.markdown import worded
from bot.discord.moderation.cards import diff_card, differs_card, file_card, history_card, knob
from bot.discord.moderation.deeds import Given, deed
from bot.discord.moderation.files import kept_file, text_of
from bot.discord.moderation.forms import ask, ask_for_file
from bot.discord.moderation.looks import key_line, whole
from bot.discord.moderation.names import key_in
from bot.discord.moderation.publish import revision_of, saved
from bot.discord.moderation.seats import Seat
from bot.discord.moderation.texts import Edited, edited, fields_of, page_of
from bot.discord.replies import present
from bot.moderation.desk import Desk
from bot.moderation.outcome import Checked, Outcome, Sheet
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key

if TYPE_CHECKING:
    from bot.discord.app import App, Asked


def place_of(about: str) -> tuple[Key, int] | None:
    """An entry and the number somebody saw of it, as `kind:entry:number`."""
    line, _, number = about.rpartition(":")
    key = key_in(line)
    return (key, int(number)) if key and number.isdigit() and len(number) < 10 else None


async def change(interaction: "Asked", seat: Seat, key: Key) -> None:
    """Open an entry's form, or hand out its file where a form cannot hold it."""
    app = interaction.client
    sheet = await app.off_loop(lambda: whole(app.desk, app.desk.sheet(seat.server_id, key)))
    if not sheet.text:
        await present(interaction, lambda: note(worded("moderation", "nothing_to_edit", key)))
        return
    await _open(interaction, sheet, sheet.text)


async def _open(interaction: "Asked", sheet: Sheet, text: str) -> None:
    engine = await interaction.client.engine_for(interaction)
    page = page_of(text) if sheet.key[0] == "answer" else None
    fields = fields_of(page, engine) if page else None
    if page is None or fields is None:
        await present(interaction, lambda: by_file(sheet, text))
        return
    await ask(interaction, "edited", *fields, about=f"{key_line(sheet.key)}:{sheet.expected}", title=page.title)
    interaction.client.readiness.prepare(sheet.server_id)


def by_file(sheet: Sheet, text: str) -> Card:
    """An entry that no form can hold: its file, and the way to hand it back."""
    at = f"{key_line(sheet.key)}:{sheet.expected}"
    shown = fitting([(9, worded("moderation", "by_file", sheet.key))])
    return file_card(sheet.key, text, Card(shown, ASKING, rows=((knob("upload", at, "primary"),),)))


@deed("change")
async def change_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """The edit button of an entry's card."""
    if place := place_of(given.about):
        await change(interaction, seat, place[0])


@deed("edit")
async def edit(interaction: "Asked", seat: Seat, given: Given) -> None:
    """The edit button of a draft's card."""
    app = interaction.client
    revision = await app.off_loop(lambda: revision_of(app.desk, seat, given.about))
    if revision is None:
        await present(interaction, lambda: note(worded("moderation", "gone")))
        return
    await change(interaction, seat, revision.key)


@deed("edited")
async def edited_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """What was written into an entry's form becomes a draft."""
    place, app = place_of(given.about), interaction.client
    if place is None:
        return
    kept = await kept_file(interaction)

    def work() -> Card:
        key, number = place
        seen = whole(app.desk, seen_at(app.desk, seat.server_id, key, number))
        before = kept if kept is not None else seen.text
        try:
            new = edited(before, given.words, app.serving.engine(seat.server_id))
        except BrokenEntry as broken:
            outcome = Outcome("broken", key, checked=Checked(problems=tuple(broken.problems)))
            return refused(seen, before, outcome)
        return keep(app, seat, seen, new)

    await present(interaction, work)


def seen_at(desk: Desk, server_id: int, key: Key, number: int) -> Sheet:
    """An entry as somebody saw it who saw this number of it last."""
    now = desk.sheet(server_id, key)
    return Sheet.of(server_id, key, desk.store.history(server_id, *key)[:number], now.base)


def keep(app: "App", seat: Seat, seen: Sheet, new: Edited) -> Card:
    """Keep a text as a draft over what its writer saw; what somebody else did meanwhile is never lost."""
    desk = app.desk
    now = desk.sheet(seat.server_id, seen.key)
    if now.expected != seen.expected and now.head is not None and now.text != new.text:
        return differs_card(seen.key, now.head, new.text, f"over-file:{key_line(seen.key)}")
    outcome = desk.check(seat.server_id, seen.key, new.text)
    if outcome.entry is None:
        return refused(now, new.text, Outcome("broken", seen.key, checked=outcome))
    extra = worded("moderation", "unknown_names", new.unknown) if new.unknown else ""
    if new.text == now.text and not now.open:
        return note("\n".join((worded("moderation", "unchanged", seen.key), extra)))
    return saved(desk, seat, now, new.text, extra)


def refused(sheet: Sheet, text: str, outcome: Outcome) -> Card:
    """A text that could not be kept, given back: as a file, and in a form again where it fits into one."""
    at = f"{key_line(sheet.key)}:{sheet.expected}"
    form = sheet.key[0] == "answer" and page_of(text) is not None
    parts = [(9, worded("desk", "outcome", outcome)), (8, worded("moderation", "not_lost", form))]
    knobs = [knob("upload", at)]
    if form:
        knobs.insert(0, knob("again", at, "primary"))
    return file_card(sheet.key, text, Card(fitting(parts), URGENT, rows=(tuple(knobs),)))


@deed("again")
async def again(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Open the form with a text that was given back."""
    place, app = place_of(given.about), interaction.client
    kept = await kept_file(interaction)
    if place is None or kept is None:
        await tell(interaction, worded("moderation", "file_gone"))
        return
    sheet = await app.off_loop(lambda: seen_at(app.desk, seat.server_id, *place))
    await _open(interaction, sheet, kept)


@deed("over-file")
async def over_file(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Put the text of the card's file over what somebody else did meanwhile, as a draft."""
    key, desk = key_in(given.about), interaction.client.desk
    kept = await kept_file(interaction)
    if key is None or kept is None:
        await tell(interaction, worded("moderation", "file_gone"))
        return
    await present(interaction, lambda: saved(desk, seat, desk.sheet(seat.server_id, key), kept))


@deed("upload")
async def upload(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Ask for an entry's file."""
    del seat
    await ask_for_file(interaction, "uploaded", about=given.about)


@deed("uploaded")
async def uploaded(interaction: "Asked", seat: Seat, given: Given) -> None:
    """An entry's file handed back becomes a draft."""
    place, app = place_of(given.about), interaction.client
    text = await text_of(interaction, given.file)
    if place is None or text is None:
        return

    def work() -> Card:
        return keep(app, seat, seen_at(app.desk, seat.server_id, *place), Edited(text))

    await present(interaction, work)


@deed("file")
async def file_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Hand out an entry's file, to be changed in any editor and handed back."""
    key, desk = key_in(given.about), interaction.client.desk

    def work() -> Card:
        sheet = whole(desk, desk.sheet(seat.server_id, key)) if key else None
        return by_file(sheet, sheet.text) if sheet and sheet.text else note(worded("moderation", "gone"))

    await present(interaction, work)


@deed("history")
async def history(interaction: "Asked", seat: Seat, given: Given) -> None:
    """What was done to an entry."""
    if key := key_in(given.about):
        await present(interaction, lambda: history_of(interaction.client.desk, seat, key))


def history_of(desk: Desk, seat: Seat, key: Key) -> Card:
    return history_card(desk.sheet(seat.server_id, key), desk.store.history(seat.server_id, *key))


def difference_of(desk: Desk, seat: Seat, key: Key) -> Card:
    """What is different: an open draft from what people are given, else that from the curated text."""
    sheet = desk.sheet(seat.server_id, key)
    if sheet.open:
        return diff_card(key, sheet.given, sheet.text, ("served", "draft"))
    return diff_card(key, sheet.base, sheet.given, ("curated", "served"))
