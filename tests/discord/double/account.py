"""Who the bot is, how to reach the gateway, guilds, members, users, roles."""

from __future__ import annotations

from typing import Any

from . import payloads
from .call import Call, route
from .errors import refuse
from .world import Kind

Json = dict[str, Any]
FLAGS = {"presences": 1 << 12, "members": 1 << 14, "message_content": 1 << 18}


def application(call: Call) -> Json:
    world = call.world
    return {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "Answers questions about an uneven back.",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": payloads.user(world.owner),
        "team": None,
        "verify_key": world.verify_key,
        "flags": sum(FLAGS[name] for name in call.double.privileged),
        "tags": [],
        "redirect_uris": [],
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "interactions_endpoint_url": None,
    }


@route("GET", "/users/@me")
async def me(call: Call) -> Json:
    return payloads.user(call.world.bot) | {"verified": True, "mfa_enabled": True, "locale": "en-US", "flags": 0}


@route("GET", "/oauth2/applications/@me", "/applications/@me")
async def own_application(call: Call) -> Json:
    return application(call)


@route("GET", "/gateway")
async def gateway(call: Call) -> Json:
    return {"url": call.double.gateway_url}


@route("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Json:
    limit = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 16}
    return {"url": call.double.gateway_url, "shards": call.double.shards, "session_start_limit": limit}


@route("GET", "/users/{user}")
async def user(call: Call) -> Json:
    return payloads.user(call.user())


@route("POST", "/users/@me/channels")
async def open_dm(call: Call) -> Json:
    recipient = call.world.users.get(int((call.body or {}).get("recipient_id") or 0))
    if recipient is None or recipient.bot:
        refuse("dms-closed" if recipient else "unknown-user")
    return payloads.channel(call.world.dm(recipient))


@route("GET", "/users/@me/guilds")
async def own_guilds(call: Call) -> list[Json]:
    return [{"id": str(g.id), "name": g.name, "icon": None, "permissions": "0"} for g in call.world.guilds.values()]


@route("DELETE", "/users/@me/guilds/{guild}")
async def leave(call: Call) -> None:
    await call.double.leave(call.guild())


@route("GET", "/guilds/{guild}")
async def guild(call: Call) -> Json:
    return payloads.guild(call.guild(), (), ())


@route("GET", "/guilds/{guild}/channels")
async def channels(call: Call) -> list[Json]:
    return [payloads.channel(c) for c in call.guild().channels.values()]


@route("GET", "/guilds/{guild}/roles")
async def roles(call: Call) -> list[Json]:
    return [payloads.role(r) for r in call.guild().roles.values()]


@route("GET", "/guilds/{guild}/members/{user}")
async def member(call: Call) -> Json:
    found = call.guild().members.get(call.id("user", "unknown-member"))
    return payloads.member(found or refuse("unknown-member"))


@route("GET", "/guilds/{guild}/members")
async def members(call: Call) -> list[Json]:
    if "members" not in call.double.privileged:
        refuse("missing-access")
    limit = int(call.request.query.get("limit", 1))
    after = int(call.request.query.get("after", 0))
    found = sorted((m for m in call.guild().members.values() if m.user.id > after), key=lambda m: m.user.id)
    return [payloads.member(m) for m in found[:limit]]


@route("GET", "/guilds/{guild}/threads/active")
async def active_threads(call: Call) -> Json:
    threads = [t for t in call.world.threads_of(call.guild()) if not t.archived]
    mine = [
        {"id": str(t.id), "user_id": str(call.world.bot.id), "join_timestamp": payloads.JOINED, "flags": 0}
        for t in threads
    ]
    return {"threads": [payloads.thread(t) for t in threads], "members": mine}


@route("GET", "/channels/{channel}")
async def channel(call: Call) -> Json:
    found = call.channel()
    return payloads.channel(found) | (
        {"recipients": [payloads.user(found.recipients[0])]} if found.kind is Kind.DM else {}
    )
