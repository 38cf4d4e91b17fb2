"""A moderators' desk over the small pack and a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.moderation import desk as desks
from bot.moderation.desk import Desk
from bot.overlays.serving import Serving
from knowledge.golden import Golden
from knowledge.store import SqlStore, open_store

SMALL = Path(__file__).parent.parent / "packs" / "small"
GOLDEN = (
    Golden("right erector bigger than left", "answer", frozenset({"erector-gap"})),
    Golden("one lat is bigger", "answer", frozenset({"lat-gap"})),
)


@pytest.fixture
def few_golden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two golden questions, which the small pack answers."""
    monkeypatch.setattr(desks, "golden_questions", lambda: GOLDEN)


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store in a file."""
    path = tmp_path / "backtalk.db"
    shutil.copy(migrated_file, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def desk(few_golden: None, small_engine: Engine, sqlite: SqlStore) -> Desk:  # noqa: ARG001
    """A desk over the small pack."""
    return Desk(sqlite, Serving(small_engine, sqlite), SMALL)
