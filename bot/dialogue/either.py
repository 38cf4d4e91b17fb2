"""Which of two exercises to do, or how they differ, however a message points at the two."""

from bot.conversation import Conversation
from bot.dialogue.comparing import compared
from bot.dialogue.shown import brief
from bot.dialogue.turns import Turn
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from intents.pointing import alike, place_named, shown_by_name
from intents.question import Question
from knowledge.entries import Exercise
from knowledge.library import is_how_to

_SURE = 0.7  # how sure an answer to just that comparison must be, to go before


def either(turn: Turn) -> tuple[Conversation, Reply] | None:
    """Two exercises set against each other; None where a message does not ask it of two."""
    text = turn.plain
    if not phrasing("which-better").search(text):
        return None
    both = _two_meant(turn, text)
    if len(both) != 2 or _has_page(turn):
        return None
    return brief(turn, word("turns", "heading", "versus"), compared(turn, *both))


def _two_meant(turn: Turn, text: str) -> list[Exercise]:
    """The exercises that a message names, in words or by their places, and the one spoken of last beside one named."""
    shown = turn.before.exercises
    named = [mention for mention in turn.question.mentions if mention.kind == "exercise"]
    found = [shown_by_name(Question(text=one.words, mentions=(one,)), shown) or one.id for one in named]
    if len(named) == 1 and found == [turn.before.focus]:  # "that and a normal deadlift", of one shown before
        found = [named[0].id]
    if places := phrasing("two-places").search(text):
        found += [shown[int(place) - 1] for place in places.groups() if int(place) <= len(shown)]
    found += alike(turn.text, shown) if len(found) == 1 and len(alike(turn.text, shown)) == 1 else ()
    if len(set(found)) == 1 and (place := place_named(turn.text)) is not None and place < len(shown):
        found.append(shown[place])
    if len(set(found)) == 1 and turn.before.focus:
        found.append(turn.before.focus)
    if not found and phrasing("those-two").search(text) and len(shown) == 2:
        found = list(shown)
    library = turn.engine.library.exercises
    return [library[id_] for id_ in dict.fromkeys(found) if id_ in library]


def _has_page(turn: Turn) -> bool:
    """Whether some answer is surely about just that comparison."""
    likely = turn.engine.decide(turn.question, within=turn.before)
    return bool(likely.kind == "answer" and likely.answer and likely.sure >= _SURE and not is_how_to(likely.answer))
