"""A post is read as a whole as far as it goes, and closely where that leaves room for doubt."""

from __future__ import annotations

from intents.red_flag_pieces import CLOSE, STEP, WINDOW, pieces
from intents.red_flags import find_red_flags


def test_only_a_long_post_is_read_in_pieces() -> None:
    assert pieces(WINDOW) == [(0, WINDOW)]
    assert pieces(WINDOW + STEP) == [(0, WINDOW), (STEP, WINDOW + STEP)]
    assert len(pieces(WINDOW + STEP, *CLOSE)) > 5


def test_what_a_post_says_elsewhere_makes_it_harmless() -> None:
    numb = "We had a course on numbness, wetting and wobbly legs after back trouble and what to do about it at work."
    rest = " I am fine myself, no symptoms at all. Could you suggest a short routine to do before my shift?"
    assert find_red_flags(numb + rest) == ()


def test_a_sign_in_one_clause_of_a_long_post_is_seen() -> None:
    routine = "I train upper and lower four days a week with rows, pulldowns and curls, left lat a bit smaller."
    sign = " since sunday the strip between my balls and my arse is asleep and wont wake up."
    assert find_red_flags(f"{routine} {sign} {routine} How many sets for the left side?")[0].urgency == "emergency"
