"""What is cleaned off a post, what stays, and how advice is told from chatter."""

import pytest

from bot.drafting.advice import cleaned, how_to_score, shortened


@pytest.mark.parametrize(
    ("post", "kept"),
    [
        ("Hey Mara! Do rows first. Good luck!", "Do rows first."),
        ("hi all, do rows first, then rest. hope that helps", "Do rows first, then rest."),
        ("Hey, do rows, then rest.", "Do rows, then rest."),
        ("> can I row?\nYes, row.", "Yes, row."),
        ("On 3 May 2020, Sam wrote:\n> can I row?\n\nYes, row.", "Yes, row."),
        ("[quote=sam]can I row?[/quote]Yes, [b]row[/b].", "Yes, row."),
        ("Row twice a week.\nEDIT: typo", "Row twice a week."),
        ("Row twice a week. Edit: typo", "Row twice a week."),
        ("Row twice a week.\n-- \nSam\nStrong since 1999", "Row twice a week."),
        ("Row twice a week.\nSent from my iPhone", "Row twice a week."),
        (
            "<@123456> row twice a week, like https://example.org/x shows",
            "Someone row twice a week, like (address) shows",
        ),
        ("Row twice a week. more at https://example.org/x", "Row twice a week."),
        ("Row slowly. :) lol\n\n\n\nThen rest.", "Row slowly.\n\nThen rest."),
        ("Keep {weak side} and {{ this }} as **they** are.", "Keep {weak side} and {{ this }} as **they** are."),
        ("- Row.\n- Rest.", "- Row.\n- Rest."),
        ("", ""),
    ],
)
def test_a_post_is_cleaned(post: str, kept: str) -> None:
    assert cleaned(post) == kept


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Row first. Rest then.", 40, "Row first. Rest then."),
        ("Row first. Rest then.", 12, "Row first."),
        ("a long sentence that has no end in it", 22, "a long sentence…"),
    ],
)
def test_a_text_is_cut_where_it_reads_well(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


def test_advice_scores_above_chatter_and_questions() -> None:
    advice = how_to_score("Do one arm rows, left side first, 3 sets of 8, and hold each for two seconds.", 1)
    question = how_to_score("Should I do rows? Or should I do pull-ups? How many sets and reps would you do?", 2)
    assert advice > question
    assert [
        how_to_score(text, 0) for text in ("same here", "Following this one, mine is just the same as well", "ok")
    ] == [0, 0, 0]
