"""What moderators do in the soak: they save, edit, publish, undo, retire, look at gaps and set things up, at random."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Awaitable, Callable

from tests.discord.double import Answer, Channel, Double, Guild, Person, buttons_of, components_of

TITLES = (
    "Swiss ball pullovers and cramps",
    "Kayaking and a stiff mid back",
    "Right lat cramps on the rower",
    "Ladder work and one shoulder",
    "Cello players and the left trap",
    "Uneven grip on the bar",
)
WORDS = (
    "Start light and let the weak side set the reps. Two sets of eight are plenty for a month.",
    "Loosen it first, then row with the weaker arm alone. Stop for pain that runs down an arm.",
    "Take 800 mg ibuprofen and keep lifting.",
    "**Row** slowly. <@1> @everyone [look](https://example.org) ```x```",
    "🦵" * 40,
)
ENTRIES = (
    "answer:tight-or-weak",
    "answer:after-back-injury",
    "exercise:bird-dog",
    "tight lats",
    "zzz",
    "caveat:soreness-rule",
)
LOOKS = ("show", "edit", "retire", "history", "diff", "restore")
PLAIN = ("review", "gaps", "stats", "export", "add")


class Moderators:
    """Those with the role; each goes on from cards of their own."""

    def __init__(self, double: Double, guild: Guild, channels: list[Channel], rng: random.Random) -> None:
        self.double, self.guild, self.channels, self.random = double, guild, channels, rng
        role = double.world.moderator_role(guild)
        self.people = [double.person(f"Moderator {n}", channels[n % len(channels)], role).patient(30) for n in range(6)]
        self.owner = Person(double, guild.owner, channels[0], 30)
        self.cards: list[tuple[Person, Answer]] = []

    @property
    def acts(self) -> dict[Callable[[Person], Awaitable[None]], int]:
        """Each act with how often it is done."""
        return {self.save: 8, self.look: 8, self.press_on: 22, self.plainly: 5, self.hand_in: 2, self.set_up: 1}

    def one(self) -> Person:
        return self.random.choice(self.people)

    async def _fill_in(self, who: Person, shown: Answer) -> Answer:
        if shown.modal is None:
            return shown
        words = {"questions": f"{self.random.choice(TITLES)} {self.random.randrange(30)}", "reason": "because"}
        words |= {"answer": self.random.choice(WORDS), "body": self.random.choice(WORDS)}
        words |= {"exercises": self.random.choice(("bird dog, side plank", "brid dgo, moon jump", ""))}
        fields = {one["component"]["custom_id"] for one in shown.modal["components"]}
        values: dict[str, object] = {name: text for name, text in words.items() if name in fields}
        if "file" in fields:
            values["file"] = self.double.upload("x.md", self.random.choice(WORDS).encode())
        return await who.submit_modal(shown, values)

    async def _keep(self, who: Person, answer: Answer) -> None:
        answer = await self._fill_in(who, answer)
        self.cards = [*self.cards[-30:], (who, answer)]

    async def save(self, _: Person) -> None:
        who = self.one()
        asked = await who.say(who.channel, self.random.choice(TITLES))
        message = await who.say_reply(asked, self.random.choice(WORDS), ping=False)
        await self._keep(who, await who.message_menu("Save as answer", message))

    async def look(self, _: Person) -> None:
        who, command = self.one(), self.random.choice(LOOKS)
        await who.autocomplete(f"kb {command}", entry=self.random.choice(("", "tight", "brid", "🦵")))
        await self._keep(who, await who.slash(f"kb {command}", entry=self.random.choice(ENTRIES)))

    async def plainly(self, _: Person) -> None:
        who, command = self.one(), self.random.choice(PLAIN)
        await self._keep(who, await who.slash(f"kb {command}"))

    async def press_on(self, _: Person) -> None:
        if not self.cards:
            return
        who, answer = self.random.choice(self.cards)
        parts = components_of(answer.message)
        selects = [one for one in parts if one["type"] == 3]
        if selects and self.random.random() < 0.5:
            chosen = self.random.choice(selects[0]["options"])["value"]
            await self._keep(who, await who.choose(answer, selects[0]["custom_id"], chosen))
        elif labels := buttons_of(answer.message):
            await self._keep(who, await who.click(answer, self.random.choice(labels)))

    async def hand_in(self, _: Person) -> None:
        who, content = self.one(), io.BytesIO()
        with zipfile.ZipFile(content, "w") as parcel:
            parcel.writestr(self.random.choice(("answers/x.md", "../x.md", "y")), self.random.choice(WORDS))
        given = content.getvalue() if self.random.random() < 0.7 else b"no zip"
        await self._keep(who, await who.slash("kb import", file=self.double.upload("x.zip", given)))

    async def set_up(self, _: Person) -> None:
        panel = await self.owner.slash("setup")
        await self.owner.click(panel, "setup:review")
