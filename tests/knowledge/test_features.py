"""Words to vectors: the recipe that fitting and answering share."""

import numpy as np
import pytest

from knowledge.features import LONG, Phrase, Weigher, grams, pieces

PHRASES = [Phrase(("left", "lat", "smaller")), Phrase(("right", "lat", "bigger")), Phrase(("left", "trap", "tight"))]


def test_families_of_a_phrase() -> None:
    phrase = Phrase(("rows", "hurt"), ("hurt",), ("muscle:lat",))
    found = {family: dict(counts) for family, counts in grams(phrase).items()}
    assert found["w"] == {"wrow": 1, "whurt": 1, "wrow hurt": 1}
    assert found["q"] == {"qhurt": 1}
    assert found["k"] == {"kmuscle:lat": 1}
    assert found["c"]["c row"] == 1


def test_pieces_mark_the_ends() -> None:
    assert pieces("lat") == ("c la", "clat", "cat ", "c lat", "clat ", "c lat ")


def test_stop_words_go_from_long_posts_only() -> None:
    short, long = Phrase(("my", "lat")), Phrase(("my", "lat", *(["row"] * LONG)))
    assert "wmy" in grams(short)["w"]
    assert "wmy" not in grams(long)["w"]


def test_rare_features_are_dropped_and_idf_falls_with_frequency() -> None:
    weigher = Weigher.fit(PHRASES, {"w": 1.0})
    assert "wtrap" not in weigher.numbers
    assert set(weigher.numbers) >= {"wleft", "wlat"}
    everywhere = Weigher.fit([*PHRASES, Phrase(("left",))], {"w": 1.0})
    assert everywhere.idf[everywhere.numbers["wleft"]] < everywhere.idf[everywhere.numbers["wlat"]]


@pytest.mark.parametrize("family", ["w", "c"])
def test_each_family_has_the_length_it_is_given(family: str) -> None:
    weigher = Weigher.fit(PHRASES, {"w": 0.0, "c": 0.0, "q": 0.0} | {family: 0.7})
    _, weights = weigher.vector(PHRASES[0])
    assert float(np.linalg.norm(weights)) == pytest.approx(0.7)


def test_unknown_words_make_no_features() -> None:
    weigher = Weigher.fit(PHRASES, {})
    at, weights = weigher.vector(Phrase(("zzz",)))
    assert (at.tolist(), weights.tolist()) == ([], [])


def test_the_kept_vector_is_of_the_phrase_asked_for() -> None:
    weigher = Weigher.fit(PHRASES, {})
    first = weigher.vector(PHRASES[0])
    assert weigher.vector(PHRASES[0]) is first
    assert weigher.vector(PHRASES[1])[0].tolist() != first[0].tolist()
    assert weigher.vector(Phrase(PHRASES[0].words))[0].tolist() == first[0].tolist()
