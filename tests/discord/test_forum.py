"""Posts where admins opted in: one short public reply when sure, else quiet; threads that go on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.discord.double import Double, Permission, buttons_of, payloads
from tests.discord.town import ERECTOR, FAR, URGENT, Town, quiet, running


@pytest.fixture(scope="module")
def whole(runner: asyncio.Runner, bot_home: Path) -> Iterator[Town]:
    double = Double(privileged=("message_content",))
    with running(runner, bot_home, double=double, BACKTALK_MESSAGE_CONTENT="true") as town:
        yield town


@pytest.fixture
def town(whole: Town, runner: asyncio.Runner) -> Iterator[Town]:
    runner.run(open_up(whole))
    with quiet(whole):
        yield whole


async def open_up(town: Town, tone: str = "silent") -> None:
    panel = await town.owner.slash("setup")
    await town.owner.choose(panel, "setup:answers", [town.lounge])
    await town.owner.choose(panel, "setup:forums", [town.forum])
    await town.owner.choose(panel, "setup:tone", tone)


async def test_a_post_gets_one_short_public_reply(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await ada.new_forum_post(town.forum, "Erectors", f"{ERECTOR}, what now?")
    assert buttons_of(answer.message) == ["Show it all", "Helpful", "Not helpful", "Remove"]
    assert len(answer.text) < 1500
    assert "start with your left" in answer.text
    full = await bea.click(answer, "Show it all")
    assert full.private
    assert "**Sources:**" in full.text
    thread = answer.message.channel
    await ada.silence_after(await bea.say(thread, "left erector bigger than right"), 0.3)


async def test_a_title_says_enough(town: Town) -> None:
    answer = await town.person("Ada").new_forum_post(town.forum, "right lat bigger than left", "see title")
    assert "**left**" in answer.text


@pytest.mark.parametrize(("title", "text"), [("Geography", FAR), ("hi", "all"), ("My log", "Week 3, felt great today")])
async def test_it_keeps_quiet_when_it_is_not_sure(town: Town, title: str, text: str) -> None:
    ada = town.person("Ada")
    await ada.silence_after(await ada.post(town.forum, title, text), 0.4)


async def test_the_tone_hint_says_so_quietly(town: Town) -> None:
    await open_up(town, "hint")
    answer = await town.person("Ada").new_forum_post(town.forum, "Geography", FAR)
    assert "ask me with /ask" in answer.text
    assert buttons_of(answer.message) == []


async def test_a_warning_sign_in_a_post_is_always_met(town: Town) -> None:
    answer = await town.person("Ada").new_forum_post(town.forum, "Deadlift accident", URGENT)
    assert "Please get help now" in answer.text
    assert "pee" not in answer.text


async def test_an_answer_channel(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    first = await ada.answer_to(await ada.say(town.lounge, ERECTOR))
    assert buttons_of(first.message) == ["Show it all", "Helpful", "Not helpful", "Remove"]
    await bea.silence_after(await bea.say_reply(await bea.say(town.lounge, "morning all"), ERECTOR), 0.3)
    elsewhere = await ada.say(town.help, ERECTOR)
    await ada.silence_after(elsewhere, 0.3)


async def test_the_writer_of_a_post_may_go_on_in_it(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await ada.new_forum_post(town.forum, "Erectors again", ERECTOR)
    thread = answer.message.channel
    further = await ada.answer_to(await ada.say(thread, "how many reps?"))
    assert "### How much" in further.text
    await ada.silence_after(await ada.say_reply(await bea.say(thread, "same here"), "how many reps?"), 0.3)
    await ada.silence_after(await ada.say(thread, "what is the capital of France then"), 0.3)


async def test_a_post_whose_message_comes_first_is_answered_too(town: Town) -> None:
    ada, world = town.person("Ada"), town.double.world
    thread = world.thread(town.forum, "Erectors", ada.user)
    message = world.write(thread, ada.user, ERECTOR, id=thread.id)
    await town.double.emit_message("MESSAGE_CREATE", message)
    data = payloads.thread(thread) | {"newly_created": True}
    await town.double.emit("THREAD_CREATE", data, guild=town.guild)
    assert "start with your left" in (await ada.answer_to(message)).text


async def test_locked_and_forbidden_posts_are_left_alone(town: Town) -> None:
    ada = town.person("Ada")
    bot = town.double.world.bot
    town.forum.permit(bot, deny=Permission.SEND_MESSAGES_IN_THREADS)
    try:
        await ada.silence_after(await ada.post(town.forum, "Erectors", ERECTOR), 0.4)
    finally:
        town.forum.permit(bot)
    assert [v.rule for v in town.double.recorder.take("missing-permissions")] == ["missing-permissions"]


async def test_a_post_deleted_at_once_is_not_answered(town: Town) -> None:
    ada = town.person("Ada")
    town.double.faults.slow(r"POST /channels/\d+/messages$", 0.2)
    message = await ada.post(town.forum, "Erectors", ERECTOR)
    await ada.delete(message)
    await ada.silence_after(message, 0.5)
    town.double.recorder.take("unknown-reference", "unknown-message")
