"""How a database of an earlier Backtalk becomes one of this; one file for each step, oldest first."""
