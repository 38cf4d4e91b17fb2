"""INTERACTION_CREATE and its data, with every field that discord.py reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import payloads
from .components import Type
from .interactions import Pending, owners
from .permissions import permissions_in
from .world import Attached, Channel, Message, Role, User

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, NUMBER = 3, 4, 5, 10
IN_GUILD, IN_DM = 0, 1


class NotPossible(AssertionError):
    """A person tried what Discord's own client would not have let them do."""


def interaction(double: Double, pending: Pending) -> Json:
    channel, person = pending.channel, pending.person
    event: Json = {
        "id": str(pending.id),
        "application_id": str(double.world.bot.id),
        "type": pending.kind,
        "data": pending.data,
        "token": pending.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": payloads.channel(channel),
        "locale": person.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(channel, person),
        "context": IN_GUILD if channel.guild else IN_DM,
        "attachment_size_limit": payloads.FILE_LIMIT,
    }
    event |= whereabouts(double, pending)
    if pending.source is not None:
        event["message"] = payloads.message(pending.source)
    return event


def whereabouts(double: Double, pending: Pending) -> Json:
    guild = pending.channel.guild
    if guild is None:
        return {"user": payloads.user(pending.person), "app_permissions": str(1 << 11)}
    me, member = guild.members.get(double.world.bot.id), guild.members[pending.person.id]
    allowed = permissions_in(pending.channel, member)
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": payloads.member(member, channel=pending.channel),
        "channel": payloads.channel(pending.channel) | {"permissions": str(allowed)},
        "app_permissions": str(permissions_in(pending.channel, me) if me else 0),
    }


def command_for(double: Double, person: User, channel: Channel, name: str, kind: int) -> Json:
    """The synced command of this name that the person would be offered here."""
    guild = channel.guild
    synced = [*double.commands.get(guild.id if guild else -1, ()), *double.commands.get(None, ())]
    command: Json | None = next((c for c in synced if c["name"] == name and c["type"] == kind), None)
    if command is None:
        known = sorted(c["name"] for c in synced if c["type"] == kind)
        raise NotPossible(f"no command {name!r} of type {kind} was synced; there are {known}")
    contexts = command.get("contexts")
    here = IN_GUILD if guild else IN_DM
    if (contexts is not None and here not in contexts) or (guild is None and command.get("dm_permission") is False):
        raise NotPossible(f"{name!r} is not offered in {'servers' if guild else 'DMs'}")
    needed = int(command.get("default_member_permissions") or 0)
    if guild is not None and not double.allowed(guild, name, person, needed):
        raise NotPossible(f"{name!r} is not offered to {person.name}: permissions {needed} are needed")
    return command


def command_data(
    double: Double, person: User, channel: Channel, path: str, given: Mapping[str, Any], focus: str = ""
) -> Json:
    """The data of a slash command; `path` may name a subcommand, `focus` the option being typed."""
    name, *rest = path.split()
    command = command_for(double, person, channel, name, 1)
    data: Json = {"id": command["id"], "name": name, "type": 1}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    resolved: Json = {}
    spec, node = command, data
    for part in rest:
        spec = next((o for o in spec.get("options") or [] if o["name"] == part and o["type"] in (1, 2)), {})
        if not spec:
            raise NotPossible(f"/{path}: no subcommand {part!r}")
        node["options"] = [{"name": part, "type": spec["type"]}]
        node = node["options"][0]
    node["options"] = options_data(path, spec.get("options") or [], given, focus, resolved, channel)
    return data | ({"resolved": resolved} if resolved else {})


def options_data(
    path: str, specs: list[Json], given: Mapping[str, Any], focus: str, resolved: Json, channel: Channel
) -> list[Json]:
    known = {spec["name"]: spec for spec in specs}
    if any(spec["type"] in (SUBCOMMAND, GROUP) for spec in specs):
        raise NotPossible(f"/{path}: a subcommand is needed: {sorted(known)}")
    if unknown := set(given) - set(known):
        raise NotPossible(f"/{path}: no option {sorted(unknown)}; there are {sorted(known)}")
    missing = [name for name, spec in known.items() if spec.get("required") and name not in given]
    if missing and not focus:
        raise NotPossible(f"/{path}: required options are missing: {missing}")
    made = []
    for name, value in given.items():
        spec = known[name]
        entry = {"name": name, "type": spec["type"], "value": plain(value, spec, resolved, channel, name == focus)}
        made.append(entry | ({"focused": True} if name == focus else {}))
    return made


def plain(value: Any, spec: Json, resolved: Json, channel: Channel, focused: bool) -> Any:
    kind = spec["type"]
    expected = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}.get(kind)
    if focused:
        if not spec.get("autocomplete"):
            raise NotPossible(f"option {spec['name']!r} has no autocomplete")
        return str(value)
    if expected is None:
        return resolve([value], resolved, channel)[0]
    if not isinstance(value, expected):  # type: ignore[arg-type]
        raise NotPossible(f"option {spec['name']!r} takes {expected}, not {value!r}")
    low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    size = len(value) if kind == STRING else value
    if not spec.get(low, size) <= size <= spec.get(high, size) or (kind == STRING and size > 6000):
        raise NotPossible(f"option {spec['name']!r}: {size} is out of bounds")
    allowed = [choice["value"] for choice in spec.get("choices") or []]
    if allowed and value not in allowed:
        raise NotPossible(f"option {spec['name']!r}: {value!r} is not one of {allowed}")
    return value


def resolve(things: Iterable[Any], resolved: Json, channel: Channel) -> list[str]:
    """The ids of people, roles, channels and messages, and what `data.resolved` says of them."""
    ids = []
    for thing in things:
        one = getattr(thing, "user", thing)
        ids.append(str(one.id))
        if isinstance(one, User):
            resolved.setdefault("users", {})[str(one.id)] = payloads.user(one)
            if channel.guild is not None and one.id in channel.guild.members:
                member = payloads.member(channel.guild.members[one.id], channel=channel, with_user=False)
                resolved.setdefault("members", {})[str(one.id)] = member
        elif isinstance(one, Role):
            resolved.setdefault("roles", {})[str(one.id)] = payloads.role(one)
        elif isinstance(one, Attached):
            resolved.setdefault("attachments", {})[str(one.id)] = payloads.attached(one)
        elif isinstance(one, Channel):
            entry = payloads.channel(one) | {"permissions": "0"}
            resolved.setdefault("channels", {})[str(one.id)] = entry
        elif isinstance(one, Message):
            resolved.setdefault("messages", {})[str(one.id)] = payloads.message(one)
        else:
            raise NotPossible(f"{thing!r} is no person, role, channel, message or file")
    return ids


def select_values(one: Json, wanted: list[Any], channel: Channel) -> Json:
    """What a select sends: values (given by value or label), within its minimum and maximum."""
    resolved: Json = {}
    if one["type"] == Type.SELECT:
        values = [option_value(one, value) for value in wanted]
    else:
        values = resolve(wanted, resolved, channel)
    low, high = one.get("min_values", 1), one.get("max_values", 1)
    if not low <= len(values) <= high:
        raise NotPossible(f"{len(values)} values chosen, {low} to {high} allowed")
    return {"values": values} | ({"resolved": resolved} if resolved else {})


def option_value(one: Json, wanted: Any) -> str:
    for option in one.get("options") or []:
        if wanted in (option["value"], option["label"]):
            return str(option["value"])
    raise NotPossible(f"no option {wanted!r}; there are {[o['label'] for o in one.get('options') or []]}")
