"""A strict double of Discord on the loopback: see tests/discord/README.md."""

from .answer import Answer, NoAnswer
from .events import NotPossible
from .launch import Bot, LaunchFailed, launch, run_to_end, start, wait_until_ready
from .permissions import Permission
from .person import Person
from .server import Double
from .text import buttons_of, components_of, text_of
from .world import Channel, Guild, Kind, Member, Message, Role, User, World

__all__ = [
    "Answer",
    "Bot",
    "Channel",
    "Double",
    "Guild",
    "Kind",
    "LaunchFailed",
    "Member",
    "Message",
    "NoAnswer",
    "NotPossible",
    "Permission",
    "Person",
    "Role",
    "User",
    "World",
    "buttons_of",
    "components_of",
    "launch",
    "run_to_end",
    "start",
    "text_of",
    "wait_until_ready",
]
