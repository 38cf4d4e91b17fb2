"""Whose sign it is: an animal's, a film's, or the asker's own."""

import pytest

from intents.red_flags import find_red_flags


@pytest.mark.parametrize(
    "text",
    [
        "my dog lost control of his bladder at the vet, how do i do face pulls",
        "my dog cant hold his bladder since his back op, i carry him and now the left of my back is tight",
        "the cat is paralysed, left back sore from lifting him",
        "his back legs went wobbly, he is a dachshund, old dog. vet tomorrow?",
        "in the film he cannot feel his legs after a fall, what's a good row",
        "saw a powerlifter pass out on youtube, why does that happen",
    ],
)
def test_what_befalls_an_animal_or_an_actor_is_nobodys_sign(text: str) -> None:
    assert find_red_flags(text) == ()


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my horse threw me yesterday and my back is agony", "major-trauma"),
        ("walking the dog, my leg gave way twice, back hurts", "progressive-leg-weakness"),
        ("lifted the dog and since then i can't feel between my legs", "cauda-equina-saddle"),
        ("cat cow makes both my legs go numb", "bilateral-leg-symptoms"),
        ("saw a video about backs and now both my legs went numb", "bilateral-leg-symptoms"),
    ],
)
def test_what_befalls_the_asker_beside_them_is_a_sign(text: str, flag: str) -> None:
    assert flag in {found.id for found in find_red_flags(text)}


@pytest.mark.parametrize(
    "text",
    [
        "my 3 year old always sits on my left hip and now my left side low back is killing me",
        "my toddler rides on my hip and my back is killing me on that side",
        "my 5 year old wants carrying upstairs and my right low back complains",
        "my kids climb on me and my shoulder is sore",
    ],
)
def test_a_child_that_is_carried_is_not_the_one_in_pain(text: str) -> None:
    assert find_red_flags(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "my 3 year old says her back hurts",
        "my son is 8 and his back hurts after football",
        "my toddler has a sore back and i have one too",
        "im 12 and my back hurts",
        "our toddler cries every night with her back",
    ],
)
def test_a_child_in_pain_is(text: str) -> None:
    assert "child-back-pain" in {found.id for found in find_red_flags(text)}
