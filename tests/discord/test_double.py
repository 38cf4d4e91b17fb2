"""The double against a real discord.py bot in its own process: every verb, every kind of trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.discord.double import (
    Bot,
    Channel,
    Double,
    Guild,
    Kind,
    NoAnswer,
    NotPossible,
    Permission,
    Person,
    Role,
    buttons_of,
    components_of,
    launch,
    run_to_end,
    text_of,
)

SAMPLE = "tests.discord.sample_bot:main"
CARD = """\
(private)
│ **right erector bigger**
│ Level: high
│ [Source](https://example.org/x)
│ ────────────────────
│ ▾ Show an exercise
│   ○ Bird dog
│   ○ Side plank
│   ○ Suitcase carry
│   ○ Single-arm row
│ [Why this?] [Not helpful] [Remove]"""
MODAL = """\
◇ What was missing?
In your words
  ▁
Grade
▾ Choose
  ○ good
  ○ bad"""


@dataclass
class Town:
    double: Double
    guild: Guild
    help: Channel
    forum: Channel
    moderators: Role
    bot: Bot

    def person(self, name: str, *roles: Role) -> Person:
        return self.double.person(name, self.help, *roles)


def found(double: Double) -> tuple[Guild, Channel, Channel, Role]:
    world = double.world
    guild = world.guild("Gym")
    forum = world.forum(guild, "questions", ("pain",))
    return guild, world.channel(guild, "help"), forum, world.moderator_role(guild)


@pytest.fixture(scope="module")
def running(runner: asyncio.Runner) -> Iterator[Town]:
    stack = AsyncExitStack()

    async def begin() -> Town:
        double = await stack.enter_async_context(Double())
        guild, channel, forum, moderators = found(double)
        bot = await stack.enter_async_context(launch(double, (), entry=SAMPLE))
        return Town(double, guild, channel, forum, moderators, bot)

    yield runner.run(begin())
    runner.run(stack.aclose())


@pytest.fixture
def town(running: Town) -> Iterator[Town]:
    """The running bot; what a test did not expect to be broken must be whole at its end."""
    running.double.forget()
    yield running
    running.double.recorder.assert_clean()
    assert running.bot.running, running.bot.tail()


async def test_a_slash_command_answers_with_a_card(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question="right erector bigger")
    assert (answer.kind, answer.text, answer.private) == ("message", CARD, True)
    assert answer.ack_seconds < 1
    assert buttons_of(answer.message) == ["Source", "Why this?", "Not helpful", "Remove"]
    assert len({one["id"] for one in components_of(answer.message)}) == 12


async def test_a_deferred_answer_is_waited_for(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question="slowly", private=False)
    assert (answer.kind, answer.private) == ("deferred", False)
    assert "**slowly**" in answer.text


async def test_followups_and_files(town: Town) -> None:
    answer = await town.person("Ada").slash("exercise", name="bird dog")
    second = await answer.followup(2)
    assert [text_of(m) for m in answer.messages] == [
        "How to: bird dog",
        "(private)\nFirst tip",
        "Second tip\n(file: tip.png)",
    ]
    assert second.files == {"tip.png": b"picture"}


async def test_autocomplete(town: Town) -> None:
    choices = await town.person("Ada").autocomplete("exercise", name="bir")
    assert choices == [{"name": "Bird dog", "value": "bird dog"}]


async def test_options_are_resolved_and_offered_by_permission(town: Town) -> None:
    owner = Person(town.double, town.guild.owner, town.help)
    answer = await owner.slash("setup", channel=town.help, moderators=town.moderators)
    assert answer.text == "(private)\nhelp, Moderator"
    with pytest.raises(NotPossible, match="not offered to Ada"):
        await town.person("Ada").slash("setup", channel=town.help, moderators=town.moderators)
    with pytest.raises(NotPossible, match="not offered in DMs"):
        await owner.in_dm().slash("setup")


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("ask", {}, "required options are missing"),
        ("ask", {"question": "x", "colour": "red"}, "no option"),
        ("ask", {"question": 5}, "takes"),
        ("nothing", {}, "no command"),
        ("privacy", {}, "a subcommand is needed"),
        ("privacy hide", {}, "no subcommand"),
    ],
)
async def test_a_person_cannot_do_what_discord_does_not_offer(
    town: Town, command: str, options: dict[str, object], why: str
) -> None:
    with pytest.raises(NotPossible, match=why):
        await town.person("Ada").slash(command, **options)


async def test_subcommand_and_members_by_query(town: Town) -> None:
    assert (await town.person("Agathe").slash("privacy show")).text == "1 of you, en-US"


async def test_context_menus(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea", town.moderators)
    message = await bea.say(town.help, "my left lat is smaller")
    assert (await ada.message_menu("Answer this", message)).text == "(private)\nAnswer to: my left lat is smaller"
    assert (await ada.user_menu("Who is this", bea)).text == "Bea, 1 roles"


async def test_a_menu_knows_what_its_message_replied_to(town: Town) -> None:
    ada = town.person("Ada")
    question = await ada.say(town.help, "which side first")
    answer = await ada.say_reply(question, "the weak one")
    assert (await ada.message_menu("What was asked", answer)).text == "(private)\nwhich side first"


async def test_files_handed_in_and_given_back(town: Town) -> None:
    mod, file = town.person("Mod", town.moderators), town.double.upload("a.md", b"words")
    answer = await mod.slash("hand", file=file)
    assert (answer.text, answer.files) == ("a.md: 5\n(file: a.md)", {"a.md": b"words"})
    shown = await mod.slash("form")
    assert (await mod.submit_modal(shown, {"File": file})).text == "(private)\nwords"
    with pytest.raises(NotPossible, match="filled in"):
        await mod.submit_modal(shown)
    await mod.slash("hand", file=file, shown=False)
    assert [v.rule for v in town.double.recorder.take()] == ["attachment-hidden"]


async def test_an_admin_may_open_a_command_to_others(town: Town) -> None:
    ada, file = town.person("Ada"), town.double.upload("a.md", b"")
    with pytest.raises(NotPossible, match="not offered to Ada"):
        await ada.slash("hand", file=file)
    town.double.allow(town.guild, "hand", ada)
    assert "a.md: 0" in (await ada.slash("hand", file=file)).text


async def test_buttons_selects_and_removal(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await ada.slash("ask", question="uneven traps", private=False)
    assert (await bea.click(answer, "Why this?")).text == "(private)\nBecause of a1."
    assert "Only the asker" in (await bea.click(answer, "Remove")).text
    shown = await ada.choose(answer, "Show an exercise", "Side plank")
    assert shown.kind == "update"
    assert "How to do the Side plank." in text_of(answer.message)
    gone = await ada.click(answer, f"remove:{ada.user.id}")
    assert (gone.kind, answer.message.deleted) == ("deferred update", True)
    with pytest.raises(NotPossible):
        await ada.click(answer.message, "Why this?")


async def test_a_private_card_is_seen_by_its_asker_alone(town: Town) -> None:
    answer = await town.person("Ada").slash("ask", question="mine")
    with pytest.raises(NotPossible, match="does not see"):
        await town.person("Bea").click(answer, "Why this?")


async def test_modals(town: Town) -> None:
    ada = town.person("Ada")
    shown = await ada.click(await ada.slash("ask", question="x"), "Not helpful")
    assert (shown.kind, shown.text) == ("modal", MODAL)
    answer = await ada.submit_modal(shown, {"said": "the dose", "Grade": "bad"})
    assert answer.text == "(private)\nNoted: the dose (bad)"
    for values in ({"said": "y" * 301, "grade": "bad"}, {"grade": "bad"}, {"said": "y", "grade": "none"}, {"x": "y"}):
        with pytest.raises(NotPossible):
            await ada.submit_modal(shown, values)


async def test_messages_are_answered_where_they_were_written(town: Town) -> None:
    ada = town.person("Ada")
    assert (await ada.mention(town.help, "hello")).text == "You said @Backtalk hello"
    first = await ada.dm("hello")
    assert first.text == "You said hello"
    assert (await ada.reply_to(first.message, "more")).text == "You said more"
    post = await ada.new_forum_post(town.forum, "Erector", "uneven", tags=("pain",))
    assert "About: Erector" in post.text
    assert post.message.channel.kind is Kind.PUBLIC_THREAD
    thread = await ada.mention(town.help, "a thread please")
    assert thread.message.channel.parent is town.help


async def test_without_the_intent_text_is_empty_unless_the_bot_is_named(town: Town) -> None:
    ada = town.person("Ada")
    await ada.silence_after(await ada.say(town.help, "a thread please"), 0.2)
    card = await ada.slash("ask", question="x", private=False)
    with pytest.raises(NoAnswer):
        await ada.patient(0.2).reply_to(card.message, "a reply to a command's answer does not ping")
    ordinary = await ada.mention(town.help, "hello")
    assert (await ada.reply_to(ordinary.message, "and now?")).text == "You said and now?"


async def test_the_bot_reads_discords_refusals(town: Town) -> None:
    answer = await town.person("Ada").slash("raw", body='{"content": "%s"}' % ("x" * 2001))
    assert answer.text.startswith("(private)\n400 50035 Invalid Form Body\nIn content: Must be between")
    assert [v.rule for v in town.double.recorder.take()] == ["content-length"]
    town.help.permit(town.double.world.bot, deny=Permission.SEND_MESSAGES)
    answer = await town.person("Ada").slash("raw", body='{"content": "x"}')
    town.help.permit(town.double.world.bot)
    assert answer.text == "(private)\n403 50013 Missing Permissions"
    assert [v.rule for v in town.double.recorder.take()] == ["missing-permissions"]


async def test_mass_pings_are_noted(town: Town) -> None:
    await town.person("Ada").slash("raw", body='{"content": "@everyone look"}')
    assert [v.rule for v in town.double.recorder.take()] == ["mass-ping"]


async def test_late_answers_are_refused(town: Town) -> None:
    town.double.ack_limit = 0.2
    try:
        with pytest.raises(NoAnswer, match="did not respond"):
            await town.person("Ada").slash("late", seconds=0.4)
        await town.double.until(lambda: "late-ack" in town.double.recorder.rules(), 2)
    finally:
        town.double.ack_limit = 3.0
    assert [v.rule for v in town.double.recorder.take()] == ["no-ack", "late-ack"]


async def test_rate_limits_and_server_errors_are_retried(town: Town) -> None:
    ada, faults = town.person("Ada"), town.double.faults
    limited = faults.rate_limit(r"POST /channels/\d+/messages", retry_after=0.2)
    assert (await ada.mention(town.help, "hello")).text == "You said @Backtalk hello"
    broken = faults.server_error(r"POST /interactions/.*/callback", status=502)
    assert (await ada.slash("ask", question="x")).ack_seconds > 0.9
    slow = faults.slow("POST /interactions", 0.3)
    assert (await ada.slash("ask", question="x")).ack_seconds > 0.3
    assert (limited.hits, broken.hits, slow.hits) == (1, 1, 1)
    assert [r.status for r in town.double.recorder.to("callback")] == [502, 200, 200]


async def test_a_dropped_socket_is_resumed_and_what_was_missed_replayed(town: Town) -> None:
    ada, gateway = town.person("Ada"), town.double.gateway
    identified = len(gateway.identifies)
    gateway.heartbeat_seconds = 0.1
    await gateway.drop()
    answer = await ada.slash("ask", question="while you were away")
    assert "while you were away" in answer.text
    assert (len(gateway.identifies), len(gateway.resumes)) == (identified, 1)
    session = gateway.live[0]
    await asyncio.sleep(0.3)
    assert session.heartbeats > 1
    gateway.heartbeat_seconds = 41.25
    await gateway.ask_to_reconnect()
    await town.double.until(lambda: len(gateway.resumes) == 2 and gateway.live, 5)
    await gateway.drop(code=4000)
    await town.double.until(lambda: len(gateway.resumes) == 3 and gateway.live, 5)
    assert "again" in (await ada.slash("ask", question="again")).text


async def test_an_invalid_session_is_identified_anew(town: Town) -> None:
    gateway = town.double.gateway
    identified = len(gateway.identifies)
    await gateway.invalidate()
    await town.double.until(lambda: len(gateway.identifies) == identified + 1 and gateway.is_ready(), 8)
    assert "x" in (await town.person("Ada").slash("ask", question="x")).text


async def test_strange_events_are_survived(town: Town) -> None:
    await town.double.strange_events()
    ada = town.person("Ada")
    message = await ada.say(town.help, "hello")
    await ada.edit(message, "hello!")
    await ada.delete(message)
    await ada.type_in(town.help)
    assert "x" in (await ada.slash("ask", question="x")).text


async def test_guilds_come_and_go(town: Town) -> None:
    other = town.double.world.guild("Pool")
    await town.double.join(other)
    channel = town.double.world.channel(other, "lane")
    bea = town.double.person("Bea", channel)
    assert "x" in (await bea.slash("ask", question="x")).text
    await town.double.leave(other)
    assert town.double.world.bot.id not in other.members


async def test_fifty_people_at_once_get_their_own_answers(town: Town) -> None:
    people = [town.person(f"Person {n}") for n in range(50)]

    async def both(person: Person) -> tuple[str, str]:
        name = person.user.name
        card, reply = await asyncio.gather(
            person.slash("ask", question=f"the back of {name}."), person.patient(20).mention(town.help, f"I am {name}.")
        )
        return card.text, reply.text

    for person, texts in zip(people, await asyncio.gather(*map(both, people)), strict=True):
        assert all(f"{person.user.name}." in text for text in texts)


async def test_old_cards_work_after_a_restart(tmp_path: Path) -> None:
    async with Double() as double:
        _, channel, _, _ = found(double)
        ada = double.person("Ada", channel)
        async with launch(double, (), entry=SAMPLE, home=tmp_path):
            card = await ada.slash("ask", question="before", private=False)
        assert not double.gateway.live
        async with launch(double, (), entry=SAMPLE, home=tmp_path) as bot:
            assert (await ada.click(card, "Why this?")).text == "(private)\nBecause of a1."
            assert bot.memory() > 1 << 20
        assert double.syncs == 2
        double.recorder.assert_clean()


async def test_two_shards_with_privileged_intents(tmp_path: Path) -> None:
    async with Double(privileged=("message_content", "members"), shards=2) as double:
        towns = [found(double) for _ in range(2)]
        env = {"SAMPLE_SHARDS": "auto", "SAMPLE_CONTENT": "1", "SAMPLE_MEMBERS": "1"}
        async with launch(double, (), entry=SAMPLE, home=tmp_path, env=env):
            assert sorted(session.shard for session in double.gateway.live) == [0, 1]
            for _, channel, _, _ in towns:
                ada = double.person("Ada", channel)
                thread = await ada.answer_to(await ada.say(channel, "a thread please"))
                assert thread.text == "You said a thread please"
        double.recorder.assert_clean()


async def test_wrong_token_and_missing_intents_end_the_run(tmp_path: Path) -> None:
    async with Double() as double:
        wrong, denied = await asyncio.gather(
            run_to_end(double, (), tmp_path / "a", entry=SAMPLE, token="wrong"),
            run_to_end(double, (), tmp_path / "b", entry=SAMPLE, env={"SAMPLE_CONTENT": "1"}),
        )
        assert wrong[0] == denied[0] == 1
        assert "LoginFailure" in wrong[2]
        assert "PrivilegedIntentsRequired" in denied[2]
        assert sorted(double.recorder.rules()) == ["gateway-close", "unauthorized"]
