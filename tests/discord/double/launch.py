"""Run a bot's shipped command line in a process of its own, pointed at the double."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from .server import Double

ROOT = Path(__file__).resolve().parents[3]
ENTRY = "bot.cli:main"
TOKEN = "BACKTALK_DISCORD_TOKEN"


class LaunchFailed(AssertionError):
    """The process ended, or did not get ready, while we waited for it."""


@dataclass
class Bot:
    """A running bot; `home` is its HOME and its platform directories."""

    process: asyncio.subprocess.Process
    home: Path
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def stdout(self) -> str:
        return (self.log / "stdout.txt").read_text(errors="replace")

    @property
    def stderr(self) -> str:
        return (self.log / "stderr.txt").read_text(errors="replace")

    @property
    def running(self) -> bool:
        return self.process.returncode is None

    def memory(self) -> int:
        """Resident memory in bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    async def stop(self, *, by: signal.Signals = signal.SIGTERM, within: float = 10.0) -> int:
        """Ask it to end, and return its exit status; kill it and fail if it does not."""
        if self.running:
            self.process.send_signal(by)
        try:
            return await asyncio.wait_for(self.process.wait(), within)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"still running {within:g} s after {by.name}\n{self.tail()}") from None

    async def kill(self) -> None:
        if self.running:
            self.process.kill()
        await self.process.wait()

    def tail(self) -> str:
        return f"--- stdout\n{self.stdout[-2000:]}\n--- stderr\n{self.stderr[-4000:]}"


async def start(
    double: Double,
    arguments: Sequence[str],
    home: Path,
    *,
    entry: str = ENTRY,
    token: str | None = None,
    env: Mapping[str, str] | None = None,
) -> Bot:
    """Start the command and wait for nothing; `token=""` leaves the token out."""
    log = home / f"log-{time.time_ns()}"
    log.mkdir(parents=True)
    given = double.token if token is None else token
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")},
        **({TOKEN: given} if given else {}),
        **(env or {}),
    }
    command = [sys.executable, "-m", "tests.discord.double.run", double.base, double.gateway_url, entry, *arguments]
    with (log / "stdout.txt").open("wb") as out, (log / "stderr.txt").open("wb") as err:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=err, cwd=home, env=environment
        )
    return Bot(process, home, log)


async def wait_until_ready(double: Double, bot: Bot, timeout: float, *, commands: bool = True) -> None:
    """Every shard identified and given its guilds, and commands synced (now or by an earlier run)."""

    def ready() -> bool:
        return double.gateway.is_ready() and (bool(double.commands) or not commands)

    ended = asyncio.create_task(bot.process.wait())
    waiting = asyncio.create_task(double.until(ready, timeout, "readiness"))
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in (ended, waiting):
        if not task.done():
            task.cancel()
    await asyncio.gather(ended, waiting, return_exceptions=True)
    if waiting.cancelled() or waiting.exception():
        code = bot.process.returncode
        await bot.kill()
        why = "not ready in time" if code is None else f"ended with status {code}"
        raise LaunchFailed(f"{why}\n{bot.tail()}")


@asynccontextmanager
async def launch(
    double: Double,
    arguments: Sequence[str] = ("discord",),
    *,
    entry: str = ENTRY,
    home: Path | None = None,
    env: Mapping[str, str] | None = None,
    ready_within: float = 20.0,
    commands: bool = True,
    exit_status: int = 0,
) -> AsyncIterator[Bot]:
    """A bot that is ready; on leaving, SIGTERM must end it with `exit_status` within 10 s."""
    with tempfile.TemporaryDirectory(prefix="double-") as spare:
        bot = await start(double, arguments, home or Path(spare), entry=entry, env=env)
        try:
            await wait_until_ready(double, bot, ready_within, commands=commands)
            yield bot
        except BaseException:
            await bot.kill()
            raise
        status = await bot.stop()
        assert status == exit_status, f"exit status {status}, not {exit_status}\n{bot.tail()}"


async def run_to_end(
    double: Double,
    arguments: Sequence[str],
    home: Path,
    *,
    entry: str = ENTRY,
    token: str | None = None,
    env: Mapping[str, str] | None = None,
    within: float = 20.0,
) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a run that ends by itself: a wrong token, say."""
    bot = await start(double, arguments, home, entry=entry, token=token, env=env)
    try:
        status = await asyncio.wait_for(bot.process.wait(), within)
    finally:
        await bot.kill()
    return status, bot.stdout, bot.stderr
