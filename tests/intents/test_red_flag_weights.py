"""Features of pieces weighed, two concepts together as one feature more."""

import pytest

from intents.red_flag_weights import Piece, Weights, as_table

FITTED = {"numb": 1.25, "_num": -0.5, "@NUMB": 0.75, "@NUMB@SADDLE": 2.0, "@BACK@NUMB": -1.5, "@PEE@SADDLE": 4.0}
AT = [{"numb", "_num", "@NUMB"}, {"saddle", "@SADDLE"}, {"back", "@BACK"}]


def test_a_piece_counts_every_two_of_its_concepts() -> None:
    piece = Piece.of(AT)
    assert piece.size == 7 + 3
    assert piece.joined - piece.found == {"@BACK@NUMB", "@BACK@SADDLE", "@NUMB@SADDLE"}


@pytest.mark.parametrize("words", [slice(0, 1), slice(0, 2), slice(0, 3)])
def test_a_total_is_that_of_all_features_by_name(words: slice) -> None:
    piece = Piece.of(AT[words])
    total = Weights.of_table(as_table(FITTED)).total(piece)
    assert total == pytest.approx(sum(FITTED.get(gram, 0.0) for gram in piece.joined))


def test_nothing_fitted_says_nothing() -> None:
    assert Weights.of_table(as_table({})).total(Piece.of(AT)) == 0.0
