"""From a draft to an answer that people get, and back: publish, keep, discard, send back, undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.discord.cards import Card, note
from bot.discord.errors import tell
from bot.discord.markdown import worded
from bot.discord.moderation.cards import diff_card, differs_card, draft_card, outcome_card, show_card
from bot.discord.moderation.deeds import Given, deed
from bot.discord.moderation.forms import Field, ask
from bot.discord.moderation.looks import look, served_look, whole
from bot.discord.moderation.seats import Seat
from bot.discord.moderation.texts import added_phrasings
from bot.discord.replies import present
from bot.moderation.desk import Desk
from bot.moderation.outcome import Outcome, Sheet
from knowledge.revisions import Revision

if TYPE_CHECKING:
    from bot.discord.app import Asked

REASON = Field("reason", long=False, most=300)


def draft_of(desk: Desk, seat: Seat, sheet: Sheet, *extra: str) -> Card:
    """The card of an entry's open draft."""
    return draft_card(look(desk, sheet), seat.actor.by, seat.actor.admin, extra)


def told(outcome: Outcome, seat: Seat) -> Card:
    """The card of what came of an act."""
    return outcome_card(outcome, seat.actor.by, seat.actor.admin)


def revision_of(desk: Desk, seat: Seat, about: str) -> Revision | None:
    """The revision a custom id names, if it is one of this server's."""
    found = desk.store.revision(int(about)) if about.isdigit() and len(about) < 19 else None
    return found if found is not None and found.server_id == seat.server_id else None


def on_revision(
    interaction: "Asked", seat: Seat, about: str, act: Callable[[Desk, Revision], Card]
) -> Callable[[], Card]:
    """Work on the revision that a button or a choice names; where there is none any more, that is said."""
    desk = interaction.client.desk

    def work() -> Card:
        revision = revision_of(desk, seat, about)
        return act(desk, revision) if revision else note(worded("moderation", "gone"))

    return work


def on_draft(
    interaction: "Asked", seat: Seat, about: str, act: Callable[[Desk, Sheet], Card], *, own_text: bool = True
) -> Callable[[], Card]:
    """Work on the draft that a button was under; where it has moved on, that is said and both texts are shown."""

    def unless_moved_on(desk: Desk, revision: Revision) -> Card:
        sheet = desk.sheet(seat.server_id, revision.key)
        if sheet.head is None or sheet.head.id != revision.id:
            return moved_on(desk, seat, revision, sheet, own_text)
        return act(desk, sheet)

    return on_revision(interaction, seat, about, unless_moved_on)


def moved_on(desk: Desk, seat: Seat, mine: Revision, sheet: Sheet, own_text: bool = True) -> Card:
    """What to say of a draft that somebody went on from: what it is now, and how the two differ."""
    head = sheet.head
    if head is None:
        return note(worded("moderation", "gone"))
    if head.text == mine.text or not own_text:
        outcome = Outcome("conflict", sheet.key, mine, head=head)
        return draft_of(desk, seat, sheet, worded("desk", "outcome", outcome)) if sheet.open else told(outcome, seat)
    return differs_card(sheet.key, head, mine.text, f"over:{mine.id}")


