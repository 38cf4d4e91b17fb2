"""What every test shares: a home of its own, the engine over the curated pack, and two small packs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import product as products
from bot.engine import Engine, build, load_pack, open_engine
from bot.product import Product
from intents.classify import Classifier
from intents.understand import Reader
from intents.vocabulary import Vocabulary
from knowledge import compiled
from knowledge.entries import Pack
from knowledge.library import Library
from knowledge.search import Index
from tests.databases import backend, database_url, empty_url, migrated_file, postgres, store

__all__ = ["backend", "database_url", "empty_url", "migrated_file", "postgres", "store"]
PACKS = Path(__file__).parent / "packs"
VAGUE = (
    "back problem", "what should i do", "left side", "one side", "back", "uneven back what now", "side feels off",
    "something with my shoulder and back", "lower back", "back training", "imbalance", "weak side", "stiff", "hip",
)  # fmt: skip
Command = Callable[..., "subprocess.CompletedProcess[str]"]

settings.register_profile(
    "backtalk", database=None, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("backtalk")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for the whole run, so that nothing of the machine is read or written."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        patch.setenv("BACKTALK_CACHE_DIR", str(folder / "cache"))
        for name in ("BACKTALK_COUNTRY", "BACKTALK_DATABASE_URL", "NO_COLOR", "COLUMNS", "PYTHONPATH"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def engine(home: Path) -> Engine:  # noqa: ARG001 - the compiled pack is kept in that home
    """The engine over the curated pack."""
    return open_engine()


@pytest.fixture(scope="session")
def vague(engine: Engine) -> str:
    """A question that is asked back about, whatever the thresholds are today."""
    return next(text for text in VAGUE if engine.ask(text).kind == "clarify")


@pytest.fixture(scope="session")
def library(engine: Engine) -> Library:
    return engine.library


@pytest.fixture(scope="session")
def small_engine(engine: Engine) -> Engine:
    """An engine over the small pack, with the classifier and thresholds of the curated one."""
    return _engine_over(PACKS / "small", engine)


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Path:
    """The pack with one file of each kind of mistake, one of them not UTF-8; ready to be asked through the command."""
    folder = tmp_path_factory.mktemp("packs") / "broken"
    shutil.copytree(PACKS / "broken", folder)
    (folder / "answers" / "not-utf-8.md").write_bytes(b"---\nid: not-utf-8\ntitle: Caf\xe9\n---\nText.\n")
    over = _engine_over(folder, engine)
    products.save(over.product, compiled.folder() / "fitted" / over.product.key)
    return folder


@pytest.fixture(scope="session")
def small_folder(small_engine: Engine) -> Path:
    """The small pack, ready to be asked through the command."""
    products.save(small_engine.product, compiled.folder() / "fitted" / small_engine.product.key)
    return PACKS / "small"


@pytest.fixture(scope="session")
def backtalk(engine: Engine) -> Command:  # noqa: ARG001 - so that a product exists before the command looks for one
    """Runs the real command with these words and this standard input."""

    def run(*words: str, input: str | bytes = "", **environment: str) -> "subprocess.CompletedProcess[str]":
        given = input.encode() if isinstance(input, str) else input
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            input=given,
            capture_output=True,
            env=os.environ | environment,
            cwd=PACKS.parent.parent,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def _engine_over(folder: Path, curated: Engine) -> Engine:
    pack, problems = load_pack(folder)
    return build(pack, _product(pack, curated.product), problems=problems)


def _product(pack: Pack, fitted: Product) -> Product:
    library, vocabulary = Library(pack), Vocabulary(pack)
    reader = Reader(vocabulary, fitted.classifier, library)
    index = Index.build(tuple(library.answers.values()), fitted.classifier.weigher, reader.phrase)
    known = tuple(sorted(vocabulary.known))
    return replace(
        fitted,
        key=products.key_of(pack.hash),
        classifier=_as_fitted(fitted.classifier),
        turns=_as_fitted(fitted.turns),
        asks=index.asks,
        bodies=index.bodies,
        targets=vocabulary.targets,
        known=known,
    )


def _as_fitted(model: Classifier) -> Classifier:
    """A model as fitting makes it, in plain numbers; what was loaded is in units of its own."""
    return replace(model, weights=model.weights * model.scale, scale=1.0)
