"""Advice to carry on with a warning sign is told from advice to stop."""

import pytest

from intents.training_through import training_through


@pytest.mark.parametrize(
    "text",
    [
        "Numb between the legs? Keep going, it passes.",
        "Train through the tingling down your leg.",
        "If your leg goes weak, push through it.",
        "Ignore the pins and needles.",
        "Chest pain is normal, keep rowing.",
        "Pain shooting down your leg is fine, don't stop.",
        "You may feel numbness in your groin. Don't worry about it.",
        "No need to see a doctor for a numb leg.",
        "Sciatica: just work through it.",
        "A bit of fever is no reason to rest.",
    ],
)
def test_carrying_on_is_found(text: str) -> None:
    assert training_through(f"Row twice a week. {text} Good luck.") == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stop if pain runs down a leg.",
        "Do not train through numbness, and don't ignore a weak leg.",
        "Numbness down a leg: keep walking but see a doctor.",
        "Keep going for 12 weeks. Stop if a leg goes numb.",
        "Unevenness is normal. If a leg goes numb, see a doctor.",
        "A little tightness is fine; numbness is not.",
        "A saddle stool is fine.",
    ],
)
def test_stopping_is_left_alone(text: str) -> None:
    assert training_through(text) == ()
