"""Plain questions inside a first message: each gets its sentence ahead of the answer, and only where it holds."""

import pytest

from bot.engine import Engine


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("my left lat is smaller than my right, should i worry", ["Does an uneven back matter? Usually not."]),
        ("my left lat is smaller than my right. how long till its even", ["How long until both sides are even:"]),
        ("uneven traps, genetics or fixable?", ["Why one side of your back", "Can it be fixed, or are"]),
        ("right erector bigger than left. should i stop deadlifting until its even?", ["Keep or drop barbell lifts"]),
        ("im 71 and my upper back is rounded, is it too late to strengthen it", ["Is it too late"]),
        ("on back extensions i only feel the left, right side feels dead. normal?", ["Only one side hurts, tightens"]),
        ("right low back tight after every run. stretch it or strengthen it?", ["One QL is always tight: Strengthen"]),
        ("left lat gives out before my right. do i do extra reps on the left?", ["Extra sets for the weak side"]),
    ],
)
def test_what_is_asked_outright_is_answered_first(engine: Engine, text: str, openings: list[str]) -> None:
    notes = engine.ask(text).notes
    assert len(notes) == len(openings)
    assert all(note.startswith(begun) for note, begun in zip(notes, openings, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "right erector bigger than left, how do i fix it",  # asks how, not whether
        "left lat smaller, i carry a bag on the right if that matters",  # asks nothing
        "does an uneven back matter",  # the answer says so itself
        "i twist to the left on pull ups. is that a strength imbalance or technique?",
        "low back is sore after butterfly sets, do i need to stop swimming?",
        "i have mild scoliosis, can i still deadlift",  # so does this one, for the case
        "my 14 year old has one lat bigger than the other, should i worry",  # what holds of grown-ups is not said
        "how long do i hold a lat stretch",
    ],
)
def test_nothing_is_said_twice_or_beside_the_point(engine: Engine, text: str) -> None:
    assert engine.ask(text).notes == ()


def test_an_alarm_is_not_talked_down(engine: Engine) -> None:
    reply = engine.ask("lower back pain and numb between my legs since today. is that normal? should i worry?")
    assert reply.kind == "urgent"
    assert reply.notes == ()
