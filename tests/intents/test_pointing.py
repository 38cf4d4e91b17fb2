"""Which of what was offered a message picks."""

import pytest

from intents.pointing import chosen

OFFERED = ("It is about posture", "It hurts", "It is weaker", "It looks bigger")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("the third", 2),
        ("last one", 3),
        ("1 i guess", 0),
        ("2 and 4 i suppose, mainly the ache", 1),
        ("number three, i should think", 2),
        ("i guess the second and a bit of the ache", 1),
        ("both", 0),
        ("both tbh. mostly its sore by the end of the day", 0),
        ("it hurts", 1),
        ("posture", 0),
        ("both sides hurt when i lift", None),
        ("3 sets of 10 is what i do", None),
        ("12 and a half stone", None),
        ("none of them", None),
    ],
)
def test_an_option_is_picked_by_number_place_or_word(text: str, place: int | None) -> None:
    assert chosen(text, OFFERED) == place
