"""What is said to whom: the engine's turns with what the store remembers, callable from any thread."""

import secrets
import threading
import time
from dataclasses import dataclass, field, replace

from bot.conversation import IDLE, Conversation
from bot.dialogue.shown import again
from bot.dialogue.talk import turn
from bot.dialogue.turns import HANDLERS, Turn
from bot.engine import Engine
from bot.overlays.serving import Serving
from bot.reply import Reply
from bot.words import word
from intents.question import Kit
from intents.red_flags import find_red_flags, signs
from knowledge.redaction import without_names
from knowledge.store import Logged, Record, Store

# What buttons and commands stand for, as it is stored; the kinds are those of `bot.dialogue.follow_ups`.
STEPS = {
    "/easier": "swap-easier",
    "/harder": "swap-harder",
    "/nokit": "swap-kit",
    "/hurts": "swap-pain",
    "/plan-2": "plan",
    "/plan-3": "plan",
    "/plan-4": "plan",
}
LONGEST = 4000  # characters of a message that are read


@dataclass(frozen=True, slots=True)
class Place:
    """Who says something, and where; `person` is the store's name for them."""

    person: str
    channel_id: int
    server_id: int | None = None
    country: str = ""
    reachable: bool = False  # whether the bot can write to them later, there or in private


@dataclass(frozen=True, slots=True)
class Said:
    """A reply with the id that its buttons carry, and the conversation after it."""

    id: str
    reply: Reply
    text: str
    after: Conversation = field(default_factory=Conversation)
    record: Record | None = None
    can_wait: bool = False  # whether they can be told when there is an answer

    @property
    def urgent(self) -> bool:
        return self.reply.kind == "urgent"


