"""A human reply becomes an answer: from right-click to everybody's /ask, and every way it can go another way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord.double import Answer, NotPossible, Permission, Person, buttons_of
from tests.discord.town import Town, save_as_answer

QUESTION = "my left lat cramps when i do pullovers on a swiss ball"
WORDS = (
    "Shorten the reach for two weeks, and row with the left arm alone before you pull over anything. Bird dog helps."
)
HARMFUL = "Take 800 mg of ibuprofen before you train and keep going through it."


def values(shown: Answer) -> dict[str, Any]:
    """What the fields of a form begin with."""
    assert shown.modal is not None, shown.text
    parts = [part["component"] for part in shown.modal["components"]]
    return {part["custom_id"]: part.get("value") or "" for part in parts}


async def published(town: Town, mod: Person, question: str, words: str = WORDS) -> Answer:
    draft = await save_as_answer(mod, await town.exchange(question, words))
    done = await mod.click(draft, "Publish")
    assert "Published:" in done.text, done.text
    return done


async def test_a_reply_becomes_a_published_credited_answer_in_six_actions(town: Town) -> None:
    mod, bea = town.moderator("Mod"), town.person("Bea")
    reply = await town.exchange(QUESTION, WORDS)
    actions = 3  # right-click, Apps, Save as answer
    shown = await mod.message_menu("Save as answer", reply)
    begun = values(shown)
    assert begun["questions"].splitlines()[0].lower().startswith(QUESTION)
    assert begun["answer"] == WORDS
    assert begun["exercises"] == "Bird dog"
    assert begun["credit"] == "Mira (Discord)"
    draft = await mod.submit_modal(shown)
    actions += 1
    assert draft.private
    for part in ("credited to Mira (Discord)", "Shorten the reach", "What would change:"):
        assert part in draft.text
    assert buttons_of(draft.message)[:4] == ["Publish", "Save draft", "Edit", "Discard"]
    done = await mod.click(draft, "Publish")
    actions += 1
    assert actions <= 6
    assert "Published:" in done.text
    assert buttons_of(done.message) == ["Undo"]
    assert "Shorten the reach" in (await bea.slash("ask", question=QUESTION)).text


async def test_undo_takes_it_back_at_once(town: Town) -> None:
    mod, bea = town.moderator("Mod"), town.person("Bea")
    question = "does kayaking one sided make my rhomboid bulge"
    done = await published(town, mod, question, "Swap sides every ten strokes. Rest it two days first.")
    assert "Swap sides" in (await bea.slash("ask", question=question)).text
    undone = await mod.click(done, "Undo")
    assert "Undone:" in undone.text
    assert "Swap sides" not in (await bea.slash("ask", question=question)).text


async def test_other_servers_are_untouched(town: Town) -> None:
    mod, question = town.moderator("Mod"), "one arm gets tired first on the ski erg"
    await published(town, mod, question, "Set the seat of it lower and pull with the tired arm first for a month.")
    guild = town.double.world.guild("Elsewhere")
    channel = town.double.world.channel(guild, "help")
    await town.double.join(guild)
    assert "Set the seat" not in (await town.double.person("Cleo", channel).slash("ask", question=question)).text
    assert "Set the seat" in (await town.person("Bea").slash("ask", question=question)).text


async def test_a_thread_gives_its_title_and_first_words(town: Town) -> None:
    mod, ada, mira = town.moderator("Mod"), town.person("Ada"), town.person("Mira")
    post = await ada.post(town.forum, "Uneven from playing the cello", "left trap always on fire after rehearsal")
    reply = await mira.say(post.channel, WORDS)
    begun = values(await mod.message_menu("Save as answer", reply))
    assert begun["questions"].startswith("Uneven from playing the cello")
    alone = await mira.say(town.help, WORDS)
    assert values(await mod.message_menu("Save as answer", alone))["questions"] == ""


async def test_a_bot_is_not_credited_and_silence_is_no_answer(town: Town) -> None:
    mod = town.moderator("Mod")
    card = await town.person("Ada").mention(town.help, QUESTION)
    assert "no words" in (await mod.message_menu("Save as answer", card.message)).text


async def test_what_may_never_be_published_is_held_and_can_be_edited(town: Town) -> None:
    mod = town.moderator("Mod")
    draft = await save_as_answer(mod, await town.exchange("sore after the ladder machine, what now", HARMFUL))
    assert "Publish" not in buttons_of(draft.message)
    assert "800 mg" in draft.text
    shown = await mod.click(draft, "Edit")
    assert values(shown)["body"] == HARMFUL
    better = await mod.submit_modal(shown, {"body": "Rest it for two days, then half of what you did."})
    assert "Publish" in buttons_of(better.message)


async def test_a_near_answer_is_named_and_can_take_the_phrasings(town: Town) -> None:
    mod = town.moderator("Mod")
    draft = await save_as_answer(
        mod, await town.exchange("right erector bigger than left", "Train the weak side first.")
    )
    label = next(label for label in buttons_of(draft.message) if label.startswith("Add these phrasings"))
    moved = await mod.click(draft, label)
    assert "phrasings are in this draft now" in moved.text
    await mod.click(moved, "Discard")


async def test_names_that_stand_for_nothing_are_told_and_typos_are_not(town: Town) -> None:
    mod = town.moderator("Mod")
    reply = await town.exchange("sled pulls make one side of my back pump", WORDS)
    draft = await save_as_answer(mod, reply, exercises="brid dgo, moon jumps", caveats="sorness rule")
    assert "Left out" in draft.text
    assert "moon jumps" in draft.text
    assert "1. **Bird dog**" in draft.text


async def test_words_that_cannot_be_kept_come_back(town: Town) -> None:
    mod = town.moderator("Mod")
    reply = await town.exchange("trap bar carries tilt me to the left", WORDS)
    title = "x" * 300
    refused = await save_as_answer(mod, reply, questions=title + " " + title + " " + title)
    assert "Not saved:" in refused.text
    assert any(WORDS.split(",")[0].encode() in content for content in refused.files.values())
    shown = await mod.click(refused, "Edit it again")
    assert values(shown)["body"] == WORDS
    draft = await mod.submit_modal(
        shown, {"title": "Tilting on carries", "asks": "trap bar carries tilt me to the left"}
    )
    assert "Publish" in buttons_of(draft.message)


async def test_saved_discarded_and_gone(town: Town) -> None:
    mod = town.moderator("Mod")
    draft = await save_as_answer(mod, await town.exchange("zercher holds and my right ql", WORDS))
    discarded = await mod.click(draft, "Discard")
    assert "Dropped:" in discarded.text
    again = await mod.click(discarded, "Undo")
    assert "Undone:" in again.text
    kept = await save_as_answer(mod, await town.exchange("rope climbs and a lazy left lat", WORDS))
    assert "draft is kept" in (await mod.click(kept, "Save draft")).text


@pytest.mark.parametrize("button", ["Publish", "Edit", "Discard", "Save draft"])
async def test_the_role_is_asked_again_at_every_step(town: Town, button: str) -> None:
    mod = town.moderator("Mod")
    draft = await save_as_answer(mod, await town.exchange(f"landmine presses tilt me {button}", WORDS))
    town.guild.members[mod.user.id].roles.remove(town.moderators)
    refused = await mod.click(draft, button)
    assert "Only this server's moderators" in refused.text
    town.guild.members[mod.user.id].roles.append(town.moderators)
    shown = await mod.click(draft, "Edit")
    town.guild.members[mod.user.id].roles.remove(town.moderators)
    assert "Only this server's moderators" in (await mod.submit_modal(shown)).text


async def test_the_menu_is_for_moderators(town: Town) -> None:
    reply, ada = await town.exchange(QUESTION, WORDS), town.person("Ada")
    with pytest.raises(NotPossible, match=str(int(Permission.MANAGE_MESSAGES))):
        await ada.message_menu("Save as answer", reply)
    town.double.allow(town.guild, "Save as answer", ada)
    assert "Only this server's moderators" in (await ada.message_menu("Save as answer", reply)).text


async def test_the_chain_goes_on_after_a_restart(town: Town) -> None:
    mod, question = town.moderator("Mod"), "atlas stones leave my left side weaker"
    draft = await save_as_answer(mod, await town.exchange(question, "Lap it from the weak side every second rep."))
    await town.restart()
    done = await mod.click(draft, "Publish")
    assert "Published:" in done.text
    assert "Lap it from" in (await town.person("Bea").slash("ask", question=question)).text
