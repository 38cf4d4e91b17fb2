"""What a message says of the person."""

import pytest

from intents.facts import has_pain, read_facts, read_hurts, read_kit, read_unhurt, with_bar
from intents.question import Kit
from intents.vocabulary import Mention


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("right erector bigger than left", set()),
        ("im 16 and my left lat is smaller", {"teen"}),
        ("my son is 14 years old", {"teen", "someone-else"}),
        ("67 yo, which rows are ok", {"older"}),
        ("62m, uneven shoulders", {"older"}),
        ("im 100kg and deadlift 140", set()),
        ("at 14 reps the left gives out", set()),
        ("pregnant, second trimester", {"pregnancy"}),
        ("not pregnant", set()),
        ("since my baby came my back aches", {"pregnancy"}),
        ("scoliosis, left side sticks out", {"scoliosis"}),
        ("i dont have scoliosis", set()),
        ("herniated disc at l5/s1", {"disc"}),
        ("my wife has sciatica", {"disc", "someone-else"}),
        ("osteopenia and rows", {"osteoporosis"}),
        ("after my surgery the left is smaller", {"after-injury", "surgery"}),
        ("on ibuprofen, can i row", {"painkillers"}),
        ("new to lifting, home workout", {"beginner", "home"}),
        ("no gym, living room only", {"home"}),
        ("whats that when its at home", set()),
        ("the mattress tho, its like 10 yrs old", set()),
        ("hes 10 yrs old", {"teen"}),
        ("back went into spasm, can barely move", {"acute"}),
        ("one of my clients has uneven lats", {"someone-else"}),
    ],
)
def test_facts(text: str, facts: set[str]) -> None:
    assert read_facts(text) == facts


@pytest.mark.parametrize(
    ("text", "pain"),
    [
        ("left side hurts", True),
        ("aching after rows", True),
        ("it doesnt hurt", False),
        ("no pain at all", False),
        ("pain free, just smaller", False),
        ("no pain on the left but the right is sore", True),
        ("right erector bigger than left", False),
    ],
)
def test_pain(text: str, pain: bool) -> None:
    assert has_pain(text) is pain


@pytest.mark.parametrize(
    ("text", "hurts"),
    [
        ("wrist hurts in bird dogs", ("wrist-pain",)),
        ("it hurts when i bend forward", ("bending-pain",)),
        ("hurts to arch, knees ache too", ("arching-pain", "knee-pain")),
        ("my knees are fine. left lat hurts", ()),
        ("shoulder is smaller", ()),
        ("pain by the shoulder blade", ()),
    ],
)
def test_what_hurts(text: str, hurts: tuple[str, ...]) -> None:
    assert read_hurts(text) == hurts


@pytest.mark.parametrize(
    ("text", "named", "kit"),
    [
        ("i have a band and a bench", {"band": 3, "bench": 6}, Kit(("band", "bench"))),
        ("no band", {"band": 1}, Kit((), ("band",))),
        ("without a band but with a bench", {"band": 2, "bench": 6}, Kit(("bench",), ("band",))),
        ("only a band", {"band": 2}, Kit(("band",), (), only=True)),
        ("no equipment", {"none": 0}, Kit((), (), only=True)),
        ("body weight only", {}, Kit((), (), only=True)),
        ("no gym or cable just a band", {"cable": 3, "band": 6}, Kit(("band",), ("cable",), only=True)),
        ("any fix with dumbbells only", {"dumbbell": 3}, Kit(("dumbbell",), (), only=True)),
        ("dumbbells are all i have", {"dumbbell": 0}, Kit(("dumbbell",), (), only=True)),
        ("i have no machine with cables", {"machine": 3, "cable": 5}, Kit((), ("machine", "cable"))),
        ("no bench dumbbells though", {"bench": 1, "dumbbell": 2}, Kit(("dumbbell",), ("bench",))),
        ("the dumbbells at mine are always taken", {"dumbbell": 1}, Kit((), ("dumbbell",))),
        ("everything but cables", {"cable": 2}, Kit((), ("cable",))),
        ("he hasnt got dumbbells", {"dumbbell": 3}, Kit((), ("dumbbell",))),
        ("barbell and cable machine not happening", {"barbell": 0, "cable": 2}, Kit(("barbell",), ("cable",))),
        ("got bands and thats about it", {"band": 1}, Kit(("band",), (), only=True)),
        ("i have dumbbells at home", {"dumbbell": 2}, Kit(("dumbbell",), (), only=True)),
        ("home gym with dumbbells", {"dumbbell": 3}, Kit(("dumbbell",), (), only=True)),
        ("i have a band at home and a gym near work", {"band": 3}, Kit(("band",))),
        ("i have a mat at home", {"mat": 3}, Kit(("mat",))),
        ("right lat bigger", {}, Kit()),
    ],
)
def test_kit(text: str, named: dict[str, int], kit: Kit) -> None:
    mentions = tuple(Mention("equipment", id_, id_, at, at + 1) for id_, at in named.items())
    assert read_kit(text.split(), mentions, text) == kit


