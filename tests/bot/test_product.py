"""What `backtalk fit` makes: saved and read back the same, and refused when it was made of something else."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from bot import product as products
from bot.engine import Engine
from bot.product import key_of, load, save
from knowledge.features import Phrase
from knowledge.folder import pack_hash


def test_saved_and_loaded_it_answers_the_same(engine: Engine, tmp_path: Path) -> None:
    from bot.contract import to_json
    from bot.engine import build

    save(engine.product, tmp_path / "made" / "here")
    kept = load(tmp_path / "made" / "here", engine.product.key)
    assert kept is not None
    again = build(engine.library.pack, kept)
    for text in ("right erector bigger than left", "how do i do a bird dog", "what is the capital of france"):
        first, second = to_json(engine.ask(text)), to_json(again.ask(text))
        assert (first["kind"], first["entry"], first["text"]) == (second["kind"], second["entry"], second["text"])
    assert (kept.thresholds, kept.search, kept.targets) == (
        engine.product.thresholds, engine.product.search, engine.product.targets,
    )  # fmt: skip
    assert np.array_equal(kept.classifier.scores(_phrase(engine)), engine.product.classifier.scores(_phrase(engine)))


def _phrase(engine: Engine) -> Phrase:
    return engine.reader.phrase("left lat smaller")


@pytest.fixture(scope="module")
def made(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("product")
    save(engine.product, folder)
    return folder


def test_another_key_is_stale(made: Path, engine: Engine) -> None:
    assert load(made, "0" * 16) is None
    assert load(made / "nowhere", engine.product.key) is None


@pytest.mark.parametrize(
    ("file", "content"),
    [("fitted.json", b"{"), ("fitted.json", b"[]"), ("fitted.json", b"\xff"), ("model.npz", b"")],
)
def test_a_spoilt_product_is_as_good_as_none(
    made: Path, engine: Engine, tmp_path: Path, file: str, content: bytes
) -> None:
    shutil.copytree(made, tmp_path / "copy")
    (tmp_path / "copy" / file).write_bytes(content)
    assert load(tmp_path / "copy", engine.product.key) is None


@pytest.mark.parametrize("cut", [10, 1000, -100])
def test_a_truncated_model_is_as_good_as_none(made: Path, engine: Engine, tmp_path: Path, cut: int) -> None:
    shutil.copytree(made, tmp_path / "copy")
    model = tmp_path / "copy" / "model.npz"
    model.write_bytes(model.read_bytes()[:cut])
    assert load(tmp_path / "copy", engine.product.key) is None


def test_the_head_is_for_people_too(made: Path) -> None:
    head = json.loads((made / "fitted.json").read_text(encoding="utf-8"))
    assert set(head) >= {"version", "key", "topics", "turns", "search", "thresholds", "figures"}


def test_the_key_is_of_the_pack_and_the_examples() -> None:
    assert key_of(pack_hash()) == key_of(pack_hash())
    assert key_of("another pack") != key_of(pack_hash())


def test_the_shipped_product_is_current() -> None:
    assert load(products.SHIPPED, key_of(pack_hash())) is not None
