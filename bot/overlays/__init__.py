"""Engines grown by what servers published, and which of them answers whom."""
