"""An answer's file and the five texts of its form: each made of the other, every other byte left alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.discord.moderation.deeds import MOST
from bot.discord.moderation.forms import Field
from bot.engine import Engine
from bot.exercises import find_exercise
from bot.words import word
from knowledge.editing import with_fields
from knowledge.entries import Exercise, Pick
from knowledge.pack import BrokenEntry

TITLE_MOST, SURE = 100, 80
SLIPS = 0.7  # share of a name's letters that must be right, letters swapped counting as one slip
PARTS = ("title", "asks", "body", "exercises", "caveats")


@dataclass(frozen=True, slots=True)
class Page:
    """What a form shows of an answer's file."""

    title: str
    asks: tuple[str, ...]
    body: str
    picks: tuple[Pick, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's text after a form, and the names in it that stand for nothing we know."""

    text: str
    unknown: tuple[str, ...] = ()


def page_of(text: str) -> Page | None:
    """What a form would show, read loosely, so that a text that is not kept can be mended; None where no form can."""
    _, _, rest = text.removeprefix("\ufeff").replace("\r\n", "\n").partition("---\n")
    head, fence, body = rest.partition("\n---\n")
    try:
        found: Any = yaml.safe_load(head) if fence else None
    except yaml.YAMLError:
        return None
    if not isinstance(found, dict):
        return None
    picks = [one for one in found.get("exercises") or [] if isinstance(one, dict)]
    return Page(
        str(found.get("title") or ""),
        tuple(map(str, found.get("asks") or [])),
        body.strip(),
        tuple(Pick(str(one.get("id")), str(one.get("why") or ""), tuple(one.get("when") or ())) for one in picks),
        tuple(map(str, found.get("caveats") or [])),
    )


def fields_of(page: Page, engine: Engine) -> tuple[Field, ...] | None:
    """The five fields of the form, filled in; None where a text is too long for one or a line of it is not one line."""
    values = values_of(page, engine)
    if any(len(value) > MOST for value in values.values()) or any("\n" in ask for ask in page.asks):
        return None
    return (
        Field("title", values["title"], long=False, most=TITLE_MOST),
        Field("asks", values["asks"]),
        Field("body", values["body"]),
        Field("exercises", values["exercises"], required=False),
        Field("caveats", values["caveats"], required=False),
    )


def values_of(page: Page, engine: Engine) -> dict[str, str]:
    known = engine.library.exercises
    names = (known[pick.id].name if pick.id in known else pick.id for pick in page.picks)
    texts = (page.title, "\n".join(page.asks), page.body, ", ".join(names), ", ".join(page.caveats))
    return dict(zip(PARTS, texts, strict=True))


def edited(text: str, words: Mapping[str, str], engine: Engine) -> Edited:
    """A file's text with what was written into the form; a field that says what it said before changes nothing.

    :raises BrokenEntry: when the file has no front matter that can be read.
    """
    page = page_of(text)
    if page is None:
        with_fields(text)
        raise BrokenEntry([])
    before, changes, unknown = values_of(page, engine), dict[str, Any](), list[str]()
    for name in PARTS:
        value = words.get(name, "").replace("\r\n", "\n").strip()
        if value == before[name].strip():
            continue
        if name == "exercises":
            changes[name], missing = picks_named(value, page.picks, engine)
            unknown += missing
        elif name == "caveats":
            changes[name], missing = caveats_named(value, engine)
            unknown += missing
        else:
            changes[name] = lines(value) if name == "asks" else value
    return Edited(with_fields(text, **changes) if changes else text, tuple(unknown))


def lines(text: str) -> tuple[str, ...]:
    """Each line once, without the marks of a list."""
    found = (" ".join(line.split()).removeprefix("- ").strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def picks_named(typed: str, before: Iterable[Pick], engine: Engine) -> tuple[tuple[Pick, ...], list[str]]:
    """Exercises by name or id, typos forgiven, and the names that stand for none; those known before keep their why."""
    kept = {pick.id: pick for pick in before}
    found: dict[str, Pick] = {}
    unknown = []
    for name in _listed(typed):
        exercise = engine.library.exercises.get(name) or find_exercise(engine, name) or _nearest(engine, name)
        id_ = exercise.id if exercise else name if name in kept else ""
        if id_:
            found[id_] = kept.get(id_) or Pick(id_, word("moderation", "default_why"))
        else:
            unknown.append(name)
    return tuple(found.values()), unknown


def _nearest(engine: Engine, name: str) -> Exercise | None:
    """The exercise whose name is a slip or two away; the draft's card shows what was taken for it."""
    names = {known.lower(): x for x in engine.library.pack.exercises for known in (x.name, *x.aliases)}
    best = process.extractOne(name.lower(), names.keys(), scorer=OSA.normalized_similarity, score_cutoff=SLIPS)
    return names[best[0]] if best else None


def caveats_named(typed: str, engine: Engine) -> tuple[tuple[str, ...], list[str]]:
    """Caveats by id or words near to it, and what stands for none."""
    known = {id_: id_.replace("-", " ") for id_ in engine.library.caveats}
    found: dict[str, None] = {}
    unknown = []
    for name in _listed(typed):
        wanted = name.lower().replace("-", " ")
        best = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=SURE)
        best = best or process.extractOne(wanted, known, scorer=fuzz.token_set_ratio, score_cutoff=SURE + 10)
        if best:
            found[best[2]] = None
        else:
            unknown.append(name)
    return tuple(found), unknown


def _listed(typed: str) -> list[str]:
    return [part.strip() for line in typed.splitlines() for part in line.split(",") if part.strip()]


def added_phrasings(text: str, other: str) -> str:
    """An answer's file with the phrasings of another's besides its own; empty where either cannot be read."""
    page, more = page_of(text), page_of(other)
    if page is None or more is None:
        return ""
    return with_fields(text, asks=tuple(dict.fromkeys((*page.asks, *more.asks))))
