"""Trouble on demand: rate limits, server errors, slow answers, malformed events."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Fault:
    """Applies to the next `times` requests whose "METHOD /path" matches `pattern`."""

    pattern: str
    times: int = 1
    status: int | None = None
    retry_after: float = 0.0
    everywhere: bool = False
    seconds: float = 0.0
    hits: int = 0

    def matches(self, line: str) -> bool:
        return self.hits < self.times and re.search(self.pattern, line) is not None

    def response(self) -> web.Response | None:
        if self.status is None:
            return None
        if self.status != 429:
            return web.Response(status=self.status, text="<html>upstream error</html>", content_type="text/html")
        body: dict[str, Any] = {
            "message": "You are being rate limited.",
            "retry_after": self.retry_after,
            "global": self.everywhere,
        }
        headers = {"Via": "1.1 google", "Retry-After": str(self.retry_after), "X-RateLimit-Scope": "user"}
        return web.Response(
            status=429, body=json.dumps(body).encode(), content_type="application/json", headers=headers
        )


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)

    def rate_limit(self, pattern: str, *, retry_after: float = 0.2, times: int = 1, everywhere: bool = False) -> Fault:
        return self._plan(Fault(pattern, times, 429, retry_after, everywhere))

    def server_error(self, pattern: str, *, status: int = 500, times: int = 1) -> Fault:
        return self._plan(Fault(pattern, times, status))

    def slow(self, pattern: str, seconds: float, *, times: int = 1) -> Fault:
        return self._plan(Fault(pattern, times, seconds=seconds))

    def clear(self) -> None:
        self.planned.clear()

    def _plan(self, fault: Fault) -> Fault:
        self.planned.append(fault)
        return fault

    async def meet(self, method: str, path: str) -> web.Response | None:
        for fault in self.planned:
            if fault.matches(f"{method} {path}"):
                fault.hits += 1
                await asyncio.sleep(fault.seconds)
                return fault.response()
        return None


NOBODY = {"id": "4", "username": "nobody", "discriminator": "0", "avatar": None}
NOTE = {"id": "5", "channel_id": "2", "author": NOBODY | {"bot": True}, "content": "boo", "timestamp": None, "type": 0}
STALE = {
    "id": "6",
    "application_id": "7",
    "token": "stale",
    "version": 1,
    "channel": {"id": "2", "type": 1, "flags": 0},
    "channel_id": "2",
    "user": NOBODY,
    "attachment_size_limit": 0,
}

# Events a client must survive: unknown kinds, unknown ids, stale interactions, fields that nobody promised.
STRANGE_EVENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("SOMETHING_NEW", {"guild_id": "1", "surprise": [None, {}]}),
    ("MESSAGE_CREATE", NOTE | {"guild_id": "3", "webhook_id": "8"}),
    ("MESSAGE_CREATE", NOTE | {"guild_id": "3", "type": 99, "surprise": True}),
    ("MESSAGE_DELETE", {"id": "1", "channel_id": "2", "guild_id": "3"}),
    ("INTERACTION_CREATE", STALE | {"type": 2, "data": {"id": "1", "name": "gone", "type": 1}}),
    ("INTERACTION_CREATE", STALE | {"type": 3, "data": {"custom_id": "gone", "component_type": 2}}),
    ("INTERACTION_CREATE", STALE | {"type": 5, "data": {"custom_id": "gone", "components": []}}),
    ("THREAD_DELETE", {"id": "1", "guild_id": "3", "parent_id": "2", "type": 11}),
    ("GUILD_DELETE", {"id": "3", "unavailable": True}),
    ("CHANNEL_UPDATE", {"id": "2", "type": 0, "guild_id": "3", "name": "gone", "position": 0}),
    ("GUILD_MEMBER_REMOVE", {"guild_id": "3", "user": NOBODY}),
    ("TYPING_START", {"channel_id": "2", "user_id": "4", "timestamp": 0}),
)
