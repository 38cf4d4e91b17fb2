"""The kept form of a pack is the pack."""

from pathlib import Path

import pytest

from bot.engine import load_pack
from knowledge import compiled
from knowledge.folder import BASE, pack_hash
from knowledge.pack import read_pack

SMALL = Path(__file__).parent.parent / "packs" / "small"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BACKTALK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("folder", [SMALL, BASE])
def test_what_is_kept_comes_back_the_same(folder: Path) -> None:
    pack, _ = read_pack(folder)
    compiled.save(pack)
    kept = compiled.load(pack.hash)
    assert kept == pack
    assert kept is not None
    assert kept.hash == pack.hash == pack_hash(folder)


def test_a_good_pack_is_kept_and_a_broken_one_read_again(cache: Path, broken: Path) -> None:
    load_pack(SMALL)
    load_pack(broken)
    assert [path.name for path in cache.iterdir()] == [f"pack-{compiled.VERSION}-{pack_hash(SMALL)}.json"]
    assert load_pack(SMALL) == (read_pack(SMALL)[0], ())
    assert load_pack(broken)[1] == read_pack(broken)[1] != ()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"answers": 3}', '{"answers": [{"id": "x"}]}', "\x00\xff"])
def test_a_spoilt_file_is_as_good_as_none(cache: Path, text: str) -> None:
    cache.mkdir()
    (cache / f"pack-{compiled.VERSION}-abc.json").write_text(text, encoding="latin-1")
    assert compiled.load("abc") is None


def test_nothing_kept_is_no_error() -> None:
    assert compiled.load("abc") is None


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("BACKTALK_CACHE_DIR", str(tmp_path / "file" / "cache"))
    pack, _ = read_pack(SMALL)
    compiled.save(pack)
    assert compiled.load(pack.hash) is None
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"
