"""Starting, and failing to: one clear line and status 2, never a traceback, never the token."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.engine import Engine
from tests.discord.double import Double, launch, run_to_end, start
from tests.discord.town import ERECTOR, settings

SECRET = "not-a-real-token"


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("token", "environment", "says"),
    [
        ("", {}, "no token: set BACKTALK_DISCORD_TOKEN"),
        (SECRET, {}, "Discord refused the token"),
        (None, {"BACKTALK_MESSAGE_CONTENT": "true"}, "refused the message content intent"),
        (None, {"BACKTALK_KEEP_DAYS": "never"}, "keep_days: Input should be a valid integer"),
        (None, {"BACKTALK_DATABASE_URL": "sqlite:////proc/nowhere/x.db"}, "cannot open the database"),
        (None, {"BACKTALK_DATABASE_URL": "nonsense"}, "cannot open the database"),
    ],
)
async def test_what_an_operator_can_mend(
    tmp_path: Path, token: str | None, environment: dict[str, str], says: str
) -> None:
    async with Double() as double:
        status, out, err = await run_to_end(double, ("discord",), tmp_path, token=token, env=settings(**environment))
        double.recorder.take()
    mine = [line for line in err.splitlines() if line.startswith("backtalk: ")]
    assert (status, out, len(mine)) == (2, "", 1), err
    assert says in mine[0]
    assert "Traceback" not in err
    assert SECRET not in err


async def test_no_network(tmp_path: Path, engine: Engine) -> None:
    del engine
    async with Double() as double:
        pass
    status, out, err = await run_to_end(double, ("discord",), tmp_path, env=settings())
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("backtalk: cannot reach Discord")
    assert "Traceback" not in err


async def test_discord_is_down(tmp_path: Path) -> None:
    async with Double() as double:
        double.faults.server_error(r"PUT /applications/\d+/commands", status=503, times=20)
        status, _, err = await run_to_end(double, ("discord",), tmp_path, env=settings(), within=40)
    assert status == 2
    assert err.splitlines()[-1].startswith("backtalk: Discord answered with an error (503)")


async def test_the_settings_file_is_read_and_a_mistake_in_it_named(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "backtalk"
    folder.mkdir(parents=True)
    async with Double() as double:
        (folder / "settings.toml").write_text(f'discord_token = "{double.token}"\nasks_per_minute = 5\n')
        bot = await start(double, ("discord",), tmp_path, token="", env=settings())
        await double.until(double.gateway.is_ready, 20, "readiness")
        assert await bot.stop() == 0
        (folder / "settings.toml").write_text(f'discord_token = "{SECRET}"\ntokne = "{SECRET}"\n')
        status, _, err = await run_to_end(double, ("discord",), tmp_path, token="", env=settings())
    assert (status, SECRET in err, "Traceback" in err) == (2, False, False)
    assert "tokne: Extra inputs are not permitted" in err


async def test_nothing_is_asked_of_discord_that_is_not_needed(tmp_path: Path) -> None:
    async with Double() as double:
        double.world.guild("Gym")
        async with launch(double, ("discord",), home=tmp_path, env=settings()) as bot:
            await asyncio.sleep(0.3)
            assert [str(request) for request in double.recorder.requests] == [
                "GET /users/@me -> 200",
                "GET /oauth2/applications/@me -> 200",
                f"PUT /applications/{double.world.bot.id}/commands -> 200",
            ]
            assert bot.stdout == ""
            assert double.token not in bot.stderr
        double.recorder.assert_clean()


async def test_health_pages(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    async with Double() as double, aiohttp.ClientSession() as web:
        guild = double.world.guild("Gym")
        ada = double.person("Ada", double.world.channel(guild, "help"))
        environment = settings(BACKTALK_HEALTH_PORT=str(port))

        async def page(name: str) -> tuple[int, str]:
            async with web.get(f"http://127.0.0.1:{port}/{name}") as response:
                return response.status, await response.text()

        async with launch(double, ("discord",), home=tmp_path, env=environment):
            assert await page("healthz") == (200, "alive\n")
            await ada.slash("ask", question=ERECTOR)
            async with asyncio.timeout(10):
                while (await page("readyz"))[0] != 200:
                    await asyncio.sleep(0.1)
            status, figures = await page("metrics")
            assert status == 200
            assert 'backtalk_replies_total{kind="answer"} 1.0' in figures
            assert 'backtalk_gateway{what="servers"} 1.0' in figures
            assert "backtalk_reply_seconds_count 1.0" in figures


async def test_a_taken_health_port_costs_the_pages_not_the_bot(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = settings(BACKTALK_HEALTH_PORT=str(taken.getsockname()[1]))
        async with Double() as double, launch(double, ("discord",), home=tmp_path, env=environment) as bot:
            assert "health pages cannot be served" in bot.stderr
