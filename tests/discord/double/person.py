"""A person at the keyboard: every verb sends the real event and returns what the bot answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import payloads
from .answer import Answer, NoAnswer, modal_data
from .components import SELECTS, Type
from .events import NotPossible, command_data, command_for, interaction, resolve, select_values
from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, DEFER, DEFER_UPDATE, MODAL_SUBMIT, Pending
from .permissions import Permission, permissions_in
from .server import Double
from .text import find
from .world import Channel, Kind, Message, User

Json = dict[str, Any]
USER_MENU, MESSAGE_MENU = 2, 3


@dataclass(frozen=True)
class Person:
    double: Double
    user: User
    channel: Channel
    timeout: float = 5.0

    def at(self, channel: Channel) -> Person:
        """The same person, in another channel."""
        return replace(self, channel=channel)

    def in_dm(self) -> Person:
        return self.at(self.double.world.dm(self.user))

    def patient(self, timeout: float) -> Person:
        return replace(self, timeout=timeout)

    # interactions

    async def slash(self, command: str, /, **options: Any) -> Answer:
        """`slash("ask", question="…")`, `slash("privacy show")`."""
        data = command_data(self.double, self.user, self.channel, command, options)
        return await self._interact(COMMAND, data)

    async def autocomplete(self, command: str, /, **options: Any) -> list[Json]:
        """The choices offered while the last option given is being typed."""
        data = command_data(self.double, self.user, self.channel, command, options, focus=list(options)[-1])
        return (await self._interact(AUTOCOMPLETE, data)).choices

    async def user_menu(self, name: str, target: Person | User) -> Answer:
        return await self._menu(name, USER_MENU, target)

    async def message_menu(self, name: str, message: Message) -> Answer:
        self._must_see(message)
        return await self.at(message.channel)._menu(name, MESSAGE_MENU, message)

    async def _menu(self, name: str, kind: int, target: Any) -> Answer:
        command = command_for(self.double, self.user, self.channel, name, kind)
        resolved: Json = {}
        target_id = resolve([target], resolved, self.channel)[0]
        data = {"id": command["id"], "name": name, "type": kind, "target_id": target_id, "resolved": resolved}
        return await self._interact(COMMAND, data)

    async def click(self, message: Message | Answer, button: str) -> Answer:
        """Click the button with this custom id or label."""
        message = message.message if isinstance(message, Answer) else message
        one = self._usable(message, button)
        if one["type"] != Type.BUTTON or not one.get("custom_id"):
            raise NotPossible(f"{button!r} cannot be clicked: {one}")
        data = {"custom_id": one["custom_id"], "component_type": one["type"], "id": one["id"]}
        return await self.at(message.channel)._interact(COMPONENT, data, source=message)

    async def choose(self, message: Message | Answer, select: str, values: Any) -> Answer:
        """Choose from the select with this custom id or placeholder; values, labels, people or channels."""
        message = message.message if isinstance(message, Answer) else message
        one = self._usable(message, select)
        if one["type"] not in SELECTS:
            raise NotPossible(f"{select!r} is no select")
        data = {"custom_id": one["custom_id"], "component_type": one["type"], "id": one["id"]}
        data |= select_values(one, values if isinstance(values, list) else [values], message.channel)
        return await self.at(message.channel)._interact(COMPONENT, data, source=message)

    async def submit_modal(self, shown: Answer, values: Mapping[str, Any] | None = None) -> Answer:
        """Submit the modal of this answer; values by custom id or label."""
        trigger = shown.pending
        if trigger is None or shown.modal is None or trigger.person is not self.user:
            raise NotPossible(f"{self.user.name} was shown no modal")
        data = modal_data(shown.modal, values or {}, trigger.channel)
        return await self.at(trigger.channel)._interact(MODAL_SUBMIT, data, source=trigger.source, trigger=trigger)

    async def _interact(self, kind: int, data: Json, **origin: Any) -> Answer:
        double = self.double
        pending = Pending(double.world.snowflake(), kind, self.user, self.channel, data, **origin)
        double.pending[pending.token] = pending
        edits = pending.source.edits if pending.source else 0
        event = interaction(double, pending)
        await double.gateway.dispatch("INTERACTION_CREATE", lambda _: event, self.channel.guild)
        what = data.get("name") or data["custom_id"]
        try:
            await double.until(lambda: pending.ack is not None, double.ack_limit, "the acknowledgement")
        except TimeoutError:
            double.recorder.violated("no-ack", f"{what} by {self.user.name}", f"within {double.ack_limit:g} s")
            raise NoAnswer(f"{what!r}: the application did not respond") from None
        await self._finish(pending, edits, what)
        return Answer(double, pending)

    async def _finish(self, pending: Pending, edits: int, what: str) -> None:
        """After a deferral, wait for what was promised."""
        original = pending.original
        if pending.ack == DEFER and original is not None:
            try:
                await self.double.until(lambda: original.deleted or not original.loading, self.timeout)
            except TimeoutError:
                raise NoAnswer(f"{what!r}: deferred, then nothing for {self.timeout:g} s") from None
        elif pending.ack == DEFER_UPDATE:
            try:
                await self.double.until(
                    lambda: pending.touched or (original and (original.deleted or original.edits > edits)), self.timeout
                )
            except TimeoutError:
                return

    def _must_see(self, message: Message) -> None:
        if message.deleted or (message.private and message.seen_by is not self.user):
            raise NotPossible(f"{self.user.name} does not see message {message.id}")

    def _usable(self, message: Message, wanted: str) -> Json:
        self._must_see(message)
        one = find(message, wanted)
        if one.get("disabled"):
            raise NotPossible(f"{wanted!r} is disabled")
        return one

    # messages

    async def say(self, channel: Channel, text: str, **fields: Any) -> Message:
        """Write a message and wait for nothing; this wakes an archived thread."""
        world = self.double.world
        await self._may_write(channel)
        if f"<@{world.bot.id}>" in text:
            fields.setdefault("mentions", [world.bot])
        message = world.write(channel, self.user, text, **fields)
        await self.double.emit_message("MESSAGE_CREATE", message)
        return message

    async def _may_write(self, channel: Channel) -> None:
        if channel.guild is None:
            return
        allowed = permissions_in(channel, channel.guild.members[self.user.id])
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if not allowed & needed or (channel.locked and not allowed & Permission.MANAGE_THREADS):
            raise NotPossible(f"{self.user.name} may not write in {channel.name!r}")
        if channel.archived:
            await self.double.update(channel, archived=False)

    async def mention(self, channel: Channel, text: str) -> Answer:
        return await self.answer_to(await self.say(channel, f"<@{self.double.world.bot.id}> {text}"))

    async def dm(self, text: str) -> Answer:
        return await self.answer_to(await self.say(self.double.world.dm(self.user), text))

    async def reply_to(self, message: Message, text: str, *, ping: bool = True) -> Answer:
        """Reply; the ping reaches the bot only if the message is no answer to an interaction."""
        return await self.answer_to(await self.say_reply(message, text, ping=ping))

    async def say_reply(self, message: Message, text: str, *, ping: bool = True) -> Message:
        self._must_see(message)
        pinged = [message.author] if ping and message.webhook_id is None else []
        return await self.say(
            message.channel, text, reference=message, reference_id=message.id, kind=19, mentions=pinged
        )

    async def new_forum_post(self, forum: Channel, title: str, text: str, *, tags: tuple[str, ...] = ()) -> Answer:
        return await self.answer_to(await self.post(forum, title, text, tags=tags))

    async def post(self, forum: Channel, title: str, text: str, *, tags: tuple[str, ...] = ()) -> Message:
        """Open a forum post and wait for nothing; the message's channel is the thread."""
        double = self.double
        if forum.kind is not Kind.FORUM:
            raise NotPossible(f"{forum.name!r} is no forum")
        thread = double.world.thread(forum, title, self.user)
        thread.applied_tags = [int(tag["id"]) for tag in forum.tags if tag["name"] in tags]
        data = payloads.thread(thread) | {"newly_created": True}
        await double.emit("THREAD_CREATE", data, guild=forum.guild, intent=GUILDS)
        return await self.say(thread, text, id=thread.id)

    async def answer_to(self, message: Message, *, timeout: float | None = None) -> Answer:
        """The bot's answer to this message: a reply, a message in its thread or post, or in the DM."""
        try:
            wait = timeout or self.timeout
            found = await self.double.until(lambda: reply_in(self.double, message), wait, "an answer")
        except TimeoutError:
            raise NoAnswer(f"no answer to {message.content!r}") from None
        return Answer(self.double, reply=found)

    async def silence_after(self, message: Message, seconds: float = 1.0) -> None:
        """Assert that the bot does not answer this message."""
        await asyncio.sleep(seconds)
        found = reply_in(self.double, message)
        assert found is None, f"the bot answered {message.content!r}: {found.content!r}"

    async def edit(self, message: Message, text: str) -> None:
        message.content, message.edits = text, message.edits + 1
        await self.double.emit_message("MESSAGE_UPDATE", message)

    async def delete(self, message: Message) -> None:
        await self.double.delete(message)

    async def type_in(self, channel: Channel) -> None:
        data = {"channel_id": str(channel.id), "user_id": str(self.user.id), "timestamp": 0}
        intent = (GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES) << 2
        await self.double.emit("TYPING_START", data, guild=channel.guild, intent=intent)


def reply_in(double: Double, message: Message) -> Message | None:
    """The first message of the bot that answers this one."""
    bot, opened = double.world.bot, double.world.channels.get(message.id)
    places = [message.channel] + ([opened] if opened and opened is not message.channel else [])
    candidates = []
    for place in places:
        for one in reversed(place.messages.values()):
            if one.id <= message.id:
                break
            if one.author is bot and one.webhook_id is None and not one.deleted and answers(one, message):
                candidates.append(one)
    return min(candidates, key=lambda one: one.id, default=None)


def answers(one: Message, message: Message) -> bool:
    if one.reference_id is not None:
        return one.reference_id == message.id
    return one.channel.is_thread or one.channel.kind is Kind.DM or message.author.mention in one.content