def test_kit_that_lent_an_exercise_its_name() -> None:
    mentions = (Mention("exercise", "back-extension", "roman chair", 2, 4), Mention("equipment", "band", "bands", 5, 6))
    text = "got a roman chair and bands"
    assert read_kit(text.split(), mentions, text) == Kit(("roman-chair", "band"))


@pytest.mark.parametrize(
    ("text", "unhurt"),
    [
        ("my hip doesnt hurt at all", ("hip-pain",)),
        ("wrist is fine, its the elbow", ("wrist-pain",)),
        ("my hip hurts", ()),
        ("is it fine for my knee", ()),
    ],
)
def test_a_pain_is_denied(text: str, unhurt: tuple[str, ...]) -> None:
    assert read_unhurt(text) == unhurt


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("had an operation in march", {"surgery"}),
        ("had a hernia op 2 yrs back", {"after-injury"}),
        ("herniated disc two years ago, all healed, physio discharged me", {"after-injury"}),
        ("herniated disc two years ago and it still hurts", {"disc"}),
        ("herniated disc last month, all healed", {"disc"}),
    ],
)
def test_an_operation_or_a_disc_healed_years_ago_is_an_old_injury(text: str, facts: set[str]) -> None:
    assert read_facts(text) == facts


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("i go to a commercial gym", True),
        ("full gym access", True),
        ("i dont have a full gym", False),
        ("no gym", False),
    ],
)
def test_a_whole_gym(text: str, whole: bool) -> None:
    assert ("gym" in read_facts(text)) == whole


@pytest.mark.parametrize(
    ("text", "hurts"),
    [
        ("i aint getting on my hands and knees", ("floor-hard",)),
        ("something i can do on my feet", ("floor-hard",)),
        ("standing exercises please", ("floor-hard",)),
        ("i am on my feet all day", ()),
        ("exercises for standing at work all day", ()),
    ],
)
def test_work_on_the_feet_is_wished_for(text: str, hurts: tuple[str, ...]) -> None:
    assert read_hurts(text) == hurts


def test_what_cannot_be_done_on_the_floor_needs_no_pain() -> None:
    assert read_hurts("i cant kneel since my knee was done") == ("floor-hard",)


@pytest.mark.parametrize(
    ("text", "facts"), [("broke my collarbone at 16", set()), ("benching at 16, is that ok", {"teen"})]
)
def test_an_age_long_past_is_not_theirs(text: str, facts: set[str]) -> None:
    assert read_facts(text) & {"teen"} == facts


def test_who_does_pull_ups_has_a_bar() -> None:
    mentions = (Mention("exercise", "pull-up", "pull ups", 0, 2),)
    assert with_bar(Kit(only=True), mentions) == Kit(("pull-up-bar",), (), only=True)
    assert with_bar(Kit(), mentions) == Kit()
