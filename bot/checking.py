"""A moderator's text looked at before anything is done with it."""

from collections.abc import Mapping

from bot.drafting import near_answers
from bot.engine import Engine
from bot.holding import held
from bot.outcome import Checked
from bot.second_look import warnings
from knowledge.entries import Answer
from knowledge.entry_files import Entry, read_entry
from knowledge.library import Library
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
        near=near_answers(entry, engine) if near and isinstance(entry, Answer) else (),
    )
