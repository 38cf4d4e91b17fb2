"""One server's view of what is known: look-ups over a pack, with an answer derived for every exercise that has none."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from knowledge.entries import Answer, Caveat, Entry, Exercise, Muscle, Pack, Pick, Source
from knowledge.revisions import Kind
from knowledge.text import Synonyms

One = TypeVar("One", Answer, Exercise, Caveat, Muscle, Source)


class Library:
    """An immutable view of a pack; built anew and swapped whole when something changes.

    `retired` are ids of answers that are not derived either: what a server took away stays away.
    """

    def __init__(self, pack: Pack, retired: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.exercises: Mapping[str, Exercise] = _by_id(pack.exercises)
        self.muscles: Mapping[str, Muscle] = _by_id(pack.muscles)
        self.caveats: Mapping[str, Caveat] = _by_id(pack.caveats)
        self.sources: Mapping[str, Source] = _by_id(pack.sources)
        how_tos = [a for a in pack.answers if a.teaches]
        # what teaches a movement goes with it: nobody is taught an exercise that was taken away
        gone = {a.id for a in how_tos if a.teaches not in self.exercises}
        own = {a.id: a for a in pack.answers if a.id not in gone} if gone else {a.id: a for a in pack.answers}
        taught = {a.teaches for a in how_tos}
        derived = (_how_to(exercise) for exercise in pack.exercises if exercise.id not in taught)
        own |= {a.id: a for a in derived if a.id not in own and a.id not in retired}
        self.answers: Mapping[str, Answer] = MappingProxyType(own)

    @property
    def by_kind(self) -> Mapping[Kind, Mapping[str, Entry]]:
        """Every entry by what it is and its id; derived answers are among the answers."""
        return {
            "answer": self.answers,
            "exercise": self.exercises,
            "caveat": self.caveats,
            "muscle": self.muscles,
            "source": self.sources,
        }

    @cached_property
    def synonyms(self) -> Synonyms:
        return Synonyms(self.pack.synonyms)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Answer, ...]]:
        """Answers by their topics, those that carry the topic first before those that carry it later."""
        found: dict[str, list[tuple[int, str]]] = {}
        for answer in self.answers.values():
            for place, topic in enumerate(answer.topics):
                found.setdefault(topic, []).append((place, answer.id))
        return {topic: tuple(self.answers[id_] for _, id_ in sorted(listed)) for topic, listed in found.items()}

    def how_to(self, exercise: str) -> Answer | None:
        """The answer that teaches an exercise: the first how-to answer whose first exercise it is."""
        return self._taught.get(exercise)

    @cached_property
    def _taught(self) -> Mapping[str, Answer]:
        found: dict[str, Answer] = {}
        for answer in self.answers.values():
            if answer.teaches:
                found.setdefault(answer.teaches, answer)
        return found

    @cached_property
    def exercise_names(self) -> Mapping[str, str]:
        """Ids of exercises by every name of theirs, in lower case."""
        return {name.lower(): x.id for x in self.pack.exercises for name in (x.name, *x.aliases)}


def is_how_to(answer: Answer) -> bool:
    """Whether an answer teaches one movement, so that its steps belong in the reply."""
    return answer.topics[0].startswith("howto:")


def _by_id(entries: Iterable[One]) -> Mapping[str, One]:
    return MappingProxyType({entry.id: entry for entry in entries})


def _how_to(exercise: Exercise) -> Answer:
    """A how-to answer for an exercise that no other answer teaches, made of the exercise's own words."""
    names = (exercise.name.lower(), *exercise.aliases)
    return Answer(
        id=f"how-to-{exercise.id}",
        title=f"{exercise.name}: how to do it",
        topics=("howto:other",),
        asks=tuple(f"how to do {name}" for name in names) + tuple(f"{name} form" for name in names[:3]),
        muscles=exercise.primary,
        region=exercise.region,
        compares="none",
        concern=("technique",),
        moment=("lifting",),
        exercises=(Pick(exercise.id, exercise.summary),),
        caveats=(),
        follow_ups=(),
        sources=exercise.sources,
        evidence="expert",
        certainty="The steps are how coaches teach it; your own comfort decides the range.",
        author="Backtalk curators",
        reviewed=None,
        review_by=None,
        body=exercise.summary,
    )
