"""From a question nobody could answer to the answer, and back to the one who asked."""

from __future__ import annotations

from bot.drafting.proposal import draft_of
from bot.engine import Engine
from bot.moderation.desk import Desk
from bot.moderation.outcome import Actor
from bot.overlays.serving import Serving
from knowledge.revisions import Key
from knowledge.store import open_store
from knowledge.writing import write_entry
from tests.discord.double import Answer, Channel, Message, Person, text_of
from tests.discord.town import Town

ROOF = "how do i train with a parrot on the roof"
WORDS = "Leave it up there. Row with the arm that does not hold the ladder, two sets of eight."


def from_bot(town: Town, channel: Channel) -> list[Message]:
    """What the bot said in a channel for all to see."""
    return [m for m in channel.messages.values() if m.author is town.double.world.bot and not m.private]


async def chosen(mod: Person, wanted: str) -> Answer:
    """The card of the gap with these words in it."""
    gaps = await mod.slash("kb gaps")
    rows = [part for one in gaps.message.components for part in one["components"] if part["type"] == 1]
    options = rows[0]["components"][0]["options"]
    return await mod.choose(gaps, "Look at one", next(o["value"] for o in options if wanted in o["label"].lower()))


async def test_a_gap_is_written_published_and_told_in_the_thread_it_came_from(town: Town) -> None:
    ada, bea, mod = town.person("Ada"), town.person("Bea"), town.moderator("Mod")
    thread = (await ada.post(town.forum, "Parrots", "mine is up there again")).channel
    card = await ada.mention(thread, ROOF)
    assert "I will come back" in (await ada.click(card, "Tell me when there is an answer")).text
    hidden = await bea.slash("ask", question=ROOF)
    assert "I will come back" in (await bea.click(hidden, "Tell me when there is an answer")).text
    shown = await mod.click(await chosen(mod, "parrot"), "Write this answer")
    draft = await mod.submit_modal(shown, {"answer": WORDS})
    assert "Answers" in draft.text
    before = len(from_bot(town, thread))
    done = await mod.click(draft, "Publish")
    assert "Published:" in done.text
    await town.double.until(lambda: len(from_bot(town, thread)) > before, 8, "word in the thread")
    told = from_bot(town, thread)[-1]
    assert told.mentions == [ada.user]
    assert "A moderator has answered this now" in text_of(told)
    assert "Leave it up there" in text_of(told)
    private = town.double.world.dm(bea.user)
    await town.double.until(lambda: from_bot(town, private), 8, "word in private")
    assert "Leave it up there" in text_of(from_bot(town, private)[-1])
    await mod.click(done, "Undo")
    await ada.at(town.help).slash("about")
    assert len(from_bot(town, thread)) == before + 1
    assert len(from_bot(town, private)) == 1


async def test_a_gap_that_is_not_for_us_is_closed(town: Town) -> None:
    bea, mod = town.person("Bea"), town.moderator("Mod")
    await bea.slash("ask", question="who won the eurovision in 1974")
    left = await mod.click(await chosen(mod, "eurovision"), "Not for us")
    assert "eurovision" not in left.text
    assert "eurovision" not in (await mod.slash("kb gaps")).text


async def test_not_helpful_can_be_waited_for_too(town: Town) -> None:
    bea = town.person("Bea")
    answer = await bea.slash("ask", question="right erector bigger than left")
    noted = await bea.submit_modal(await bea.click(answer, "Not helpful"), {"missing": "for how long"})
    assert "I will come back" in (await bea.click(noted, "Tell me when there is an answer")).text


async def test_figures(town: Town) -> None:
    await town.person("Bea").slash("ask", question="right erector bigger than left")
    stats = await town.moderator("Mod").slash("kb stats")
    assert stats.private
    assert "asked" in stats.text


async def test_whichever_process_publishes_the_asker_is_told(town: Town, engine: Engine) -> None:
    bea = town.person("Bea")
    question = "how do i tune a tuba in a lighthouse"
    card = await bea.slash("ask", question=question)
    await bea.click(card, "Tell me when there is an answer")
    store = open_store(f"sqlite:///{next(town.home.rglob('*.db'))}")
    try:
        desk, actor = Desk(store, Serving(engine, store)), Actor("shell:root", "root", admin=True)
        draft = draft_of(question, "Swap arms on every landing, and rest there.", "root", engine)
        key: Key = ("answer", draft.answer.id)
        assert desk.save(desk.sheet(town.guild.id, key), write_entry(draft.answer), actor).kind == "saved"
        assert desk.publish(desk.sheet(town.guild.id, key), actor, override="of course").kind == "published"
    finally:
        store.close()
    private = town.double.world.dm(bea.user)
    await town.double.until(lambda: from_bot(town, private), 8, "word in private")
    assert "Swap arms on every landing" in text_of(from_bot(town, private)[-1])
