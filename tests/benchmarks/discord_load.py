"""`python -m tests.benchmarks.discord_load [ASKERS]`: so many /ask at once against the shipped bot; prints a table."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from bot.engine import open_engine
from knowledge import compiled
from tests.discord.double import Double, Person, launch

MUSCLES = ("erector", "lat", "trap")
ROUNDS = 5


async def measure(askers: int) -> None:
    environment = {"BACKTALK_HEALTH_PORT": "0", "BACKTALK_CACHE_DIR": str(compiled.folder())}
    environment |= {"BACKTALK_ASKS_PER_MINUTE": "1000"}
    async with Double() as double:
        guild = double.world.guild("Gym")
        channel = double.world.channel(guild, "help")
        people = [double.person(f"Asker {number}", channel) for number in range(askers)]
        with tempfile.TemporaryDirectory() as home:
            async with launch(double, ("discord",), home=Path(home), env=environment) as bot:
                print(f"{askers} askers at once, {os.cpu_count()} cores; memory when ready {bot.memory() / 1e6:.0f} MB")
                print("round   ack p50   ack p99   ack max   all done   memory MB   answered")
                for number in range(ROUNDS):
                    await once(people, number, bot.memory)
                errors = bot.stderr.count('"level": "error"')
        print(f"refused by Discord's rules: {len(double.recorder.violations)}; errors in the log: {errors}")


async def once(people: list[Person], number: int, memory: object) -> None:
    started = time.perf_counter()
    asked = [
        person.patient(60).slash("ask", question=f"right {MUSCLES[i % 3]} bigger than left")
        for i, person in enumerate(people)
    ]
    answers = await asyncio.gather(*asked)
    spent = time.perf_counter() - started
    acks = sorted(answer.ack_seconds for answer in answers)
    cuts = quantiles(acks, n=100)
    good = sum("**left**" in answer.text or "One" in answer.text for answer in answers)
    print(
        f"{number + 1:5}   {cuts[49]:7.3f}   {cuts[98]:7.3f}   {acks[-1]:7.3f}   {spent:8.2f}"
        f"   {memory() / 1e6:9.0f}   {good}/{len(answers)}"  # type: ignore[operator]
    )


if __name__ == "__main__":
    open_engine()  # so that a product is there before the bot looks for one
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
