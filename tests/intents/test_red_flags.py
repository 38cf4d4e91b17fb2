"""The red-flag gate: what must stop a post, what must not, and what may never change the verdict."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents import red_flag_files
from intents.red_flag_lexicon import build
from intents.red_flag_rules import parse_rules, rules
from intents.red_flags import URGENCIES, RedFlag, find_red_flags, signs

EXAMPLES = Path(red_flag_files.__file__).with_name("examples") / "red_flags"


def ids(text: str) -> set[str]:
    return {flag.id for flag in find_red_flags(text)}


def first(text: str) -> RedFlag:
    found = find_red_flags(text)
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my groin has gone numb since the deadlift", "cauda-equina-saddle"),
        ("back went friday and now i can't feel the loo paper", "cauda-equina-saddle"),
        ("cant start a wee and my back is killing", "cauda-equina-bladder"),
        ("my dad cant pee and his back is bad", "cauda-equina-bladder"),
        ("husband keeps soiling himself since his back went, he soiled the bed", "cauda-equina-bowel"),
        ("can't get an erection since i hurt my back", "cauda-equina-sexual"),
        ("pins and needles down both legs after deadlifts", "bilateral-leg-symptoms"),
        ("my leg keeps giving way since the disc went", "progressive-leg-weakness"),
        (
            "felt a pop squatting, now he cant lift his toes on the left and its getting weaker",
            "progressive-leg-weakness",
        ),
        ("my foot slaps when i walk. it gets weaker every day", "progressive-leg-weakness"),
        ("i walk like i'm drunk and my neck is stiff", "cord-signs-gait"),
        ("fell off a ladder and my back is agony", "major-trauma"),
        ("chest pain when i row", "chest-pain-breathless"),
        ("passed out doing deadlifts", "collapse-on-exertion"),
        ("my calf is hot and swollen since the flight", "lung-or-leg-clot"),
        ("pee is brown after 100 pullups", "rhabdo"),
        ("worst headache of my life mid squat", "thunderclap-headache"),
        ("one testicle is suddenly swollen and the pain goes up my back", "testicle-pain"),
        ("no urge to pee for a day, then i leaked on the sofa. right side of my back hurts", "cauda-equina-bladder"),
        ("face has dropped on one side", "stroke-signs"),
        ("pregnant and bleeding", "pregnancy-warning"),
        ("i don't want to be here any more", "mental-health-crisis"),
        ("took a whole box of paracetamol for my back", "medication-overdose"),
        ("he pushed me down the stairs and my back hurts", "violence-safeguarding"),
    ],
)
def test_an_emergency_is_found_in_the_words_people_use(text: str, flag: str) -> None:
    assert first(text).urgency == "emergency"
    assert flag in ids(text)


@pytest.mark.parametrize(
    ("text", "flag", "urgency"),
    [
        ("my foot slaps the floor when i walk", "foot-drop", "same-day"),
        ("fever of 39 and my spine hurts", "fever-infection", "same-day"),
        ("had breast cancer in 2018, new ache in my mid back", "cancer-history", "same-day"),
        ("my 4 year old's back hurts", "child-back-pain", "same-day"),
        ("tingling down my left leg after squats", "one-leg-nerve-symptoms", "see-doctor-soon"),
        ("two months of back pain and no better", "not-improving", "see-doctor-soon"),
        ("a lump on my spine is getting bigger", "deformity-or-lump", "see-doctor-soon"),
        ("i leak a bit when i deadlift", "leak-only-on-strain", "see-doctor-soon"),
    ],
)
def test_a_lesser_sign_gets_its_own_urgency(text: str, flag: str, urgency: str) -> None:
    assert (flag, urgency) in {(found.id, found.urgency) for found in find_red_flags(text)}


@pytest.mark.parametrize(
    "text",
    [
        "no numbness, no bladder problems, just a dull ache low on the right",
        "never had cancer, no fever, no weight loss, only uneven lats",
        "had sciatica ten years ago, all fine now. can i deadlift",
        "in 2015 i couldn't lift my foot, it healed completely",
        "this workout is killing me, how long should i rest",
        "burpees make me want to die",
        "split squats make me want to end it all lol",
        "this workout is suicide, easier one for an uneven back?",
        "my wife is pregnant so i carry everything, low back on the left aches",
        "my wife slapped me on the back when i hit a pr, left trap still smaller",
        "got absolutely murdered by 5x5",
        "is the suicide grip ok for pulldowns",
        "what is cauda equina syndrome",
        "what does saddle numbness mean",
        "when should i see a doctor for back pain",
        "can deadlifts cause a stroke",
        "my left leg is weaker on split squats, always has been",
        "both hamstrings are sore after rdls",
        "can't feel my glutes working in bridges",
        "went numb on my phone on the toilet, legs fell asleep lol",
        "mild scoliosis since school, stable, want to strengthen",
        "right erector bigger than left",
        "lower back is tight after deadlifts, gone next day",
        "he pushed me to a new pr",
        "my glutes won't wake up, activation?",
        "can't go on with this routine, too boring",
        "lost 10kg on a diet and now my back looks uneven",
        "numb bum on the rowing machine, goes when i stand up",
        "my ex hit me with a bill for the gym",
    ],
)
def test_what_is_denied_past_figurative_asked_or_ordinary_passes(text: str) -> None:
    assert find_red_flags(text) == ()


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("no back pain but i can't feel myself pee", "cauda-equina-bladder"),
        ("i don't have any numbness except between my legs", "cauda-equina-saddle"),
        ("no chest pain, just a heavy pressure across my chest", "chest-pain-breathless"),
        ("fine now but this morning i wet myself when my back went", "cauda-equina-bladder"),
        ("when should i see a doctor? my privates are numb", "cauda-equina-saddle"),
    ],
)
def test_negation_and_history_reach_only_as_far_as_they_say(text: str, flag: str) -> None:
    assert flag in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "cant controll my bladdar since i hurt my back",
        "lost feelin in my privats after squats",
        "my calf is swolen and hot",
        "took too many parasetamol",
    ],
)
def test_typing_errors_hide_nothing(text: str) -> None:
    assert first(text).urgency == "emergency"


def test_the_most_urgent_flag_comes_first_with_the_persons_own_words() -> None:
    text = "Two months of rows, no better. Since Tuesday my Groin is numb. Third set for the weak side?"
    found = find_red_flags(text)
    assert found[0].id == "cauda-equina-saddle"
    assert found[0].words in text
    assert [URGENCIES.index(flag.urgency) for flag in found] == sorted(URGENCIES.index(flag.urgency) for flag in found)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My nan is 82, she bent to feed the cat, heard a crack and cannot stand", "My nan"),
        ("husband keeps falling, incontinent", "incontinent"),
        ("8 months of back pain on, still there", "8 months"),
    ],
)
def test_a_lone_word_or_number_is_quoted_with_words_around_it(text: str, quote: str) -> None:
    words = first(text).words
    assert quote.lower() in words.lower()
    assert len(words.split()) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "upper back aches between the shoulder blades after a day at the desk",
        "im 65 and my lower back aches after gardening",
        "chest is tight and shoulders round forward from benching",
        "sciatica is 80% gone, physio says train. where do i start",
        "microdiscectomy last year, discharged, want a stronger back",
        "back garden is clay soil, does it drain",
        "one elbow comes off the wall in wall slides",
        "i am pregnant, how often should i get up from the desk",
        "doctor put me on statins, thighs ache more after leg day",
    ],
)
def test_ordinary_posts_are_not_stopped(text: str) -> None:
    assert find_red_flags(text) == ()


BEFORE = (
    "34, office job, lifting for two years, mostly push pull legs with a deadlift day. sleep is fine, protein is fine. "
    "in march i moved to a new gym and my rows went up."
)


@pytest.mark.parametrize(
    ("sign", "flag"),
    [
        ("since tuesday the inside of my thighs feels like after an epidural.", "cauda-equina-saddle"),
        ("these days i only know that i pee because i hear it.", "cauda-equina-bladder"),
        ("sciatica was left and now the right leg has joined in.", "bilateral-leg-symptoms"),
        ("honestly everyone would be happier if i was gone.", "mental-health-crisis"),
    ],
)
def test_one_clause_of_a_long_post_is_enough(sign: str, flag: str) -> None:
    assert flag in ids(f"{BEFORE} {sign} should i add a second row on thursdays or keep the plan as it is?")


STEADY = [
    "my groin has gone numb since the deadlift",
    "my left leg is weaker on split squats, always has been",
    "pee is brown after 100 pullups",
    "had sciatica ten years ago, all fine now",
    "i want to die",
]


@pytest.mark.parametrize("text", STEADY)
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.title,
        lambda t: f"Hi all! {t}",
        lambda t: t.replace(" ", "  "),
        lambda t: f"{t}\n\nthanks \U0001f64f",
        lambda t: t.replace("'", "\u2019"),
    ],
)
def test_harmless_changes_change_nothing(text: str, change: object) -> None:
    assert callable(change)
    assert ids(change(text)) == ids(text)


@pytest.mark.parametrize(
    "text",
    [
        # idioms of asking for it, and what it feels like
        "wont that twist my pelvis? feels like asking for a disc injury tbh",
        "is that not a fast track to a bulging disc",
        "seems like a great way to snap my spine haha",
        # strength, size, weight and plates that go down
        "wont i lose strength on my right if i drop it to 38",
        "will i get weaker on the good side if i only do 8",
        "dropped two plates and still twist",
        "lost 4 inches off my waist and now i see one erector is bigger",
        # muscle lost in a sling or a cast
        "rear shoulder has wasted away after 7 weeks in a sling, cleared to train",
        "after 8 weeks in a cast my left upper back looks flat, doc says i can train",
        # the side that is slept on
        "sleep on my right side every night and wake up w/ right side of back aching",
        "waking up with a sore right side cos i sleep curled on it",
        # saddles, seats, bums
        "saddle sores again, left side, is my seat tilted",
        "is my saddle making my left hip sit higher",
        "is sitting on my backside all day making me uneven",
        # a birth long ago
        "10 months post baby and my right hip hitches up",
        "baby is one now, my back still aches from carrying her",
        # how long it has been there, and nothing else
        "same tight spot between spine and blade for a year",
        "had this knot under my shoulder blade for 6 months, mouse hand side",
        # mugs
        "my right hand holds the mug and the mouse, left never does anything",
    ],
)
def test_words_of_training_and_of_daily_life_are_no_sign(text: str) -> None:
    assert find_red_flags(text) == ()


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("feels like asking for trouble but i can't feel my saddle area", "cauda-equina-saddle"),
        ("on the bike my crotch went numb and it hasn't come back, back sore", "cauda-equina-saddle"),
        ("my left leg keeps losing strength since the disc", "progressive-leg-weakness"),
        ("my trap has wasted away since june", "muscle-wasting"),
        ("wasting away, lost appetite, back pain at night", "unexplained-weight-loss"),
        ("it wakes me up every night, my low back", "night-rest-pain"),
        ("sores in a band round one side of my ribs that burn", "rash-band-pain"),
        ("10 weeks postpartum and my back kills", "pregnancy-back-pain"),
        ("back pain for six months, no better", "not-improving"),
        ("got mugged last night and my back is killing me", "violence-safeguarding"),
        ("right hand tingly and i keep dropping my mug", "arm-neck-nerve"),
        ("i had cancer in 2015 and my back aches", "cancer-history"),
        ("70, headaches, both shoulders and hips ache", "temple-headache-over-50"),
        ("jaw aches when i chew, 80, headaches", "temple-headache-over-50"),
    ],
)
def test_the_same_words_of_a_sign_are_one(text: str, flag: str) -> None:
    assert flag in ids(text)


def test_a_foot_that_drops_and_gets_no_weaker_can_wait_till_later_today() -> None:
    flag = first("my foot slaps when i walk, it isn't getting weaker")
    assert (flag.id, flag.urgency) == ("foot-drop", "same-day")


def test_the_words_for_tingling_hands_are_not_those_for_violence() -> None:
    flag = first("last week my right hand has been going tingly and i keep dropping my mug")
    assert (flag.id, flag.urgency) == ("arm-neck-nerve", "see-doctor-soon")


@pytest.mark.parametrize("text", ["no numbness, no tingling, just tight", "back pain since monday, can't pee, help"])
def test_punctuation_is_not_needed(text: str) -> None:
    assert bool(find_red_flags(text.replace(",", ""))) == bool(find_red_flags(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?!?!",
        "\x00\x01\x02",
        "\U0001f346" * 50,
        "a" * 5000,
        "no " * 2000,
        "я не чувствую ног",
        "腰が痛い",
        "İ" * 300,
        "numb groin " * 600,
        "9" * 400,
        "'*@$" * 90,
        "\ud800",
    ],
)
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(find_red_flags(text), tuple)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    assert all(flag.urgency in URGENCIES for flag in find_red_flags(text))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_examples_are_told_apart(path: Path) -> None:
    """Recall per flag and false alarms; the exact lines may change, the shares may not fall."""
    texts = path.read_text(encoding="utf-8").splitlines()
    stopped = sum(bool(find_red_flags(text)) for text in texts) / len(texts)
    if path.stem == "negatives":
        assert len(texts) >= 800
        assert stopped <= 0.06  # half of them were written to be hard, or taken in because a rule stopped them
    else:
        assert len(texts) >= 25
        assert stopped >= (0.83 if signs()[path.stem]["urgency"] == "emergency" else 0.7)


def test_every_flag_is_described_and_has_rules_and_examples() -> None:
    told = signs()
    assert (
        {rule.flag for rule in rules()} == set(told) == {path.stem for path in EXAMPLES.glob("*.txt")} - {"negatives"}
    )
    for one in told.values():
        assert one["urgency"] in URGENCIES
        assert one["sign"]
        assert one["title"]


def test_the_numbers_name_every_country_with_an_emergency_number() -> None:
    table = tomllib.loads((red_flag_files.FOLDER / "numbers.toml").read_text(encoding="utf-8"))
    countries = {code: one for code, one in table.items() if isinstance(one, dict)}
    assert {"default", "GB", "US", "AU"} <= countries.keys()
    assert all(one["emergency"] for one in countries.values())


def test_the_compiled_form_is_fresh_and_says_what_the_sources_say() -> None:
    ready = red_flag_files.compiled()
    assert ready is not None, "run: python -m intents.red_flag_build"
    assert ready["tree"] == build().tree
    assert rules() == parse_rules()


@pytest.mark.parametrize(
    "text",
    [
        "i have back pain",
        "a bit of back pain",
        "back pain when i bend over",
        "back pain since last week",
        "my back is killing me",
        "ive got a herniated disc",
        "pain between my shoulder blades",
        "and i get headaches",
        "im pregnant 5 months",
        "coach wont let me",
        "back pain and weak core",
        "i sit all day and my back hurts",
    ],
)
def test_the_plainest_complaints_are_no_sign(text: str) -> None:
    assert [flag for flag in find_red_flags(text) if flag.urgency != "see-doctor-soon"] == []
