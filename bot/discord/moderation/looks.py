"""How an entry looks: to an asker, and to a moderator who wants to know what publishing it would do."""

from dataclasses import dataclass, replace

from bot.discord.cards import answer_texts, exercise_texts
from bot.discord.markdown import markdown, quoted, worded
from bot.discord.taming import tame
from bot.engine import Engine
from bot.moderation.checking import text_of
from bot.moderation.desk import Desk
from bot.moderation.outcome import Checked, Sheet
from bot.moderation.preview import Preview
from knowledge.entries import Answer, Entry, Exercise
from knowledge.golden import first_phrasing
from knowledge.revisions import Key


@dataclass(frozen=True, slots=True)
class Look:
    """A text with all that a moderator wants to see of it before deciding."""

    sheet: Sheet
    checked: Checked
    seen: Preview | None = None
    shown: tuple[str, ...] = ()  # as an asker would get it


def look(desk: Desk, sheet: Sheet) -> Look:
    """An open draft as it would look and what it would change."""
    checked = desk.check(sheet.server_id, sheet.key, sheet.text)
    if checked.entry is None:
        return Look(sheet, checked)
    rehearsal = desk.rehearse(sheet.server_id, {sheet.key: checked.entry})
    return Look(sheet, checked, rehearsal.seen, as_asked(rehearsal.after, checked.entry))


def whole(desk: Desk, sheet: Sheet) -> Sheet:
    """A sheet with its text; what stands in no file of its own, such as a curated source, is written as it would be."""
    if sheet.text:
        return sheet
    text = text_of(desk.serving.engine(sheet.server_id).library, sheet.key)
    return replace(sheet, text=text, base=text)


def served_look(desk: Desk, sheet: Sheet) -> Look:
    """An entry as its text stands, without trying what it would change."""
    checked = desk.check(sheet.server_id, sheet.key, sheet.text)
    if checked.entry is None:
        return Look(sheet, checked)
    engine = desk.serving.engine(sheet.server_id)
    if sheet.open or sheet.retired:
        engine = engine.with_changes({sheet.key: checked.entry})
    return Look(sheet, checked, None, as_asked(engine, checked.entry))


def as_asked(engine: Engine, entry: Entry) -> tuple[str, ...]:
    """An entry as a person would be shown it who asks in its first words."""
    if isinstance(entry, Answer):
        question = engine.reader.understand(first_phrasing(entry))
        return answer_texts(engine.answer(question, entry, 1.0))
    if isinstance(entry, Exercise):
        return exercise_texts(engine, entry)
    text = getattr(entry, "text", "") or getattr(entry, "body", "") or getattr(entry, "title", "")
    return (markdown(tame(text)),)


def changes(seen: Preview, macro: str = "shown") -> str:
    """What a change would do, in words; the questions and titles in it are people's own, and shown as they are."""
    safe = replace(
        seen,
        shifts=tuple(replace(shift, questions=tuple(map(quoted, shift.questions))) for shift in seen.shifts),
        lost=tuple(replace(lost, question=quoted(lost.question)) for lost in seen.lost),
        gained=tuple(map(quoted, seen.gained)),
        missed=tuple(map(quoted, seen.missed)),
        titles={id_: quoted(title) for id_, title in seen.titles.items()},
    )
    return worded("preview", macro, safe)


def key_line(key: Key) -> str:
    """A key as custom ids carry it."""
    return f"{key[0]}:{key[1]}"
