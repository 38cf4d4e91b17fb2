"""Every button, select and modal under a card: for the one who asked, for others, for moderators."""

from __future__ import annotations

import pytest

from tests.discord.double import Answer, Person, buttons_of, components_of, text_of
from tests.discord.town import ERECTOR, VAGUE, Town

MODAL = """\
◇ What was missing?
What would have helped?
  ▁ A word or two is enough"""


async def public(person: Person, question: str = ERECTOR) -> Answer:
    return await person.slash("ask", question=question, private=False)


async def test_why_this_says_what_was_understood_to_anybody(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    why = await bea.click(await public(ada), "Why this?")
    assert why.private
    for part in ("Sides: stronger right, weaker left", "lead over the next topic", "erector-spinae"):
        assert part in why.text


async def test_helpful_and_not_helpful(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    assert "Glad it helped" in (await ada.click(answer, "Helpful")).text
    shown = await ada.click(answer, "Not helpful")
    assert (shown.kind, shown.text) == ("modal", MODAL)
    noted = await ada.submit_modal(shown, {"missing": "which weight to start with, mail me at ada@example.org"})
    assert noted.private
    assert "without your name" in noted.text
    assert "1" in (await ada.slash("privacy show")).text
    empty = await ada.submit_modal(await ada.click(answer, "Not helpful"), {})
    assert "without your name" in empty.text


async def test_share_shows_it_to_the_channel_once(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    shared = await ada.click(answer, "Share")
    assert not shared.private
    assert f"Ada asked: {ERECTOR}" in shared.text
    assert "Remove" in buttons_of(shared.message)
    assert "shared already" in (await ada.click(answer, "Share")).text
    await ada.click(shared, "Remove")
    await shared.gone()


async def test_remove_is_for_the_asker_and_for_moderators(town: Town) -> None:
    ada, bea, mod = town.person("Ada"), town.person("Bea"), town.person("Mod", town.moderators)
    first, second, third = await public(ada), await public(ada), await ada.mention(town.help, "uneven traps")
    refused = await bea.click(first, "Remove")
    assert refused.private
    assert "or a moderator" in refused.text
    await ada.click(first, "Remove")
    await first.gone()
    await mod.click(second, "Remove")
    await second.gone()
    await ada.click(third, "Remove")
    await third.gone()


async def test_a_role_of_the_admins_choice_may_remove_too(town: Town) -> None:
    panel = await town.owner.slash("setup")
    await town.owner.choose(panel, "Moderator role", town.helpers)
    answer = await public(town.person("Ada"))
    await town.person("Hal", town.helpers).click(answer, "Remove")
    await answer.gone()


@pytest.mark.parametrize(
    ("button", "says"),
    [
        ("Easier", "A step down"),
        ("No equipment", "Without any kit:"),
        ("It hurts", "A movement that hurts is not one you need"),
    ],
)
async def test_swaps_change_the_card_in_place(town: Town, button: str, says: str) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    before = answer.text
    changed = await ada.click(answer, button)
    assert changed.kind == "update"
    assert says in changed.text
    assert changed.text != before
    assert "Why this?" in buttons_of(changed.message)


async def test_swaps_go_on_from_each_other(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    for button in ("No equipment", "Easier", "It hurts"):
        changed = await ada.click(answer, button)
        assert changed.kind == "update"
        names = [o["label"] for one in components_of(changed.message) for o in one.get("options", ())]
        assert "Single-leg back extension" not in names


async def test_where_nothing_is_harder_it_says_what_to_do_instead(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    changed = await ada.click(answer, "Harder")
    assert "### Easier or harder" in changed.text or "A step up" in changed.text


async def test_another_persons_swap_leaves_the_card_alone(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await public(ada)
    before = text_of(answer.message)
    own = await bea.click(answer, "No equipment")
    assert own.private
    assert "Without any kit:" in own.text
    assert text_of(answer.message) == before


async def test_a_swap_is_remembered_in_the_conversation(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    await ada.click(answer, "No equipment")
    dose = await ada.slash("ask", question="how many reps")
    assert "### How much" in dose.text
    assert "back extension" not in dose.text.lower()


async def test_show_an_exercise(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await public(ada)
    names = [o["label"] for one in components_of(answer.message) for o in one.get("options", ())]
    assert names
    for name in names:
        page = await bea.choose(answer, "Show an exercise", name)
        assert page.private
        assert page.text.splitlines()[1].endswith(f"### **{name}**")
        assert "**How to do it**" in page.text


async def test_clarify_options(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await public(ada, VAGUE)
    option = buttons_of(answer.message)[0]
    others = await bea.click(answer, option)
    assert others.private
    assert "**Take care**" in others.text or "**How sure:**" in others.text
    mine = await ada.click(answer, option)
    assert mine.kind == "update"


async def test_a_card_of_a_vanished_answer_explains_itself(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await public(ada)
    await ada.slash("privacy delete")
    for button in ("Why this?", "Helpful", "Easier"):
        gone = await bea.click(answer, button)
        assert gone.private
        assert "I no longer have that answer" in gone.text
    assert "or a moderator" in (await ada.click(answer, "Remove")).text
    modal = await bea.click(answer, "Not helpful")
    assert "I no longer have that answer" in (await bea.submit_modal(modal, {"missing": "all"})).text


async def test_pressing_in_a_hurry_is_slowed_down(town: Town) -> None:
    ada = town.person("Ada")
    answer = await public(ada)
    texts = [(await ada.click(answer, "Why this?")).text for _ in range(45)]
    assert "That was quick." in texts[-1]
