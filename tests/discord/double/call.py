"""One request to the HTTP interface: reading it, routing it, answering or refusing it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from .bodies import Upload
from .errors import ApiError, refuse
from .payloads import FILE_LIMIT
from .permissions import Permission, permissions_in
from .world import Channel, Guild, Message, User, World

if TYPE_CHECKING:
    from .server import Double

API = "/api/v10"
Handler = Callable[["Call"], Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: Handler
    needs_token: bool


ROUTES: list[Route] = []


def route(method: str, *paths: str, needs_token: bool = True) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        ROUTES.extend(Route(method, path, handler, needs_token) for path in paths)
        return handler

    return register


@dataclass
class Call:
    double: Double
    request: web.Request
    body: Any = None
    files: dict[int, Upload] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.double.world

    def text(self, name: str) -> str:
        return self.request.match_info[name]

    def id(self, name: str, unknown: str) -> int:
        value = self.text(name)
        return int(value) if value.isdigit() else refuse(unknown)

    def optional(self, name: str) -> int | None:
        value = self.request.match_info.get(name)
        return int(value) if value else None

    def guild(self) -> Guild:
        guild = self.world.guilds.get(self.id("guild", "unknown-guild"))
        if guild is None or self.world.bot.id not in guild.members:
            refuse("missing-access" if guild else "unknown-guild")
        return guild

    def user(self) -> User:
        user = self.world.users.get(self.id("user", "unknown-user"))
        return user or refuse("unknown-user")

    def channel(self) -> Channel:
        """The channel named in the path, if the bot may see it."""
        channel = self.world.channels.get(self.id("channel", "unknown-channel"))
        if channel is None:
            refuse("unknown-channel")
        if channel.guild is not None and not self.bot_may(channel, Permission.VIEW_CHANNEL):
            refuse("missing-access")
        return channel

    def message(self) -> Message:
        """The message named in the path; private ones do not exist here."""
        message = self.channel().messages.get(self.id("message", "unknown-message"))
        if message is None or message.deleted or message.private:
            refuse("unknown-message")
        return message

    def bot_may(self, channel: Channel, permission: int) -> bool:
        if channel.guild is None:
            return True
        member = channel.guild.members.get(self.world.bot.id)
        return member is not None and permissions_in(channel, member) & permission == permission

    def need(self, channel: Channel, permission: int) -> None:
        if not self.bot_may(channel, permission):
            refuse("missing-permissions")


async def read(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    """The JSON body and the files of a request, plain or multipart."""
    if request.content_type == "multipart/form-data":
        return await read_multipart(request)
    raw = await request.read()
    if not raw:
        return None, {}
    if request.headers.get("Content-Type") != "application/json":
        refuse("bad-json")
    return parse(raw), {}


async def read_multipart(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    body: Any = {}
    files: dict[int, Upload] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = parse(content)
        elif match := re.fullmatch(r"files\[(\d+)\]", part.name or ""):
            files[int(match[1])] = Upload(part.filename or "file", content)
    if sum(len(file.content) for file in files.values()) > FILE_LIMIT:
        refuse("file-too-large")
    return body, files


def parse(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        refuse("bad-json")


def as_json(data: Any, status: int = 200) -> web.Response:
    """Exactly `application/json`: with a charset, discord.py would read text."""
    return web.Response(status=status, body=json.dumps(data).encode(), content_type="application/json")


def endpoint(double: Double, one: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        started, path = time.perf_counter(), request.path.removeprefix(API)
        call = Call(double, request)
        try:
            call.body, call.files = await read(request)
            response = await double.faults.meet(request.method, path) or await handle(call, one)
        except ApiError as error:
            for rule in error.rules:
                double.recorder.violated(rule, f"{request.method} {path}", json.dumps(error.body))
            response = as_json(error.body, error.status)
        double.recorder.sent(request.method, path, call.body, response.status, started)
        double.pulse()
        return response

    return answer


async def handle(call: Call, one: Route) -> web.StreamResponse:
    if one.needs_token and call.request.headers.get("Authorization") != f"Bot {call.double.token}":
        refuse("unauthorized")
    result = await one.handler(call)
    if isinstance(result, web.StreamResponse):
        return result
    return web.Response(status=204) if result is None else as_json(result)


async def unserved(_: Call) -> None:
    refuse("unserved-route")


NOWHERE = Route("*", "/{rest:.*}", unserved, needs_token=False)
