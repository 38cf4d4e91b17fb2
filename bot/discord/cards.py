"""A Reply as a card: its texts, its select and its buttons, all within Discord's limits, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from bot.care import care_in
from bot.discord.markdown import clipped, escaped, markdown, quoted, told
from bot.discord.talks import Said
from bot.discord.taming import tame, tamed
from bot.engine import Engine
from bot.exercises import exercise_page
from bot.explain import explain
from bot.reply import Reply
from bot.words import styled
from intents.red_flags import RedFlag
from knowledge.entries import Exercise, Source

MOST_TEXT = 3900  # of Discord's 4000 for a whole message
MOST_SOURCES = 4
LABEL, DESCRIPTION, OPTION = 80, 100, 100
CALM, URGENT, ASKING = 0x3A7CA5, 0xC0392B, 0x8A8D91
SWAPS = ("easier", "harder", "nokit", "hurts")


@dataclass(frozen=True, slots=True)
class Knob:
    """One button: what it does is in its custom id."""

    custom_id: str
    label: str
    style: str = "secondary"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the select that shows an exercise."""

    value: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that comes with a card."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """Texts with rules between them, files, then what can be chosen and pressed."""

    texts: tuple[str, ...]
    colour: int = CALM
    select_id: str = ""
    choices: tuple[Choice, ...] = ()
    rows: tuple[tuple[Knob, ...], ...] = ()
    hint: str = ""  # what the select says before anything is chosen
    files: tuple[File, ...] = ()

    def headed(self, line: str) -> "Card":
        """The same card with a small line above it."""
        return replace(self, texts=fitting([(9, f"-# {line}"), *((8 - i, text) for i, text in enumerate(self.texts))]))


def card(said: Said, *, public: bool = False) -> Card:
    """The card of a reply; `public` where others see it too."""
    reply = said.reply
    if reply.kind == "urgent":
        return urgent_card(reply, public=public)
    if reply.kind == "answer" and reply.answer:
        return _answer(said, public)
    if reply.kind == "smalltalk":
        return Card((markdown(tame(reply.body)),))
    picks = tuple(Knob(f"pick:{said.id}:{i}", clipped(o.label, LABEL)) for i, o in enumerate(reply.options[:5]))
    waits = reply.kind == "unsure" and said.can_wait and bool(reply.question.phrase.words)
    last = (*((_knob("tell", said.id),) if waits else ()), *((_removal(said.id, public),) if public else ()))
    rows = (*((pick,) for pick in picks), *((last,) if last else ()))
    return Card((told(reply.kind, reply),), ASKING, rows=rows)


def _answer(said: Said, public: bool) -> Card:
    reply = said.reply
    exercises = () if reply.taught or reply.whole else reply.exercises
    choices = tuple(
        Choice(item.exercise.id, clipped(item.exercise.name, OPTION), clipped(item.dose, DESCRIPTION))
        for item in exercises
    )
    swaps = tuple(_knob(deed, said.id) for deed in SWAPS) if exercises and not reply.brief else ()
    last = _removal(said.id, public) if public else _knob("share", said.id)
    votes = (_knob("why", said.id), _knob("good", said.id), _knob("bad", said.id), last)
    rows = (swaps, votes) if swaps else (votes,)
    return Card(answer_texts(reply), CALM, f"show:{said.id}" if choices else "", choices, rows)


def answer_texts(reply: Reply, most: int = MOST_TEXT) -> tuple[str, ...]:
    """The texts of an answer's card, in at most so many characters."""
    return fitting(_texts(reply), most)


def _texts(given: Reply) -> Iterable[tuple[int, str]]:
    """The parts of an answer with how dear each is: the cheapest goes first where there is not room for all."""
    reply = tamed(given)
    if reply.whole:
        yield 9, markdown(reply.body)
        yield 2, f"-# {told('foot')}"
        return
    body = "" if reply.listed else markdown(reply.body)
    yield 9, "\n".join(part for part in (f"### {told('title', reply)}", told("lead", reply), body) if part)
    if reply.taught:
        yield 8, told("how_to", reply.taught, reply.exercises[0].dose if reply.exercises else "")
    elif reply.exercises and not reply.brief:
        left_out = told("left_out", reply.left_out).splitlines()
        yield 7, "\n".join([told("exercises", reply.exercises), *(f"-# {line}" for line in left_out)])
    for other in reply.beside:
        yield 7, f"### {other.heading}\n{markdown(other.body)}"
    if reply.caveats:
        yield 6, told("care", reply.caveats[:2] if reply.brief or reply.listed else reply.caveats)
    if not (reply.brief or reply.listed):
        yield 5, "\n".join(filter(None, (told("certainty", reply), _whose(reply)))) + _sources(reply.sources)
        if reply.follow_ups:
            yield 1, f"-# {told('next', reply.follow_ups)}"
    yield 3, f"-# {told('foot')}"


