"""Plain text to compared words, the same however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import STOP_WORDS, Synonyms, plain, sentences, stem, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Right erector BIGGER than left?!", ["right", "erector", "bigger", "than", "left"]),
        ("can’t feel my lats", ["cant", "feel", "my", "lats"]),
        ("pull-up", ["pull", "up"]),
        ("3x10 at 22.5kg, 50%", ["3x10", "at", "22.5", "kg", "50%"]),
        ("l5/s1", ["l", "5", "s", "1"]),
        ("<@123> left lat https://a.example/?q=1 www.b.example", ["left", "lat"]),
        ("ｌｅｆｔ lat", ["left", "lat"]),
        ("left​lat", ["left", "lat"]),
        ("left\x00lat\x1b[31m", ["left", "lat"]),
        ("🙂 💪", []),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_plain_keeps_line_ends_and_drops_controls() -> None:
    assert plain("One “Lat”\nBIGGER\x07—right") == 'one "lat"\nbigger -right'


@given(st.text(st.characters(exclude_categories=[])))
def test_any_string_is_taken(text: str) -> None:
    assert all(word.isascii() and word == word.lower() for word in words(text))
    assert all(c == "\n" or c.isprintable() for c in plain(text) if ord(c) < 160)


def test_sentences() -> None:
    text = "I row a lot. Left lat is small!\nWhat now? thanks"
    assert sentences(text) == ["I row a lot.", "Left lat is small!", "What now?", "thanks"]


@pytest.mark.parametrize("word", ["row", "rows", "rowed", "rowing"])
def test_one_stem_for_all_forms(word: str) -> None:
    assert stem(word) == "row"


def test_all_numbers_have_one_stem() -> None:
    assert {stem("12"), stem("3x10"), stem("50%")} == {"#"}


@pytest.mark.parametrize("word", ["left", "right", "pain", "bigger", "row"])
def test_words_that_matter_are_no_stop_words(word: str) -> None:
    assert word not in STOP_WORDS


def test_synonyms_take_the_longest_phrase_once() -> None:
    synonyms = Synonyms({"bigger": ["more built", "more built up", "thicker"], "more built": ["bigger"]})
    assert synonyms.rewrite(words("left trap more built up and thicker")) == ["left", "trap", "bigger", "and", "bigger"]
    assert synonyms.rewrite(["bigger"]) == ["more", "built"]
    assert Synonyms({}).rewrite(["left"]) == ["left"]
