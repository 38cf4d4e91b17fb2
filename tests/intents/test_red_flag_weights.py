"""Features of pieces weighed, each kind apart, two concepts together as one feature more."""

from math import sqrt

import numpy as np
import pytest

from intents.red_flag_matrix import Matrix
from intents.red_flag_pieces import Grams, Piece
from intents.red_flag_weights import Weights, as_table

FITTED = {"numb": 1.25, "_num": -0.5, "@NUMB": 0.75, "@NUMB@SADDLE": 2.0, "@BACK@NUMB": -1.5, "@PEE@SADDLE": 4.0}
GRAMS = Grams(
    ["numb", "saddle", "back"],
    ["numb saddle", "", ""],
    ["", "", ""],
    [frozenset({"_num", "_umb"}), frozenset({"_sad"}), frozenset({"_bac"})],
    [{"@NUMB"}, {"@SADDLE"}, {"@BACK"}],
)
PIECES = [Piece.of(GRAMS, 0, end) for end in (1, 2, 3)]


def test_every_two_concepts_are_a_feature() -> None:
    *_, pairs = PIECES[-1].named()
    assert pairs == {"@BACK@NUMB", "@BACK@SADDLE", "@NUMB@SADDLE"}


@pytest.mark.parametrize("piece", PIECES)
def test_a_total_is_that_of_all_features_by_name(piece: Piece) -> None:
    total = Weights.of_table(as_table(FITTED)).total(piece)
    by_name = sum(FITTED.get(gram, 0.0) / sqrt(len(kind)) for kind in piece.named() for gram in kind)
    assert total == pytest.approx(by_name)


def test_pieces_are_fitted_with_the_features_they_are_scored_by() -> None:
    known = Matrix.of([*PIECES, *PIECES, *PIECES], np.ones(9, bool))
    weights = Weights.of_table(as_table({gram: FITTED.get(gram, 0.0) for gram in known.names}))
    fitted = known.rows @ [FITTED.get(gram, 0.0) for gram in known.names]
    assert fitted[:3] == pytest.approx([weights.total(piece) for piece in PIECES])


def test_each_kind_has_the_same_say_however_many_of_it_there_are() -> None:
    known = Matrix.of([*PIECES, *PIECES, *PIECES], np.ones(9, bool))
    for kind in PIECES[2].named():
        shares = [known.rows[2, known.names.index(gram)] for gram in kind]
        assert sum(share**2 for share in shares) == pytest.approx(1.0 if kind else 0.0)


def test_nothing_fitted_says_nothing() -> None:
    assert Weights.of_table(as_table({})).total(PIECES[-1]) == 0.0