@deed("publish")
async def publish(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Publish, or hand in where a second person publishes."""
    act = on_draft(interaction, seat, given.about, lambda desk, sheet: told(desk.publish(sheet, seat.actor), seat))
    await present(interaction, act)


@deed("override")
async def override(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Ask an admin why a golden question may be lost."""
    await with_reason(interaction, seat, "override-publish", given.about)


@deed("override-publish")
async def override_publish(interaction: "Asked", seat: Seat, given: Given) -> None:
    reason = given.words.get("reason", "")
    act = on_draft(
        interaction,
        seat,
        given.about,
        lambda desk, sheet: told(desk.publish(sheet, seat.actor, override=reason), seat),
    )
    await present(interaction, act)


async def with_reason(interaction: "Asked", seat: Seat, then: str, about: str) -> None:
    if seat.actor.admin:
        await ask(interaction, then, REASON, about=about)
    else:
        await tell(interaction, worded("moderation", "only_admins_override"))


@deed("keep")
async def keep(interaction: "Asked", seat: Seat, given: Given) -> None:
    """The draft is kept already; say so, and where to find it."""
    del seat, given
    await present(interaction, lambda: note(worded("moderation", "kept")))


@deed("theirs")
async def theirs(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Leave it as somebody else made it."""
    del seat, given
    await present(interaction, lambda: note(worded("moderation", "theirs_kept")))


@deed("discard")
async def discard(interaction: "Asked", seat: Seat, given: Given) -> None:
    act = on_draft(
        interaction, seat, given.about, lambda desk, sheet: told(desk.discard(sheet, seat.actor), seat), own_text=False
    )
    await present(interaction, act)


@deed("back")
async def back(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Ask what is missing before a draft goes back to its author."""
    del seat
    await ask(interaction, "send-back", REASON, about=given.about)


@deed("send-back")
async def send_back(interaction: "Asked", seat: Seat, given: Given) -> None:
    reason = given.words.get("reason", "")
    act = on_draft(
        interaction,
        seat,
        given.about,
        lambda desk, sheet: told(desk.send_back(sheet, seat.actor, reason), seat),
        own_text=False,
    )
    await present(interaction, act)


@deed("undo")
async def undo(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Take one act back."""
    act = on_revision(interaction, seat, given.about, lambda desk, one: told(desk.undo(one, seat.actor), seat))
    await present(interaction, act)


@deed("open")
async def open_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """The entry of a revision as it is now: its draft where one is open."""

    def shown(desk: Desk, revision: Revision) -> Card:
        sheet = desk.sheet(seat.server_id, revision.key)
        return draft_of(desk, seat, sheet) if sheet.open else show_card(served_look(desk, whole(desk, sheet)))

    await present(interaction, on_revision(interaction, seat, given.about or given.chosen, shown))


@deed("pick")
async def pick(interaction: "Asked", seat: Seat, given: Given) -> None:
    """One of the queue."""
    await open_(interaction, seat, given)


@deed("over")
async def over(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Put one's own text over what somebody else did meanwhile, as a draft."""

    def put_over(desk: Desk, mine: Revision) -> Card:
        return saved(desk, seat, desk.sheet(seat.server_id, mine.key), mine.text)

    await present(interaction, on_revision(interaction, seat, given.about, put_over))


def saved(desk: Desk, seat: Seat, sheet: Sheet, text: str, *extra: str) -> Card:
    """Keep a text as a draft and show it; what stood in the way where it could not be kept."""
    outcome = desk.save(sheet, text, seat.actor)
    if outcome.done or (outcome.kind == "nothing" and sheet.open):
        return draft_of(desk, seat, desk.sheet(seat.server_id, sheet.key), *extra)
    if outcome.kind == "conflict" and outcome.head is not None:
        # somebody was quicker between looking and keeping
        return differs_card(sheet.key, outcome.head, text, f"over-file:{sheet.key[0]}:{sheet.key[1]}")
    return told(outcome, seat)


@deed("phrasings")
async def phrasings(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Give a draft's phrasings to an answer that says the same already, and drop the draft."""
    id_, _, entry = given.about.partition(":")

    def act(desk: Desk, sheet: Sheet) -> Card:
        other = desk.sheet(seat.server_id, ("answer", entry))
        text = added_phrasings(other.text, sheet.text)
        if not other.text or not text:
            return note(worded("moderation", "gone"))
        outcome = desk.save(other, text, seat.actor, worded("moderation", "phrasings_reason", sheet.key[1]))
        if outcome.kind == "nothing":
            return note(worded("moderation", "phrasings_there", other.key))
        if not outcome.done:
            return told(outcome, seat)
        desk.discard(sheet, seat.actor, worded("moderation", "phrasings_reason", entry))
        return draft_of(
            desk, seat, desk.sheet(seat.server_id, other.key), worded("moderation", "phrasings_added", sheet.key)
        )

    await present(interaction, on_draft(interaction, seat, id_, act))


@deed("compare")
async def compare(interaction: "Asked", seat: Seat, given: Given) -> None:
    """What an open draft changes of what people are given."""

    def act(desk: Desk, sheet: Sheet) -> Card:
        del desk
        return diff_card(sheet.key, sheet.given, sheet.text, ("served", "draft"))

    await present(interaction, on_draft(interaction, seat, given.about, act))
