"""What people asked and got no answer to: gathered, counted, and one press from being written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.discord.cards import ASKING, CALM, DESCRIPTION, OPTION, Card, Choice, fitting, note
from bot.discord.errors import tell
from bot.discord.markdown import clipped, worded
from bot.discord.moderation.cards import MOST, knob
from bot.discord.moderation.deeds import BUTTON, Given, deed
from bot.discord.moderation.proposals import Begun
from bot.discord.moderation.seats import Seat
from bot.discord.moderation.teach import open_new
from bot.discord.replies import present
from bot.words import word
from knowledge.gaps import Gap, find

if TYPE_CHECKING:
    from bot.discord.app import App, Asked


def gaps_card(app: "App", seat: Seat) -> Card:
    """Every gap with its count and examples, the most asked first."""
    found = app.gathered.of(seat.server_id, anew=True)
    parts = [(9, worded("moderation", "gaps", found, sum(gap.count for gap in found)))]
    parts += [(8 if place < 5 else 4, worded("moderation", "gap_line", gap)) for place, gap in enumerate(found[:10])]
    choices = tuple(_choice(gap) for gap in found[:MOST])
    return Card(fitting(parts), CALM, f"{BUTTON}gap", choices, hint=word("moderation", "label", "gap"))


def _choice(gap: Gap) -> Choice:
    about = word("moderation", "gap_about", gap)
    return Choice(gap.id, clipped(gap.title or gap.examples[0], OPTION), clipped(about, DESCRIPTION))


def on_gap(interaction: "Asked", seat: Seat, id_: str, act: Callable[[Gap], Card]) -> Callable[[], Card]:
    """Work on the gap that a button or a choice names; where there is none any more, that is said."""
    app = interaction.client

    def work() -> Card:
        gap = find(app.gathered.of(seat.server_id), id_)
        return act(gap) if gap else note(worded("moderation", "gap_gone"))

    return work


@deed("gap")
async def gap_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """One gap with its examples, and what can be done about it."""

    def shown(gap: Gap) -> Card:
        knobs = (knob("write", gap.id, "primary"), knob("not-for-us", gap.id), knob("all-gaps"))
        return Card(fitting([(9, worded("moderation", "gap", gap))]), ASKING, rows=(knobs,))

    await present(interaction, on_gap(interaction, seat, given.chosen, shown))


@deed("all-gaps")
async def all_gaps(interaction: "Asked", seat: Seat, given: Given) -> None:
    del given
    await present(interaction, lambda: gaps_card(interaction.client, seat))


@deed("write")
async def write(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Open the form of a new answer with a gap's own phrasings in it."""
    app = interaction.client
    asked = await app.off_loop(lambda: app.gathered.phrasings(seat.server_id, given.about))
    if asked:
        await open_new(interaction, seat, Begun(asked))
    else:
        await tell(interaction, worded("moderation", "gap_gone"))


@deed("not-for-us")
async def not_for_us(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Close a gap that no answer will be written for."""
    app = interaction.client

    def closed(gap: Gap) -> Card:
        app.desk.dismiss(seat.server_id, gap.questions, seat.actor, gap.title)
        return gaps_card(app, seat)

    await present(interaction, on_gap(interaction, seat, given.about, closed))
