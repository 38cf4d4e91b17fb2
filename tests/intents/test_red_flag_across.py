"""Signs that two messages make together, and absurd ones that they must not make."""

import pytest

from intents.red_flag_across import find_across


@pytest.mark.parametrize(
    ("told", "text", "sign"),
    [
        ("low back pain on the left", "i had breast cancer in 2018", "cancer-history"),
        ("my back aches", "and a fever of 39", "fever-infection"),
        ("i have osteoporosis, which rows", "coughed and now my back hurts", "osteoporotic-fracture"),
        ("im 71 and want to train my back", "slipped yesterday and my back is agony", "osteoporotic-fracture"),
        ("on warfarin, want a stronger back", "banged my back on the door, it is sore", "anticoagulant-trauma"),
        ("20 weeks pregnant, how should i train", "bit of bleeding today", "pregnancy-warning"),
        ("my back hurts after deadlifts", "for 6 months now, no better", "not-improving"),
    ],
)
def test_each_message_gives_a_part(told: str, text: str, sign: str) -> None:
    assert sign in {flag.id for flag in find_across(told, text)}


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("signed off by the physio at 12 weeks. keep deadlifting or stop", "im not pregnant anymore! baby is 8 months"),
        ("training for 20 weeks now, uneven lats", "my baby is heavy, i stop after 3 sets"),
        ("left lat smaller for 8 months", "and the right trap too"),
        ("8 months postpartum, my back hurts", "signed off by the physio. can i go on"),
        ("back pain", "for how many weeks do i train"),
        ("uneven lats", "my chest day is monday"),
    ],
)
def test_numbers_and_times_of_two_messages_make_none(told: str, text: str) -> None:
    assert find_across(told, text) == ()


def test_what_the_first_message_held_alone_is_not_raised_again() -> None:
    assert find_across("my groin is numb since the deadlift", "and my back hurts") == ()
