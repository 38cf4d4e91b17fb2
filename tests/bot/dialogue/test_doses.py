"""How much, how heavy, when to go up, how long to rest."""

import pytest

from bot.engine import Engine
from tests.talks import replied, talk


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("how heavy", 0),
        ("when do i go up", 1),
        ("how many reps and how much rest between sets", 2),
    ],
)
def test_what_is_asked_of_the_load_is_told(engine: Engine, text: str, place: int) -> None:
    _, reply = talk(engine, "left lat smaller than right, got a dumbbell and a bench", f"{text} on the dumbbell row")
    assert engine.library.exercises["one-arm-dumbbell-row"].load[place] in reply.body


def test_sets_are_added_up_where_that_is_asked(engine: Engine) -> None:
    _, reply = talk(
        engine, "left lat smaller than right, gym with everything", "how many sets in total if i do all of those"
    )
    assert "All together that is 6-9 sets" in reply.body


def test_a_dose_alone_tells_no_load(engine: Engine) -> None:
    _, reply = talk(engine, "left lat smaller than right, got a dumbbell and a bench", "how many reps")
    loads = [line for item in reply.exercises for line in item.exercise.load]
    assert [line for line in loads if line in reply.body] == []


UNEVEN = "my right lat is bigger than my left, got dumbbells"
BENT = "rounded shoulders from my desk job, how do i fix it"


@pytest.mark.parametrize(
    ("first", "asked", "said", "unsaid"),
    [
        (UNEVEN, "how many reps, i can get 10 with my right at 15kg but only 6 on the left", "about 12 kg", "often 4"),
        (UNEVEN, "i use 24kg for rows on the right, what on the left", "what your left does with 24 kg", "often 4"),
        (UNEVEN, "my left only gets 6, do i stop the right at 6 too", "your right stops at 6", "extra set"),
        (UNEVEN, "so right stays at 9 as well? feels like cheating", "same weight, same number", "growing"),
        (UNEVEN, "should i go heavier on the left or the same", "same weight on both", "carry"),
        (UNEVEN, "do i do these on deadlift day or another day", "while you are fresh", "week by week"),
        (UNEVEN, "do you go to failure on these", "on your left at the first one that twists", "2-3 ×"),
        (UNEVEN, "before or after my deadlifts", "before, while you are fresh", "hips back"),
        (UNEVEN, "on top of what i do already or instead", "take out a two-sided one", "2-3 ×"),
        (UNEVEN, "how do i progress them", "one step up", "in place of the"),
        (UNEVEN, "how often do i do these if im keeping the pull ups in too", "one-arm dumbbell row:", "pull-up:"),
        (UNEVEN, "how often, i climb tue thu sat", "round tuesday, thursday and saturday", "suits most"),
        (UNEVEN, "how many days given im in the pool five mornings", "two short sessions", "suits most"),
        (BENT, "is it an every day job", "band pull-apart and the doorway chest stretch yes", "weaker"),
        (BENT, "is 20 minutes enough", "yes, 20 minutes is enough", "weaker"),
        (BENT, "would every other day be enough", "yes, every other day", "weaker"),
        (BENT, "do i do all 3 in one go", "yes, all three", "weaker"),
    ],
)
def test_what_is_asked_of_the_amount_is_told(engine: Engine, first: str, asked: str, said: str, unsaid: str) -> None:
    text = replied(engine, first, asked)
    assert said in text
    assert unsaid not in text


def test_what_a_week_holds_is_no_sport_of_every_day(engine: Engine) -> None:
    _, reply = talk(engine, UNEVEN, "how many of the rows and how often? im knackered by thursday as it is")
    assert not reply.whole
