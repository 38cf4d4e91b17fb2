"""What was said so far, as one small value that any adapter can keep; it knows nothing of where it is kept."""

import json
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from intents.facts import FLOOR
from intents.question import Kit, Question
from intents.sides import Sides

VERSION = 1
PAIN = "pain"  # spared, where nothing hurts at all
IDLE = 30 * 60.0  # seconds after which a conversation is over
Side = Literal["left", "right"]
Known = tuple[Side | None, Side | None, Side | None, bool]  # the sides put right: strong, weak, pain, tight
PAST = 4  # answers put aside that are remembered


@dataclass(frozen=True, slots=True)
class Put:
    """An answer that was put aside: what was asked, its id, and what it showed, for whom."""

    text: str
    entry: str
    exercises: tuple[str, ...] = ()
    sides: Known | None = None

    @classmethod
    def stored(cls, data: dict[str, Any]) -> "Put":
        """One as it was stored."""
        strong, weak, pain, tight = data["sides"] or (None, None, None, False)
        sides: Known | None = (strong, weak, pain, tight) if data["sides"] else None
        return cls(data["text"], data["entry"], tuple(data["exercises"]), sides)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last question with what was added to it, the answer shown, and what is known of the person."""

    text: str = ""
    added: tuple[str, ...] = ()  # exercises wished for besides those of the answer
    entry: str | None = None
    exercises: tuple[str, ...] = ()
    focus: str = ""  # the exercise spoken of last
    without: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()  # label and entry id of what was offered last
    asked: int = 0
    sides: Known | None = None  # a correction
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    only: bool = False
    facts: tuple[str, ...] = ()
    hurts: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()  # pains and facts that were read and that the person said were not so
    days: int = 0  # a week, of the plan that was given; 0 where none was
    on: tuple[str, ...] = ()  # the weekdays that the person named for the plan
    origin: tuple[str, ...] = ()  # text, entry and exercises of the answer that a question in passing put aside
    aside: str = ""  # the answer given last, where it was given in passing and another one stands
    past: tuple[Put, ...] = ()  # answers that other questions put aside, the last one first
    last: str = ""  # the message before, small talk aside
    did: str = ""  # the kind of follow-up that it was; empty where it was a question of its own
    beside: str = ""  # the answer of which a few sentences were said beside the one that stands
    times: int = 0  # a week, that the person said they can train
    most: int = 0  # exercises a session, where the person is short of time
    urgent: str = ""  # the message that held a warning sign
    withdrawn: tuple[str, ...] = ()  # signs that were read and that the person said were not so
    at: float = 0.0
    version: int = VERSION

    @property
    def spoken(self) -> str:
        """All that was asked and stands: the question put aside, and the last one with what was added to it."""
        return ". ".join(dict.fromkeys((*self.origin[:1], self.text)))

    def resumed(self, now: float) -> "Conversation":
        """The conversation as it stands now: a new one after half an hour of silence."""
        return replace(self if now - self.at <= IDLE else Conversation(), at=now)

    def hurting(self, question: Question) -> "Conversation":
        """The conversation with a pain believed that a message tells of, though there was none before."""
        return replace(self, spared=tuple(one for one in self.spared if one != PAIN)) if question.pain else self

    def afresh(self) -> "Conversation":
        """A new question of the same person: what they told of themselves stays, the rest goes."""
        kept = Conversation(has=self.has, lacks=self.lacks, only=self.only, facts=self.facts, at=self.at)
        kept = replace(kept, origin=self.origin, past=self.past)
        return replace(kept, withdrawn=self.withdrawn, without=self.without, spared=self.spared)

    def followed(self, after: "Conversation", text: str, passing: bool) -> "Conversation":
        """The conversation after a message: the answer that gave way is remembered, and what the message was."""
        gone = Put(self.text, self.entry, self.exercises, self.sides) if self.entry else None
        past = after.past
        if gone and after.entry and after.entry != gone.entry:
            past = (gone, *(put for put in past if put.entry not in (gone.entry, after.entry)))[:PAST]
        last = text if after.last == self.last else after.last  # as it was understood, where that is more
        return replace(after, past=past, last=last, did="" if passing else after.did)

    def back_at(self, put: Put) -> "Conversation":
        """The conversation back at an answer that was put aside."""
        back = replace(self, text=put.text, entry=put.entry, exercises=put.exercises, sides=put.sides)
        return replace(back, focus="", options=(), origin=(), aside="", beside="", did="")

    def returned(self) -> "Conversation":
        """The conversation back at the answer that the last question put aside."""
        text, entry, *exercises = self.origin
        return replace(self, text=text, entry=entry, exercises=tuple(exercises), focus="", options=(), origin=())

    def among(self, answers: Container[str], exercises: Container[str]) -> "Conversation":
        """The conversation without answers and exercises that were taken away since."""
        kept = replace(self, options=tuple(pair for pair in self.options if pair[1] in answers))
        kept = replace(kept, past=tuple(put for put in self.past if put.entry in answers))
        if self.entry and self.entry not in answers:
            kept = replace(kept, entry=None, exercises=(), focus="", without=())
        if kept.aside and kept.aside not in answers:
            kept = replace(kept, aside="")
        if kept.beside and kept.beside not in answers:
            kept = replace(kept, beside="")
        if kept.origin and kept.origin[1] not in answers:
            kept = replace(kept, origin=())
        standing = tuple(id_ for id_ in kept.exercises if id_ in exercises)
        return replace(kept, exercises=standing, focus=kept.focus if kept.focus in exercises else "")

    def sided(self, sides: Sides) -> "Conversation":
        """The conversation with the sides as they are now known."""
        return replace(self, sides=(sides.strong, sides.weak, sides.pain, sides.tight))

    def unpained(self) -> "Conversation":
        """The conversation of somebody who says that nothing hurts."""
        return replace(self, hurts=tuple(h for h in self.hurts if h == FLOOR), spared=(*self.spared, PAIN))

    def having_tried(self, *answers: str) -> "Conversation":
        """The conversation with answers that were not meant, and so are not readily given again."""
        return replace(self, tried=tuple(dict.fromkeys((*self.tried, *answers))))

    def leaving_out(self, *exercises: str) -> "Conversation":
        """The conversation without exercises that the person will not or should not do."""
        return replace(self, without=tuple(dict.fromkeys((*self.without, *exercises))))

    def knowing(self, question: Question) -> "Conversation":
        """The conversation with what a message told of the person: kit, facts, pains."""
        kit, gym = question.kit, "gym" in question.facts
        before = replace(self, has=(), lacks=(), only=False) if gym and not kit.only else self
        lacks = tuple(dict.fromkeys((*(k for k in before.lacks if k not in kit.has), *kit.lacks)))
        has = tuple(dict.fromkeys((*(k for k in before.has if k not in kit.lacks), *kit.has)))
        return replace(
            self,
            has=kit.has if kit.only and not (before.only and kit.lacks) else has,
            lacks=lacks,
            only=before.only or kit.only,
            facts=tuple(sorted({*self.facts, *question.facts} - ({"home"} if gym else set()))),
            hurts=tuple(sorted({*self.hurts, *question.hurts} - {*question.unhurt})),
            spared=tuple(sorted({*self.spared, *question.unhurt} - {*question.hurts})),
        )

    def person(self, question: Question) -> Question:
        """A question seen with everything the person told before it, their corrected sides included."""
        sides = Sides(*self.sides) if self.sides else question.sides
        sides = replace(sides, pain=None) if PAIN in self.spared else sides
        return replace(
            question,
            sides=sides,
            kit=Kit(self.has, self.lacks, self.only),
            facts=question.facts | frozenset(self.facts),
            hurts=tuple(sorted({*question.hurts, *self.hurts} - {*self.spared})),
            pain=PAIN not in self.spared and (question.pain or bool(set(self.hurts) - {FLOOR})),
        )

    def to_json(self) -> str:
        """A line of text to store."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Conversation":
        """A stored conversation; one of another version, or that cannot be read, is dropped for a new one."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data["version"] != VERSION:
                return cls()
            fields: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
            }
            fields["options"] = tuple((str(label), str(id_)) for label, id_ in data["options"])
            fields["past"] = tuple(Put.stored(put) for put in data.get("past", ()))
            return cls(**fields)
        except (ValueError, KeyError, TypeError):
            return cls()
