"""What a moderator is shown: drafts, what came of an act, histories, queues; with the buttons that go on from there."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from bot.discord.cards import ASKING, CALM, LABEL, OPTION, URGENT, Card, Choice, File, Knob, fitting
from bot.discord.markdown import clipped, worded
from bot.discord.moderation.deeds import BUTTON
from bot.discord.moderation.looks import Look, changes, key_line
from bot.discord.taming import links_in
from bot.moderation.outcome import Outcome, Sheet
from bot.words import said, word
from knowledge.entry_files import file_of
from knowledge.revisions import Key, Revision

ASKER, CHANGES, DIFF = 1700, 1300, 2600  # characters that each part of a card may take
MOST = 25


def knob(deed: str, about: object = "", style: str = "secondary", label: str = "") -> Knob:
    """A button that leads to a deed."""
    shown = label or word("moderation", "label", deed)
    return Knob(f"{BUTTON}{deed}:{about}".rstrip(":"), clipped(shown, LABEL), style)


def file_card(key: Key, text: str, card: Card) -> Card:
    """A card with an entry's file on it."""
    return replace(card, files=(*card.files, File(file_of(*key).split("/")[-1], text.encode())))


def draft_card(look: Look, by: str, admin: bool, extra: Sequence[str] = ()) -> Card:
    """An open draft before it is published: as people would see it, what it resembles, and what it would change."""
    sheet, checked, seen = look.sheet, look.checked, look.seen
    asker = clipped("\n\n".join(look.shown), ASKER)
    parts = [(9, worded("moderation", "draft", sheet, author_of(checked)))]
    parts += [(9, text) for text in extra if text]
    parts.append((6, worded("moderation", "seen_as", asker) if asker else ""))
    if links := links_in(sheet.text.partition("\n---\n")[2])[:5]:
        parts.append((7, worded("moderation", "links", links)))
    if seen is not None and checked.fit:
        parts.append((8, clipped(changes(seen), CHANGES)))
    parts.append((8 if not checked.fit else 5, clipped(worded("desk", "checked", checked), CHANGES)))
    return Card(fitting(parts), CALM if checked.fit else URGENT, rows=_draft_rows(look, by, admin))


def _draft_rows(look: Look, by: str, admin: bool) -> tuple[tuple[Knob, ...], ...]:
    head, checked = look.sheet.head, look.checked
    if head is None:
        return ()
    waits = head.state == "in-review"
    own = waits and head.by == by
    first: list[Knob] = []
    if checked.fit and not own:
        if look.seen is None or not look.seen.blocked:
            first.append(knob("publish", head.id, "primary", word("moderation", "label", "approve") if waits else ""))
        elif admin:
            first.append(knob("override", head.id, "danger"))
    first.append(knob("back", head.id) if waits and not own else knob("keep"))
    first += [knob("edit", head.id), knob("discard", head.id, "danger")]
    near = [
        knob(
            "phrasings",
            f"{head.id}:{one.answer.id}",
            label=word("moderation", "add_phrasings", said(one.answer.title, 50)),
        )
        for one in [one for one in checked.near if one.same][:2]
    ]
    return (tuple(first), *((one,) for one in near))


def author_of(checked: object) -> str:
    """Whom an answer credits."""
    return str(getattr(getattr(checked, "entry", None), "author", ""))


def outcome_card(outcome: Outcome, by: str, admin: bool) -> Card:
    """What came of an act, and where to go on from there."""
    parts = [(9, worded("desk", "outcome", outcome))]
    if outcome.kind == "published" and outcome.preview is not None:
        parts.append((5, changes(outcome.preview, "summary")))
    if outcome.kind == "blocked" and outcome.preview is not None:
        parts.append((8, clipped(changes(outcome.preview), DIFF)))
    colour = CALM if outcome.done else ASKING if outcome.kind in ("nothing", "not-allowed") else URGENT
    rows = _outcome_rows(outcome, by, admin)
    return Card(fitting(parts), colour, rows=(rows,) if rows else ())


