"""A new answer out of what was said, and then out of what a moderator made of it in the form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.discord.moderation.seats import Seat
from bot.discord.moderation.texts import caveats_named, lines, picks_named
from bot.drafting.advice import cleaned, shortened
from bot.drafting.proposal import draft_of
from bot.engine import Engine
from bot.words import said, word
from knowledge.revisions import Key
from knowledge.writing import write_entry

if TYPE_CHECKING:
    from bot.discord.app import App

TITLE = 90
NAMELESS = frozenset({"", "anonymous", "anon", "nobody", "none", "-"})


@dataclass(frozen=True, slots=True)
class Begun:
    """What the form of a new answer begins with."""

    questions: tuple[str, ...] = ()
    answer: str = ""
    exercises: str = ""
    caveats: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A new answer's file, the names in the form that stand for nothing, and who is credited (empty: nobody)."""

    key: Key
    text: str
    unknown: tuple[str, ...]
    credit: str


def begun(engine: Engine, question: str, advice: str) -> Begun:
    """A form's beginning out of a question, which may be missing, and somebody's reply to it."""
    draft = draft_of(question or advice, advice, "", engine)
    known = engine.library.exercises
    return Begun(
        draft.asks if question else (),
        cleaned(advice),
        ", ".join(known[pick.id].name for pick in draft.exercises if pick.id in known),
        ", ".join(draft.caveats),
    )


def proposed(app: "App", seat: Seat, words: Mapping[str, str], credit: str) -> Proposed:
    """The draft that a filled-in form makes; `credit` is the person whose words they are, as the store knows them."""
    engine = app.serving.engine(seat.server_id)
    asks, body = lines(words.get("questions", "")), words.get("answer", "")
    author = said(words.get("credit", ""), 80)
    nameless = author.lower() in NAMELESS
    heads = app.store.heads(seat.server_id)
    taken = frozenset(head.entry for head in heads if head.kind == "answer")
    first = asks[0] if asks else ""
    draft = draft_of(first, body, "" if nameless else author, engine, taken=taken)
    picks, strange = picks_named(words.get("exercises", ""), draft.exercises, engine)
    caveats, odd = caveats_named(words.get("caveats", ""), engine)
    title = shortened(first, TITLE)
    answer = replace(
        draft.answer,
        title=title[:1].upper() + title[1:],
        asks=asks,
        body=cleaned(body),
        exercises=picks,
        caveats=caveats,
        author=word("drafting", "nobody") if nameless else author,
    )
    return Proposed(("answer", answer.id), write_entry(answer), (*strange, *odd), "" if nameless else credit)
