"""Async tests and fixtures for the Discord side: one event loop for the whole session."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # discord.py imports audioop, which Python 3.13 removes and its own dependency brings back
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401

from bot.engine import Engine
from tests.discord.town import Town, quiet, running


@pytest.fixture(scope="session", autouse=True)
def runner() -> Iterator[asyncio.Runner]:
    """Runs every `async def test_…` here; fixtures call `runner.run(…)`."""
    with asyncio.Runner() as one:
        yield one


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    loop = pyfuncitem.funcargs["runner"]
    assert isinstance(loop, asyncio.Runner)
    loop.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(scope="module")
def bot_home(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Path:  # noqa: ARG001 - its product is used by the bot
    """A home for the bot of one module of tests."""
    return tmp_path_factory.mktemp("bot")


@pytest.fixture(scope="module")
def whole(runner: asyncio.Runner, bot_home: Path) -> Iterator[Town]:
    """A town of the module's own, with the shipped bot running in it."""
    with running(runner, bot_home) as town:
        yield town


@pytest.fixture
def town(whole: Town) -> Iterator[Town]:
    """The module's town; afterwards nothing may have gone wrong that the test did not provoke."""
    with quiet(whole):
        yield whole
