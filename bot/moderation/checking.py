"""A moderator's text looked at before anything is done with it."""

from dataclasses import replace

from bot.drafting.proposal import near_answers
from bot.engine import Engine
from bot.moderation.holding import held
from bot.moderation.outcome import Checked
from bot.moderation.second_look import warnings
from knowledge.entries import Answer, Caveat, Entry
from knowledge.entry_files import file_of, read_entry
from knowledge.folder import Problem
from knowledge.library import Library
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key
from knowledge.writing import write_entry


def text_of(library: Library, key: Key) -> str:
    """The text that the file of an entry would have; empty where nothing of that name is given."""
    kind, id_ = key
    entry = library.by_kind[kind].get(id_)
    return write_entry(entry) if entry else ""


def said(entry: Entry) -> str:
    """What an entry tells people in words of its own; that of an exercise or a source is checked as it is read."""
    return entry.body if isinstance(entry, Answer) else entry.text if isinstance(entry, Caveat) else entry.id


def check(key: Key, text: str, engine: Engine) -> Checked:
    """What is wrong with a text, what of it may never be published, what is worth a look, and what it resembles."""
    try:
        entry = read_entry(*key, text)
    except BrokenEntry as broken:
        return Checked(problems=tuple(broken.problems))
    checked = weighed(entry, key, text, engine.library)
    return replace(checked, near=near_answers(entry, engine)) if isinstance(entry, Answer) else checked


def weighed(entry: Entry, key: Key, text: str, library: Library) -> Checked:
    """An entry that was read, looked at on its own: without the answers it resembles, which cost the most to find."""
    if not said(entry):
        return Checked(problems=(Problem(file_of(*key), text.count("\n") + 1, "text", "must say something"),))
    return Checked(entry, holds=held(entry, library), warnings=warnings(entry, library))
