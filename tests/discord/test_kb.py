"""/kb: every command of a moderator, what each refuses, and two at work on one entry."""

from __future__ import annotations

import asyncio
import io
import zipfile

import pytest

from tests.discord.double import Answer, NotPossible, Person, buttons_of
from tests.discord.test_teach import values
from tests.discord.town import Town, save_as_answer

WITH_ENTRY = ("edit", "show", "retire", "restore", "history", "diff")
PLAIN = ("add", "review", "gaps", "stats", "export")
LATS = "answer:lat-shape-differs"


@pytest.mark.parametrize("command", [*WITH_ENTRY, *PLAIN, "search", "import"])
async def test_each_command_is_for_moderators(town: Town, command: str) -> None:
    ada = town.person("Ada")
    options: dict[str, object] = {"entry": LATS} if command in WITH_ENTRY else {}
    options |= {"search": {"text": "lats"}, "import": {"file": town.double.upload("a.md", b"")}}.get(command, {})
    with pytest.raises(NotPossible, match="not offered to Ada"):
        await ada.slash(f"kb {command}", **options)
    town.double.allow(town.guild, "kb", ada)
    assert "Only this server's moderators" in (await ada.slash(f"kb {command}", **options)).text
    with pytest.raises(NotPossible, match="not offered in DMs"):
        await ada.in_dm().slash(f"kb {command}", **options)


async def test_a_role_that_the_admins_chose_may_moderate(town: Town) -> None:
    hal = town.person("Hal", town.helpers)
    town.double.allow(town.guild, "kb", town.helpers)
    assert "Only this server's moderators" in (await hal.slash("kb review")).text
    await town.owner.choose(await town.owner.slash("setup"), "Moderator role", town.helpers)
    assert "Waiting for somebody" in (await hal.slash("kb review")).text
    await town.owner.choose(await town.owner.slash("setup"), "Moderator role", [])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("one lat looks lower", LATS),
        ("lat shpae differs", LATS),
        (LATS, LATS),
        ("brid dgo", "exercise:bird-dog"),
    ],
)
async def test_entries_are_offered_while_typing(town: Town, typed: str, first: str) -> None:
    choices = await town.moderator("Mod").autocomplete("kb show", entry=typed)
    assert choices[0]["value"] == first
    assert len(choices) <= 25


async def test_show_a_curated_entry(town: Town) -> None:
    shown = await town.moderator("Mod").slash("kb show", entry=LATS)
    assert shown.private
    assert "curated" in shown.text
    assert buttons_of(shown.message) == ["Edit", "Get the file", "History", "Retire"]


async def test_an_unknown_entry_offers_near_ones(town: Town) -> None:
    assert "Did you mean" in (await town.moderator("Mod").slash("kb show", entry="traps")).text
    assert "I know no entry called \\*zz\\*" in (await town.moderator("Mod").slash("kb show", entry="*zz*")).text


async def test_edit_publish_diff_history_and_go_back(town: Town) -> None:
    mod, bea = town.moderator("Mod"), town.person("Bea")
    shown = await mod.slash("kb edit", entry=LATS)
    body = values(shown)["body"]
    draft = await mod.submit_modal(shown, {"body": "Hang for **ten breaths** first. " + body})
    assert "ten breaths" in draft.text
    assert "+Hang for" in (await mod.slash("kb diff", entry=LATS)).text
    await mod.click(draft, "Publish")
    assert "ten breaths" in (await bea.slash("ask", question="one lat inserts lower than the other")).text
    changed = await mod.slash("kb show", entry=LATS)
    assert "curated, changed here by Mod" in changed.text
    again = await mod.slash("kb edit", entry=LATS)
    await mod.click(await mod.submit_modal(again, {"body": body}), "Publish")
    history = await mod.slash("kb history", entry=LATS)
    first = next(line for line in history.text.splitlines() if "published" in line and "○" in line)
    back = await mod.choose(history, "Go back to an earlier text", oldest(history, "published"))
    assert "ten breaths" in back.text, first
    assert "Published:" in (await mod.click(back, "Go back to it")).text
    assert "ten breaths" in (await bea.slash("ask", question="one lat inserts lower than the other")).text


