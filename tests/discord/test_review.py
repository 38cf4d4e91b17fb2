"""Two pairs of eyes where a server wants them, lost golden questions, and what the audit trail keeps of it all."""

from __future__ import annotations

from knowledge.revisions import Act
from knowledge.store import open_store
from tests.discord.double import Answer, Person, buttons_of
from tests.discord.test_teach import WORDS, values
from tests.discord.town import FAR, Town, save_as_answer

DESK = "answer:standing-desk"


def acts(town: Town) -> tuple[Act, ...]:
    """The audit trail of the town's server, the last act first."""
    store = open_store(f"sqlite:///{next(town.home.rglob('*.db'))}")
    try:
        return store.acts(town.guild.id)
    finally:
        store.close()


async def with_review(town: Town, on: bool) -> None:
    panel = await town.owner.slash("setup")
    await town.owner.click(panel, f"Review: {'off' if on else 'on'}")


async def drafted(town: Town, who: Person, question: str) -> Answer:
    return await save_as_answer(who, await town.exchange(question, WORDS))


async def test_a_second_person_publishes(town: Town) -> None:
    ann, bob = town.moderator("Ann"), town.moderator("Bob")
    await with_review(town, on=True)
    handed_in = await ann.click(await drafted(town, ann, "ab wheel pulls my right side crooked"), "Publish")
    assert "Handed in:" in handed_in.text
    queue = await bob.slash("kb review")
    assert "waiting for a second person" in queue.text
    mine = await ann.choose(await ann.slash("kb review"), "Look at one", newest(queue))
    assert "Approve" not in buttons_of(mine.message)
    theirs = await bob.choose(queue, "Look at one", newest(queue))
    assert buttons_of(theirs.message) == ["Approve", "Send back", "Edit", "Discard"]
    back = await bob.submit_modal(await bob.click(theirs, "Send back"), {"reason": "Say for how long, please."})
    assert "Sent back:" in back.text
    again = await ann.choose(await ann.slash("kb review"), "Look at one", newest(await ann.slash("kb review")))
    assert "Say for how long, please." in again.text
    shown = await ann.click(again, "Edit")
    longer = await ann.submit_modal(shown, {"body": values(shown)["body"] + " Do it for six weeks."})
    assert "Handed in:" in (await ann.click(longer, "Publish")).text
    queue = await bob.slash("kb review")
    done = await bob.click(await bob.choose(queue, "Look at one", newest(queue)), "Approve")
    assert "Published:" in done.text
    await with_review(town, on=False)
    assert [act.action for act in acts(town)][:3] == ["setup", "publish", "submit"]


def newest(queue: Answer) -> str:
    """The value of the first that waits."""
    rows = [part for one in queue.message.components for part in one["components"] if part["type"] == 1]
    return str(rows[0]["components"][0]["options"][0]["value"])


async def test_a_lost_golden_question_is_for_admins_and_recorded(town: Town) -> None:
    mod, owner = town.moderator("Mod"), town.owner
    draft = await drafted(town, mod, FAR)
    assert "Breaks golden questions" in draft.text
    assert "Publish" not in buttons_of(draft.message)
    queue = await owner.slash("kb review")
    seen = await owner.choose(queue, "Look at one", newest(queue))
    shown = await owner.click(seen, "Publish anyway")
    done = await owner.submit_modal(shown, {"reason": "a running joke here"})
    assert "Published:" in done.text
    last = acts(town)[0]
    assert (last.action, last.name, last.reason) == ("override", "operator", "a running joke here")
    await owner.click(done, "Undo")


async def test_retire_is_shown_before_it_is_done_and_undone(town: Town) -> None:
    mod, owner, bea = town.moderator("Mod"), town.owner, town.person("Bea")
    question = "are standing desks better for your back than sitting"
    refused = await mod.slash("kb retire", entry=DESK)
    assert buttons_of(refused.message) == ["Leave it as it is"]
    asked = await owner.slash("kb retire", entry=DESK)
    assert "Nothing is done yet" in asked.text
    done = await owner.submit_modal(await owner.click(asked, "Retire it anyway"), {"reason": "nobody stands here"})
    assert "Retired:" in done.text
    assert "Standing desks and your back" not in (await bea.slash("ask", question=question)).text
    assert "retired here by operator" in (await mod.slash("kb show", entry=DESK)).text
    assert "Undone:" in (await owner.click(done, "Undo")).text
    assert "Standing desks and your back" in (await bea.slash("ask", question=question)).text


async def test_what_admins_set_up_is_recorded(town: Town) -> None:
    await town.owner.slash("setup", country="GB")
    assert (acts(town)[0].action, acts(town)[0].reason) == ("setup", "country")
