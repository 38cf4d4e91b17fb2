"""Many askers at once: nobody is lost, nobody gets another's answer, nobody waits for the first sign of life."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.discord.double import Answer, Person
from tests.discord.town import Town, quiet, running

MUSCLES = ("erector", "lat")


@pytest.fixture(scope="module")
def whole(runner: asyncio.Runner, bot_home: Path) -> Iterator[Town]:
    with running(runner, bot_home, BACKTALK_CHANNEL_PER_MINUTE="1000") as town:
        yield town


@pytest.fixture
def town(whole: Town) -> Iterator[Town]:
    with quiet(whole):
        yield whole


def question(number: int) -> tuple[str, str]:
    """A question and the side that its answer must start with."""
    strong, weak = ("right", "left") if number % 2 else ("left", "right")
    return f"{strong} {MUSCLES[number % len(MUSCLES)]} bigger than {weak}", weak


async def test_fifty_askers_at_once(town: Town) -> None:
    people = [town.person(f"Asker {number}") for number in range(50)]

    async def ask(person: Person, number: int) -> Answer:
        return await person.patient(20).slash("ask", question=question(number)[0], private=False)

    answers = await asyncio.gather(*(ask(person, number) for number, person in enumerate(people)))
    for number, answer in enumerate(answers):
        text, weak = question(number)
        assert f"Asker {number} asked: {text}" in answer.text
        assert f"start with your {weak}" in answer.text
        assert answer.ack_seconds < 3
    assert len({answer.message.id for answer in answers}) == 50


async def test_fifty_mentions_at_once(town: Town) -> None:
    people = [town.person(f"Caller {number}") for number in range(50)]
    messages = [
        await person.say(town.lounge, f"<@{town.double.world.bot.id}> {question(number)[0]}")
        for number, person in enumerate(people)
    ]
    for number, (person, message) in enumerate(zip(people, messages, strict=True)):
        answer = await person.answer_to(message, timeout=20)
        assert f"start with your {question(number)[1]}" in answer.text
        assert answer.message.reference_id == message.id


async def test_one_person_in_a_hurry_keeps_one_conversation(town: Town) -> None:
    ada = town.person("Ada")
    await ada.slash("ask", question="right erector bigger than left")
    answers = await asyncio.gather(*(ada.patient(10).slash("ask", question="how many reps") for _ in range(4)))
    assert all("### How much" in answer.text for answer in answers)
    assert "### How much" in (await ada.slash("ask", question="how many reps")).text
