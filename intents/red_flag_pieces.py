"""The features of a piece of a post that the red-flag gate's second opinion weighs, each kind apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from intents.red_flag_concepts import Hit
from intents.red_flag_rules import Post
from knowledge.text import STOP_WORDS

EITHER_SIDE = {"left": "leftright", "right": "leftright"}  # a mirrored post holds the same signs
LETTERS = (3, 4, 5)
WINDOW, STEP = 64, 32  # words: what makes a post harmless is often said elsewhere in it, so only a long one is cut
CLOSE = (16, 8)  # words: read closely, a sign in one clause of a long post stands out
_SMALL_WORDS = STOP_WORDS | {"dont", "cant", "wont", "isnt", "doesnt", "didnt", "wasnt", "havent"}


@dataclass(frozen=True, slots=True)
class Grams:
    """What begins at each word of a post: the word, runs of two and three within its sentence, letters, concepts."""

    words: list[str]
    twos: list[str]  # "" where the sentence is at its end
    threes: list[str]
    letters: list[frozenset[str]]
    concepts: list[set[str]]

    @classmethod
    def of(cls, post: Post) -> Grams:
        """A denied or long past word is another word: "no numbness" says nothing for a flag."""
        stems, scope, sentences = post.words.stems, post.scope, post.words.sentences
        words = [
            f"-{stem}" if scope.denied[i] >= 0 or scope.past[i] or scope.asked[i] else stem
            for i, stem in enumerate(EITHER_SIDE.get(stem, stem) for stem in stems)
        ]
        last = len(words) - 1
        twos = [
            f"{word} {words[i + 1]}" if i < last and sentences[i + 1] == sentences[i] else ""
            for i, word in enumerate(words)
        ]
        threes = [
            f"{two} {words[i + 2]}" if two and i + 1 < last and sentences[i + 2] == sentences[i] else ""
            for i, two in enumerate(twos)
        ]
        return cls(words, twos, threes, [_letters(word) for word in words], _concepts(post))


@dataclass(frozen=True, slots=True)
class Piece:
    """The features of a piece, a set for each kind; the concepts come last, and every two of them are a feature too.

    Each kind has the same say: the hundreds of pairs of concepts in a long piece would drown its few dozen words.
    """

    kinds: tuple[set[str], ...]

    @classmethod
    def of(cls, grams: Grams, start: int, end: int) -> Piece:
        """From the features that begin at each of its words."""
        runs = (set(column[start:end]) - {""} for column in (grams.words, grams.twos, grams.threes))
        letters = set[str]().union(*grams.letters[start:end])
        return cls((*runs, letters, set[str]().union(*grams.concepts[start:end])))

    @property
    def concepts(self) -> set[str]:
        """What it speaks of."""
        return self.kinds[-1]

    def named(self) -> Iterator[set[str]]:
        """Every kind, the pairs by name too; a long piece has a thousand, so only what needs each should ask."""
        yield from self.kinds
        yield {f"{one}{other}" for one, other in combinations(sorted(self.concepts), 2)}

    def spoken(self) -> set[str]:
        """All features but the sequences of letters, which say little of which flag it is."""
        return {gram for kind in self.named() for gram in kind if gram[0] != "_"}


def pieces(size: int, window: int = WINDOW, step: int = STEP) -> list[Hit]:
    """The pieces a post of so many words is judged by, half of each in the next; a short post is one."""
    if size <= window + step // 2:
        return [(0, size)]
    return [(start, min(start + window, size)) for start in range(0, size - step, step)]


def _concepts(post: Post) -> list[set[str]]:
    """The concepts that each word begins, but for cues, for sides, and for what is denied, past or only asked."""
    found: list[set[str]] = [set() for _ in post.words.stems]
    for name, hits in post.hits.items():
        if not name.startswith("CUE_"):
            concept = f"@{name}"
            for hit in hits:
                if post.scope.lives(hit, False, False) and post.words.stems[hit[0]] not in EITHER_SIDE:
                    found[hit[0]].add(concept)
    return found


@lru_cache(maxsize=8192)
def _letters(word: str) -> frozenset[str]:
    """The letter sequences of a word; those of "don't" and "been" say nothing that the words do not."""
    if word[0] == "-" or word in _SMALL_WORDS:
        return frozenset()
    edged = f"<{word}>"
    return frozenset(f"_{edged[i : i + size]}" for size in LETTERS for i in range(len(edged) - size + 1))
