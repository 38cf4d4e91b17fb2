"""`python -m tests.benchmarks.discord_soak [MINUTES] [SEED]`: random people, random things; counts what went wrong."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.engine import open_engine
from knowledge import compiled
from tests.benchmarks.discord_moderators import Moderators
from tests.discord.double import Answer, Bot, Channel, Double, Guild, NoAnswer, NotPossible, Person, buttons_of, launch

QUESTIONS = (
    "right erector bigger than left",
    "left lat lagging, home gym only",
    "uneven traps",
    "uneven",
    "my back hurts when I sit",
    "how do I do a bird dog",
    "how many reps",
    "no cables",
    "that hurts",
    "why",
    "make me a plan",
    "cant pee and both legs numb",
    "what is the capital of France",
    "",
    "🦵" * 50,
    "<@1> @everyone *x*",
    "left, sorry",
    "thanks",
)
WORKERS = 6
PROVOKED = {
    "unknown-message",
    "unknown-reference",
    "unknown-interaction",
    "already-answered",
    "missing-permissions",
    "unknown-channel",
}


class Soak:
    """A small town in which anything may happen."""

    def __init__(self, double: Double, seed: int) -> None:
        self.double, self.random, self.done = double, random.Random(seed), Counter[str]()
        self.guild: Guild = double.world.guild("Gym")
        self.channels = [double.world.channel(self.guild, name) for name in ("help", "lounge", "lobby")]
        self.forum: Channel = double.world.forum(self.guild, "questions")
        self.people = [double.person(f"Person {n}", self.channels[n % 3]) for n in range(30)]
        self.cards: list[tuple[Person, Answer]] = []
        self.moderators = Moderators(double, self.guild, self.channels, self.random)

    def question(self) -> str:
        return self.random.choice(QUESTIONS)

    async def ask(self, person: Person) -> None:
        answer = await person.slash("ask", question=self.question() or "?", private=self.random.random() < 0.5)
        self.cards = [*self.cards[-40:], (person, answer)]

    async def mention(self, person: Person) -> None:
        await person.say(person.channel, f"<@{self.double.world.bot.id}> {self.question()}")

    async def write(self, person: Person) -> None:
        where = self.random.choice([*self.channels, self.double.world.dm(person.user)])
        message = await person.say(where, self.question())
        if self.random.random() < 0.2:
            await person.delete(message)

    async def press(self, person: Person) -> None:
        if self.cards:
            owner, answer = self.random.choice(self.cards)
            who = owner if answer.private or self.random.random() < 0.5 else person
            labels = buttons_of(answer.message)
            shown = await who.click(answer, self.random.choice(labels)) if labels else None
            if shown is not None and shown.modal is not None:
                await who.submit_modal(shown, {"missing": self.question()})

    async def command(self, person: Person) -> None:
        command = self.random.choice(("plan", "about", "privacy show", "privacy export", "privacy delete", "exercise"))
        options = {"name": self.random.choice(("bird dog", "brid", "🦵"))} if command == "exercise" else {}
        await person.slash(command, **options)

    async def type_a_name(self, person: Person) -> None:
        await person.autocomplete("exercise", name=self.random.choice(("", "b", "row", "zz", "🦵")))

    async def post(self, person: Person) -> None:
        await person.post(self.forum, self.question() or "hm", self.question())

    async def trouble(self, _: Person) -> None:
        kind = self.random.randrange(40)
        if kind == 0:
            await self.double.gateway.drop()
        elif kind == 1:
            await self.double.gateway.ask_to_reconnect()
        elif kind == 2:
            self.double.faults.rate_limit(r"POST /channels", retry_after=0.2)
        elif kind == 3:
            self.double.faults.server_error(r"POST /channels", status=502)
        elif kind == 4:
            await self.double.strange_events()
        elif kind == 5:
            await self.double.event("MESSAGE_CREATE", {"id": "1"})


async def work(soak: Soak, until: float) -> None:
    often = {soak.ask: 30, soak.press: 30, soak.write: 15, soak.mention: 10}
    now_and_then = {soak.command: 8, soak.type_a_name: 8, soak.post: 4, soak.trouble: 4}
    weights: dict[Callable[[Person], Awaitable[None]], int] = {**often, **now_and_then, **soak.moderators.acts}
    while time.monotonic() < until:
        what = soak.random.choices(list(weights), list(weights.values()))[0]
        try:
            await what(soak.random.choice(soak.people))
            soak.done[what.__name__] += 1
        except (NotPossible, NoAnswer, AssertionError) as error:
            soak.done[f"{what.__name__}: {type(error).__name__}"] += 1
        await asyncio.sleep(soak.random.random() * 0.05)


def report(soak: Soak, bot: Bot, memory: list[float]) -> int:
    lines = [json.loads(line) for line in bot.stderr.splitlines() if line.startswith("{")]
    unread = [line for line in lines if line["what"] == "an event could not be read"]
    errors = [line for line in lines if line["level"] in ("error", "critical") and line not in unread]
    other = [line for line in bot.stderr.splitlines() if not line.startswith("{")]
    broken = Counter(v.rule for v in soak.double.recorder.violations)
    for name, count in sorted(soak.done.items()):
        print(f"{name:32} {count}")
    print(f"memory MB: {memory[0]:.0f} at the start, {max(memory):.0f} at most, {memory[-1]:.0f} at the end")
    print(f"events made unreadable on purpose and survived: {len(unread)}")
    print(f"refused by Discord's rules, as provoked: {dict(broken)}")
    print(f"refused, not provoked: {sum(count for rule, count in broken.items() if rule not in PROVOKED)}")
    print(f"unhandled exceptions: {len(errors) + len(other)}")
    for line in [*errors, *other][:10]:
        print("   ", line)
    return len(errors) + len(other)


async def main(minutes: float, seed: int) -> int:
    environment = {
        "BACKTALK_HEALTH_PORT": "0",
        "BACKTALK_CACHE_DIR": str(compiled.folder()),
        "BACKTALK_ASKS_PER_MINUTE": "300",
    }
    environment |= {"BACKTALK_MESSAGE_CONTENT": "true", "BACKTALK_CHANNEL_PER_MINUTE": "600"}
    async with Double(privileged=("message_content",)) as double:
        soak = Soak(double, seed)
        with tempfile.TemporaryDirectory() as home:
            async with launch(double, ("discord",), home=Path(home), env=environment) as bot:
                owner = Person(double, soak.guild.owner, soak.channels[0])
                panel = await owner.slash("setup")
                await owner.choose(panel, "setup:forums", [soak.forum])
                await owner.choose(panel, "setup:answers", [soak.channels[1]])
                memory, until = [bot.memory() / 1e6], time.monotonic() + minutes * 60
                workers = [asyncio.create_task(work(soak, until)) for _ in range(WORKERS)]
                while not all(worker.done() for worker in workers):
                    await asyncio.wait(workers, timeout=10)
                    memory.append(bot.memory() / 1e6)
                    double.recorder.requests.clear()
                await asyncio.gather(*workers)
            return report(soak, bot, memory)


if __name__ == "__main__":
    open_engine()  # so that a product is there before the bot looks for one
    given = [float(word) for word in sys.argv[1:]]
    sys.exit(asyncio.run(main(given[0] if given else 10.0, int(given[1]) if len(given) > 1 else 1)) > 0)
