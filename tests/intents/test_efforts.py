"""What each side manages, read from numbers beside a side."""

import pytest

from intents.efforts import Effort, efforts, weight_named


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("10 with my right at 15kg but only 6 on the left", Effort(15, 6, "kg"), Effort(15, 10, "kg")),
        ("my right does 32s for 10, left dies around 26", Effort(26), Effort(32, 10)),
        ("left is weaker, like 6 reps vs 11 with the 8kgs", Effort(8, 6, "kg"), Effort(8, 11, "kg")),
        ("10 right 6 left", Effort(0, 6), Effort(0, 10)),
        ("30kg on the left and right 40kg", Effort(30, 0, "kg"), Effort(40, 0, "kg")),
        ("left side for 3 weeks, 2 sets a day", None, None),
        ("22m, the right is bigger", None, None),
    ],
)
def test_the_numbers_of_each_side(text: str, left: Effort | None, right: Effort | None) -> None:
    found = efforts(text)
    assert (found.get("left"), found.get("right")) == (left, right)


@pytest.mark.parametrize(("text", "weight"), [("how heavy, 15 kilos?", "15 kg"), ("how many reps, 10?", "")])
def test_a_weight_for_no_side(text: str, weight: str) -> None:
    assert weight_named(text) == weight
