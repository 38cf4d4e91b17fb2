"""The one frozen Reply that every renderer shows: card, terminal and JSON."""

from dataclasses import dataclass, field
from typing import Literal

from intents.question import Question
from knowledge.entries import Answer, Caveat, Dose, Exercise, Source

ReplyKind = Literal["answer", "clarify", "unsure", "urgent", "smalltalk"]
Start = Literal["left", "right", "both", "alternate"]
Level = Literal["high", "medium", "low"]
Own = Literal["", "added", "changed"]
HIGH, MEDIUM = 0.7, 0.45  # confidence; below MEDIUM a reply is a guess and says so
LIKELY, POSSIBLE = 0.25, 0.15  # and how sure it must be that an answer is just the one asked for


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One exercise as this person should do it, with the one line of why."""

    exercise: Exercise
    side: Start
    why: str
    stands_for: str = ""  # the name of the exercise it replaces
    kit: tuple[str, ...] = ()  # what to do it with, where that is not the usual

    @property
    def dose(self) -> str:
        """Sets, repetitions, hold and tempo in one line."""
        return dose_line(self.exercise.dose)


def dose_line(dose: Dose) -> str:
    reps = f"{dose.sets} × {dose.reps}" if dose.sets and dose.reps else dose.reps or dose.sets
    hold = f"hold {dose.hold}" if dose.hold and dose.hold not in dose.reps else ""
    return ", ".join(part for part in (reps, hold, dose.tempo) if part)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice a clarifying question offers: what is shown, and the words it stands for."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that could have been meant, with the probability that it is."""

    answer: Answer
    confidence: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said on a second question of the same message: a heading, a few sentences, and whose they are."""

    entry: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything said in reply to one question, before it is put into words for one place."""

    kind: ReplyKind
    question: Question
    confidence: float
    answer: Answer | None = None
    topics: tuple[str, ...] = ()
    heading: str = ""  # instead of the answer's title, on follow-ups
    body: str = ""
    brief: bool = False  # a short reply to a follow-up: the body and what to take care of
    listed: bool = False  # a short reply that lists exercises again, without the answer's own words
    whole: bool = False  # the body says everything itself, as a plan does
    exercises: tuple[Prescribed, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()  # name of an exercise, and why it was left out
    lender: Answer | None = None  # the answer whose exercises are shown, where this one has none
    taught: Exercise | None = None  # the movement whose steps are shown
    caveats: tuple[Caveat, ...] = ()
    sources: tuple[Source, ...] = ()
    follow_ups: tuple[Answer, ...] = ()
    asked: str = ""  # the facet a clarifying question asks for
    options: tuple[Option, ...] = ()
    candidates: tuple[Candidate, ...] = field(default=())
    notes: tuple[str, ...] = ()  # keys of sentences in wording, said before the body
    country: str = ""
    sure: float = 1.0  # how likely this is just the answer asked for
    beside: tuple[Beside, ...] = ()  # on what else the message asked
    spoken: tuple[str, str] = ("", "")  # what was spoken of before, and the id of the answer that stood
    own: Own = ""  # whether the answer is a server's own, or its version of a curated one

    @property
    def level(self) -> Level:
        """How far to trust that this is about backs, and just what was asked."""
        if self.confidence >= HIGH and self.sure >= LIKELY:
            return "high"
        return "medium" if self.confidence >= MEDIUM and self.sure >= POSSIBLE else "low"

    @property
    def urgency(self) -> str | None:
        """How soon to seek care: of the most urgent sign, on urgent replies only."""
        return self.question.red_flags[0].urgency if self.kind == "urgent" else None

    @property
    def alternatives(self) -> tuple[Candidate, ...]:
        """The next best answers, at most five: of each further topic the best, then what is left."""
        others = [one for one in self.candidates if self.answer is None or one.answer.id != self.answer.id]
        best = {one.answer.topics[0]: one for one in reversed(others)}  # of one topic the first is kept
        first = self.answer.topics[0] if self.answer else ""
        apart = [one for one in others if one is best[one.answer.topics[0]] and one.answer.topics[0] != first]
        return (*apart, *(one for one in others if one not in apart))[:5]
