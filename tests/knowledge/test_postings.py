"""Cosines of many texts with one vector, by their features."""

import numpy as np
import pytest

from knowledge.postings import Postings


def test_cosines_are_those_of_the_vectors() -> None:
    vectors = [
        (np.array([0, 2], np.int32), np.array([3.0, 4.0], np.float32)),
        (np.array([1], np.int32), np.array([2.0], np.float32)),
    ]
    postings = Postings.build(vectors, 3)
    assert postings.cosines(np.array([0], np.int32), np.array([5.0], np.float32)) == pytest.approx([0.6, 0.0])
    assert postings.cosines(np.array([0, 1], np.int32), np.array([1.0, 1.0], np.float32)) == pytest.approx(
        [0.6 / 2**0.5, 1 / 2**0.5]
    )
    assert postings.cosines(np.array([], np.int32), np.array([], np.float32)).tolist() == [0.0, 0.0]
