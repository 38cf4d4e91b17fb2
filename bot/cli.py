"""The `backtalk` command: what each word after it does is one small function here or in `bot/kb`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.errors import BacktalkError
from bot.kb.parser import add_actions

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; errors a person can mend go to stderr with status 2, never as a traceback."""
    arguments = parser().parse_args(argv)
    try:
        run: Command = arguments.run
        return run(arguments)
    except BacktalkError as error:
        print(f"backtalk: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader went away (`backtalk … | head`); there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `backtalk` alone is `backtalk chat`."""
    root = argparse.ArgumentParser(prog="backtalk", description="Answers about an uneven, weak or tight back.")
    root.set_defaults(run=_chat, json=False)
    _common(root)
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    _add(commands, "chat", _chat, "talk in the terminal (the default)").add_argument("--json", action="store_true")
    ask = _add(commands, "ask", _ask, "answer one question, or one per line of standard input with -")
    ask.add_argument("question", nargs="+")
    ask.add_argument("--json", action="store_true", help="one JSON object per question")
    exercise = _add(commands, "exercise", _exercise, "how to do an exercise; all their names without one")
    exercise.add_argument("name", nargs="*")
    explain = _add(commands, "explain", _explain, "why a question gets its answer")
    explain.add_argument("question", nargs="+")
    plan = _add(commands, "plan", _plan, "a six-week plan for a question")
    plan.add_argument("question", nargs="+")
    plan.add_argument("--out", type=Path, help="write it as Markdown to this file")
    add_actions(commands.add_parser("kb", help="look into the knowledge base and change it"), _knowledge)
    fit = _add(commands, "fit", _fit, "learn the classifier, the search weights and the thresholds anew")
    fit.add_argument("--into", type=Path, help="folder of the product (default: inside the package)")
    discord = _add(commands, "discord", _discord, "run the Discord bot")
    discord.add_argument("--shards", type=int, nargs="?", const=0, help="use shards: so many, or as Discord advises")
    database = commands.add_parser("db", help="the database: upgrade, check, backup, restore")
    _database(database.add_subparsers(title="commands", metavar="COMMAND", required=True))
    evaluate = _add(commands, "eval", _eval, "score labelled questions, red flags, facts or stories")
    evaluate.add_argument("files", nargs="*", type=Path)
    evaluate.add_argument("--json", action="store_true")
    evaluate.add_argument("--misses", type=int, default=20, help="how many misses to list (default 20)")
    return root


def _database(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add(commands, "upgrade", _db_upgrade, "make the database, or bring it up to this version")
    _add(commands, "check", _db_check, "look it over: reachable, whole, every published entry readable")
    backup = _add(commands, "backup", _db_backup, "save all of it to a file, also while the bot runs")
    restore = _add(commands, "restore", _db_restore, "fill an empty database from such a file")
    for one, force in ((backup, "replace the file"), (restore, "replace all that the database holds")):
        one.add_argument("file", type=Path)
        one.add_argument("--force", action="store_true", help=force)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Command, help_: str
) -> argparse.ArgumentParser:
    found = commands.add_parser(name, help=help_, description=help_)
    found.set_defaults(run=run)
    _common(found, argparse.SUPPRESS)
    return found


def _knowledge(command: argparse.ArgumentParser, default: object = None) -> None:
    command.add_argument(
        "--knowledge", type=Path, default=default, help="another knowledge folder than the curated one"
    )


def _common(command: argparse.ArgumentParser, default: object = None) -> None:
    _knowledge(command, default)
    command.add_argument("--server", type=int, default=default, help="whose own answers count (default: these here)")
    command.add_argument("--country", default=default, help="whose emergency numbers to give, such as GB or US")


# Each command imports what it needs when it runs, so that `ask` never pays for the REPL or for fitting.
def _chat(arguments: argparse.Namespace) -> int:
    from bot.repl import chat

    return chat(arguments)


def _ask(arguments: argparse.Namespace) -> int:
    from bot.asking import ask

    return ask(arguments)


def _exercise(arguments: argparse.Namespace) -> int:
    from bot.looking import exercise

    return exercise(arguments)


def _explain(arguments: argparse.Namespace) -> int:
    from bot.asking import explain

    return explain(arguments)


def _plan(arguments: argparse.Namespace) -> int:
    from bot.asking import plan

    return plan(arguments)


def _discord(arguments: argparse.Namespace) -> int:
    from bot.discord.run import discord_command

    return discord_command(arguments)


def _db_upgrade(arguments: argparse.Namespace) -> int:
    from bot.database import upgrade_command

    return upgrade_command(arguments)


def _db_check(arguments: argparse.Namespace) -> int:
    from bot.database import check_command

    return check_command(arguments)


def _db_backup(arguments: argparse.Namespace) -> int:
    from bot.database import backup_command

    return backup_command(arguments)


def _db_restore(arguments: argparse.Namespace) -> int:
    from bot.database import restore_command

    return restore_command(arguments)


def _fit(arguments: argparse.Namespace) -> int:
    from bot.fit import fit_command

    return fit_command(arguments)


def _eval(arguments: argparse.Namespace) -> int:
    from bot.evaluate import evaluate_command

    return evaluate_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
