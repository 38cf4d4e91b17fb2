"""What a message says not to be about."""

import pytest

from bot.dialogue.denied import affirmed, denied_answers, denied_stems, denies_sides, is_denied
from bot.engine import Engine


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("its not my lat its my trap", {"lat"}),
        ("not deadlifts. ROWS.", {"deadlift"}),
        ("im the keeper mate i barely kick, its the diving", {"kick"}),
        ("something for rear delts pls, not lats", {"lat"}),
        ("golf? i dont know about that", {"golf"}),
        ("dude no golf", {"golf"}),
        ("i dont feel my lats on rows", set()),
        ("im not strong enough for pull ups yet", set()),
        ("never heard of face pulls", set()),
        ("why is it not working", set()),
        ("hm not sure about the row", set()),
    ],
)
def test_a_subject_is_denied_and_a_complaint_is_not(text: str, stems: set[str]) -> None:
    assert denied_stems(text) == stems


def test_two_forms_of_a_word_are_one(engine: Engine) -> None:
    answer = engine.library.answers["after-a-broken-collarbone"]
    assert is_denied(answer, "i never broke anything")
    assert answer.id in denied_answers(engine, "i never broke anything")
    assert not is_denied(answer, "i never had a scan")


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("both sides are just small", True),
        ("didnt ask about left vs right", True),
        ("its not one side mate", True),
        ("both sides ache", False),
        ("not as strong on the left", False),
    ],
)
def test_one_side_is_denied(engine: Engine, text: str, denies: bool) -> None:
    assert denies_sides(text) == denies
    assert is_denied(engine.library.answers["erector-one-side-bigger"], text) == denies
    assert ("erector-one-side-bigger" in denied_answers(engine, text)) == denies


def test_what_is_left_of_a_message_is_what_it_affirms() -> None:
    assert affirmed("not deadlifts, rows. is that safe") == "rows. is that safe"
