"""The gateway: sessions, shards, heartbeats, replay, and sockets that drop on demand."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from . import payloads
from .world import Guild, Member

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, MEMBERS, INVALID, HELLO, ACK = 7, 8, 9, 10, 11
GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1, 1 << 1, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = {"members": GUILD_MEMBERS, "presences": 1 << 8, "message_content": MESSAGE_CONTENT}
CHUNK = 1000


@dataclass(eq=False)
class Session:
    """One identified shard; it outlives its socket so that it can be resumed."""

    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    log: list[str] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    heartbeats: int = 0
    ready: bool = False
    presence: Json | None = None

    def record(self, event: str, data: Json) -> str:
        frame = json.dumps({"op": DISPATCH, "t": event, "s": len(self.log) + 1, "d": data})
        self.log.append(frame)
        return frame

    async def send(self, event: str, data: Json) -> None:
        """Send an event now, or keep it for the resume."""
        frame = self.record(event, data)
        if self.socket is not None and not self.socket.closed:
            try:
                await self.socket.send_str(frame)
            except ConnectionError:
                self.socket = None


@dataclass(eq=False)
class Gateway:
    double: Double
    sessions: dict[str, Session] = field(default_factory=dict)
    identifies: list[Json] = field(default_factory=list)
    resumes: list[Json] = field(default_factory=list)
    heartbeat_seconds: float = 41.25
    sockets: set[web.WebSocketResponse] = field(default_factory=set)

    @property
    def live(self) -> list[Session]:
        return [s for s in self.sessions.values() if s.socket is not None and not s.socket.closed]

    def is_ready(self) -> bool:
        """Every shard that the bot announced is connected and has its guilds."""
        ready = {session.shard for session in self.live if session.ready}
        return bool(ready) and len(ready) == max(session.shards for session in self.live)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.sockets.add(socket)
        await self.tell(socket, HELLO, {"heartbeat_interval": int(self.heartbeat_seconds * 1000)})
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            session = await self.receive(socket, session, message.data)
        self.sockets.discard(socket)
        if session is not None and session.socket is socket:
            session.socket = None
        self.double.pulse()
        return socket

    async def receive(self, socket: web.WebSocketResponse, session: Session | None, raw: str) -> Session | None:
        try:
            frame = json.loads(raw)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            await self.hang_up(socket, 4002, "decode error")
            return session
        if op == HEARTBEAT:
            await self.tell(socket, ACK, None)
            if session is not None:
                session.heartbeats += 1
        elif op == IDENTIFY and session is None:
            return await self.identify(socket, data)
        elif op == RESUME and session is None:
            return await self.resume(socket, data)
        elif session is None or op in (IDENTIFY, RESUME):
            await self.hang_up(socket, 4005 if session else 4003, f"op {op} out of turn")
        elif op == MEMBERS:
            await self.members(session, data)
        elif op == PRESENCE:
            session.presence = data
        elif op != VOICE:
            await self.hang_up(socket, 4001, f"unknown op {op}")
        return session

    async def identify(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        self.identifies.append(data)
        shard, shards = data.get("shard") or (0, 1)
        intents = data.get("intents")
        denied = [
            name for name, bit in PRIVILEGED.items() if (intents or 0) & bit and name not in self.double.privileged
        ]
        if data.get("token") != self.double.token:
            await self.hang_up(socket, 4004, "authentication failed")
        elif not isinstance(intents, int) or intents >> 26:
            await self.hang_up(socket, 4013, "invalid intents")
        elif denied:
            await self.hang_up(socket, 4014, f"disallowed intents: {', '.join(denied)}")
        elif not 0 <= shard < shards:
            await self.hang_up(socket, 4010, "invalid shard")
        else:
            return await self.welcome(socket, Session(shard, shards, intents))
        return None

    async def welcome(self, socket: web.WebSocketResponse, session: Session) -> Session:
        self.sessions = {id_: s for id_, s in self.sessions.items() if s.shard != session.shard}
        self.sessions[session.id] = session
        session.socket = socket
        world = self.double.world
        guilds = [g for g in world.guilds.values() if self.belongs(session, g) and world.bot.id in g.members]
        ready: Json = {
            "v": 10,
            "user": payloads.user(world.bot) | {"verified": True, "mfa_enabled": True, "flags": 0},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.double.gateway_url,
            "private_channels": [],
            "shard": [session.shard, session.shards],
            "application": {"id": str(world.bot.id), "flags": 0},
        }
        await session.send("READY", ready)
        for guild in guilds:
            await session.send("GUILD_CREATE", self.guild_payload(session, guild))
        session.ready = True
        self.double.pulse()
        return session

    def guild_payload(self, session: Session, guild: Guild) -> Json:
        """A guild as this session sees it: without the members intent only the bot itself."""
        everybody = session.intents & GUILD_MEMBERS and len(guild.members) < 250
        me = self.double.world.bot.id
        members = (m for m in guild.members.values() if everybody or m.user.id == me)
        return payloads.guild(guild, members, [t for t in self.double.world.threads_of(guild) if not t.archived])

    def belongs(self, session: Session, guild: Guild | None) -> bool:
        return ((guild.id >> 22) % session.shards if guild else 0) == session.shard

    async def resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        self.resumes.append(data)
        session = self.sessions.get(data.get("session_id") or "")
        position = data.get("seq") or 0
        if session is None or data.get("token") != self.double.token or position > len(session.log):
            await self.tell(socket, INVALID, False)
            return None
        while position < len(session.log):
            await socket.send_str(session.log[position])
            position += 1
        session.socket = socket
        await session.send("RESUMED", {"_trace": []})
        self.double.pulse()
        return session

    async def members(self, session: Session, data: Json) -> None:
        guild = self.double.world.guilds.get(int(data["guild_id"]))
        if guild is None:
            return
        wanted = [int(id_) for id_ in data.get("user_ids") or []]
        if not wanted and not data.get("query") and not session.intents & GUILD_MEMBERS:
            self.double.recorder.violated("members-without-intent", "gateway op 8")
            return
        found = self.matching(guild, data, wanted)
        chunks = [found[i : i + CHUNK] for i in range(0, len(found), CHUNK)] or [[]]
        for index, chunk in enumerate(chunks):
            answer: Json = {
                "guild_id": str(guild.id),
                "members": [payloads.member(m) for m in chunk],
                "chunk_index": index,
                "chunk_count": len(chunks),
                "not_found": [str(id_) for id_ in wanted if id_ not in guild.members],
                "nonce": data.get("nonce"),
            }
            await session.send("GUILD_MEMBERS_CHUNK", answer)

    def matching(self, guild: Guild, data: Json, wanted: list[int]) -> list[Member]:
        if wanted:
            return [guild.members[id_] for id_ in wanted if id_ in guild.members]
        query, most = (data.get("query") or "").lower(), data.get("limit") or None
        return [m for m in guild.members.values() if (m.nick or m.user.name).lower().startswith(query)][:most]

    async def dispatch(self, event: str, build: Callable[[Session], Json | None], guild: Guild | None) -> None:
        """Send an event to the shard that the guild (or a DM) belongs to."""
        for session in list(self.sessions.values()):
            if self.belongs(session, guild) and (data := build(session)) is not None:
                await session.send(event, data)
        self.double.pulse()

    async def tell(self, socket: web.WebSocketResponse, op: int, data: Any) -> None:
        await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def hang_up(self, socket: web.WebSocketResponse, code: int, reason: str) -> None:
        self.double.recorder.violated("gateway-close", f"close code {code}", reason)
        await socket.close(code=code, message=reason.encode())

    async def drop(self, *, shard: int | None = None, code: int | None = None) -> None:
        """Lose the sockets: abruptly, or with a close code."""
        for session in self.live:
            if shard in (None, session.shard) and session.socket is not None:
                socket, session.socket = session.socket, None
                if code is not None:
                    await socket.close(code=code)
                elif (transport := socket._req.transport if socket._req else None) is not None:
                    transport.abort()

    async def ask_to_reconnect(self) -> None:
        for session in self.live:
            if session.socket is not None:
                await self.tell(session.socket, RECONNECT, None)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9: the bot must identify again, or may resume."""
        for session in self.live:
            if session.socket is not None:
                await self.tell(session.socket, INVALID, resumable)
            if not resumable:
                self.sessions.pop(session.id, None)

    async def send_frame(self, text: str) -> None:
        """Any text at all, for frames that no sane gateway would send."""
        for session in self.live:
            if session.socket is not None:
                await session.socket.send_str(text)
