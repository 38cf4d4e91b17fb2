"""`backtalk exercise`: looking into what the knowledge base holds."""

import argparse
import sys

from bot.exercises import exercise_list, exercise_page, find_exercise
from bot.opening import open_for
from bot.terminal import Terminal


def exercise(arguments: argparse.Namespace) -> int:
    """One exercise's page, or all their names."""
    engine = open_for(arguments)
    terminal = Terminal.of(sys.stdout)
    name = " ".join(arguments.name)
    found = find_exercise(engine, name) if name else None
    terminal.show(exercise_page(engine.library, found) if found else exercise_list(engine.library, name))
    return 0 if found or not name else 2
