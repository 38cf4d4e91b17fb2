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
