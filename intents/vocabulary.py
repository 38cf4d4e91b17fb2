"""Every name and alias of the knowledge base, linked to its id; words that are no word are repaired towards them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.entries import Pack
from knowledge.text import openings, stem, words

_WORDS = Path(__file__).parent / "words"
_REPAIRABLE = 4  # letters; shorter words have too many neighbours


@dataclass(frozen=True, slots=True)
class Mention:
    """Something of the knowledge base that the asker named, in which words, and where."""

    kind: str  # muscle | exercise | equipment | region | sport
    id: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Ordinary words and slang that are right as they stand."""
    listed = (_WORDS / "english.txt").read_text() + (_WORDS / "slang.txt").read_text()
    return frozenset(listed.split())


class Vocabulary:
    """Names to ids, by stems and longest match first; and the words a typo may be repaired to."""

    def __init__(self, pack: Pack, targets: Iterable[str] = (), known: Iterable[str] = ()) -> None:
        """`targets` and `known`, where given, are what an earlier reading of the same pack found."""
        self._names = _names(pack)
        self._opening = openings(self._names)
        self.targets = tuple(targets) or tuple(sorted(_repair_targets(pack)))
        self.known = frozenset(known) or frozenset(self.targets) | _short_names(pack)
        self._curated, self._own = self.targets, frozenset[str]()
        self._repaired: dict[str, str] = {}

    def knowing(self, own: Iterable[str], pack: Pack | None = None) -> "Vocabulary":
        """The same with words of a server's own, which are right as they stand and may be what a typo stands for.

        `pack`, where given, is whose names are linked from now on.
        """
        other = copy(self)
        other._own, other._repaired = frozenset(own), {}
        other.targets = (
            *self._curated,
            *sorted(word for word in other._own if len(word) >= _REPAIRABLE and word.isalpha()),
        )
        if pack is not None:
            other._names = _names(pack)
            other._opening = openings(other._names)
        return other

    def own_words(self, named: Iterable[str], asked: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
        """The words that an entry brings, from its names or title, its phrasings and its prose.

        A strange word of one phrasing alone that misspells another word is left out; it is a typo of the asker's.
        """
        own = {word for text in named for word in words(text) if word not in self._reviewed}
        own |= {word for text in told for word in words(text) if not self.knows(word)}
        listed = Counter(word for text in asked for word in set(words(text)) if word not in self._reviewed)
        own |= {word for word, count in listed.items() if count > 1 or self.knows(word) or self._right(word, own)}
        return tuple(intern(word) for word in sorted(own))

    @cached_property
    def _reviewed(self) -> frozenset[str]:
        return frozenset(self._curated)

    def _right(self, word: str, own: set[str]) -> bool:
        return word not in own and self.repair(word) == word and not _misspells(word, frozenset(own))

    def mentions(self, tokens: Sequence[str]) -> tuple[Mention, ...]:
        """What is named in a list of words; the longest name wins, and no word is used twice."""
        stems = [stem(token) for token in tokens]
        found: list[Mention] = []
        at = 0
        while at < len(stems):
            for size in range(min(self._opening.get(stems[at], 0), len(stems) - at), 0, -1):
                if named := self._names.get(tuple(stems[at : at + size])):
                    found.append(Mention(*named, " ".join(tokens[at : at + size]), at, at + size))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)

    def knows(self, word: str) -> bool:
        """Whether a word stands in the knowledge base or is ordinary English."""
        return word in self.known or word in self._own or not word.isalpha() or word in english()

    def repair(self, word: str) -> str:
        """The knowledge base's word that a misspelt one stands for, or the word itself; good words are kept."""
        if len(word) < _REPAIRABLE or self.knows(word):
            return word
        if word not in self._repaired:
            if len(self._repaired) > 5_000:
                self._repaired.clear()
            self._repaired[word] = self._nearest(word)
        return self._repaired[word]

    def _nearest(self, word: str) -> str:
        allowed = 1 if len(word) < 7 else 2
        near = process.extract(word, self.targets, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        kin = [(distance, target) for target, distance, _ in near if target[0] == word[0] or distance == 1]
        ranked = sorted((distance, t[0] != word[0], abs(len(t) - len(word)), t) for distance, t in kin)
        return ranked[0][-1] if ranked else word


def _names(pack: Pack) -> dict[tuple[str, ...], tuple[str, str]]:
    """Kind and id by the stems of each name; the first of two that share a name has it."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, id_, names in _named(pack):
        for name in names:
            if key := tuple(map(stem, words(name))):
                found.setdefault(key, (kind, id_))
    return found


def _named(pack: Pack) -> Iterator[tuple[str, str, Iterable[str]]]:
    for exercise in pack.exercises:
        yield "exercise", exercise.id, (exercise.name, exercise.id, *exercise.aliases)
    for muscle in pack.muscles:
        yield "muscle", muscle.id, (muscle.name, muscle.id, *muscle.aliases)
    for term in pack.terms:
        yield term.kind, term.id, (term.name, *term.aliases)


def _repair_targets(pack: Pack) -> frozenset[str]:
    """Words of names and of curated prose: spelt right, because somebody reviewed them."""
    texts = [answer.title + " " + answer.body for answer in pack.answers]
    texts += [" ".join((x.name, x.summary, *x.steps, *x.cues)) for x in pack.exercises]
    texts += [" ".join((m.name, m.plain, m.body)) for m in pack.muscles]
    texts += [term.name for term in pack.terms] + [word for word, _ in pack.synonyms]
    return frozenset(word for text in texts for word in words(text) if len(word) >= _REPAIRABLE and word.isalpha())


def _short_names(pack: Pack) -> frozenset[str]:
    """Abbreviations and aliases that no repair may touch, unless they misspell a reviewed word."""
    targets = _repair_targets(pack)
    listed = {word for _, _, names in _named(pack) for name in names for word in words(name)}
    listed |= {word for _, variants in pack.synonyms for variant in variants for word in words(variant)}
    return frozenset(word for word in listed if word in english() or not _misspells(word, targets))


def _misspells(word: str, targets: frozenset[str]) -> bool:
    if len(word) < _REPAIRABLE:
        return False
    allowed = 1 if len(word) < 7 else 2
    return process.extractOne(word, targets, scorer=OSA.distance, score_cutoff=allowed) is not None
