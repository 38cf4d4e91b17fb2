"""`backtalk discord`: from the settings to a connected bot, and to an exit status an operator can use."""

import argparse
import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.database import open_settled
from bot.discord.app import DRAINING, App, ShardedApp
from bot.discord.heaps import few_heaps
from bot.discord.logs import start_logging
from bot.discord.markdown import told
from bot.errors import BacktalkError
from bot.opening import open_for
from bot.settings import read_settings, settings_file

LEAVING = 2.0  # seconds that closing the connection may take
REFUSED_TOKEN = 4004  # the gateway's close code for a token that is wrong


def discord_command(arguments: argparse.Namespace) -> int:
    """Run the bot until it is told to end; status 0.

    :raises BacktalkError: when a setting is wrong or Discord or the database cannot be reached.
    """
    settings = read_settings()
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        raise BacktalkError(told("no_token", settings_file()))
    few_heaps()
    arguments.country = arguments.country or settings.country
    engine = open_for(arguments)
    start_logging(settings.log_level)
    store = open_settled(settings.database_url.get_secret_value())
    kind = App if arguments.shards is None else ShardedApp
    try:
        asyncio.run(_serve(lambda: kind(engine, store, settings, arguments.shards or 0), token))
    finally:
        store.close()
    return 0


async def _serve(make: Callable[[], App], token: str) -> None:
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        # where the loop cannot watch signals, Ctrl-C still ends the program
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(one, stop.set)
    async with make() as app:
        running = asyncio.create_task(app.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not running.done():
            await _leave(app, running)
        else:
            _explain(running)


async def _leave(app: App, running: "asyncio.Task[None]") -> None:
    """Finish and close within the time a supervisor gives."""
    with suppress(TimeoutError):
        await asyncio.wait_for(app.finish(), DRAINING + LEAVING)
    running.cancel()
    await asyncio.wait({running}, timeout=1.0)


def _explain(running: "asyncio.Task[None]") -> None:
    """Turn what ended the bot into one line for the operator."""
    try:
        running.result()
    except discord.LoginFailure as error:
        raise BacktalkError(told("wrong_token")) from error
    except discord.PrivilegedIntentsRequired as error:
        raise BacktalkError(told("no_intents")) from error
    except discord.ConnectionClosed as error:
        line = told("wrong_token") if error.code == REFUSED_TOKEN else told("discord_trouble", error.code)
        raise BacktalkError(line) from error
    except discord.HTTPException as error:
        raise BacktalkError(told("discord_trouble", error.status)) from error
    except (OSError, aiohttp.ClientError, discord.GatewayNotFound) as error:
        raise BacktalkError(told("no_network", type(error).__name__)) from error
    except SQLAlchemyError as error:
        raise BacktalkError(told("no_database", type(error).__name__)) from error
