"""Texts in a few long arrays."""

import numpy as np

from knowledge.ragged import Text, Texts, spans

ONE = Text([(0, 0.5), (2, 0.5)], [0], 0.5)
OTHER = Text([(1, 1.0)], [], 0.0)
THIRD = Text([], [1, 0], 0.25)
QUESTION = np.array([1.0, 2.0, 0.0], np.float32)
LIKENESS = np.array([0.2, 0.4], np.float32)


def cosines(texts: Texts, *rows: int) -> list[float]:
    return texts.cosines(np.array(rows, np.int64), QUESTION, LIKENESS).round(4).tolist()


def test_spans_are_the_places_of_rows() -> None:
    at, counts = spans(np.array([0, 2, 2, 5]), np.array([2, 0, 1]))
    assert (at.tolist(), counts.tolist()) == ([2, 3, 4, 0, 1], [3, 2, 0])


def test_texts_are_compared_by_features_and_by_words() -> None:
    assert cosines(Texts.of([ONE, OTHER, THIRD]), 0, 1, 2) == [0.6, 2.0, 0.15]
    assert cosines(Texts.of([ONE, OTHER, THIRD]), 2, 0) == [0.15, 0.6]


def test_texts_joined_and_kept_stay_what_they_were() -> None:
    joined = Texts.joined([Texts.of([ONE]), Texts.of([OTHER, THIRD])])
    assert cosines(joined, 0, 1, 2) == [0.6, 2.0, 0.15]
    kept = joined.kept(np.array([False, True, True]))
    assert cosines(kept, 0, 1) == [2.0, 0.15]
    assert cosines(Texts.joined([kept, Texts.of([ONE])]), 2, 1) == [0.6, 0.15]
