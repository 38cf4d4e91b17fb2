"""How long it takes: told of what is waited for, for these sides, with the times that the person told."""

import pytest

from bot.engine import Engine
from tests.talks import replied

UNEVEN, BENT, TIGHT = (
    "my left lat is smaller than my right",
    "rounded shoulders from my desk job, how do i fix it",
    "stretches for one tight side of my lower back from sitting",
)


@pytest.mark.parametrize(
    ("first", "asked", "said", "unsaid"),
    [
        (UNEVEN, "how long till it catches up", "your left usually begins to catch up", "two to six weeks"),
        (UNEVEN, "how long till it calms down", "two to six weeks", "catch up"),
        (UNEVEN, "how many weeks before i feel the left one do anything", "your left joining in", "two to six weeks"),
        (UNEVEN, "when can i stop doing these", "within a rep or so", "no need to stop"),
        (UNEVEN, "will it go back if i stop", "keep one one-sided exercise", "four to eight weeks"),
        (UNEVEN, "been at it 3 weeks and nothing", "three weeks in", "two weeks is too soon"),
        (UNEVEN, "its been 6 months and still the same", "after six months", "keep going"),
        (UNEVEN, "race is in 5 weeks, is that long enough", "five weeks is enough for strength to begin", "months is"),
        (BENT, "how long before i see a difference", "three months", "weaker side"),
        (BENT, "any chance ill look straighter in 10 days, is that enough time", "10 days is too short", "weaker side"),
        (TIGHT, "how long till it loosens up", "two to six weeks", "catch up"),
    ],
)
def test_a_time_is_told_of_what_is_waited_for(engine: Engine, first: str, asked: str, said: str, unsaid: str) -> None:
    text = replied(engine, first, asked)
    assert said in text
    assert unsaid not in text