def oldest(history: Answer, state: str) -> str:
    """The value of the oldest act of this kind in a history's select."""
    parts = [part for one in history.message.components for part in one["components"] if part["type"] == 1]
    options = next(p["options"] for row in parts for p in row["components"] if p["type"] == 3)
    return str([one["value"] for one in options if state in one["label"]][-1])


async def test_nobody_overwrites_what_they_have_not_seen(town: Town) -> None:
    ann, bob = town.moderator("Ann"), town.moderator("Bob")
    entry = "answer:uneven-shoulders"
    one, other = await ann.slash("kb edit", entry=entry), await bob.slash("kb edit", entry=entry)
    await ann.submit_modal(one, {"body": "Ann's words stand here for the uneven traps."})
    both = await bob.submit_modal(other, {"body": "Bob's words stand here for the uneven traps."})
    assert "Ann changed" in both.text
    assert "-Ann's words" in both.text
    assert "+Bob's words" in both.text
    assert any(b"Bob's words" in content for content in both.files.values())
    mine = await bob.click(both, "Save mine over it")
    assert "Bob's words" in mine.text
    history = await ann.slash("kb history", entry=entry)
    assert history.text.count("draft by") == 2
    await bob.click(mine, "Discard")


async def test_a_draft_that_moved_on_says_so(town: Town) -> None:
    ann, bob = town.moderator("Ann"), town.moderator("Bob")
    entry = "answer:monitor-height"
    old = await ann.submit_modal(await ann.slash("kb edit", entry=entry), {"body": "The first words of Ann."})
    await bob.submit_modal(await bob.slash("kb edit", entry=entry), {"body": "The better words of Bob."})
    moved = await ann.click(old, "Publish")
    assert "Bob changed" in moved.text
    assert "better words" in (await ann.click(moved, "Look at it")).text


async def test_fifty_moderators_at_once_lose_nothing(town: Town) -> None:
    everybody = [town.moderator(f"M{n}") for n in range(50)]
    entry = "answer:chair-choice"
    shown = await asyncio.gather(*(mod.slash("kb edit", entry=entry) for mod in everybody))
    texts = [f"Words of number {n}." for n in range(50)]
    done = await asyncio.gather(
        *(mod.submit_modal(one, {"body": text}) for mod, one, text in zip(everybody, shown, texts, strict=True))
    )
    won = [one for one in done if "Draft:" in one.text]
    assert len(won) == 1
    for one, text in zip(done, texts, strict=True):
        kept = any(text.encode() in content for content in one.files.values())
        assert kept or one in won


OVERDUE = """---
id: old-advice-on-trampolines
title: Trampolines and your back
topics: [community]
asks: [can i go on the trampoline park with a stiff back]
evidence: forum
certainty: One member's experience.
author: Noor
review_by: 2020-02-03
---
Small bounces first, and stop when it aches.
"""


async def test_figures_name_what_is_overdue(town: Town) -> None:
    mod = town.moderator("Mod")
    draft = await mod.slash("kb import", file=town.double.upload("old.md", OVERDUE.encode()))
    await mod.click(draft, "Publish")
    figures = await mod.slash("kb stats")
    assert "since 2020-02-03: Trampolines and your back" in figures.text


async def test_long_entries_travel_as_files(town: Town) -> None:
    mod = town.moderator("Mod")
    card = await mod.slash("kb edit", entry="exercise:bird-dog")
    assert list(card.files) == ["bird-dog.md"]
    text = card.files["bird-dog.md"].replace(b"name: Bird dog", b"name: Bird dog (slow)")
    shown = await mod.click(card, "Hand in a file")
    draft = await mod.submit_modal(shown, {"file": town.double.upload("mine.md", text)})
    assert "Bird dog (slow)" in draft.text
    await mod.click(draft, "Discard")
    for wrong in (b"\xff\xfe", b"x" * 300_000):
        shown = await mod.click(await mod.slash("kb edit", entry="exercise:bird-dog"), "Hand in a file")
        refused = await mod.submit_modal(shown, {"file": town.double.upload("mine.md", wrong)})
        assert "UTF-8" in refused.text or "too large" in refused.text
    shown = await mod.click(await mod.slash("kb edit", entry="exercise:bird-dog"), "Hand in a file")
    broken = await mod.submit_modal(shown, {"file": town.double.upload("mine.md", b"---\nid: bird-dog\n---\n")})
    assert "Not saved:" in broken.text
    assert broken.files["bird-dog.md"] == b"---\nid: bird-dog\n---\n"


