"""Previews are prepared while somebody writes: once at a time for a server, and only where something is written."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bot.discord.moderation.readiness import Readiness
from tests.discord.town import Town

if TYPE_CHECKING:
    from bot.moderation.desk import Desk

GYM, CLUB = 11, 22


@dataclass
class Slow:
    """A desk whose preparations wait until they are let go; `broken` ones then fail."""

    go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    prepared: list[int] = field(default_factory=list)
    broken: bool = False

    def get_ready(self, server_id: int) -> None:
        self.prepared.append(server_id)
        self.begun.release()
        assert self.go.wait(10)
        if self.broken:
            raise OSError

    def readiness(self) -> Readiness:
        return Readiness(cast("Desk", self))


def test_fifty_forms_at_once_are_one_preparation() -> None:
    desk = Slow()
    readiness = desk.readiness()
    for _ in range(50):
        readiness.prepare(GYM)
    readiness.prepare(CLUB)
    desk.go.set()
    readiness._pool.shutdown()
    assert desk.prepared == [GYM, CLUB]


def test_the_next_form_prepares_anew_even_after_a_failure() -> None:
    desk = Slow(broken=True)
    readiness = desk.readiness()
    readiness.prepare(GYM)
    assert desk.begun.acquire(timeout=10)
    desk.go.set()
    for _ in range(1000):
        readiness.prepare(GYM)
        if desk.begun.acquire(timeout=0.01):
            break
    readiness.close()
    assert desk.prepared[:2] == [GYM, GYM]


def test_once_closed_nothing_is_prepared() -> None:
    desk = Slow()
    readiness = desk.readiness()
    readiness.close()
    readiness.prepare(GYM)
    assert desk.prepared == []


async def test_a_form_to_write_in_prepares_and_one_that_asks_for_a_reason_does_not(town: Town) -> None:
    """Preparations come one after the other, so that one for the reason would be there before the one for the text."""
    world = town.double.world
    other = world.guild("Pool")
    channel, moderators = world.channel(other, "help"), world.moderator_role(other)
    other.members.pop(world.bot.id)
    await town.double.join(other)
    mod, pia = town.moderator("Mod"), town.double.person("Pia", channel, moderators)
    await mod.click(await mod.slash("kb retire", entry="caveat:breath-hold"), "Retire it")
    await pia.slash("kb edit", entry="answer:lat-shape-differs")

    def prepared() -> list[object]:
        return [line["server"] for line in town.lines() if line["what"] == "ready for a preview"]

    async with asyncio.timeout(20):
        while not prepared():
            await asyncio.sleep(0.02)
    assert prepared() == [other.id]
