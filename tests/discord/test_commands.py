"""The commands beside /ask: exercise, plan, about, setup; and what Discord is told of them."""

from __future__ import annotations

import pytest

from tests.discord.double import NotPossible
from tests.discord.town import ERECTOR, FAR, URGENT, Town


def test_the_commands_discord_was_told_of(town: Town) -> None:
    known = {(one["name"], one["type"]) for one in town.double.commands[None]}
    slash = {(name, 1) for name in ("ask", "exercise", "plan", "about", "privacy", "setup", "kb")}
    assert known == slash | {("Answer this", 3), ("Save as answer", 3)}
    setup = next(one for one in town.double.commands[None] if one["name"] == "setup")
    assert setup["default_member_permissions"] == str(1 << 5)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bird dog", "Bird dog"),
        ("brid dgo", "Bird dog"),
        ("BIRD", "Bird dog"),
        ("sideplank", "Side plank"),
        ("face pul", "Face pull"),
    ],
)
async def test_autocomplete_forgives_typos(town: Town, typed: str, first: str) -> None:
    assert (await town.person("Ada").autocomplete("exercise", name=typed))[0]["name"] == first


@pytest.mark.parametrize("typed", ["", " ", "a", "row", "🦵", "x" * 100, "zzzz"])
async def test_autocomplete_offers_at_most_25(town: Town, typed: str) -> None:
    assert len(await town.person("Ada").autocomplete("exercise", name=typed)) <= 25


async def test_exercise_by_id_name_and_typo(town: Town) -> None:
    ada = town.person("Ada")
    for name in ("bird-dog", "Bird dog", "brid dog"):
        page = await ada.slash("exercise", name=name)
        assert page.private
        assert "### **Bird dog**" in page.text
    assert not (await ada.slash("exercise", name="bird-dog", private=False)).private


async def test_an_unknown_exercise_offers_near_names(town: Town) -> None:
    answer = await town.person("Ada").slash("exercise", name="*moon* jump")
    assert "I know no exercise called \\*moon\\* jump." in answer.text


async def test_plan_for_a_question(town: Town) -> None:
    answer = await town.person("Ada").slash("plan", question=ERECTOR, days=2)
    assert answer.private
    assert "Six weeks for" in answer.text
    assert "Monday, Thursday" in answer.text
    assert "your left side before the other" in answer.text


async def test_plan_for_the_last_answer(town: Town) -> None:
    ada = town.person("Ada")
    assert "once I know what it is for" in (await ada.slash("plan")).text
    await ada.slash("ask", question="uneven traps")
    assert "Six weeks for" in (await ada.slash("plan")).text


async def test_no_plan_for_a_warning_sign_or_for_what_it_does_not_know(town: Town) -> None:
    ada = town.person("Ada")
    assert "Six weeks" not in (await ada.slash("plan", question=FAR)).text
    urgent = await town.person("Bea").slash("plan", question=URGENT, private=False)
    assert urgent.private
    assert "Get medical help now." in urgent.text


async def test_about(town: Town) -> None:
    answer = await town.person("Ada").slash("about")
    assert answer.private
    assert "not medical advice" in answer.text
    assert "Warning signs come first" in answer.text


async def test_setup_is_for_admins(town: Town) -> None:
    with pytest.raises(NotPossible, match="not offered"):
        await town.person("Ada").slash("setup")
    with pytest.raises(NotPossible, match="not offered in DMs"):
        await town.owner.in_dm().slash("setup")


async def test_setup_keeps_what_is_chosen(town: Town) -> None:
    panel = await town.owner.slash("setup")
    assert panel.private
    await town.owner.choose(panel, "setup:answers", [town.lounge])
    await town.owner.choose(panel, "setup:forums", [town.forum])
    await town.owner.choose(panel, "setup:moderators", [town.moderators])
    await town.owner.choose(panel, "setup:tone", "hint")
    await town.owner.click(panel, "Review: off")
    again = (await town.owner.slash("setup")).text
    for part in (f"<@&{town.moderators.id}>", "● Say quietly", "[Review: on]"):
        assert part in again
    await town.owner.choose(panel, "setup:answers", [])
    await town.owner.choose(panel, "setup:forums", [])


async def test_setup_country_changes_the_numbers_people_are_given(town: Town) -> None:
    wrong = await town.owner.slash("setup", country="1x")
    assert "as two letters" in wrong.text
    assert "I have no numbers for ZZ" in (await town.owner.slash("setup", country="zz")).text
    assert "Emergency numbers: international" in (await town.owner.slash("setup", country="-")).text
    assert await town.owner.autocomplete("setup", country="G") is not None


async def test_a_right_that_was_taken_away_is_asked_for_again_on_click(town: Town) -> None:
    admins = town.double.world.role(town.guild, "Admins", permissions=1 << 5)
    eve = town.person("Eve", admins)
    panel = await eve.slash("setup")
    town.guild.members[eve.user.id].roles.clear()
    refused = await eve.click(panel, "setup:review")
    assert "Only people who may manage this server" in refused.text
