"""Times calls in one process and prints them as a table, with ratios because the machine is noisy."""

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np


def milliseconds(call: Callable[[str], object], texts: Sequence[str], warm: int = 40) -> list[float]:
    """How long each call took after some that are not counted."""
    for text in texts[:warm]:
        call(text)
    took = []
    for text in texts:
        start = perf_counter()
        call(text)
        took.append((perf_counter() - start) * 1000)
    return took


def show(title: str, rows: Sequence[tuple[str, Sequence[float]]], target: str = "") -> None:
    """Median, 99th percentile and how many times the first row's median each takes."""
    print(f"\n{title}" + (f"   (target: {target})" if target else ""))
    print(f"  {'what':<52}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
    first = float(np.percentile(rows[0][1], 50))
    for name, took in rows:
        p50, p99 = np.percentile(took, [50, 99])
        print(f"  {name:<52}{p50:>9.2f}{p99:>9.2f}{p50 / first:>8.2f}")
