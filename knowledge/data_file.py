"""Where this installation remembers what it remembers; apart from the store, which is heavy to import."""

from pathlib import Path


def default_file() -> Path:
    """A file in the platform's data folder, for whoever names no other database; neither need exist."""
    from platformdirs import user_data_path

    return user_data_path("backtalk") / "backtalk.db"
