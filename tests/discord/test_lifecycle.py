"""Restarts, lost connections, refusals and trouble on Discord's side, servers that come and go."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import time

import pytest

from knowledge.store import AFTER_LEAVING, open_store
from tests.discord.double import Double, Permission, text_of
from tests.discord.town import ERECTOR, URGENT, Town

COMPONENTS = r"POST /interactions/\d+/[^/]+/callback"


async def test_a_resumed_connection_loses_and_doubles_nothing(town: Town) -> None:
    ada = town.person("Ada")
    before = len(town.double.gateway.resumes)
    await town.double.gateway.drop()
    missed = await ada.say(town.help, f"<@{town.double.world.bot.id}> {ERECTOR}")
    answer = await ada.patient(15).answer_to(missed, timeout=15)
    assert len(town.double.gateway.resumes) == before + 1
    await asyncio.sleep(0.2)
    assert [m.id for m in town.help.messages.values() if m.reference_id == missed.id] == [answer.message.id]


async def test_it_identifies_anew_when_the_session_is_gone(town: Town) -> None:
    ada = town.person("Ada")
    identifies = len(town.double.gateway.identifies)
    await town.double.gateway.invalidate()
    await town.double.until(lambda: len(town.double.gateway.identifies) > identifies, 15, "a new identify")
    await town.double.until(town.double.gateway.is_ready, 15, "readiness")
    assert "**Do this**" in (await ada.patient(10).slash("ask", question=ERECTOR)).text


async def test_it_reconnects_when_asked_to(town: Town) -> None:
    resumes = len(town.double.gateway.resumes)
    await town.double.gateway.ask_to_reconnect()
    await town.double.until(lambda: len(town.double.gateway.resumes) > resumes, 15, "a resume")
    assert "**Do this**" in (await town.person("Ada").slash("ask", question=ERECTOR)).text


async def test_strange_and_malformed_events_are_survived(town: Town) -> None:
    await town.double.strange_events()
    for name, data in (
        ("MESSAGE_CREATE", {"id": "1"}),
        ("GUILD_CREATE", {"id": "5", "channels": [{"id": "x"}]}),
        ("THREAD_CREATE", {"guild_id": str(town.guild.id)}),
        ("INTERACTION_CREATE", {"id": "9", "type": 2}),
        ("GUILD_ROLE_UPDATE", {"guild_id": str(town.guild.id), "role": None}),
    ):
        await town.double.event(name, data)
    assert "**Do this**" in (await town.person("Ada").slash("ask", question=ERECTOR)).text
    unread = [line for line in town.errors() if line["what"] == "an event could not be read"]
    assert {line["event"] for line in unread} <= {
        "MESSAGE_CREATE",
        "GUILD_CREATE",
        "THREAD_CREATE",
        "INTERACTION_CREATE",
        "GUILD_ROLE_UPDATE",
    }
    town.expected += len(unread)
    town.double.recorder.take("unknown-interaction")


async def test_rate_limits_and_server_errors_are_waited_out(town: Town) -> None:
    ada = town.person("Ada")
    town.double.faults.rate_limit(r"POST /channels/\d+/messages$", retry_after=0.3)
    assert "**Do this**" in (await ada.mention(town.help, ERECTOR)).text
    town.double.faults.server_error(r"POST /channels/\d+/messages$", status=502)
    assert "**Do this**" in (await ada.patient(8).mention(town.help, ERECTOR)).text
    town.double.faults.rate_limit(COMPONENTS, retry_after=0.3)
    assert "**Do this**" in (await ada.slash("ask", question=ERECTOR)).text


async def test_an_error_is_told_once_in_private_with_an_id_that_is_in_the_log(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    with sqlite3.connect(town.home / "data" / "backtalk" / "backtalk.db") as database:
        database.execute("alter table answers rename to answers_away")
    try:
        failed = await ada.slash("ask", question=ERECTOR)
        clicked = await ada.click(answer, "Why this?")
    finally:
        with sqlite3.connect(town.home / "data" / "backtalk" / "backtalk.db") as database:
            database.execute("alter table answers_away rename to answers")
    for broken in (failed, clicked):
        assert broken.private
        assert len(broken.messages) == 1
        number = broken.text.rstrip(".").rsplit(" ", 1)[1]
        logged = [line for line in town.errors() if line.get("id") == number]
        assert len(logged) == 1
        assert logged[0]["error"] == "OperationalError"
    town.expected += 2
    assert "**Do this**" in (await ada.slash("ask", question=ERECTOR)).text


async def test_where_it_may_not_write_it_answers_in_private_and_tells_the_owner_once(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    bot = town.double.world.bot
    town.lounge.permit(bot, deny=Permission.SEND_MESSAGES)
    for asker in (ada, bea):
        message = await asker.say(town.lounge, f"<@{bot.id}> {ERECTOR}")
        home = town.double.world.dm(asker.user)
        await town.double.until(lambda home=home: home.messages, 5, "a direct message")
        text = text_of(next(iter(home.messages.values())))
        assert "You asked me in #lounge" in text
        assert "**Do this**" in text
        await asker.silence_after(message, 0.1)
    owner = town.double.world.dm(town.guild.owner)
    told = [text_of(m) for m in owner.messages.values()]
    assert [("may not write" in text) for text in told] == [True]
    town.lounge.permit(bot)
    town.double.recorder.take("missing-permissions")


async def test_without_history_it_answers_without_a_reference(town: Town) -> None:
    ada = town.person("Ada")
    bot = town.double.world.bot
    town.lounge.permit(bot, deny=Permission.READ_MESSAGE_HISTORY)
    await ada.say(town.lounge, f"<@{bot.id}> {ERECTOR}")
    await town.double.until(lambda: any(m.author is bot for m in town.lounge.messages.values()), 5, "an answer")
    town.lounge.permit(bot)
    town.double.recorder.take("no-history")


async def test_a_question_deleted_before_its_answer_gets_none(town: Town) -> None:
    ada = town.person("Ada")
    message = await ada.say(town.help, f"<@{town.double.world.bot.id}> hold on")
    town.double.faults.slow(r"POST /channels/\d+/messages$", 0.3)
    await ada.delete(message)
    await ada.silence_after(message, 0.6)
    town.double.recorder.take("unknown-reference")


async def test_a_card_deleted_under_it(town: Town) -> None:
    ada = town.person("Ada")
    card = await ada.slash("ask", question=ERECTOR, private=False)
    town.double.faults.slow(r"DELETE /webhooks", 0.2)
    removing = asyncio.create_task(ada.patient(1).click(card, "Remove"))
    await asyncio.sleep(0.1)
    await town.double.delete(card.message)
    await removing
    await town.double.until(lambda: town.double.recorder.take("unknown-message"), 5, "the refusal")
    assert town.errors() == town.errors()[: town.expected]


async def test_threads_archived_and_locked(town: Town) -> None:
    ada = town.person("Ada")
    bot = town.double.world.bot
    thread = town.double.world.thread(town.help, "Erectors", ada.user)
    await town.double.update(thread, archived=True)
    woken = await ada.answer_to(await ada.say(thread, f"<@{bot.id}> {ERECTOR}"))
    assert "**Do this**" in woken.text
    mod = town.person("Mod", town.moderators)
    await town.double.update(thread, locked=True)
    message = await mod.say(thread, f"<@{bot.id}> {ERECTOR}")
    home = town.double.world.dm(mod.user)
    await town.double.until(lambda: home.messages, 5, "a direct message")
    await mod.silence_after(message, 0.1)
    town.double.recorder.take("thread-locked", "thread-archived")


async def test_servers_come_and_go(town: Town) -> None:
    other = town.double.world.guild("Another gym")
    channel = town.double.world.channel(other, "help")
    other.members.pop(town.double.world.bot.id)
    await town.double.join(other)
    cy = town.double.person("Cy", channel)
    assert "**Do this**" in (await cy.slash("ask", question=ERECTOR)).text
    url = f"sqlite:///{town.home / 'data' / 'backtalk' / 'backtalk.db'}"
    store = open_store(url)
    await town.double.leave(other)
    person = store.person(cy.user.id)
    await logged(town, "server left")
    assert len(store.about(person)["answers"]) == 1
    store.purge(time.time(), 90)
    assert len(store.about(person)["answers"]) == 1
    store.purge(time.time() + AFTER_LEAVING + 5, 365)
    assert store.about(person)["answers"] == []
    assert len(store.about(person)["questions"]) == 0
    store.close()


async def test_old_cards_work_after_a_restart_and_commands_are_not_synced_again(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    private, shared = (
        await ada.slash("ask", question=ERECTOR),
        await ada.slash("ask", question="uneven traps", private=False),
    )
    vague = await bea.slash("ask", question="uneven")
    modal = await ada.click(private, "Not helpful")
    syncs = town.double.syncs
    await town.restart()
    assert town.double.syncs == syncs
    assert "stronger right, weaker left" in (await ada.patient(15).click(private, "Why this?")).text
    assert (await ada.click(private, "Easier")).kind == "update"
    names = (await ada.slash("exercise", name="bird-dog")).text
    assert "Bird dog" in names
    assert (await bea.click(vague, f"pick:{_id(vague)}:0")).kind == "update"
    assert "without your name" in (await ada.submit_modal(modal, {"missing": "pictures"})).text
    assert "### How much" in (await ada.slash("ask", question="how many reps")).text
    await ada.click(shared, "Remove")
    await shared.gone()


async def test_after_a_restart_a_warning_sign_is_still_held_to_without_its_words(town: Town) -> None:
    ada = town.person("Ada")
    await ada.slash("ask", question=URGENT)
    await town.restart()
    again = await ada.patient(15).slash("ask", question="how many reps")
    assert "First things first" in again.text


async def test_ctrl_c_and_sigterm_finish_what_is_under_way(town: Town) -> None:
    ada = town.person("Ada")
    for sent in (signal.SIGTERM, signal.SIGINT):
        town.double.faults.slow(COMPONENTS, 0.8)
        asked = asyncio.create_task(ada.patient(10).slash("ask", question=ERECTOR))
        await asyncio.sleep(0.4)
        assert await town.bot.stop(by=sent) == 0, town.bot.tail()
        assert "**Do this**" in (await asked).text
        await town.restart()
        await ada.patient(15).slash("about")


async def test_while_it_closes_it_says_so(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    card = await bea.slash("ask", question=ERECTOR)
    town.double.faults.slow(COMPONENTS, 1.0)
    asked = asyncio.create_task(ada.patient(10).slash("ask", question=ERECTOR))
    await asyncio.sleep(0.2)
    town.bot.process.send_signal(signal.SIGTERM)
    await logged(town, "closing")
    assert "I am restarting" in (await bea.slash("about")).text
    assert "I am restarting" in (await bea.click(card, "Why this?")).text
    assert "**Do this**" in (await asked).text
    await town.restart()
    await ada.patient(15).slash("about")


async def test_two_shards(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> None:
    del runner
    from contextlib import AsyncExitStack

    from tests.discord.town import found

    async with AsyncExitStack() as stack:
        town = await found(stack, tmp_path_factory.mktemp("shards"), "--shards", double=Double(shards=2))
        assert len(town.double.gateway.live) == 2
        assert "**Do this**" in (await town.person("Ada").slash("ask", question=ERECTOR)).text
        assert "**Do this**" in (await town.person("Ada").dm(ERECTOR)).text
        assert town.errors() == []
        town.double.recorder.assert_clean()


async def logged(town: Town, what: str) -> None:
    """Wait until the bot has logged something."""
    async with asyncio.timeout(5):
        while not any(line["what"] == what for line in town.lines()):
            await asyncio.sleep(0.05)


def _id(answer: object) -> str:
    from tests.discord.double import components_of

    ids = [one["custom_id"] for one in components_of(answer.message) if one.get("custom_id", "").startswith("pick:")]  # type: ignore[attr-defined]
    return str(ids[0].split(":")[1])