class Talks:
    """Every conversation of this process."""

    def __init__(self, serving: Serving, store: Store) -> None:
        self.serving, self.store = serving, store
        # conversations with a warning sign in them live here alone, and end with their half hour or the process
        self._unwritten: dict[tuple[str, int], Conversation] = {}
        self._lock = threading.Lock()
        self._turns = tuple(threading.Lock() for _ in range(64))  # one person's messages are taken one after the other

    def say(self, place: Place, text: str, *, alone: bool = False, author: str = "") -> Said:
        """Reply to a message; `alone` is a question that neither continues nor starts a conversation."""
        text = without_names(text[:LONGEST]).strip()
        with self._turns[hash((place.person, place.channel_id)) % len(self._turns)]:
            now = time.time()
            before = Conversation(at=now) if alone else self.before(place, now)
            said = self._turn(place, before, text, now, author)
            if not alone:
                self._remember(place, said, text)
            return said

    def consider(self, place: Place, text: str) -> Reply:
        """What a question would get, without keeping anything."""
        return self._engine(place).ask(without_names(text[:LONGEST]).strip())

    def plan(self, place: Place, text: str, days: int) -> Said:
        """A plan for a question, or for the last one where there is none; else what the question itself gets."""
        if text:
            said = self.say(place, text)
            if said.reply.kind != "answer" or said.reply.answer is None:
                return said
        return self.say(place, f"/plan-{days}")

    def forget(self, person: str) -> int:
        """Delete everything kept of a person, in memory too."""
        with self._lock:
            self._unwritten = {key: kept for key, kept in self._unwritten.items() if key[0] != person}
        return self.store.forget(person)

    def knows_topic(self, place: Place) -> bool:
        """Whether something was answered here that a follow-up can build on."""
        return bool(self.before(place, time.time()).entry)

    def again(self, id_: str) -> Said | None:
        """An answer given before, worked out anew; None where there is no such record or nothing of it was kept."""
        record = self.store.record(id_)
        if record is None or not record.text:
            return None
        before = Conversation.from_json(record.before)
        after, reply = replied(self.serving.engine(record.server_id), before, record.text, record.at)
        return Said(id_, reply, record.text, after, record)

    def step(self, id_: str, place: Place, text: str) -> Said | None:
        """Go on from an answer given before: with a step such as "/easier", or the number of an option."""
        shown = self.again(id_)
        if shown is None or shown.record is None:
            return None
        said = self._turn(place, shown.after, text, shown.record.at, shown.record.author)
        if shown.record.asker == place.person:
            self._remember(place, replace(said, after=replace(said.after, at=time.time())), text)
        return said

    def before(self, place: Place, now: float) -> Conversation:
        """The conversation so far of this person in this channel."""
        with self._lock:
            unwritten = self._unwritten.get((place.person, place.channel_id))
        if unwritten is not None and now - unwritten.at <= IDLE:
            return unwritten
        state = self.store.conversation(place.person, place.channel_id)
        if state.startswith("urgent:"):
            _, flag, at = state.split(":")
            return Conversation(urgent=_phrase(flag), at=float(at))
        return Conversation.from_json(state)

    def _turn(self, place: Place, before: Conversation, text: str, now: float, author: str) -> Said:
        after, reply = replied(self._engine(place), before, text, now)
        kept = text if may_keep(reply, before, text) else ""
        record = Record(
            id=secrets.token_hex(6),
            at=now,
            server_id=place.server_id,
            channel_id=place.channel_id,
            asker=place.person,
            author=author or place.person,
            before=before.to_json() if kept else "",
            text=kept,
            kind=reply.kind,
            entry=reply.answer.id if reply.answer else "",
        )
        self.store.answered(record, Logged(kept, reply.topics, reply.confidence))
        return Said(record.id, reply, text, after, record, can_wait=place.reachable and bool(kept))

    def _remember(self, place: Place, said: Said, text: str) -> None:
        """Keep the conversation; one that holds a warning sign leaves only the sign's name behind."""
        key, after = (place.person, place.channel_id), said.after
        secret = not may_keep(said.reply, after, text)
        with self._lock:
            self._unwritten.pop(key, None)
            if secret:
                self._unwritten = {k: c for k, c in self._unwritten.items() if after.at - c.at <= IDLE} | {key: after}
        flags = said.reply.question.red_flags
        marker = f"urgent:{flags[0].id if flags else ''}:{after.at}"
        state = marker if secret else after.to_json()
        self.store.save_conversation(place.person, place.channel_id, state, after.at)

    def engine_of(self, said: Said) -> Engine:
        """The engine that gives an answer."""
        return self.serving.engine(said.record.server_id if said.record else None)

    def _engine(self, place: Place) -> Engine:
        engine = self.serving.engine(place.server_id)
        return replace(engine, country=place.country) if place.country else engine


def replied(engine: Engine, before: Conversation, text: str, now: float) -> tuple[Conversation, Reply]:
    """A turn; a step that a button stands for needs no guessing at what is meant."""
    kind = STEPS.get(text)
    before = before.among(engine.library.answers, engine.library.exercises)
    if kind is None or not before.entry:
        return turn(engine, before, text, now)
    phrase = word("discord", "spoken", text.removeprefix("/"))
    step = Turn(engine, before.resumed(now), phrase, engine.reader.understand(phrase))
    if kind == "swap-kit":
        bare = replace(step.question, kit=Kit(only=True))
        return again(step, step.before.knowing(bare), word("turns", "swapped_kit", bare.kit, False))
    return HANDLERS[kind](step)


def may_keep(reply: Reply, conversation: Conversation, text: str) -> bool:
    """Whether a message and its conversation may be written down: not with a warning sign anywhere in them."""
    if reply.kind == "urgent" or conversation.urgent:
        return False
    return not any(find_red_flags(part) for part in (text, conversation.text, *conversation.added) if part)


def _phrase(flag: str) -> str:
    """Words of ours that raise a flag again after a restart, in place of the person's own, which were not kept."""
    told = signs().get(flag)
    return (
        next(
            (text for text in (flag.replace("-", " "), str(told["sign"]), str(told["title"])) if find_red_flags(text)),
            "",
        )
        if told
        else ""
    )
