"""The wheel holds all that answering and fitting need, and works from a folder of its own."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = (
    "knowledge/base",
    "knowledge/store",
    "bot/wording",
    "bot/fitted",
    "intents/examples",
    "intents/red_flags",
    "intents/words",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built by hatchling out of a copy, without network."""
    copy = tmp_path_factory.mktemp("build") / "project"
    copy.mkdir()
    for folder in ("bot", "knowledge", "intents"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, copy)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "dist")],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: Path, *rooms: str) -> set[str]:
    paths = (path for room in rooms for path in (folder / room).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths if "__pycache__" not in path.parts}


def test_it_holds_every_file_that_answering_and_fitting_read(installed: Path) -> None:
    assert files(ROOT, *NEEDED) - files(installed, *NEEDED) == set()
    assert len(files(installed, "knowledge/base")) > 200


def test_it_holds_our_code_and_nothing_else(installed: Path) -> None:
    top = {path.name for path in installed.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"bot", "knowledge", "intents"}


def test_its_command_is_ours(installed: Path) -> None:
    (info,) = installed.glob("*.dist-info")
    assert "backtalk = bot.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    assert "Requires-Python: >=3.11" in (info / "METADATA").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "right erector bigger than left"], "I read your right as the stronger side"),
        (["exercise", "bird", "dog"], "On hands and knees"),
        (["kb", "lint"], ": no problems"),
        (["explain", "left lat smaller"], "What I understood"),
    ],
)
def test_it_answers_from_where_it_lies(installed: Path, tmp_path: Path, words: list[str], said: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import bot.cli; "
        f"assert bot.cli.__file__.startswith({str(installed)!r}), bot.cli.__file__; sys.exit(bot.cli.main({words!r}))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
    assert list(tmp_path.iterdir()) == []
