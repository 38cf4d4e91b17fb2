"""What takes a warning sign back after it was read, and what only shrugs it off."""

import pytest

from intents.red_flag_denials import denial, pieces
from intents.red_flag_text import read
from intents.red_flags import RedFlag, find_red_flags, signs, understand


def gone(text: str, *ids: str) -> set[str]:
    flags = tuple(RedFlag(id_, signs()[id_]["urgency"], "", "") for id_ in ids)
    return set(denial(understand(read(text)), flags).gone)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("what?? no. i meant a slipped disc, i dont have any numbness", "cauda-equina-saddle"),
        ("there's nothing wrong with my legs, 38 is the dumbbell", "progressive-leg-weakness"),
        ("I DONT HAVE A WEAK LEG. answer the question about the rows", "progressive-leg-weakness"),
        ("i can feel my legs just fine", "bilateral-leg-symptoms"),
        ("I said I CAN wee", "cauda-equina-bladder"),
        ("my bladder is fine", "cauda-equina-bladder"),
        ("that's not what i meant", "stroke-signs"),
        ("you misread that", "stroke-signs"),
        ("nothing is bleeding", "pregnancy-warning"),
        ("im not pregnant anymore", "pregnancy-warning"),
        ("nobody hurt me, i meant my mug", "violence-safeguarding"),
        ("no fever, the gym was just hot", "fever-infection"),
        ("i never had cancer", "cancer-history"),
        ("i didnt fall off anything", "major-trauma"),
        ("there's been no accident, it's a mild ache now and then", "major-trauma"),
        ("it isn't new, it looks the same in a photo from 15 years ago", "deformity-or-lump"),
        ("it's my back not his", "child-back-pain"),
        ("im 34", "child-back-pain"),
        ("it doesnt wake me up", "night-rest-pain"),
        ("I haven't lost weight, just the muscle got smaller", "unexplained-weight-loss"),
        ("lol what no i dont have a rash", "rash-band-pain"),
        ("its just annoying, i can do everything normal", "not-improving"),
        ("nope", "night-rest-pain"),
        ("i meant the workout lol, i dont want to die", "mental-health-crisis"),
    ],
)
def test_a_denial_takes_the_sign_back(text: str, sign: str) -> None:
    assert gone(text, sign) == {sign}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("whatever", "cauda-equina-saddle"),
        ("it only happened twice and no numbness", "one-leg-nerve-symptoms"),
        ("no", "cauda-equina-saddle"),
        ("no it's really numb down there", "cauda-equina-saddle"),
        ("it's probably nothing, but still numb", "cauda-equina-saddle"),
        ("it's not numb all the time", "cauda-equina-saddle"),
        ("not numb anymore", "cauda-equina-saddle"),
        ("i can feel tingling in my groin", "cauda-equina-saddle"),
        ("no pain though", "cauda-equina-saddle"),
        ("my doctor said it's fine", "cauda-equina-saddle"),
        ("i'm not going to a&e", "cauda-equina-saddle"),
        ("i'm fine", "cauda-equina-bladder"),
        ("i dont pee much now", "cauda-equina-bladder"),
        ("i meant which stretches help", "cauda-equina-bladder"),
        ("i dont need a hospital, which stretches", "cauda-equina-bladder"),
        ("nothing works", "cauda-equina-bladder"),
        ("can i walk", "progressive-leg-weakness"),
        ("i can only walk with a stick", "progressive-leg-weakness"),
        ("my leg doesn't work", "progressive-leg-weakness"),
        ("i can't feel my legs", "bilateral-leg-symptoms"),
        ("no chest pain now", "chest-pain-breathless"),
        ("just kidding", "mental-health-crisis"),
        ("i meant it, i want to die", "mental-health-crisis"),
        ("i didn't lose weight on purpose", "unexplained-weight-loss"),
        ("i've not seen a doctor", "night-rest-pain"),
        ("should i see a doctor?", "night-rest-pain"),
        ("thanks", "night-rest-pain"),
    ],
)
def test_what_only_shrugs_it_off_takes_nothing_back(text: str, sign: str) -> None:
    assert gone(text, sign) == set()


@pytest.mark.parametrize(
    ("text", "signs", "expected"),
    [
        (
            "i don't have numbness but i do leak",
            ("cauda-equina-saddle", "cauda-equina-bladder"),
            {"cauda-equina-saddle"},
        ),
        ("my legs are fine", ("bilateral-leg-symptoms", "cauda-equina-saddle"), {"bilateral-leg-symptoms"}),
        ("i haven't lost weight", ("night-rest-pain", "unexplained-weight-loss"), {"unexplained-weight-loss"}),
        ("i never said that", ("night-rest-pain", "cauda-equina-saddle"), {"night-rest-pain", "cauda-equina-saddle"}),
    ],
)
def test_of_two_signs_only_the_denied_one_goes(text: str, signs: tuple[str, ...], expected: set[str]) -> None:
    assert gone(text, *signs) == expected


@pytest.mark.parametrize("text", ["i've rung the surgery", "ok i've physio on friday, fine to ride until then?"])
def test_who_has_arranged_to_be_seen_has_done_what_was_advised(text: str) -> None:
    booked = denial(understand(read(text)), (RedFlag("one-leg-nerve-symptoms", "see-doctor-soon", "", ""),))
    assert (set(booked.gone), booked.why) == ({"one-leg-nerve-symptoms"}, "booked")
    assert gone(text, "foot-drop") == set()


@pytest.mark.parametrize(
    "text",
    [
        "i saw the midwife on thursday, she's not concerned",
        "my midwife already said its normal",
        "been cleared by my physio",
        "i saw my gp last week",
        "the gp saw me in march and the scan came back fine",
        "my consultant cleared me, it's not getting worse if anything better",
    ],
)
def test_somebody_who_has_looked_at_it_settles_what_is_in_no_hurry(text: str) -> None:
    seen = denial(understand(read(text)), (RedFlag("pregnancy-back-pain", "see-doctor-soon", "", ""),))
    assert (set(seen.gone), seen.why) == ({"pregnancy-back-pain"}, "seen")
    assert gone(text, "foot-drop") == set()


@pytest.mark.parametrize(
    "text", ["my groin isn't numb", "my bladder isn't weak", "my leg isn't weak", "no leg weakness"]
)
def test_a_plain_denial_raises_no_alarm_of_its_own(text: str) -> None:
    assert find_red_flags(text) == ()


def test_a_message_falls_into_pieces_and_back() -> None:
    text = "no numbness, really!! is it safe? tell me"
    assert list(pieces(text)) == ["no numbness,", " really!!", " is it safe?", " tell me"]
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("um no, i'm fine!! i'm not suicidal lol. i'm asking about my back", "mental-health-crisis"),
        ("i only want to know which stretch", "violence-safeguarding"),
        ("no. im not ill", "stroke-signs"),
    ],
)
def test_a_sign_that_was_only_guessed_goes_more_easily(text: str, sign: str) -> None:
    flags = (RedFlag(sign, "emergency", "", ""),)
    assert denial(understand(read(text)), flags, {sign}).gone == {sign}
    assert denial(understand(read(text)), flags).gone == frozenset()


@pytest.mark.parametrize(
    ("text", "sign"),
    [("no it's still numb", "cauda-equina-saddle"), ("i'm fine but my face still droops", "stroke-signs")],
)
def test_what_affirms_a_guessed_sign_keeps_it(text: str, sign: str) -> None:
    assert denial(understand(read(text)), (RedFlag(sign, "emergency", "", ""),), {sign}).gone == frozenset()
