"""`backtalk ask`, `explain` and `plan`: one question in, one reply out."""

import argparse
import json
import sys
from collections.abc import Iterator

from bot.contract import to_json
from bot.engine import Engine
from bot.errors import BacktalkError
from bot.overlays.home import at_home
from bot.terminal import Terminal
from bot.words import markdown, reply_text


def ask(arguments: argparse.Namespace) -> int:
    """Answer the question of the command line, or each line of standard input as a conversation of its own."""
    terminal = Terminal.of(sys.stdout)
    with at_home(arguments) as home:
        for text in _questions(arguments.question):
            _say(home.engine(), text, terminal, arguments.json)
    return 0


def _questions(given: list[str]) -> Iterator[str]:
    if given == ["-"]:
        # bytes that are no text are replaced, so that one bad line cannot stop the others
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        yield from (line.rstrip("\r\n") for line in sys.stdin)
    else:
        yield " ".join(given)


def _say(engine: Engine, text: str, terminal: Terminal, as_json: bool) -> None:
    reply = engine.ask(text)
    if as_json:
        print(json.dumps(to_json(reply), ensure_ascii=False), flush=True)
    else:
        terminal.show(reply_text(reply))


def explain(arguments: argparse.Namespace) -> int:
    """Why a question gets its answer."""
    from bot.explain import explain as grounds

    with at_home(arguments) as home:
        engine = home.engine()
        Terminal.of(sys.stdout).show(grounds(engine, engine.ask(" ".join(arguments.question))))
    return 0


def plan(arguments: argparse.Namespace) -> int:
    """A plan for a question, shown or written to a file.

    :raises BacktalkError: when the file cannot be written.
    """
    from bot.plan import plan_for, plan_markdown

    with at_home(arguments) as home:
        engine = home.engine()
        made = plan_for(engine, engine.ask(" ".join(arguments.question)))
    if arguments.out is None:
        Terminal.of(sys.stdout).show(plan_markdown(made))
        return 0
    try:
        arguments.out.write_text(markdown(plan_markdown(made)) + "\n", encoding="utf-8")
    except OSError as error:
        raise BacktalkError(f"cannot write {arguments.out}: {error.strerror}") from error
    print(f"wrote {arguments.out}")
    return 0
