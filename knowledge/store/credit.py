"""The credit in an entry's text: the line that names its author, and how a name is taken out of it."""

import re
import tomllib
from collections.abc import Collection

MEMBER = "a member of this community"
_FRONT = re.compile(r"\A\ufeff?---\r?\n.*?^---[ \t]*\r?$", re.S | re.M)
_YAML = re.compile(r"^(author:[ \t]*)(\S.*?)([ \t]*\r?)$", re.M)
_TOML = re.compile(r"^(author[ \t]*=[ \t]*)(\S.*?)([ \t]*\r?)$", re.M)


def uncredited(kind: str, text: str, names: Collection[str]) -> str:
    """An entry's text whose author, if it is one of these names, is a member of this community instead."""
    if kind == "source":
        return _TOML.sub(lambda line: f'{line[1]}"{MEMBER}"{line[3]}' if _toml(line[2]) in names else line[0], text)
    front = _FRONT.match(text)
    if not front:
        return text
    head = _YAML.sub(lambda line: f"{line[1]}{MEMBER}{line[3]}" if _yaml(line[2]) in names else line[0], front[0])
    return head + text[front.end() :]


def author_in(kind: str, text: str) -> str:
    """Who an entry's text names as its author; empty where nobody."""
    if kind == "source":
        line = _TOML.search(text)
        return (_toml(line[2]) or "") if line else ""
    front = _FRONT.match(text)
    line = _YAML.search(front[0]) if front else None
    return (_yaml(line[2]) or "") if line else ""


def _yaml(value: str) -> str | None:
    import yaml

    try:
        return str(yaml.safe_load(value))
    except yaml.YAMLError:
        return None


def _toml(value: str) -> str | None:
    try:
        return str(tomllib.loads(f"author = {value}")["author"])
    except tomllib.TOMLDecodeError:
        return None
