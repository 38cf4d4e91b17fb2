"""The rules for a message's body, and the mentions it would really make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from . import components
from .errors import Problems, refuse
from .world import EPHEMERAL, V2, Channel, Message, User

Json = dict[str, Any]
MAX_CONTENT, MAX_EMBEDS, MAX_FILES = 2000, 10, 10
EMBED_LENGTHS = {"title": 256, "description": 4096}
SENDABLE_FLAGS = (1 << 2) | EPHEMERAL | (1 << 12) | V2


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


def check_message(
    body: Json, *, root: tuple[str, ...] = (), before: Message | None = None, files: dict[int, Upload] | None = None
) -> None:
    """Refuse a body that Discord would refuse; `before` is the message that it edits."""
    problems = Problems(root)
    v2 = bool(int(body.get("flags") or 0) & V2) or bool(before and before.flags & V2)
    problems.at("content").length(body.get("content"), 0, MAX_CONTENT, "content-length")
    check_embeds(problems.at("embeds"), body.get("embeds") or [])
    check_mentions(problems.at("allowed_mentions"), body.get("allowed_mentions") or {})
    check_attachments(problems.at("attachments"), body.get("attachments"), files or {})
    if int(body.get("flags") or 0) & ~SENDABLE_FLAGS:
        problems.at("flags").add("flags", "BASE_TYPE_CHOICES", "Only sendable flags may be set.")
    if "nonce" in body:
        problems.at("nonce").length(body["nonce"], 0, 25, "nonce")
    if body.get("components"):
        components.check(problems, body["components"], v2=v2)
    if v2:
        check_v2(problems, body, before)
    problems.refuse()
    if is_empty(body, before, bool(files)):
        refuse("empty-message")


def check_v2(problems: Problems, body: Json, before: Message | None) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        old = getattr(before, name, None) if before and not before.flags & V2 else None
        if body.get(name, old):
            problems.at(name).add(
                "v2-legacy-fields",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def is_empty(body: Json, before: Message | None, files: bool) -> bool:
    def kept(name: str) -> Any:
        return body[name] if name in body else getattr(before, name, None)

    return not files and not any(kept(name) for name in ("content", "embeds", "components", "attachments", "poll"))


def check_embeds(here: Problems, embeds: list[Json]) -> None:
    here.length(embeds, 0, MAX_EMBEDS, "embed-count")
    total = 0
    for index, embed in enumerate(embeds):
        spot = here.at(index)
        for name, limit in EMBED_LENGTHS.items():
            spot.at(name).length(embed.get(name), 0, limit, f"embed-{name}")
        spot.at("footer", "text").length((embed.get("footer") or {}).get("text"), 0, 2048, "embed-footer")
        spot.at("author", "name").length((embed.get("author") or {}).get("name"), 0, 256, "embed-author")
        check_fields(spot.at("fields"), embed.get("fields") or [])
        total += embed_size(embed)
    if total > 6000:
        here.add("embed-total", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size {total} exceeds maximum size of 6000")


def check_fields(here: Problems, fields: list[Json]) -> None:
    here.length(fields, 0, 25, "embed-fields")
    for index, field in enumerate(fields):
        here.at(index, "name").length(field.get("name"), 1, 256, "embed-field")
        here.at(index, "value").length(field.get("value"), 1, 1024, "embed-field")


def embed_size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field.get(key) for field in embed.get("fields") or [] for key in ("name", "value")]
    return sum(len(text or "") for text in texts)


def check_mentions(here: Problems, allowed: Json) -> None:
    for kind in ("users", "roles"):
        here.at(kind).length(allowed.get(kind), 0, 100, "allowed-mentions")
        if allowed.get(kind) and kind in (allowed.get("parse") or []):
            here.at("parse").add("allowed-mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"{kind} given twice")
    for kind in allowed.get("parse") or []:
        here.at("parse").choice(kind, ("users", "roles", "everyone"), "allowed-mentions")


def check_attachments(here: Problems, listed: Any, files: dict[int, Upload]) -> None:
    if len(files) > MAX_FILES:
        here.add("file-count", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    for index, attachment in enumerate(listed or []):
        id_ = attachment.get("id")
        if str(id_).isdigit() and int(id_) < 1000 and int(id_) not in files:
            here.at(index).add("attachment", "ATTACHMENT_NOT_FOUND", f"No file was sent for attachment {id_}")


def spoken(body: Json) -> str:
    """Everything in a body that Discord reads mentions from."""
    texts = [one.get("content") for one in components.walk(body.get("components") or []) if one.get("type") == 10]
    return "\n".join([body.get("content") or "", *(text or "" for text in texts)])


@dataclass(frozen=True)
class Pings:
    users: list[User]
    roles: list[int]
    everyone: bool

    @property
    def mass(self) -> bool:
        return self.everyone or bool(self.roles)


def pings(body: Json, channel: Channel, users: dict[int, User]) -> Pings:
    """Whom the message would ping, given its allowed_mentions (none given: everybody it names)."""
    text, allowed = spoken(body), body.get("allowed_mentions")
    named = [users[int(id_)] for id_ in dict.fromkeys(re.findall(r"<@!?(\d+)>", text)) if int(id_) in users]
    known = channel.guild.roles if channel.guild else {}
    roles = [int(id_) for id_ in re.findall(r"<@&(\d+)>", text) if int(id_) in known]
    everyone = channel.guild is not None and re.search(r"@(everyone|here)\b", text) is not None
    if allowed is None:
        return Pings(named, roles, everyone)
    parse = allowed.get("parse") or []
    lists = {kind: {int(id_) for id_ in allowed.get(kind) or []} for kind in ("users", "roles")}
    return Pings(
        [user for user in named if "users" in parse or user.id in lists["users"]],
        [id_ for id_ in roles if "roles" in parse or id_ in lists["roles"]],
        everyone and "everyone" in parse,
    )
