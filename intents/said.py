"""A message after an answer as the rules for follow-ups look at it: its words, its length, what it points at."""

from dataclasses import dataclass

from intents.phrasings import phrasing
from intents.pointing import place_named, shown_by_name
from intents.question import Question

LONG = 16  # words; a message this long is a question or a fact of its own
CASES = frozenset(
    {
        "scoliosis", "disc", "pregnancy", "osteoporosis", "after-injury", "surgery", "older", "teen",
        "blood-thinners", "high-blood-pressure", "condition",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What the last reply showed, as far as the next message may point at it, and what is known of the person."""

    exercises: tuple[str, ...] = ()
    answered: bool = False
    planned: bool = False  # a plan was given, so that days and minutes are about it
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """One message, with its words as one line, and what it may point at."""

    question: Question
    text: str
    length: int
    context: Context

    @property
    def shown(self) -> str | None:
        """The shown exercise it names."""
        return shown_by_name(self.question, self.context.exercises)

    @property
    def placed(self) -> bool:
        """Whether it names a place in the list that was shown."""
        return bool(self.context.exercises) and place_named(self.text) is not None

    @property
    def asks(self) -> bool:
        told = phrasing("does-it-change").sub("", self.question.text.lower())  # which asks of what is told before it
        return bool(phrasing("asks").search(told))

    @property
    def points(self) -> bool:
        return bool(phrasing("points").search(self.text))

    @property
    def subject(self) -> bool:
        """Whether it names what it is about itself, so that it can stand on its own."""
        return any(self.question.named(kind) for kind in ("muscle", "region", "exercise"))

    @property
    def cases(self) -> frozenset[str]:
        """The conditions that it or an earlier message told of."""
        return (self.question.facts | self.context.facts) & CASES

    def says(self, *names: str) -> bool:
        """Whether any of some phrasings is in its words."""
        return any(phrasing(name).search(self.text) for name in names)
