"""`python -m tests.discord.double.run BASE GATEWAY module:function ARGUMENTS...`

Points discord.py at the double and then calls the entry point, as its console script would.
"""

from __future__ import annotations

import importlib
import sys

import discord.gateway
import discord.http
import yarl


def main(arguments: list[str]) -> int:
    base, gateway, entry, *rest = arguments
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    module, _, function = entry.partition(":")
    sys.argv = [function if function != "main" else "backtalk", *rest]
    result = getattr(importlib.import_module(module), function)()
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
