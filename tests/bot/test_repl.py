"""The REPL as a person meets it: in a real terminal, with a prompt, keys and colour."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.engine import Engine
from bot.prompt import NameCompleter

PROMPT = "you >"
ERECTOR = "right erector bigger than left"
Talk = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def talk(engine: Engine, tmp_path: Path) -> Iterator[Talk]:  # noqa: ARG001 - so that a product exists
    """Starts the REPL in a terminal of 100 columns."""
    started: list[pexpect.spawn[str]] = []

    def start(**environment: str) -> "pexpect.spawn[str]":
        env = os.environ | {"TERM": "xterm-256color", "XDG_STATE_HOME": str(tmp_path), "PROMPT_TOOLKIT_NO_CPR": "1"}
        child = pexpect.spawn(
            sys.executable, ["-m", "bot.cli"], env=env | environment, encoding="utf-8", timeout=10, dimensions=(60, 100)
        )
        started.append(child)
        child.expect(PROMPT)
        return child

    yield start
    for child in started:
        child.close(force=True)


def without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)


def test_a_whole_visit(talk: Talk) -> None:
    child = talk()
    assert "Backtalk answers questions about an uneven" in without_codes(child.before or "")
    child.send(f"{ERECTOR}\r")
    child.expect("I read your right as the stronger side")
    child.expect(PROMPT)
    child.send("/why\r")
    child.expect("What I understood")
    child.expect("lead over the next topic")
    child.expect(PROMPT)
    child.send("half a line")
    child.sendcontrol("c")
    child.expect("what we said before is kept")
    child.expect(PROMPT)
    child.send("how do i do the second one\r")
    child.expect("How to do it")
    child.expect(PROMPT)
    child.sendcontrol("d")
    child.expect("Look after yourself")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_number_picks_an_option(talk: Talk, vague: str) -> None:
    child = talk()
    child.send(f"{vague}\r")
    child.expect("Answer with a number or in your own words")
    child.expect(PROMPT)
    child.send("1\r")
    child.expect("How sure:")


def test_colour_and_none(talk: Talk) -> None:
    assert "\x1b[1m" in (talk().before or "")
    plain = talk(NO_COLOR="1")
    assert "\x1b[1m" not in (plain.before or "")
    plain.send(f"{ERECTOR}\r")
    plain.expect("How sure:")
    assert "\x1b[36m" not in (plain.before or "")


def test_a_dumb_terminal(talk: Talk) -> None:
    child = talk(TERM="dumb")
    child.send(f"{ERECTOR}\n")
    child.expect(PROMPT)
    shown = child.before or ""
    assert "I read your right as the stronger side" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 100
    child.sendintr()
    child.expect("what we said before is kept")
    child.expect(PROMPT)
    child.send("/quit\n")
    child.expect("Look after yourself")
    child.expect(pexpect.EOF)


def test_lines_are_kept_for_the_next_visit(talk: Talk, tmp_path: Path) -> None:
    child = talk()
    child.send("/new\r")
    child.expect("Starting afresh")
    child.expect(PROMPT)
    child.sendcontrol("d")
    child.expect(pexpect.EOF)
    assert "+/new" in (tmp_path / "backtalk" / "history").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/wh", ["/why"]),
        ("/", ["/why", "/sources", "/exercise", "/new", "/help", "/quit"]),
        ("how do i do a bird", ["bird dog"]),
        ("/exercise seated c", ["seated cable row"]),
        ("how do i do the b", []),
        ("", []),
    ],
)
def test_completion(engine: Engine, typed: str, offered: list[str]) -> None:
    found = NameCompleter(engine.library).get_completions(Document(typed), CompleteEvent())
    assert [completion.text for completion in found] == offered
