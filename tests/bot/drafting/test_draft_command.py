"""`backtalk kb draft` shows what it made of files, names what it could not read, and never writes over a file."""

from pathlib import Path

from bot.drafting.proposal import draft_of
from bot.engine import Engine
from knowledge.entry_files import read_entry
from tests.conftest import Command

DRAFTS = Path(__file__).parents[2] / "drafts"


def test_drafts_are_written_once(backtalk: Command, tmp_path: Path) -> None:
    first = backtalk(
        "kb", "draft", str(DRAFTS / "rowing-club.txt"), str(DRAFTS / "broken.json"), "--out", str(tmp_path)
    )
    assert first.returncode == 0
    assert "Stroke side lat is twice the size" in first.stdout
    assert "broken.json" in first.stderr
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert files == [
        "answers/keep-doing-pull-ups.md",
        "answers/stroke-side-lat-twice-size.md",
        "sources/stroke-side-lat-twice-size-thread.toml",
    ]
    for name in files[:2]:
        read_entry("answer", Path(name).stem, (tmp_path / name).read_text(encoding="utf-8"))
    mended = tmp_path / files[0]
    mended.write_text("mended", encoding="utf-8")
    assert backtalk("kb", "draft", str(DRAFTS / "rowing-club.txt"), "--out", str(tmp_path)).returncode == 0
    assert mended.read_text(encoding="utf-8") == "mended"


def test_what_cannot_be_drafted_is_said(backtalk: Command, tmp_path: Path) -> None:
    nothing = backtalk("kb", "draft", str(DRAFTS / "chatter.txt"))
    assert (nothing.returncode, nothing.stdout.split(".")[0]) == (
        1,
        "0 drafts from 0 threads and articles; 1 file left out",
    )
    missing = backtalk("kb", "draft", str(tmp_path / "none.txt"))
    assert (missing.returncode, missing.stderr) == (
        2,
        f"backtalk: cannot read {tmp_path / 'none.txt'}: there is no such file or folder\n",
    )
    assert backtalk("kb", "draft").returncode == 2


def test_a_draft_takes_no_id_that_is_in_use(engine: Engine) -> None:
    draft = draft_of("One lat is bigger", "Row.", "x", engine, taken={"one-lat-bigger"})
    assert draft.answer.id == "one-lat-bigger-2"
