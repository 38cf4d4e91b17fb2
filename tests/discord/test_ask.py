"""Every way to ask: a command, a menu, a mention, a direct message, a reply, a thread."""

from __future__ import annotations

import asyncio

import pytest

from tests.discord.double import Kind, NoAnswer, buttons_of
from tests.discord.town import ERECTOR, FAR, URGENT, VAGUE, Town

VOTES = ["Why this?", "Helpful", "Not helpful"]
SWAPS = ["Easier", "Harder", "No equipment", "It hurts"]


async def test_ask_is_private_quick_and_names_my_sides(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question=ERECTOR)
    assert answer.private
    assert answer.ack_seconds < 1
    assert "your **right** as the stronger side and your **left** as the weaker" in answer.text
    for part in ("**Do this**", "**Take care**", "**How sure:**", "**Sources:**", "start with your left"):
        assert part in answer.text
    assert buttons_of(answer.message) == [*SWAPS, *VOTES, "Share"]


async def test_a_mirror_question_gets_the_mirror_answer(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question="left erector bigger than right")
    assert "start with your right" in answer.text


async def test_a_public_answer_shows_the_question_and_can_be_removed(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question=ERECTOR, private=False)
    assert not answer.private
    assert f"Ada asked: {ERECTOR}" in answer.text
    assert buttons_of(answer.message) == [*SWAPS, *VOTES, "Remove"]


async def test_what_people_write_is_shown_as_plain_text(town: Town) -> None:
    question = "uneven *traps* @everyone <@&1> [a](https://example.org/x) `code`"
    answer = await town.person("Ada").slash("ask", question=question, private=False)
    assert "uneven \\*traps\\* someone" in answer.text
    assert "https://example.org/x" not in answer.text
    assert not answer.message.mention_everyone


async def test_a_question_it_cannot_answer_is_said_to_be_one(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question=FAR)
    assert "I do not have a good answer to that." in answer.text


async def test_an_option_is_taken_by_button(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=VAGUE)
    option = buttons_of(answer.message)[0]
    taken = await ada.click(answer, option)
    assert taken.kind == "update"
    assert option in taken.text


async def test_an_urgent_reply_is_private_short_and_without_buttons(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question=URGENT, private=False)
    assert answer.private
    assert "Get medical help now." in answer.text
    assert "Do this" not in answer.text
    assert buttons_of(answer.message) == []


async def test_after_a_warning_sign_the_advice_stands(town: Town) -> None:
    ada = town.person("Ada")
    await ada.slash("ask", question=URGENT)
    again = await ada.slash("ask", question="how many reps")
    assert "Get medical help now." in again.text
    assert "First things first" in again.text


async def test_follow_ups_go_on_from_the_answer_of_the_same_person_and_channel(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    await ada.slash("ask", question=ERECTOR)
    assert "### How much" in (await ada.slash("ask", question="how many reps")).text
    assert "### How much" not in (await bea.slash("ask", question="how many reps")).text
    assert "### How much" not in (await ada.at(town.lounge).slash("ask", question="how many reps")).text


async def test_a_mention_is_answered_where_it_was_written(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.mention(town.help, ERECTOR)
    assert answer.message.reference_id is not None
    assert "start with your left" in answer.text
    assert answer.message.mentions == []
    further = await ada.reply_to(answer.message, "no cables, only at home")
    assert "**Do this**" in further.text


async def test_a_bare_mention_is_told_how_to_ask(town: Town) -> None:
    assert "Ask me something about your back" in (await town.person("Ada").mention(town.help, "")).text


async def test_an_urgent_mention_gets_a_short_public_reply_without_the_words(town: Town) -> None:
    answer = await town.person("Ada").mention(town.help, URGENT)
    assert "Please get help now" in answer.text
    assert "pee" not in answer.text
    assert buttons_of(answer.message) == []


async def test_a_direct_message_is_answered_and_gone_on_from(town: Town) -> None:
    ada = town.person("Ada")
    first = await ada.dm(ERECTOR)
    assert first.message.channel.kind is Kind.DM
    assert "### How much" in (await ada.dm("how many reps")).text
    assert "**Do this**" in (await ada.in_dm().slash("ask", question="one trap is bigger than the other")).text


async def test_it_answers_nobody_who_did_not_ask(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    robot = town.double.world.user("Robot", bot=True)
    town.double.world.join(town.guild, robot)
    message = town.double.world.write(
        town.help, robot, f"<@{town.double.world.bot.id}> {ERECTOR}", mentions=[town.double.world.bot]
    )
    await town.double.emit_message("MESSAGE_CREATE", message)
    said = [await ada.say(town.help, ERECTOR), await bea.say_reply(await ada.say(town.help, "hm"), ERECTOR)]
    await ada.silence_after(said[0], 0.3)
    await bea.silence_after(said[1], 0.0)
    await bea.silence_after(message, 0.0)


async def test_a_reply_it_cannot_read_gets_one_hint(town: Town) -> None:
    ada = town.person("Ada")
    card = await ada.slash("ask", question=ERECTOR, private=False)
    hint = await ada.reply_to(card.message, "how many reps")
    assert "Discord does not show me replies" in hint.text
    with pytest.raises(NoAnswer):
        await ada.patient(0.3).reply_to(card.message, "hello?")


async def test_the_same_message_is_answered_once(town: Town) -> None:
    ada = town.person("Ada")
    message = await ada.say(town.help, f"<@{town.double.world.bot.id}> {ERECTOR}")
    await town.double.emit_message("MESSAGE_CREATE", message)
    await ada.answer_to(message)
    await asyncio.sleep(0.3)
    answers = [m for m in town.help.messages.values() if m.reference_id == message.id]
    assert len(answers) == 1


async def test_answer_this_is_private_with_a_share_button(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    message = await bea.say(town.help, "my left lat is smaller")
    answer = await ada.message_menu("Answer this", message)
    assert answer.private
    assert "start with your left" in answer.text
    shared = await ada.click(answer, "Share")
    assert not shared.private
    assert "Shared by Ada" in shared.text


async def test_answer_this_on_anothers_warning_sign_is_for_passing_on(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await ada.message_menu("Answer this", await bea.say(town.help, URGENT))
    assert answer.private
    assert "please point them to this" in answer.text
    empty = await ada.message_menu("Answer this", await bea.say(town.help, ""))
    assert "no words" in empty.text


async def test_somebody_who_asks_too_much_is_told_kindly(town: Town) -> None:
    ada = town.person("Ada")
    answers = [await ada.slash("ask", question=ERECTOR) for _ in range(14)]
    assert "That was quick." in answers[-1].text
    assert answers[-1].private
    assert "**Do this**" in (await town.person("Bea").slash("ask", question=ERECTOR)).text


@pytest.mark.parametrize(
    "question", ["?", "🦵" * 500, "a" * 2000, "\u202eback\u0000 pain", "<@1> <#2> <:x:3>", "{{ 7 * 7 }} {weak side}"]
)
async def test_odd_questions_get_a_card_too(town: Town, question: str) -> None:
    answer = await town.person("Ada").slash("ask", question=question, private=False)
    assert answer.text
    assert "49" not in answer.text


async def test_in_a_server_it_is_not_in_it_answers_those_who_installed_it_in_private(town: Town) -> None:
    strange = town.double.world.guild("Elsewhere")
    strange.members.pop(town.double.world.bot.id)
    cy = town.double.person("Cy", town.double.world.channel(strange, "general"))
    answer = await cy.slash("ask", question=ERECTOR, private=False)
    assert answer.private
    assert "start with your left" in answer.text
    assert "### How much" in (await cy.slash("ask", question="how many reps")).text
