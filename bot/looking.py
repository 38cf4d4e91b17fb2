"""`backtalk exercise` and `backtalk kb`: looking into what the knowledge base holds."""

import argparse
import sys
from datetime import date
from pathlib import Path

from bot.engine import load_pack
from bot.errors import NoSuchEntry, NoSuchFile
from bot.exercises import exercise_list, exercise_page, find_exercise
from bot.home import at_home
from bot.terminal import Terminal
from bot.words import styled
from knowledge.entries import Answer, Caveat, Exercise, Muscle, Pack
from knowledge.folder import BASE
from knowledge.pack import read_pack


def exercise(arguments: argparse.Namespace) -> int:
    """One exercise's page, or all their names."""
    name = " ".join(arguments.name)
    with at_home(arguments) as home:
        engine = home.engine()
        found = find_exercise(engine, name) if name else None
        shown = exercise_page(engine.library, found) if found else exercise_list(engine.library, name)
    Terminal.of(sys.stdout).show(shown)
    return 0 if found or not name else 2


def knowledge_base(arguments: argparse.Namespace) -> int:
    """`backtalk kb lint | list | show ID … | stats`; lint's status is 1 where it found something."""
    folder = Path(arguments.knowledge) if arguments.knowledge else BASE
    if not folder.is_dir():
        raise NoSuchFile(folder, "it must be a folder of answers, exercises and so on")
    if arguments.action == "lint":
        return _lint(folder)
    pack, _ = load_pack(folder)
    if arguments.action == "show":
        return _show(pack, folder, arguments.names)
    kinds: dict[str, tuple[Answer | Exercise | Caveat | Muscle, ...]] = {
        "answers": pack.answers,
        "exercises": pack.exercises,
        "caveats": pack.caveats,
        "muscles": pack.muscles,
    }
    if arguments.action == "list":
        wanted = arguments.names or ["answers"]
        for kind in wanted:
            if kind not in kinds:
                raise NoSuchEntry("kind of entry", kind, kinds)
            for entry in kinds[kind]:
                print(f"{entry.id}\t{getattr(entry, 'title', getattr(entry, 'name', getattr(entry, 'text', '')))}")
        return 0
    Terminal.of(sys.stdout).show(styled("stats", pack=pack, topics=_by_topic(pack), today=date.today().isoformat()))
    return 0


def _lint(folder: Path) -> int:
    from knowledge.lint import lint

    pack, problems = read_pack(folder)
    found = sorted((*problems, *lint(pack, folder, date.today())))
    for problem in found:
        print(problem)
    kinds = ("answers", "exercises", "caveats", "muscles", "sources")
    counts = ", ".join(f"{len(getattr(pack, kind))} {kind}" for kind in kinds)
    print(f"{counts}: {len(found) or 'no'} problem{'' if len(found) == 1 else 's'}")
    return 1 if found else 0


def _show(pack: Pack, folder: Path, names: list[str]) -> int:
    for name in names:
        paths = sorted(folder.glob(f"*/{name}.md"))
        if not paths:
            every = [entry.id for kind in (pack.answers, pack.exercises, pack.caveats, pack.muscles) for entry in kind]
            from rapidfuzz import process

            raise NoSuchEntry("entry", name, [found[0] for found in process.extract(name, every, limit=3)])
        for path in paths:
            print(path.read_text(encoding="utf-8"))
    return 0


def _by_topic(pack: Pack) -> dict[str, int]:
    counts: dict[str, int] = {}
    for answer in pack.answers:
        counts[answer.topics[0]] = counts.get(answer.topics[0], 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
