"""What is kept of people, what is not, and that they can see, take and delete it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from knowledge.redaction import redacted, without_names
from tests.discord.town import ERECTOR, URGENT, Town

MARKER = "zanzibar"


def everything(town: Town) -> str:
    """Every byte the bot wrote to its home, the log included."""
    files = [path for path in Path(town.home).rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode(errors="replace") for path in files)


def database(town: Town) -> sqlite3.Connection:
    return sqlite3.connect(town.home / "data" / "backtalk" / "backtalk.db")


@pytest.mark.parametrize(
    ("text", "kept", "logged"),
    [
        ("my <@123456789012345678> left lat", "my someone left lat", "my someone left lat"),
        ("mail ada@example.org or @ada", "mail (address) or someone", "mail (address) or someone"),
        ("see https://example.org/a?b=c 3x8", "see (address) 3x8", "see (address) #x#"),
        ("call +44 7700 900123, 38.5 degrees", "call (number), 38.5 degrees", "call (number), # degrees"),
        ("born 12345678, 5 x 5", "born (number), 5 x 5", "born (number), # x #"),
    ],
)
def test_redaction(text: str, kept: str, logged: str) -> None:
    assert without_names(text) == kept
    assert redacted(text) == logged


async def test_no_text_and_no_token_in_the_log(town: Town) -> None:
    ada = town.person("Ada")
    answer = await ada.slash("ask", question=ERECTOR)
    await ada.click(answer, "Easier")
    shown = await ada.click(answer, "Not helpful")
    await ada.submit_modal(shown, {"missing": MARKER})
    await ada.mention(town.help, f"uneven traps {MARKER}")
    await ada.slash("exercise", name=MARKER)
    assert MARKER not in town.bot.stderr + town.bot.stdout
    assert town.double.token not in everything(town)
    assert all({"at", "level", "from", "what"} <= set(line) for line in town.lines())


async def test_names_and_ids_are_not_kept(town: Town) -> None:
    ada = town.person("Ottoline")
    await ada.slash("ask", question=f"{ERECTOR} {ada.user.mention} ottoline@example.org 2 x 10")
    await ada.slash("ask", question="how many reps")
    kept = everything(town)
    for name in ("ottoline", str(ada.user.id), "2 x 10".replace("2 x 10", "ottoline@")):
        assert name not in kept.lower()
    row = database(town).execute("select text from questions order by id desc limit 1 offset 1").fetchone()
    assert row == (f"{ERECTOR} someone (address) # x #",)


async def test_warning_signs_are_never_kept(town: Town) -> None:
    ada = town.person("Ada")
    words = f"{URGENT} {MARKER}2"
    await ada.slash("ask", question=words)
    await ada.slash("ask", question="how many reps")
    await ada.slash("ask", question="no that is not me, I meant my brother")
    await ada.dm(words)
    await ada.mention(town.help, words)
    bea = town.person("Bea")
    shown = await bea.click(await bea.slash("ask", question=ERECTOR), "Not helpful")
    await bea.submit_modal(shown, {"missing": words})
    kept = everything(town)
    assert MARKER + "2" not in kept
    assert "cannot pee" not in kept
    rows = database(town).execute("select text, asker from questions where kind = 'urgent'").fetchall()
    assert rows
    assert set(rows) == {("", "")}


async def test_show_export_and_delete(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    await ada.slash("ask", question=ERECTOR)
    await bea.slash("ask", question="uneven traps")
    shown = await ada.slash("privacy show")
    assert shown.private
    assert "Answers I gave you: 1" in shown.text
    assert ERECTOR in shown.text
    export = await ada.slash("privacy export")
    assert export.private
    kept = json.loads(export.message.files["backtalk.json"])
    assert [row["text"] for row in kept["questions"]] == [ERECTOR]
    assert "traps" not in json.dumps(kept["questions"])
    deleted = await ada.slash("privacy delete")
    assert deleted.private
    assert "Deleted: 3 entries" in deleted.text
    assert "nothing kept of you" in (await ada.slash("privacy delete")).text
    assert "Answers I gave you: 1" in (await bea.slash("privacy show")).text


async def test_deleting_ends_the_conversation_too(town: Town) -> None:
    ada = town.person("Ada")
    await ada.slash("ask", question=ERECTOR)
    await ada.slash("ask", question=URGENT)
    await ada.slash("privacy delete")
    after = await ada.slash("ask", question="how many reps")
    assert "### How much" not in after.text
    assert "First things first" not in after.text


async def test_the_writer_of_an_answered_message_owns_it_too(town: Town) -> None:
    ada, bea = town.person("Ada"), town.person("Bea")
    answer = await ada.message_menu("Answer this", await bea.say(town.help, "my left lat is smaller"))
    assert "Answers I gave you: 1" in (await bea.slash("privacy show")).text
    await bea.slash("privacy delete")
    assert "I no longer have that answer" in (await ada.click(answer, "Why this?")).text