def _outcome_rows(outcome: Outcome, by: str, admin: bool) -> tuple[Knob, ...]:
    revision, head = outcome.revision, outcome.head
    if outcome.done and outcome.deed != "undo" and revision is not None:
        review = (knob("open", revision.id),) if outcome.kind in ("saved", "sent-back") else ()
        return (*review, knob("undo", revision.id))
    if outcome.kind in ("conflict", "open") and head is not None:
        return (knob("open", head.id),)
    if outcome.kind == "blocked":
        again = (knob("open", revision.id),) if revision and revision.state in ("draft", "in-review") else ()
        if not admin:
            return again
        if outcome.deed == "publish" and revision is not None:
            return (*again, knob("override", revision.id, "danger"))
        if outcome.deed == "retire":
            number = revision.number if revision else 0
            return (*again, knob("override-retire", f"{key_line(outcome.key)}:{number}", "danger"))
        if outcome.deed == "restore" and revision is not None:
            return (*again, knob("override-restore", revision.id, "danger"))
        return again
    if outcome.kind == "held" and revision is not None:
        return (knob("open", revision.id),)
    del by
    return ()


def differs_card(key: Key, theirs: Revision, mine: str, over: str) -> Card:
    """Two texts of one entry after somebody was quicker: theirs, the difference to mine, and mine as a file."""
    shown = difference(theirs.text, mine, word("moderation", "theirs", theirs.name), word("moderation", "mine"))
    text = worded("moderation", "conflict", theirs, key)
    knobs = (knob("open", theirs.id), knob(over.partition(":")[0], over.partition(":")[2], "danger"), knob("theirs"))
    card = Card(fitting([(9, text), (8, fenced(shown, "diff", DIFF))]), URGENT, rows=(knobs,))
    return file_card(key, mine, card)


def difference(before: str, after: str, was: str, now: str) -> str:
    """A unified diff of two texts."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), was, now, lineterm="", n=1)
    return "\n".join(found)


def fenced(text: str, kind: str, most: int) -> str:
    """A text as a block of code that nothing in it can end."""
    safe = text.replace("```", "`\u200b`\u200b`")
    return f"```{kind}\n{clipped(safe, most)}\n```" if text else ""


def diff_card(key: Key, before: str, after: str, names: tuple[str, str]) -> Card:
    """What became of a text; as a file too where it is long."""
    text = difference(before, after, *names)
    head = worded("moderation", "diff", key, names, bool(text))
    card = Card(fitting([(9, head), (8, fenced(text, "diff", DIFF))]), ASKING)
    if len(text) <= DIFF:
        return card
    return replace(card, files=(File(f"{key[1]}.diff", text.encode()),))


def show_card(look: Look) -> Card:
    """An entry as it stands here, with what can be done to it."""
    sheet = look.sheet
    parts = [
        (9, worded("moderation", "standing", sheet, author_of(look.checked))),
        (6, clipped("\n\n".join(look.shown), 2 * ASKER)),
        (8, clipped(worded("desk", "checked", replace(look.checked, near=())), CHANGES)),
    ]
    at = f"{key_line(sheet.key)}:{sheet.expected}"
    knobs = [knob("change", at, "primary"), knob("file", key_line(sheet.key)), knob("history", key_line(sheet.key))]
    if sheet.open and sheet.head is not None:
        knobs.insert(0, knob("open", sheet.head.id))
    elif sheet.retired:
        pass
    elif sheet.text:
        knobs.append(knob("retire", at, "danger"))
    return Card(fitting(parts), CALM, rows=(tuple(knobs),))


def history_card(sheet: Sheet, history: Sequence[Revision]) -> Card:
    """What was done to an entry, with a select to go back."""
    parts = [(9, worded("moderation", "history", sheet)), (8, worded("desk", "history", history[-MOST:]))]
    choices = tuple(_choice(revision) for revision in reversed(history[-MOST:]))
    return Card(fitting(parts), CALM, f"{BUTTON}restore", choices, hint=word("moderation", "label", "restore"))


def queue_card(queue: Sequence[Revision]) -> Card:
    """What waits for somebody, with a select to open one."""
    parts = [(9, worded("moderation", "queue", len(queue))), (8, worded("desk", "queue", queue[:MOST]))]
    choices = tuple(_choice(revision, named=True) for revision in queue[:MOST])
    return Card(fitting(parts), CALM, f"{BUTTON}pick", choices, hint=word("moderation", "label", "pick"))


def _choice(revision: Revision, named: bool = False) -> Choice:
    label = revision.entry if named else word("moderation", "number", revision)
    about = word("moderation", "about", revision)
    return Choice(str(revision.id), clipped(label, OPTION), clipped(about, OPTION))
