"""Reads a channel as DiscordChatExporter writes it in JSON."""

import json
import re
from typing import Any

from bot.drafting.threads import NoThread, Post, Thread

_SPOKEN = frozenset({"Default", "Reply", "ThreadStarterMessage", "0", "19", "21"})
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:(\w+):\d+>")
MINUTES_APART = 7  # of one person's messages that are one post, as Discord itself groups them


def discord_thread(text: str) -> Thread:
    """The messages of an export, those that one person wrote in a row joined to one post.

    :raises NoThread: for JSON of any other kind.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoThread("bad-json", str(error)) from None
    messages = data.get("messages") if isinstance(data, dict) else None
    if not isinstance(messages, list):
        raise NoThread("no-export")
    posts: list[Post] = []
    stands_in: dict[str, str] = {}  # a message's id → that of the post it was joined to
    for message in messages:
        if post := _post(message):
            _add(post, posts, stands_in)
    if not posts:
        raise NoThread("no-posts")
    return Thread(_title(data), tuple(posts), _address(data), year=_year(posts[0].at))


def _post(message: Any) -> Post | None:
    if not isinstance(message, dict) or str(message.get("type", "Default")) not in _SPOKEN:
        return None
    author, reference = message.get("author"), message.get("reference")
    content = _MENTION.sub(lambda m: f":{m[1]}:" if m[1] else "", str(message.get("content") or "")).strip()
    if not content or not isinstance(author, dict) or author.get("isBot"):
        return None
    name = str(author.get("nickname") or author.get("name") or "")
    to = str(reference.get("messageId") or "") if isinstance(reference, dict) else ""
    return Post(name, content, str(message.get("timestamp") or ""), to, str(message.get("id") or ""))


def _add(post: Post, posts: list[Post], stands_in: dict[str, str]) -> None:
    """Append a post, or join it to the one before where the same person simply went on."""
    last = posts[-1] if posts else None
    to = stands_in.get(post.replies_to, post.replies_to)
    if last and last.author == post.author and not to and _soon(last.at, post.at):
        posts[-1] = Post(last.author, f"{last.text}\n\n{post.text}", last.at, last.replies_to, last.id)
        stands_in[post.id] = last.id
        return
    stands_in[post.id] = post.id
    posts.append(Post(post.author, post.text, post.at, to, post.id))


def _soon(first: str, then: str) -> bool:
    from datetime import datetime

    try:
        apart = datetime.fromisoformat(then) - datetime.fromisoformat(first)
    except (ValueError, TypeError):
        return False
    return 0 <= apart.total_seconds() <= 60 * MINUTES_APART


def _title(data: dict[str, Any]) -> str:
    channel = data.get("channel")
    name = str(channel.get("name") or "") if isinstance(channel, dict) else ""
    return name if " " in name else name.replace("-", " ")


def _address(data: dict[str, Any]) -> str:
    guild, channel = (data.get(part) for part in ("guild", "channel"))
    ids = [str(part.get("id") or "") if isinstance(part, dict) else "" for part in (guild, channel)]
    return f"https://discord.com/channels/{ids[0]}/{ids[1]}" if all(id_.isdigit() and id_ != "0" for id_ in ids) else ""


def _year(at: str) -> int | None:
    return int(at[:4]) if re.match(r"(?:19|20)\d\d-", at) else None