def _whose(reply: Reply) -> str:
    """A small line for an answer that is a server's own."""
    author = quoted(reply.answer.author, 60) if reply.answer else ""
    return f"-# {told('whose', reply.own, author)}" if reply.own else ""


def _sources(sources: tuple[Source, ...]) -> str:
    """Sources as links on one line, the shortest way to each."""
    listed = [(escaped(clipped(s.title, 60)), quote(s.address, safe=":/?#&=%+,;@~.-_")) for s in sources[:MOST_SOURCES]]
    return f"\n-# {told('sources', listed)}" if listed else ""


def fitting(parts: Iterable[tuple[int, str]], most: int = MOST_TEXT) -> tuple[str, ...]:
    """Texts in their order, without the cheapest where they are too long together, and the longest cut at last."""
    kept = [(dear, text) for dear, text in parts if text]
    while sum(len(text) for _, text in kept) > most and len(kept) > 1:
        cheapest = min(kept, key=lambda part: part[0])
        if cheapest[0] >= 6:  # caveats are never dropped; what is above them is cut instead
            break
        kept.remove(cheapest)
    over = sum(len(text) for _, text in kept) - most
    if over > 0:
        longest = max(range(len(kept)), key=lambda i: len(kept[i][1]))
        kept[longest] = (kept[longest][0], clipped(kept[longest][1], len(kept[longest][1]) - over))
    return tuple(text for _, text in kept)


def _knob(deed: str, id_: str, style: str = "secondary") -> Knob:
    return Knob(f"{deed}:{id_}", told("label", deed), style)


def _removal(id_: str, public: bool) -> Knob:
    return _knob("remove", id_, "danger" if public else "secondary")


def urgent_card(reply: Reply, *, public: bool = False) -> Card:
    """Where to turn, short and kind; in public without a word of what the person wrote."""
    if public:
        crisis = any(flag.id == "mental-health-crisis" for flag in reply.question.red_flags)
        return Card((told("urgent_public", reply.urgency, care_in(reply.country), crisis),), URGENT)
    flags = tuple(_with_words(flag, quoted(flag.words, 120)) for flag in reply.question.red_flags)
    safe = replace(reply, question=replace(reply.question, red_flags=flags))
    return Card((markdown(styled("urgent", reply=safe, care=care_in(reply.country))),), URGENT)


def _with_words(flag: RedFlag, words: str) -> RedFlag:
    return replace(flag, words=words)


def brief_card(said: Said) -> Card:
    """An unasked public answer: the heart of it, its exercises and caveats in a few lines, the rest behind a button."""
    reply = tamed(said.reply)
    heart = markdown(reply.body).split("\n\n")[0]
    names = told("exercises", reply.exercises[:2]) if reply.exercises and not reply.taught else ""
    stops = [c for c in reply.caveats if c.severity == "stop"][:1]
    parts = [
        (9, f"### {told('title', reply)}\n{told('lead', reply)}\n{clipped(heart, 500)}".replace("\n\n", "\n")),
        (7, names),
    ]
    parts += [(6, told("care", stops) if stops else ""), (5, _whose(reply))]
    parts += [(3, f"-# {told('foot')}")]
    knobs = (
        _knob("full", said.id, "primary"),
        _knob("good", said.id),
        _knob("bad", said.id),
        _knob("remove", said.id, "danger"),
    )
    return Card(fitting(parts), CALM, rows=(knobs,))


def why_card(engine: Engine, said: Said) -> Card:
    """The grounds of an answer, worked out anew from what was asked."""
    changed = said.record is not None and said.record.entry != (said.reply.answer.id if said.reply.answer else "")
    grounds = markdown(escaped(explain(engine, said.reply)))
    return Card(fitting([(9, told("why_changed") if changed else ""), (8, grounds)]), ASKING)


def exercise_card(engine: Engine, exercise: Exercise) -> Card:
    """All there is to say about one exercise."""
    return Card(exercise_texts(engine, exercise))


def exercise_texts(engine: Engine, exercise: Exercise) -> tuple[str, ...]:
    page = markdown(tame(exercise_page(engine.library, exercise)))
    return fitting([(9, f"### {page}"), (3, f"-# {told('about_exercise')}")])


def note(text: str) -> Card:
    """A card that only says something."""
    return Card(fitting([(9, text)]), ASKING)
