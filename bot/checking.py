"""A moderator's text looked at before anything is done with it."""

from bot.drafting import near_answers
from bot.engine import Engine
from bot.holding import held
from bot.outcome import Checked
from bot.second_look import warnings
from knowledge.entries import Answer
from knowledge.entry_files import read_entry
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key


def check(key: Key, text: str, engine: Engine, near: bool = True) -> Checked:
    """What is wrong with a text, what of it may never be published, what is worth a look, and what it resembles."""
    try:
        entry = read_entry(*key, text)
    except BrokenEntry as broken:
        return Checked(problems=tuple(broken.problems))
    alike = near_answers(entry, engine) if near and isinstance(entry, Answer) else ()
    return Checked(
        entry,
        holds=held(entry, engine.library),
        warnings=warnings(entry, engine.library),
        near=alike,
    )
