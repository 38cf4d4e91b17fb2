"""What was understood of one message, as plain frozen values that every later step reads."""

from dataclasses import dataclass, field
from typing import Literal

from intents.red_flags import RedFlag
from intents.sides import Sides
from intents.vocabulary import Mention
from knowledge.features import Phrase

Kind = Literal["imbalance", "pain", "how-to", "programme", "understand", "safety", "daily-life", "smalltalk", "outside"]


@dataclass(frozen=True, slots=True)
class Kit:
    """What the asker has, what they said they lack, and whether they have nothing else (`only`)."""

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    only: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One message understood: whose sides, which muscles, which kit, what hurts, and what was not understood."""

    text: str
    phrase: Phrase = field(default=Phrase(()))
    intent: Kind = "outside"
    sides: Sides = field(default=Sides())
    mentions: tuple[Mention, ...] = ()
    kit: Kit = field(default=Kit())
    region: str | None = None
    pain: bool = False
    unhurt: tuple[str, ...] = ()  # those of which it says that they do not hurt
    hurts: tuple[str, ...] = ()  # cautions of exercises that the named pains call for: "wrist-pain", "bending-pain"
    facts: frozenset[str] = frozenset()  # of the person: "teen", "pregnancy", "disc", "someone-else" …
    topics: tuple[tuple[str, float], ...] = ()  # topic and probability, best first
    back: bool = False  # a muscle or part of the back, or an exercise for it, is named
    elsewhere: bool = False  # a muscle of another part of the body is named
    margin: float = 0.0  # of the best topic over "out of scope", in the classifier's own unit
    red_flags: tuple[RedFlag, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    not_understood: tuple[str, ...] = ()

    @property
    def taught(self) -> float:
        """How likely it is about how an exercise is done."""
        return sum(chance for topic, chance in self.topics if topic.startswith("howto:"))

    def named(self, kind: str) -> tuple[str, ...]:
        """Ids of the things of one kind that the asker named, in order, each once."""
        return tuple(dict.fromkeys(mention.id for mention in self.mentions if mention.kind == kind))
