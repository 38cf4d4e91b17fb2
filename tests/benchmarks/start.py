"""A cold start: the whole command in its own process, beside what importing its libraries alone costs."""

import subprocess
import sys
from time import perf_counter

from tests.benchmarks.table import show

ROUNDS = 7
COMMANDS = {
    'backtalk ask "right erector bigger than left"': ["-m", "bot.cli", "ask", "right erector bigger than left"],
    "python -c 'import numpy'": ["-c", "import numpy"],
    "python -c 'import sklearn.svm'": ["-c", "import sklearn.svm"],
    "python -c pass": ["-c", "pass"],
}


def run() -> None:
    """Print the table of cold starts."""
    show(
        "cold start", [(name, [_once(args) for _ in range(ROUNDS)]) for name, args in COMMANDS.items()], "ask ≤ 800 ms"
    )


def _once(arguments: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return (perf_counter() - start) * 1000
