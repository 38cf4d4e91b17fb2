"""`backtalk chat`: a conversation in the terminal, or line by line in a pipe."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.contract import to_json
from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.exercises import exercise_list, exercise_page, find_exercise
from bot.explain import explain
from bot.overlays.home import Home, at_home
from bot.reply import Reply
from bot.terminal import Terminal
from bot.words import plain, reply_text, word

COMMANDS = ("/why", "/sources", "/exercise", "/new", "/help", "/quit")


@dataclass(slots=True)
class Session:
    """One person at one terminal: what was said, and where replies go."""

    home: Home
    terminal: Terminal
    as_json: bool = False
    conversation: Conversation = field(default_factory=Conversation)
    last: Reply | None = None

    @property
    def engine(self) -> Engine:
        return self.home.engine()

    def hear(self, line: str) -> bool:
        """Reply to one line, or carry out one command; False when it was the last."""
        if line.startswith("/"):
            return self._command(*line.split(maxsplit=1))
        self.conversation, self.last = turn(self.engine, self.conversation, line, time.time())
        self.say(reply_text(self.last), self.last)
        return True

    def say(self, text: str, reply: Reply | None = None) -> None:
        """Show a text; in JSON the reply itself, and what a command says as an object of its own."""
        if not self.as_json:
            self.terminal.show(text)
        else:
            said = to_json(reply) if reply else {"kind": "command", "text": plain(text)}
            print(json.dumps(said, ensure_ascii=False), flush=True)

    def _command(self, name: str, rest: str = "") -> bool:
        if name in ("/quit", "/exit", "/q"):
            self.say(word("repl", "bye"))
            return False
        actions: dict[str, Callable[[str], str]] = {
            "/why": self._why,
            "/sources": self._sources,
            "/exercise": self._exercise,
            "/new": self._new,
            "/help": lambda _: word("repl", "help"),
        }
        action = actions.get(name)
        self.say(action(rest) if action else word("repl", "unknown_command", name))
        return True

    def _why(self, _: str) -> str:
        return explain(self.engine, self.last) if self.last else word("repl", "nothing_yet")

    def _sources(self, _: str) -> str:
        if self.last is None:
            return word("repl", "nothing_yet")
        return word("repl", "sources", self.last.sources) if self.last.sources else word("repl", "no_sources")

    def _exercise(self, name: str) -> str:
        found = find_exercise(self.engine, name) if name else None
        library = self.engine.library
        return exercise_page(library, found) if found else exercise_list(library, name)

    def _new(self, _: str) -> str:
        self.conversation, self.last = Conversation(), None
        return word("repl", "new")


def chat(arguments: argparse.Namespace) -> int:
    """Talk until the input ends or /quit; status 0."""
    with at_home(arguments) as home:
        session = Session(home, Terminal.of(sys.stdout), arguments.json)
        live = sys.stdin.isatty() and sys.stdout.isatty() and not arguments.json
        if live:
            pack = session.engine.library.pack
            session.say(word("repl", "welcome", len(pack.answers), len(pack.exercises)))
        for line in _typed(session) if live else _piped():
            if not session.hear(line):
                break
    return 0


def _piped() -> Iterator[str]:
    """Lines as they come; bytes that are no text are replaced, so that one bad line cannot stop the others."""
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _typed(session: Session) -> Iterator[str]:
    """Lines typed at a prompt; Ctrl-C clears the line and keeps the conversation, Ctrl-D leaves."""
    from bot.prompt import read_line

    ask = read_line(session.engine.library)
    while True:
        try:
            line = ask()
        except KeyboardInterrupt:
            session.say(word("repl", "interrupted"))
            continue
        except EOFError:
            session.say(word("repl", "bye"))
            return
        if line.strip():
            yield line.strip()
