"""`backtalk exercise`: looking into what the knowledge base holds."""

import argparse
import sys

from bot.exercises import exercise_list, exercise_page, find_exercise
from bot.overlays.home import at_home
from bot.terminal import Terminal


def exercise(arguments: argparse.Namespace) -> int:
    """One exercise's page, or all their names."""
    name = " ".join(arguments.name)
    with at_home(arguments) as home:
        engine = home.engine()
        found = find_exercise(engine, name) if name else None
        shown = exercise_page(engine.library, found) if found else exercise_list(engine.library, name)
    Terminal.of(sys.stdout).show(shown)
    return 0 if found or not name else 2
