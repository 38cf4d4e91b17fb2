"""Benchmarks: `python -m tests.benchmarks` prints every table; no test asserts a time."""
