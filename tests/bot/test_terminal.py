"""What a terminal shows: wrapped to its width, commands whole, people's own words without any style."""

import io

from bot.terminal import Terminal
from bot.words import END, MARKS, theirs


def shown(text: str, width: int = 0, colour: bool = False) -> str:
    out = io.StringIO()
    Terminal(out, width, colour).show(text)
    return out.getvalue()


def test_lines_are_wrapped_and_lists_hang() -> None:
    assert shown("- one two three four five", 14) == "- one two\n  three four\n  five\n\n"


def test_a_command_is_never_broken() -> None:
    text = "To take it back: `backtalk kb undo tight-lats`, then look."
    assert shown(text, 30) == "To take it back:\n`backtalk kb undo tight-lats`,\nthen look.\n\n"


def test_styles_and_the_words_of_others() -> None:
    text = f"{MARKS['strong']}Saved:{END} {theirs('left lat')} by {theirs('Mira')}"
    assert shown(text, colour=True) == "\x1b[1mSaved:\x1b[0m left lat by Mira\n\n"
    assert shown(text) == "Saved: left lat by Mira\n\n"
