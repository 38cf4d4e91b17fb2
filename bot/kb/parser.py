"""The words that follow `backtalk kb`, each with its options; what they do is imported when they run."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

KINDS = ("answer", "exercise", "caveat", "muscle", "source")
ID = "its id, or its file, such as answers/tight-lats.md"
Command: TypeAlias = Callable[[argparse.Namespace], int]
Actions: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Common: TypeAlias = Callable[[argparse.ArgumentParser, object], None]


def add_actions(kb: argparse.ArgumentParser, common: Common) -> None:
    """Everything that can be done with the knowledge base; `common` adds what every command takes."""
    kb.description = "Look into the knowledge base and change it, for this installation or for one Discord server."
    common(kb, argparse.SUPPRESS)
    actions = kb.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    for add in (_looking, _writing, _publishing, _numbers, _folders):
        add(actions)
    for action in actions.choices.values():
        common(action, argparse.SUPPRESS)


def _looking(actions: Actions) -> None:
    _action(actions, "lint", "linting.lint", "what is wrong with the knowledge files")
    kinds = _served(actions, "list", "looking.list_entries", "ids and titles, with what was changed here")
    kinds.add_argument("names", nargs="*", metavar="KIND", help="answers (the default), exercises, caveats, muscles …")
    show = _served(actions, "show", "looking.show", "the exact text of an entry")
    show.add_argument("names", nargs="*", metavar="ID", help=ID)
    history = _one(actions, "history", "looking.history", "what was done to an entry, by whom and why")
    history.add_argument("--diff", action="store_true", help="with what each act changed in the text")
    _json(history)
    diff = _one(actions, "diff", "looking.diff", "what is different between two texts of an entry")
    diff.add_argument("first", nargs="?", type=_revision, metavar="A", help="a revision (default: what is given now)")
    diff.add_argument("second", nargs="?", type=_revision, metavar="B", help="a revision (default: the open draft)")


def _writing(actions: Actions) -> None:
    new = _acting(actions, "new", "editing.new", "write an entry, in your editor or from a file")
    new.add_argument("entry", nargs="?", default="", metavar="ID", help="its id (default: as the text says)")
    new.add_argument("--kind", choices=KINDS, default="answer", help="what it is (default: an answer)")
    new.add_argument("--gap", metavar="GAP", help="start from a group of questions that `kb gaps` lists")
    edit = _acting(actions, "edit", "editing.edit", "change an entry, in your editor or from a file")
    edit.add_argument("entry", metavar="ID", help=ID)
    for one in (new, edit):
        one.add_argument("--from", dest="source", metavar="FILE", help="take the text from a file, or - for stdin")
    draft = _acting(actions, "draft", "drafting.draft", "propose drafts from forum threads, articles or an export")
    draft.add_argument("names", nargs="+", metavar="FILE", help="a file, or a folder of them")
    draft.add_argument("--save", action="store_true", help="keep the proposals as drafts (default: only show them)")
    draft.add_argument("--out", type=Path, metavar="DIR", help="write them as files, never over one that is there")
    discard = _acting(actions, "discard", "acting.discard", "drop the open draft of an entry")
    discard.add_argument("entry", metavar="ID", help=ID)


def _publishing(actions: Actions) -> None:
    seen = _served(actions, "preview", "previewing.preview", "what publishing a draft or a file would change")
    seen.add_argument("entry", metavar="ID|FILE", help="an entry with an open draft, or a file with an entry's text")
    seen.add_argument("--kind", choices=KINDS, default="answer", help="what a file holds (default: as its folder says)")
    _json(seen)
    for name, help_ in (("publish", "give people the open draft of an entry"), ("retire", "stop giving an entry")):
        act = _acting(actions, name, f"acting.{name}", help_)
        act.add_argument("entry", metavar="ID", help=ID)
        _override(act)
    restore = _acting(actions, "restore", "acting.restore", "give an earlier text again")
    restore.add_argument("revision", type=_revision, metavar="REVISION", help="its number, as `kb history` shows it")
    _override(restore)
    undo = _acting(actions, "undo", "acting.undo", "take back the last thing that was done to an entry")
    undo.add_argument("entry", metavar="ID", help=ID)
    review = _acting(actions, "review", "reviewing.review", "open drafts; with an id, what that one changes")
    review.add_argument("entry", nargs="?", metavar="ID", help=ID)
    review.add_argument(
        "--send-back", type=_text, metavar="WHY", help="give it back to its author and say what is missing"
    )


def _numbers(actions: Actions) -> None:
    gaps = _served(actions, "gaps", "gaps.gaps", "questions that have no good answer yet, in groups")
    gaps.add_argument("gap", nargs="?", metavar="GAP", help="one group in full")
    gaps.add_argument("--dismiss", action="store_true", help="take that group off the list; nothing is written for it")
    stats = _served(actions, "stats", "figures.stats", "the knowledge base in numbers, and how it serves people")
    stats.add_argument("names", nargs="*", help=argparse.SUPPRESS)
    for one, days in ((gaps, 90), (stats, 30)):
        one.add_argument("--days", type=_days, default=days, help=f"of how many days (default {days})")
        _json(one)


def _folders(actions: Actions) -> None:
    out = _acting(actions, "export", "exchange.export_folder", "write what is given here of its own as files")
    out.add_argument("folder", type=Path, metavar="DIR")
    out.add_argument("--force", action="store_true", help="overwrite files that say something else")
    into = _acting(actions, "import", "exchange.import_folder", "take a folder of files in, all of it or nothing")
    into.add_argument("folder", type=Path, metavar="DIR")
    _override(into)


def _action(actions: Actions, name: str, run: str, help_: str) -> argparse.ArgumentParser:
    found = actions.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
    found.set_defaults(run=_late(run))
    return found


def _served(actions: Actions, name: str, run: str, help_: str) -> argparse.ArgumentParser:
    found = _action(actions, name, run, help_)
    found.add_argument(
        "--server", type=_server, default=None, metavar="ID", help="a Discord server (default: this installation)"
    )
    return found


def _one(actions: Actions, name: str, run: str, help_: str) -> argparse.ArgumentParser:
    found = _served(actions, name, run, help_)
    found.add_argument("entry", metavar="ID", help=ID)
    return found


def _acting(actions: Actions, name: str, run: str, help_: str) -> argparse.ArgumentParser:
    found = _served(actions, name, run, help_)
    found.add_argument("--by", type=_name, metavar="NAME", help="who does it (default: your login name)")
    found.add_argument("--reason", type=_text, default="", metavar="TEXT", help="why, for the history")
    return found


def _override(action: argparse.ArgumentParser) -> None:
    help_ = "do it although a question with a known answer would lose it, and say why"
    action.add_argument("--override", type=_text, default="", metavar="WHY", help=help_)


def _json(action: argparse.ArgumentParser) -> None:
    action.add_argument("--json", action="store_true", help="one JSON object, for scripts")


def _late(run: str) -> Command:
    module, _, name = run.partition(".")

    def command(arguments: argparse.Namespace) -> int:
        found: Command = getattr(import_module(f"bot.kb.{module}"), name)
        return found(arguments)

    return command


def _server(text: str) -> int:
    return _number(text, "a server's id, a number", 0)


def _days(text: str) -> int:
    return _number(text, "a number of days", 1)


def _revision(text: str) -> int:
    return _number(text.removeprefix("#"), "a revision's number", 1)


def _number(text: str, wanted: str, least: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"must be {wanted}: {text!r}")
    return int(text)


def _text(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise argparse.ArgumentTypeError("must be UTF-8 text")
    return text.strip()


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable() or len(text) > 60:
        raise argparse.ArgumentTypeError("must be a name of at most 60 characters")
    return text.strip()
