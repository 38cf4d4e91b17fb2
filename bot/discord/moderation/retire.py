"""Taking an entry out of a server's answers, and going back to an earlier text; each shown before it is done."""

from typing import TYPE_CHECKING

from bot.discord.cards import ASKING, CALM, URGENT, Card, fitting, note
from bot.discord.markdown import clipped, worded
from bot.discord.moderation.cards import ASKER, CHANGES, DIFF, difference, fenced, knob
from bot.discord.moderation.deeds import Given, deed
from bot.discord.moderation.edit import place_of, seen_at
from bot.discord.moderation.forms import ask
from bot.discord.moderation.looks import as_asked, changes, key_line
from bot.discord.moderation.names import title_of
from bot.discord.moderation.publish import REASON, on_revision, told, with_reason
from bot.discord.moderation.seats import Seat
from bot.discord.replies import present
from bot.moderation.desk import Desk
from bot.moderation.outcome import Came, Outcome
from knowledge.revisions import Key, Revision

if TYPE_CHECKING:
    from bot.discord.app import Asked


def before_retiring(desk: Desk, seat: Seat, key: Key) -> Card:
    """What people would lose with an entry."""
    sheet = desk.sheet(seat.server_id, key)
    if sheet.open or sheet.retired or not sheet.text:
        kind: Came = "open" if sheet.open else "nothing"
        return told(Outcome(kind, key, sheet.head, head=sheet.head, deed="retire"), seat)
    seen = desk.rehearse(seat.server_id, {key: None}).seen
    title = title_of(desk.serving.engine(seat.server_id).library, key)
    at = f"{key_line(key)}:{sheet.expected}"
    parts = [(9, worded("moderation", "before_retiring", key, title, seen.blocked)), (8, changes(seen))]
    knobs = [] if seen.blocked else [knob("retire-why", at, "danger")]
    if seen.blocked and seat.actor.admin:
        knobs.append(knob("override-retire", at, "danger"))
    return Card(fitting(parts), URGENT if seen.blocked else ASKING, rows=((*knobs, knob("keep-it")),))


@deed("retire")
async def retire(interaction: "Asked", seat: Seat, given: Given) -> None:
    """The retire button of an entry's card."""
    if place := place_of(given.about):
        await present(interaction, lambda: before_retiring(interaction.client.desk, seat, place[0]))


@deed("keep-it")
async def keep_it(interaction: "Asked", seat: Seat, given: Given) -> None:
    del seat, given
    await present(interaction, lambda: note(worded("moderation", "kept_it")))


@deed("retire-why")
async def retire_why(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Ask for the reason."""
    del seat
    await ask(interaction, "retired", REASON, about=given.about)


@deed("override-retire")
async def override_retire(interaction: "Asked", seat: Seat, given: Given) -> None:
    await with_reason(interaction, seat, "override-retired", given.about)


@deed("retired")
async def retired(interaction: "Asked", seat: Seat, given: Given) -> None:
    await _retire(interaction, seat, given, override=False)


@deed("override-retired")
async def override_retired(interaction: "Asked", seat: Seat, given: Given) -> None:
    await _retire(interaction, seat, given, override=True)


async def _retire(interaction: "Asked", seat: Seat, given: Given, *, override: bool) -> None:
    place, desk, reason = place_of(given.about), interaction.client.desk, given.words.get("reason", "")

    def work() -> Card:
        if place is None:
            return note(worded("moderation", "gone"))
        # acting on what was shown: somebody else's act since then is a conflict, not overwritten
        sheet = seen_at(desk, seat.server_id, *place)
        return told(desk.retire(sheet, seat.actor, reason, override=reason if override else ""), seat)

    await present(interaction, work)


@deed("restore")
async def restore(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Show an earlier text and what going back to it would change."""

    def shown(desk: Desk, revision: Revision) -> Card:
        sheet = desk.sheet(seat.server_id, revision.key)
        checked = desk.check(seat.server_id, revision.key, revision.text)
        parts = [(9, worded("moderation", "before_restoring", revision))]
        if changed := difference(sheet.text, revision.text, "now", f"#{revision.id}"):
            parts.append((5, fenced(changed, "diff", ASKER)))
        if checked.entry is None or not checked.fit:
            parts.append((8, clipped(worded("desk", "checked", checked), DIFF)))
            return Card(fitting(parts), URGENT, rows=((knob("keep-it"),),))
        rehearsal = desk.rehearse(seat.server_id, {revision.key: checked.entry})
        seen = rehearsal.seen
        if not changed:
            parts.append((6, clipped("\n\n".join(as_asked(rehearsal.after, checked.entry)), ASKER)))
        parts.append((8, clipped(changes(seen), CHANGES)))
        knobs = [] if seen.blocked else [knob("restored", revision.id, "primary")]
        if seen.blocked and seat.actor.admin:
            knobs.append(knob("override-restore", revision.id, "danger"))
        return Card(fitting(parts), URGENT if seen.blocked else CALM, rows=((*knobs, knob("keep-it")),))

    await present(interaction, on_revision(interaction, seat, given.chosen or given.about, shown))


@deed("restored")
async def restored(interaction: "Asked", seat: Seat, given: Given) -> None:
    await _restore(interaction, seat, given.about, "")


@deed("override-restore")
async def override_restore(interaction: "Asked", seat: Seat, given: Given) -> None:
    await with_reason(interaction, seat, "override-restored", given.about)


@deed("override-restored")
async def override_restored(interaction: "Asked", seat: Seat, given: Given) -> None:
    await _restore(interaction, seat, given.about, given.words.get("reason", ""))


async def _restore(interaction: "Asked", seat: Seat, about: str, override: str) -> None:
    def served(desk: Desk, revision: Revision) -> Card:
        return told(desk.restore(revision, seat.actor, override=override), seat)

    await present(interaction, on_revision(interaction, seat, about, served))