def parcel(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as one:
        for name, text in files.items():
            one.writestr(name, text)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as one:
        return {name: one.read(name).decode() for name in one.namelist()}


async def exported(mod: Person) -> dict[str, str]:
    """What a server has of its own, by its files."""
    return unzipped(next(iter((await mod.slash("kb export")).files.values())))


async def test_files_go_out_are_changed_and_come_back(town: Town) -> None:
    mod, bea = town.moderator("Mod"), town.person("Bea")
    shown = await mod.slash("kb edit", entry="answer:mattress-and-pillow")
    await mod.click(
        await mod.submit_modal(shown, {"body": "Any bed you sleep well in. " + values(shown)["body"]}), "Publish"
    )
    files = await exported(mod)
    name = "answers/mattress-and-pillow.md"
    assert "Any bed you sleep well in." in files[name]
    again = await mod.slash("kb import", file=town.double.upload("same.zip", parcel(files)))
    assert "Nothing to do" in again.text
    files[name] = files[name].replace("Any bed", "A firm bed")
    card = await mod.slash("kb import", file=town.double.upload("new.zip", parcel(files)))
    assert "Nothing is done yet" in card.text
    assert "0 new, 1 changed" in card.text
    question = "what mattress is best for my back"
    assert "A firm bed" not in (await bea.slash("ask", question=question)).text
    await town.restart()
    assert "Taken in." in (await mod.click(card, "Import")).text
    assert "A firm bed" in (await bea.slash("ask", question=question)).text
    assert await exported(mod) == files


async def test_one_bad_file_keeps_everything_out(town: Town) -> None:
    mod = town.moderator("Mod")
    before = await exported(mod)
    good = "---\nid: parrots\ntitle: Parrots\ntopics: [community]\nasks: [parrot on one side]\n"
    good += "evidence: forum\ncertainty: Nobody knows.\nauthor: Mod\n---\nSwap sides.\n"
    bad = {"answers/parrots.md": good, "answers/broken.md": "hello", "sources/x.toml": "[[source]"}
    refused = await mod.slash("kb import", file=town.double.upload("a.zip", parcel(bad)))
    for part in ("Nothing was taken in", "answers/broken.md", "sources/x.toml"):
        assert part in refused.text
    assert b"answers/broken.md" in refused.files["problems.txt"]
    for name, content, why in (
        ("a.zip", b"no zip", "it is no zip"),
        ("a.zip", parcel({"../up.md": good}), "has no place here"),
        ("a.zip", b"x" * 5_000_000, "too large"),
        ("a.zip", parcel({"overlay.toml": ""}), "no entry in that parcel"),
        ("a.md", b"hello", "cannot tell which entry"),
        ("a.md", b"\xff\xfe\x00", "UTF-8"),
    ):
        answer = await mod.slash("kb import", file=town.double.upload(name, content))
        assert why in answer.text
    single = await mod.slash("kb import", file=town.double.upload("parrots (1).md", good.encode()))
    assert "Publish" in buttons_of(single.message)
    await mod.click(single, "Discard")
    assert await exported(mod) == before


async def test_search_says_what_people_get(town: Town) -> None:
    mod = town.moderator("Mod")
    found = await mod.slash("kb search", text="are standing desks better")
    assert "People get: **Standing desks and your back**" in found.text
    shown = await mod.choose(found, "Look at one", "answer:standing-desk")
    assert "curated" in shown.text


async def test_whose_words_they_are_can_take_their_name_out(town: Town) -> None:
    mod, mira = town.moderator("Mod"), town.person("Mira")
    reply = await mira.say(town.help, "Tape the bar off centre and grip by the tape for a month.")
    draft = await save_as_answer(mod, reply, questions="how do i find the middle of a worn bar")
    await mod.click(draft, "Publish")
    assert any("author: Mira (Discord)" in text for text in (await exported(mod)).values())
    gone = await mira.slash("privacy delete")
    assert "you can take your name out" in gone.text
    assert "Your name is out" in (await mira.click(gone, "Take my name out")).text
    assert not any("Mira" in text for text in (await exported(mod)).values())
