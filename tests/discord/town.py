"""A server with channels, people and the shipped bot in it: what the tests of the Discord side play in."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.discord.double import Answer, Bot, Channel, Double, Guild, Message, Person, Role, launch, start

ERECTOR = "right erector bigger than left"
URGENT = "I cannot pee and both my legs are numb since my deadlift"
FAR = "what is the capital of France"
VAGUE = "uneven"


async def save_as_answer(who: Person, message: Message, **words: str) -> Answer:
    """From right-click to the draft's card, with some of the form's texts changed."""
    return await who.submit_modal(await who.message_menu("Save as answer", message), words)


def settings(**more: str) -> dict[str, str]:
    """The environment of a bot under test: no port of this machine, and the product that the run already has."""
    return {"BACKTALK_HEALTH_PORT": "0", "BACKTALK_CACHE_DIR": os.environ["BACKTALK_CACHE_DIR"], **more}


@dataclass
class Town:
    """One server, one bot; `home` is the bot's, and outlives it."""

    double: Double
    home: Path
    guild: Guild
    help: Channel
    lounge: Channel
    forum: Channel
    moderators: Role
    helpers: Role
    bot: Bot
    env: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ("discord",)
    expected: int = 0  # errors that a test provoked

    def person(self, name: str, *roles: Role) -> Person:
        return self.double.person(name, self.help, *roles)

    def moderator(self, name: str) -> Person:
        return self.person(name, self.moderators)

    async def exchange(self, question: str, answer: str, by: str = "Mira") -> Message:
        """Somebody asks in the channel, and somebody else replies to them; the reply."""
        asked = await self.person("Ada").say(self.help, question)
        return await self.person(by).say_reply(asked, answer)

    @property
    def owner(self) -> Person:
        return Person(self.double, self.guild.owner, self.help)

    def lines(self) -> list[dict[str, Any]]:
        """What the bot logged."""
        return [json.loads(line) for line in self.bot.stderr.splitlines() if line.startswith("{")]

    def errors(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["level"] in ("error", "critical")]

    async def restart(self) -> None:
        """End the bot as a supervisor would, and start it again on the same data."""
        assert await self.bot.stop() == 0, self.bot.tail()
        self.expected = 0
        self.bot = await start(self.double, self.arguments, self.home, env=settings(**self.env))
        await self.double.until(lambda: self.double.gateway.is_ready(), 20, "readiness")


async def found(stack: AsyncExitStack, home: Path, *arguments: str, double: Double | None = None, **env: str) -> Town:
    """A town whose bot is ready."""
    double = await stack.enter_async_context(double or Double())
    guild = double.world.guild("Gym")
    help_, lounge = double.world.channel(guild, "help"), double.world.channel(guild, "lounge")
    forum, moderators = double.world.forum(guild, "questions", ("pain",)), double.world.moderator_role(guild)
    words = ("discord", *arguments)
    helpers = double.world.role(guild, "Helpers")
    bot = await stack.enter_async_context(launch(double, words, home=home, env=settings(**env)))
    town = Town(double, home, guild, help_, lounge, forum, moderators, helpers, bot, env, words)

    async def stop_restarted() -> None:
        if town.bot is not bot:
            assert await town.bot.stop() == 0, town.bot.tail()

    stack.push_async_callback(stop_restarted)
    return town


@contextmanager
def running(
    runner: asyncio.Runner, home: Path, *arguments: str, double: Double | None = None, **env: str
) -> Iterator[Town]:
    """A town for a whole module of tests."""
    stack = AsyncExitStack()
    try:
        town = runner.run(found(stack, home, *arguments, double=double, **env))
        yield town
        assert town.errors()[town.expected :] == []
    finally:
        runner.run(stack.aclose())


@contextmanager
def quiet(town: Town) -> Iterator[Town]:
    """One test in a town: what it did not expect to be broken must be whole at its end."""
    town.double.forget()
    yield town
    town.double.recorder.assert_clean()
    assert town.bot.running, town.bot.tail()
