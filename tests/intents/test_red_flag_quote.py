"""What of a person's own words an urgent reply says back."""

import pytest

from intents.red_flag_quote import LONGEST, MOST, quoted
from intents.red_flag_text import read
from intents.red_flags import find_red_flags


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "my lat is small, since thursday i cant feel the loo paper when i wipe. help",
            "since thursday i cant feel the loo paper when i wipe",
        ),
        (
            "whenever i bend my neck a shock goes down my spine into the legs. posture?",
            "whenever i bend my neck a shock goes down my spine into the legs",
        ),
        (
            "mum is 78, slipped in the kitchen and sat down hard, now her mid back hurts",
            "mum is 78, slipped in the kitchen and sat down hard",
        ),
        ("cant get hard since sunday, and down there feels dull", "down there feels dull"),
    ],
)
def test_a_sign_is_said_back_as_a_whole_clause(text: str, said: str) -> None:
    assert said in {flag.words for flag in find_red_flags(text)}


def test_a_clause_without_commas_is_cut_where_its_parts_join() -> None:
    text = (
        "so basically ive been training my back for about three years on a split i found online "
        "and since tuesday my groin has gone numb "
        "and i was wondering if single arm rows with the cable would be better than the barbell ones"
    )
    assert find_red_flags(text)[0].words == "since tuesday my groin has gone numb"


def test_what_is_too_long_to_say_back_ends_with_a_mark() -> None:
    words = read(" ".join(["very"] * 40))
    assert quoted(words, 0, 30).split() == ["very"] * MOST + ["…"]
    assert len(quoted(read("a" * 900 + " b c d e"), 0, 2)) <= LONGEST + 2


def test_a_quote_is_of_one_sentence_around_its_sign() -> None:
    words = read("left lat lags. numb. help me please")
    assert quoted(words, 3, 4) == "numb"
    assert quoted(read("ouch, groin numb, help. and then more"), 1, 3) == "ouch, groin numb, help"
