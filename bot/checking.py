"""A moderator's text looked at before anything is done with it."""

from collections.abc import Mapping

from bot.engine import Engine, wanted
from bot.holding import held
from bot.outcome import Checked
from bot.second_look import warnings
from knowledge.entries import Answer
from knowledge.entry_files import Entry, read_entry
from knowledge.library import Library
from knowledge.near import MOST_PHRASINGS, Near, near_duplicates
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key, Kind
from knowledge.writing import write_entry


def text_of(library: Library, key: Key) -> str:
    """The text that the file of an entry would have; empty where nothing of that name is given."""
    parts: Mapping[Kind, Mapping[str, Entry]] = {
        "answer": library.answers,
        "exercise": library.exercises,
        "caveat": library.caveats,
        "muscle": library.muscles,
        "source": library.sources,
    }
    kind, id_ = key
    entry = parts[kind].get(id_)
    return write_entry(entry) if entry else ""


def check(key: Key, text: str, engine: Engine, near: bool = True) -> Checked:
    """What is wrong with a text, what of it may never be published, what is worth a look, and what it resembles."""
    try:
        entry = read_entry(*key, text)
    except BrokenEntry as broken:
        return Checked(problems=tuple(broken.problems))
    return Checked(
        entry,
        holds=held(entry, engine.library),
        warnings=warnings(entry, engine.library),
        near=_near(entry, engine) if near and isinstance(entry, Answer) else (),
    )


def _near(answer: Answer, engine: Engine) -> tuple[Near, ...]:
    asked = [(text, wanted(engine.reader.understand(text))) for text in answer.asks[:MOST_PHRASINGS]]
    return near_duplicates(asked, engine.index, engine.product.search, without=answer.id)
