"""A message in its parts."""

import pytest

from intents.clauses import Clauses, clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "left lat smaller. how do i fix it and how long does it take",
            Clauses(("left lat smaller.",), ("how do i fix it", "how long does it take"), ()),
        ),
        ("I don't row. what about desk work?", Clauses((), ("what about desk work?",), ("i don't row.",))),
        ("golf? i dont play anything", Clauses((), (), ("golf? i dont play anything",))),
        ("didnt ask about left vs right lol", Clauses((), (), ("didnt ask about left vs right lol",))),
    ],
)
def test_what_each_part_does(text: str, parts: Clauses) -> None:
    assert clauses(text) == parts


def test_what_is_kept_is_all_that_is_not_denied() -> None:
    assert clauses("no golf. left low back is weak. what do i do").kept == "left low back is weak.. what do i do"
