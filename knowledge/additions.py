"""Answers that came after the fit: indexed as they come, and searched beside the fitted ones by the same measure.

The fitted index lists every phrasing under each of its features; ten thousand answers more would be too many for that.
Here a table of stems names the answers worth a look, and only their phrasings are compared.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Answer
from knowledge.features import Floats, Phrase, Weigher, grams, telling
from knowledge.lexicon import Lexicon, asked_stems
from knowledge.ragged import Longs, Texts, Weighed, spans
from knowledge.shared_words import IN_BODY

LOOKED_AT = 96  # answers with the most of a question's words that are compared phrasing by phrasing
OF_TOPIC = 16  # answers to one likely topic that are compared besides
PORTION = 25  # answers that are read before they are put away, which bounds the memory that many at once take
Phraser: TypeAlias = Callable[[Answer], Callable[[str], Phrase]]  # how the texts of an answer are read
Names: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # topics, and exercises taught
Doubles = NDArray[np.float64]
Marks = NDArray[np.uint64]
_LOW, _ONE = np.uint64(0xFFFFFFFF), np.uint64(1)


@dataclass(frozen=True, slots=True)
class Near:
    """The answers compared with a question: their rows, the scores of each, and its nearest phrasing."""

    rows: Longs
    table: Doubles  # of each row the nearest phrasing's cosine, the mean of all, the body's, the words shared, and 0
    nearest: Longs  # which of a row's phrasings is nearest


@dataclass(frozen=True, slots=True)
class Additions:
    """The answers that came after the fit, in the order they came."""

    answers: tuple[Answer, ...]
    lexicon: Lexicon
    texts: Texts
    starts: Longs  # of each answer's texts, which are its phrasings, its title and its body; and where the last ends
    marks: Marks  # number of a stem or topic, row of an answer that has it, and whether in its phrasings; sorted
    lots: NDArray[np.uint64]  # of each answer a number drawn from its id, which decides between equals
    # the last question with what was found, which is asked for first to be looked at and then to be compared
    last: list[tuple[Phrase, Names, tuple[Doubles, Longs]]] = field(default_factory=list, compare=False)

    @classmethod
    def empty(cls, weigher: Weigher) -> "Additions":
        none = np.zeros(0, np.uint64)
        return cls((), Lexicon.empty(weigher), Texts.of(()), np.zeros(1, np.int64), none, none)

    def changed(
        self, gone: frozenset[str], new: Sequence[Answer], phraser: Phraser, done: Callable[[int], None] | None = None
    ) -> "Additions":
        """These without the ones `gone` by id, and with new ones at the end; `done` is told how many are read."""
        found = self._without(gone)
        lexicon, texts, marks, sizes = found.lexicon, [found.texts], [found.marks], [np.diff(found.starts)]
        for start in range(0, len(new), PORTION):
            read = [_Read.of(answer, phraser(answer)) for answer in new[start : start + PORTION]]
            words = (word for one in read for _, words in one.texts for word in words)
            lexicon = lexicon.with_words((mark for one in read for mark in one.named), words)
            texts.append(Texts.of([lexicon.text(*text) for one in read for text in one.texts]))
            keys = [key for row, one in enumerate(read, len(found.answers) + start) for key in one.keys(lexicon, row)]
            marks.append(np.array(keys, np.uint64))
            sizes.append(np.array([len(one.texts) for one in read], np.int64))
            if done:
                done(start + len(read))
        if not new:
            return found
        lots = np.array([_lot(answer.id) for answer in new], np.uint64)
        return Additions(
            (*found.answers, *new),
            lexicon,
            Texts.joined(texts),
            np.concatenate([[0], np.cumsum(np.concatenate(sizes))]),
            np.sort(np.concatenate(marks), kind="stable"),
            np.concatenate([found.lots, lots]),
        )

    def _without(self, gone: frozenset[str]) -> "Additions":
        stays = np.array([answer.id not in gone for answer in self.answers], bool)
        if stays.all():
            return self
        rows = (self.marks & _LOW) >> _ONE
        # rows behind one that goes move up
        fewer = np.cumsum(~stays).astype(np.uint64)
        marks = (self.marks - (fewer[rows] << _ONE))[stays[rows]]
        sizes = np.diff(self.starts)
        return Additions(
            tuple(answer for answer, stay in zip(self.answers, stays, strict=True) if stay),
            self.lexicon,
            self.texts.kept(np.repeat(stays, sizes)),
            np.concatenate([[0], np.cumsum(sizes[stays])]),
            marks,
            self.lots[stays],
        )

    def near(self, phrase: Phrase, topics: Iterable[str], taught: Iterable[str]) -> Near:
        """The answers worth weighing for a question, ascending by row."""
        shared, rows = self._looked_at(phrase, tuple(topics), tuple(taught))
        return Near(rows, *self._scored(rows, phrase, shared))

    def scores(self, rows: Longs, phrase: Phrase) -> Doubles:
        """The same scores of some rows by other words."""
        return self._scored(rows, phrase, self._shared(phrase))[0]

    def _scored(self, rows: Longs, phrase: Phrase, shared: Doubles) -> tuple[Doubles, Longs]:
        table, nearest = self._compared(rows, self.lexicon.question(phrase))
        return np.column_stack([table, shared[rows], np.zeros(len(rows))]), nearest

    def looked_at(self, phrase: Phrase, topics: Iterable[str], taught: Iterable[str]) -> tuple[Answer, ...]:
        """The same answers without comparing them, which takes the most time."""
        _, rows = self._looked_at(phrase, tuple(topics), tuple(taught))
        return tuple(self.answers[row] for row in rows)

    def _looked_at(self, phrase: Phrase, topics: tuple[str, ...], taught: tuple[str, ...]) -> tuple[Doubles, Longs]:
        """What every answer shares with a question, and the rows that are worth comparing."""
        for known, names, found in self.last:
            if known is phrase and names == (topics, taught):
                return found
        shared = self._shared(phrase)
        named = [self._rows(mark) for mark in (*map(topic_mark, topics), *map(taught_mark, taught))]
        best = [self._best(shared, np.flatnonzero(shared), LOOKED_AT)]
        rows = np.unique(np.concatenate([*best, *(self._best(shared, listed, OF_TOPIC) for listed in named)]))
        self.last[:] = [(phrase, (topics, taught), (shared, rows))]
        return shared, rows

    def _shared(self, phrase: Phrase) -> Doubles:
        """Of every answer the part of a question's words that it has, by weight."""
        found = np.zeros(len(self.answers))
        whole = 0.0
        for mark in asked_stems(phrase):
            weight = self.lexicon.weigher.weight(mark)
            whole += weight
            keys = self._keys(mark)
            # each key is of another row, so that adding at these places adds to each once
            found[keys >> _ONE] += np.where(keys & _ONE, weight, weight * IN_BODY)
        return found / whole if whole else found

    def _keys(self, mark: str) -> Marks:
        """The rows that have a mark, doubled, and odd where it stands in the phrasings."""
        number = self.lexicon.number(mark)
        if number is None:
            return self.marks[:0]
        first, last = np.searchsorted(self.marks, np.array([number << 32, (number + 1) << 32], np.uint64))
        return self.marks[first:last] & _LOW

    def _rows(self, mark: str) -> Longs:
        return (self._keys(mark) >> _ONE).astype(np.int64)

    def _best(self, shared: Doubles, rows: Longs, most: int) -> Longs:
        """The rows with the most in common with a question; lots decide between equals, not the order they came in."""
        if len(rows) <= most:
            return rows
        values = shared[rows]
        least = np.partition(values, len(rows) - most)[len(rows) - most]
        sure, tied = rows[values > least], rows[values == least]
        return np.concatenate([sure, tied[np.argsort(self.lots[tied])[: most - len(sure)]]])

    def _compared(self, rows: Longs, question: Floats) -> tuple[Doubles, Longs]:
        """Three cosines of each row, and which phrasing is nearest."""
        if not len(rows):
            return np.zeros((0, 3)), rows
        texts, sizes = spans(self.starts, rows)
        cosines = self.texts.cosines(texts, question, self.lexicon.likeness(question))
        bodies = np.cumsum(sizes) - 1
        asks, counts = np.delete(cosines, bodies), sizes - 1
        starts = np.cumsum(counts) - counts
        best = np.maximum.reduceat(asks, starts)
        means = np.bincount(np.repeat(np.arange(len(rows)), counts), asks, len(rows)) / counts
        tops = np.flatnonzero(asks == np.repeat(best, counts))
        nearest = tops[np.searchsorted(tops, starts)] - starts
        return np.stack([best, means, cosines[bodies]], axis=1), nearest


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer read: the features and the different words of each of its texts, and the marks it is found by."""

    answer: Answer
    texts: list[Weighed]
    asked: frozenset[str]
    told: frozenset[str]  # by its body alone

    @classmethod
    def of(cls, answer: Answer, phrase: Callable[[str], Phrase]) -> "_Read":
        phrases = [phrase(text) for text in (*answer.asks, answer.title, f"{answer.title}. {answer.body}")]
        named = {topic_mark(topic) for topic in answer.topics}
        if answer.teaches:
            named.add(taught_mark(answer.teaches))
        asked = frozenset(mark for one in phrases[:-1] for mark in asked_stems(one)) | named
        texts = [(grams(one, "wqk"), tuple(dict.fromkeys(telling(one)))) for one in phrases]
        return cls(answer, texts, asked, frozenset(asked_stems(phrases[-1])) - asked)

    @property
    def named(self) -> list[str]:
        """Everything that needs a number, in an order of its own."""
        single = {gram for families, _ in self.texts for name in "wq" for gram in families[name] if " " not in gram}
        return sorted(self.asked | self.told | single)

    def keys(self, lexicon: Lexicon, row: int) -> Iterable[int]:
        for marks, own in ((self.asked, 1), (self.told, 0)):
            for mark in marks:
                number = lexicon.number(mark)
                if number is not None:
                    yield number << 32 | row << 1 | own


def topic_mark(topic: str) -> str:
    return f"topic:{topic}"


def taught_mark(exercise: str) -> str:
    return f"teaches:{exercise}"


def _lot(id_: str) -> int:
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest())
