"""What is said to be as it should be is no sign; what takes that back is."""

import pytest

from intents.red_flags import find_red_flags


@pytest.mark.parametrize(
    "text",
    [
        "no fever, no numbness, i can wee fine. just crooked, can't put my socks on",
        "bladder is fine, legs are fine, just a sore back",
        "waterworks normal and no numbness, stiff low back",
        "bathroom stuff is normal, legs normal, back is locked up",
        "i can walk fine and feel everything, only stiff",
        "no numbness, no tingling, bladder and bowels fine, no fever, just one side is tighter",
    ],
)
def test_what_works_is_no_sign(text: str) -> None:
    assert find_red_flags(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "i can wee fine but i can't feel it",
        "back went, i can pee fine if i push hard",
        "i could pee fine yesterday but can't today",
        "bladder normal until today, today i can't go at all",
        "legs fine, bladder ok, groin numb",
        "back went, groin numb and bladder fine",
        "i feel fine but i wet myself yesterday when my back went",
        "took a whole box of paracetamol feel fine",
        "everything normal except numb groin",
        "my bum is numb but otherwise fine",
    ],
)
def test_fine_reaches_no_further_than_what_it_says(text: str) -> None:
    assert find_red_flags(text)[0].urgency == "emergency"
