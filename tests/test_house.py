"""The rules of the house, checked over every file of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("knowledge", "intents", "bot")
CODE = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
OURS = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
WORDS = {".py", ".toml", ".md", ".txt", ".j2", ".jsonl", ".json", ".yaml", ".yml", ".lock", ".service", ""}
LEFT_ALONE = {".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "__pycache__"}
MOST_LINES = 400


def tracked() -> Iterator[Path]:
    """Every text file of the project itself."""
    for top in sorted(ROOT.iterdir()):
        paths = [top] if top.is_file() else sorted(top.rglob("*")) if top.name not in LEFT_ALONE else []
        for path in paths:
            if path.is_file() and path.suffix in WORDS and not LEFT_ALONE & set(path.parts):
                yield path


def imported(path: Path) -> set[str]:
    """The top names a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(
    ("room", "never"), [("knowledge", {"intents", "bot"}), ("intents", {"bot"}), ("bot", {"tests"})]
)
def test_a_room_imports_only_what_is_left_of_it(room: str, never: set[str]) -> None:
    assert [name(path) for path in sorted((ROOT / room).rglob("*.py")) if imported(path) & never] == []


def test_discord_is_imported_in_its_own_room_only() -> None:
    elsewhere = [path for path in CODE if "discord" not in path.relative_to(ROOT).parts]
    assert [name(path) for path in elsewhere if "discord" in imported(path)] == []


def test_no_file_is_too_long() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_every_function_is_typed() -> None:
    bare = [
        f"{name(path)}:{node.lineno}"
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not typed(node)
    ]
    assert bare == []


def typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    own = [argument for argument in arguments if argument.arg not in ("self", "cls")]
    return node.returns is not None and all(argument.annotation for argument in own)


def test_every_module_says_what_it_is_for() -> None:
    assert [name(path) for path in CODE if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_no_error_is_swallowed_blindly() -> None:
    blind = re.compile(r"except(?: Exception| BaseException)?:\s*(?:#.*)?\n\s*pass\b")
    assert [name(path) for path in CODE if blind.search(path.read_text(encoding="utf-8"))] == []


def test_no_text_is_built_from_moderators_words() -> None:
    """Templates come from files alone; nothing is evaluated."""
    risky = re.compile(r"from_string\(|\beval\(|\bexec\(|pickle|yaml\.(?:unsafe_)?load\((?!.*Loader=_LOADER)")
    assert [name(path) for path in CODE if risky.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"/(?:home|Users|root)/[a-z]\w*/",
        r"/work/",
        r"[A-Z]:\\Users\\",
        r"--(?:extra-)?index-url[ =]",
        r"https?://(?:[\w.-]*artifactory|[\w.-]*nexus|[\w.-]*devpi|pypi\.[\w.-]+|files\.pythonhosted\.org)[\w./:-]*",
    ],
)
def test_nothing_of_a_machine_is_in_the_files(pattern: str) -> None:
    risky = re.compile(pattern)
    here = Path(__file__)
    texts = ((path, path.read_text(encoding="utf-8", errors="replace")) for path in tracked() if path != here)
    assert [f"{name(path)}: {found[0]}" for path, text in texts if (found := risky.search(text))] == []
