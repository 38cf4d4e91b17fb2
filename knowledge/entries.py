"""The nouns of the knowledge base as frozen values; `schema.py` is the door they come in by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from knowledge.revisions import Kind

Region = Literal["upper", "mid", "lower", "whole", "other"]
Severity = Literal["info", "caution", "stop"]
Evidence = Literal["guideline", "study", "expert", "forum"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from, as it is cited under a reply."""

    id: str
    kind: str
    title: str
    author: str = ""
    year: int | None = None
    address: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle and every way people write its name; `plain` is how a lay person says it."""

    id: str
    name: str
    plain: str
    aliases: tuple[str, ...]
    region: Region
    paired: bool
    part_of: str | None
    sources: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise, as words ("2-3", "8-10 each side", "2 seconds")."""

    sets: str = ""
    reps: str = ""
    tempo: str = ""
    hold: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: how to do it, what it needs, and what is easier, harder or instead of it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    region: Region
    sides: Literal["one", "both", "alternating"]
    plane: str
    equipment: tuple[frozenset[str], ...]
    level: Literal["beginner", "intermediate", "advanced"]
    dose: Dose
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    instead_of: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    summary: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    faults: tuple[str, ...]
    why: tuple[str, ...] = ()  # how it helps, and how sure that is
    load: tuple[str, ...] = ()  # what to begin with, when to go up, how long to rest; in this order
    feel: tuple[str, ...] = ()  # where it should be felt, and what to change where it is not


@dataclass(frozen=True, slots=True)
class Pick:
    """An exercise an answer recommends, why, and for whom (`when`; empty: for everybody)."""

    id: str
    why: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the questions it is for (`asks`), what it says, and how sure anyone can be of it."""

    id: str
    title: str
    topics: tuple[str, ...]
    asks: tuple[str, ...]
    muscles: tuple[str, ...]
    region: Region
    compares: Literal["sides", "front-back", "none"]
    concern: tuple[str, ...]
    moment: tuple[str, ...]
    exercises: tuple[Pick, ...]
    caveats: tuple[str, ...]
    follow_ups: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: Evidence
    certainty: str
    author: str
    reviewed: str | None
    review_by: str | None
    body: str

    @property
    def teaches(self) -> str:
        """The exercise whose how-to this is; empty where it is none."""
        return self.exercises[0].id if self.exercises and self.topics[0].startswith("howto:") else ""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A warning and where it is shown: with any of these topics, exercises, muscles or facts of the person."""

    id: str
    severity: Severity
    topics: tuple[str, ...]
    exercises: tuple[str, ...]
    muscles: tuple[str, ...]
    when: tuple[str, ...]
    sources: tuple[str, ...]
    text: str


Entry: TypeAlias = Answer | Exercise | Caveat | Muscle | Source


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of kit, a region or a sport, with the ways people write it."""

    id: str
    kind: Literal["equipment", "region", "sport"]
    name: str
    aliases: tuple[str, ...]
    one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole knowledge base as it stands in one folder, each part in the order of its ids."""

    answers: tuple[Answer, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    muscles: tuple[Muscle, ...] = ()
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hash: str = field(default="", compare=False)

    @property
    def by_kind(self) -> Mapping[Kind, tuple[Entry, ...]]:
        """Every entry that can stand in a file of its own, by what it is."""
        return {
            "answer": self.answers,
            "exercise": self.exercises,
            "caveat": self.caveats,
            "muscle": self.muscles,
            "source": self.sources,
        }
