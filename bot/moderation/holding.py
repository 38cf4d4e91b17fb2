"""Content that may never be published, whoever wrote it, and why in words; nothing here depends on who asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.moderation.entry_texts import advice_of, texts_of
from bot.words import word
from intents.medicines import medicine_doses
from intents.red_flags import URGENCIES, find_red_flags
from intents.training_through import training_through
from knowledge.entries import Answer, Entry, Source
from knowledge.entry_files import base_text, read_entry
from knowledge.library import Library
from knowledge.lint import references, spoken
from knowledge.text import sentences

MOST_CHARACTERS = {
    "title": 100, "asks": 600, "body": 2_000, "text": 600, "summary": 600, "exercises": 600, "steps": 600, "cues": 300,
    "faults": 300, "name": 120, "aliases": 120, "certainty": 600, "author": 120, "licence": 300,
}  # fmt: skip
MOST_ITEMS = {"asks": 60, "exercises": 10, "caveats": 10, "follow_ups": 10, "sources": 20, "steps": 15, "aliases": 150}
_PING = re.compile(r"@(?:everyone|here)\b|<@[!&]?\d+>")
_INVITE = re.compile(r"\b(?:discord\.gg|discord(?:app)?\.com/invite|dsc\.gg)/\S+", re.I)
_DISGUISED = re.compile(r"\[([^\]\[\n]{1,200})\]\(<?(https?://[^)\s>]{1,500})>?[^)\n]{0,200}\)", re.I)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63})+)", re.I)
# marks that turn text round or style it, and controls; the private ones are those our own words travel with
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SENDS = re.compile(
    r"\b(?:doctor|gp|physio\w*|nurse|midwife|clinician|professional|hospital|a&e|ambulance|emergency|medical|111)\b"
    r"|\b(?:get|have) (?:it |this |them )?(?:seen|checked|examined|looked at)\b|\bsee someone\b|\bget help\b",
    re.I,
)
_SETS = re.compile(r"\b\d+(?:\s?[-–]\s?\d+)?\s*(?:[x×]\s*\d+|sets?\b|reps?\b|repetitions?\b)", re.I)
_NOT_DO = re.compile(r"\b(?:not|don'?t|never|no|avoid|skip|leave|stop|instead|rather|before|until|without)\b", re.I)


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing that stands against publishing: what kind, in which field, the exact words, and what goes with it."""

    kind: str
    field: str
    words: str
    more: str = ""


def held(entry: Entry, library: Library) -> tuple[Hold, ...]:
    """Everything for which an entry may not be published in a library; () where nothing stands against it."""
    found = [*_too_much(entry), *_marks(entry), *_doses(entry), *_through(entry), *_dead(entry, library)]
    if isinstance(entry, Answer):
        found += _flagged(entry, library)
    return tuple(dict.fromkeys(found))


def hold_text(hold: Hold) -> str:
    """A hold in plain words, with what to do instead."""
    return word("holding", "hold", hold)


def _too_much(entry: Entry) -> Iterator[Hold]:
    for field, text in texts_of(entry):
        # titles of studies run long, and a source is cited under replies only
        most = 600 if isinstance(entry, Source) else MOST_CHARACTERS.get(field, 2_000)
        if len(text) > most:
            yield Hold("too-long", field, text, str(most))
    for field, most in MOST_ITEMS.items():
        items = getattr(entry, field, ())
        if isinstance(items, tuple) and len(items) > most:
            yield Hold("too-many", field, str(len(items)), str(most))


def _marks(entry: Entry) -> Iterator[Hold]:
    for field, text in texts_of(entry):
        for kind, pattern in (("ping", _PING), ("invite", _INVITE), ("hidden", _HIDDEN)):
            if found := pattern.search(text):
                yield Hold(kind, field, _around(text, found) if kind == "hidden" else found[0])
        for link in _DISGUISED.finditer(text):
            shown, led = _HOST.search(link[1]), _HOST.search(link[2])
            if shown and led and shown[1].lower() != led[1].lower():
                yield Hold("disguised-link", field, link[0], led[1])


def _around(text: str, found: re.Match[str]) -> str:
    return _HIDDEN.sub("", text[max(0, found.start() - 20) : found.end() + 20]).strip()


def _doses(entry: Entry) -> Iterator[Hold]:
    for field, text in texts_of(entry):
        for words in medicine_doses(text):
            yield Hold("medicine-dose", field, words)


def _through(entry: Entry) -> Iterator[Hold]:
    for field, text in advice_of(entry):
        for words in training_through(text):
            yield Hold("training-through", field, words)


def _dead(entry: Entry, library: Library) -> Iterator[Hold]:
    known = library.by_kind
    for field, kind, ids in references(entry):
        for id_ in ids:
            if id_ not in known[kind]:
                yield Hold("dead-reference", field, id_, kind)


def _flagged(answer: Answer, library: Library) -> Iterator[Hold]:
    """Phrasings for which a person is sent to care; the curated file's own were signed off with their answer."""
    if not gives_exercises(answer, library):
        return
    sent = sends_to_care(answer, library)
    signed_off = _curated_asks(answer.id)
    for field, text in (("title", answer.title), *(("asks", ask) for ask in answer.asks)):
        flags = find_red_flags(text) if text not in signed_off else ()
        if flags and flags[0].urgency in URGENCIES[:2]:
            yield Hold("red-flag", field, text, flags[0].sign)
        elif flags and not sent:
            yield Hold("needs-doctor", field, text, flags[0].sign)


def _curated_asks(id_: str) -> frozenset[str]:
    text = base_text("answer", id_)
    entry = read_entry("answer", id_, text) if text else None
    return frozenset((entry.title, *entry.asks)) if isinstance(entry, Answer) else frozenset()


def gives_exercises(answer: Answer, library: Library) -> bool:
    """Whether an answer hands out movements: picks, sets and repetitions, or an exercise told to be done."""
    if answer.exercises:
        return True
    told = [part for part in sentences(answer.body) if not _NOT_DO.search(part)]
    said = [f" {spoken(part)} " for part in told]
    named = any(f" {name} " in part for name in _exercise_names(library) for part in said) if said else False
    return named or any(_SETS.search(part) for part in told)


def _exercise_names(library: Library) -> Iterator[str]:
    """Names of two words and more; single ones (walking, rows) stand in any sentence about backs."""
    names = (spoken(name) for x in library.exercises.values() for name in (x.name, *x.aliases))
    return (name for name in names if " " in name)


def sends_to_care(answer: Answer, library: Library) -> bool:
    """Whether an answer, or a caveat shown with it for its subject, tells when to see somebody."""
    caveats = [c for c in library.caveats.values() if c.id in answer.caveats or set(c.topics) & set(answer.topics)]
    return any(_SENDS.search(text) for text in (answer.body, *(caveat.text for caveat in caveats)))
