"""Left and right as people mean them: whole posts, single turns of phrase, and what must never change a reading."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import intents.sides
from intents.sides import Sides, correct, other, read_sides, swap

LEFT, RIGHT = Sides("left", "right"), Sides("right", "left")
NOTHING = Sides()
EXAMPLES = Path(intents.sides.__file__).parent / "examples" / "sides.jsonl"
FORUMS = Path(__file__).with_name("sides_in_forums.jsonl")  # beside the test: a file of examples would be fitted on
POSTS, OTHERS = (
    [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in (EXAMPLES, FORUMS)
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("right erector bigger than left", RIGHT),
        ("my trap is bigger than my left", RIGHT),
        ("left isn't as strong as the right", RIGHT),
        ("not as thick on the left", RIGHT),
        ("less muscle on the left", RIGHT),
        ("my left lat just wont grow", RIGHT),
        ("one lat (the right) keeps outgrowing the other", RIGHT),
        ("left is fine but the other side is smaller", LEFT),
        ("my non-dominant side (right) does nothing", LEFT),
        ("left fails at 14, right gets 18", RIGHT),
        ("12 on the right only 8 left", RIGHT),
        ("how do i get my left lat bigger", RIGHT),
        ("tight right low back, dead right glute", RIGHT),
        ("right > left", RIGHT),
        ("right lat is twice as thick as the left one", RIGHT),
        ("one of my erectors (right one) is like twice as big as the left", RIGHT),
        ("left is half as strong as the right", RIGHT),
        ("left one is the one that gets nothing", RIGHT),
        ("L lat bigger", LEFT),
        ("my rigth lat is weekaer then the left, stornger left", LEFT),
        ("left lat bigger but right trap bigger", LEFT),
        ("left used to be bigger, now the right is", RIGHT),
        ("my right lat is bigger, no sorry left", LEFT),
        ("right bigger than left, sorry, other way round", LEFT),
        ("left lat burns harder on rows", LEFT),
        ("only my right low back cramps up", RIGHT),
        ("left trap feels like a steel cable", LEFT),
        ("the last two reps are all left arm", LEFT),
        ("right does 60% of the work", RIGHT),
        ("my low back pumps like crazy and its only the left", LEFT),
        ("left side not keeping up with right", RIGHT),
        ("my rhomboids on the left burn out first on cable rows", RIGHT),
        ("i'm left handed and my dominant side pulls way more", LEFT),
        ("right handed, my non-dominant side is asleep", RIGHT),
        ("it's not the left that's weaker, it's the right", LEFT),
        ("i said left was weaker but it's the right", LEFT),
        ("my right lat and shoulder blade area is huge", RIGHT),
        ("i get 8 on my left side, 5 on the other", LEFT),
        ("6 pull ups but the last two are all left arm", LEFT),
        ("right side of my back and the lunge leg are way more built", RIGHT),
        ("hammer in the right hand, is that why my left low back is bigger?", LEFT),
        ("rite lat dont do nothing on pullups", LEFT),
        ("left lat: no clue how to flex it", RIGHT),
        ("why wont my right side grow", LEFT),
        ("only one of my lats grows. the left", LEFT),
        ("left shoulder blade doesnt retract like the right one does", RIGHT),
        ("right is covering for my weak left", RIGHT),
        ("its always the left that doesnt pump", RIGHT),
        ("i thought left was bigger but in pics its clearly the right", RIGHT),
        ("the right erector is 2x the left", RIGHT),
        ("right does 10 with the 20 and the left falls apart at 6", RIGHT),
        ("trap strength left 5/5, right 4/5", LEFT),
        ("i hit with the left and the hitting side is thicker", LEFT),
        ("what do i do if my right has more size", RIGHT),
        ("left trap is harder than the right", LEFT),
        ("theres basically no left trap", RIGHT),
        ("i pull way harder with the right, left lat just doesnt switch on", RIGHT),
        ("my low back is tight, worse on the right", replace(RIGHT, tight=True)),
        ("upper traps rock hard, worse on the left", replace(LEFT, tight=True)),
        ("my balance is bad, worse on the left", RIGHT),
    ],
)
def test_the_stronger_side_is_read_from_what_is_said_of_either(text: str, meant: Sides) -> None:
    assert read_sides(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tweaked the left of my low back", Sides(pain="left")),
        ("no pain on the right, only the left", Sides(pain="left")),
        ("both sides ache, right side more", Sides(pain="right")),
        ("no its the left thats weak", Sides("right", "left")),
        ("no its my left that hurts", Sides(pain="left")),
        ("no the left isnt weaker", NOTHING),
        ("both sides of my low back hurt", NOTHING),
        ("hurts on the left when i bend right", Sides(pain="left")),
        ("used to have pain on the left years ago", NOTHING),
        ("sometimes it hurts on the left sometimes on the right", NOTHING),
        ("right side bigger, left side painful", Sides("right", "left", "left")),
        ("a knot by the left shoulder blade that just wont go", Sides(pain="left")),
        ("left si joint is stuck, hurts", Sides(pain="left")),
        ("pain on the left, right side nothing", Sides(pain="left")),
        ("pain down the right leg is 80% gone", Sides(pain="right")),
        ("pain on the left is all gone", NOTHING),
        ("bad right lower back, can i row", Sides(pain="right")),
        ("sore spot rhs next to the shoulder blade", Sides(pain="right")),
        ("by the end of the shift the right side of my low back is achey", Sides(pain="right")),
        ("knot between spine and left blade that never goes away", Sides(pain="left")),
        ("tight and sore left ql", Sides("left", "right", "left")),
        ("strained my left lat in may, pain is gone", NOTHING),
        ("some days it hurts left, some days right", NOTHING),
        ("not weak not small just hurts, right low back", Sides(pain="right")),
        ("left side burns after an hour at the desk", Sides(pain="left")),
    ],
)
def test_the_side_that_hurts_now(text: str, meant: Sides) -> None:
    assert read_sides(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i train the left too",
        "which side should i start with, left?",
        "left foot forward and right handed",
        "left shoulder sits higher than the right",
        "left isnt weaker",
        "broke my left ankle in 2010",
        "is that right? my back is weaker right after rows",
        "all right, is it the right exercise for a weak back",
        "left the gym with a sore back, 2 weeks left",
        "whats left to make my back stronger",
        "left and right both feel weak",
        "would sleeping on the left make my right side weaker",
        "can i put that right before i go heavier",
        "on two scales i get 44 kg left and 36 right",
        "left side moves smooth, right side jerks",
        "if my left was stronger would it show",
        "i do 3x12 left, 3x12 right",
        "is a small left right difference normal",
        "does it make that side stronger than the left, i read it does?",
        "i lean on the left armrest all day",
        "im twisted right half the day, one big screen",
        "i rotate more to the left than the right",
        "i always go right arm first",
        "is it normal for right handers to have a bigger right side",
        "10 per side, left then right, rest 1 min",
        "put the bag over the left shoulder and the other one just feels wrong",
    ],
)
def test_nothing_is_claimed_where_no_side_is_said_to_differ(text: str) -> None:
    assert read_sides(text) == NOTHING


@pytest.mark.parametrize("posts", [POSTS, OTHERS], ids=["examples", "forums"])
@pytest.mark.parametrize("field", ["strong", "weak", "pain"])
def test_posts_are_read_as_their_writers_labelled_them(field: str, posts: list[dict[str, str]]) -> None:
    stating = [post for post in posts if post["strong"] or post["pain"]]
    right = sum(getattr(read_sides(post["text"]), field) == post[field] for post in stating)
    assert right >= 0.95 * len(stating)


@pytest.mark.parametrize("posts", [POSTS, OTHERS], ids=["examples", "forums"])
def test_posts_that_state_no_side_claim_none(posts: list[dict[str, str]]) -> None:
    silent = [post["text"] for post in posts if not post["strong"] and not post["pain"]]
    assert sum(read_sides(text) != NOTHING for text in silent) <= 0.02 * len(silent)


CLAIMS = st.sampled_from(
    [
        "my {a} lat is bigger than my {b}",
        "{a} erector is weaker",
        "less developed on the {a}",
        "{a} trap takes over and the {b} wont fire",
        "my {a} low back hurts after rows",
        "{a} fails at 9, {b} gets 12",
        "no pain on the {a}, the {b} is just smaller",
        "{a} ql always tight",
        "i train the {a} too",
        "not as strong on the {a}, no sorry {b}",
        "{a} spreads, {b} doesnt",
        "{a} is flat and the {b} pops",
        "ache on the {a}, the {b} never bothers me",
        "{b} covers for my weak {a}",
        "i rotate more to the {a} than the {b}",
        "one of them never grew. the {a}",
    ]
)


@given(st.lists(CLAIMS, min_size=1, max_size=4), st.sampled_from([". ", ", ", " but ", "\n"]))
def test_the_mirror_image_is_read_as_the_mirror_image(claims: list[str], joint: str) -> None:
    text = joint.join(claims)
    assert read_sides(text.format(a="left", b="right")) == swap(read_sides(text.format(a="right", b="left")))


@given(st.sampled_from(POSTS))
def test_capitals_spaces_greetings_and_thanks_change_nothing(post: dict[str, str]) -> None:
    text, read = post["text"], read_sides(post["text"])
    changed = [text.upper(), text.title(), text.replace(" ", "  "), f"hey guys, {text}", f"{text} thanks in advance"]
    assert [read_sides(other_text) for other_text in changed] == [read] * len(changed)


SOUP = st.lists(
    st.sampled_from([*re.findall(r"\w+|\W", " ".join(post["text"] for post in POSTS[:60])), "(", ")", "%", ":"])
)


@given(st.one_of(st.text(), SOUP.map("".join), SOUP.map(" ".join)))
def test_any_string_is_read_and_strong_and_weak_are_opposite(text: str) -> None:
    read = read_sides(text)
    assert read.weak == other(read.strong)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("left, sorry", "left"),
        ("no, the right one", "right"),
        ("sorry i meant left", "left"),
        ("not left", "right"),
        ("not the right, the left", "left"),
        ("the right trap is the high one, i said left cos the picture is mirrored", "right"),
        ("right, so how many", None),
        ("no the other side", None),
        ("ok", None),
    ],
)
def test_a_bare_correction_names_its_side(text: str, side: str | None) -> None:
    assert correct(text) == side


def test_the_side_across() -> None:
    assert [other("left"), other("right"), other(None)] == ["right", "left", None]
    assert swap(Sides("left", "right", "left")) == Sides("right", "left", "right")
