"""The prompt of the terminal: history kept between sessions, and completion of commands, exercises and muscles."""

import os
from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from knowledge.library import Library

PROMPT = "you > "


class NameCompleter(Completer):
    """Completes commands at the start of a line, and names of exercises and muscles anywhere after two letters."""

    def __init__(self, library: Library) -> None:
        self.names = sorted(
            {x.name.lower() for x in library.pack.exercises} | {m.name.lower() for m in library.pack.muscles}
        )

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        line = document.text_before_cursor
        if line.startswith("/") and " " not in line:
            from bot.repl import COMMANDS

            yield from (Completion(name, -len(line)) for name in COMMANDS if name.startswith(line))
            return
        for size in (3, 2, 1):
            typed = " ".join(line.lower().split(" ")[-size:])
            if len(typed) > 1 and (found := [name for name in self.names if name.startswith(typed)]):
                yield from (Completion(name, -len(typed)) for name in found[:8])
                return


def read_line(library: Library) -> Callable[[], str]:
    """A function that asks for one line; on a dumb terminal it is plain `input`."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return lambda: input(PROMPT)
    session: PromptSession[str] = PromptSession(
        PROMPT, completer=NameCompleter(library), history=_history(), auto_suggest=AutoSuggestFromHistory(),
        complete_while_typing=False,
    )  # fmt: skip
    return session.prompt


def _history() -> History:
    from platformdirs import user_state_path

    try:
        folder = user_state_path("backtalk", ensure_exists=True)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(folder / "history"))
