"""A message as readable plain text, for assertions and snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .components import LINK, SELECTS, Type, walk
from .world import V2, Message

Json = dict[str, Any]
RULE = "─" * 20


def text_of(message: Message) -> str:
    """What a person reads: text, embeds or card, buttons as [Label], selects with their options."""
    lines = ["(private)"] if message.private else []
    lines += [message.content] if message.content else []
    for embed in message.embeds:
        lines += embed_lines(embed)
    for component in message.components:
        lines += lines_of(component)
    if not message.flags & V2:
        lines += [f"(file: {one['filename']})" for one in message.attachments]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines())


def modal_text(modal: Json) -> str:
    lines = [f"◇ {modal['title']}"]
    for component in modal["components"]:
        lines += lines_of(component)
    return "\n".join(lines)


def components_of(message: Message) -> list[Json]:
    """Every component of the message, flat, in reading order."""
    return list(walk(message.components))


def buttons_of(message: Message) -> list[str]:
    return [label(one) for one in components_of(message) if one["type"] == Type.BUTTON]


def find(message: Message, wanted: str) -> Json:
    """The button or select with this custom id, or else this label or placeholder; exactly one."""
    usable = [one for one in components_of(message) if one["type"] in (Type.BUTTON, *SELECTS)]
    for key in ("custom_id", "label", "placeholder"):
        found = [one for one in usable if one.get(key) == wanted]
        if len(found) == 1:
            return found[0]
        assert not found, f"{len(found)} components have the {key} {wanted!r}"
    known = [f"{label(one)!r} ({one.get('custom_id')})" for one in usable]
    raise AssertionError(f"no component {wanted!r}; there are: {', '.join(known) or 'none'}")


def label(one: Json) -> str:
    emoji = (one.get("emoji") or {}).get("name")
    return one.get("label") or one.get("placeholder") or emoji or ""


def embed_lines(embed: Json) -> Iterator[str]:
    if author := (embed.get("author") or {}).get("name"):
        yield author
    for key in ("title", "description"):
        if embed.get(key):
            yield f"# {embed[key]}" if key == "title" else embed[key]
    for field in embed.get("fields") or []:
        yield f"{field['name']}: {field['value']}"
    if footer := (embed.get("footer") or {}).get("text"):
        yield f"({footer})"


def lines_of(one: Json) -> list[str]:
    return RENDER[one["type"]](one)


def children(one: Json) -> list[str]:
    return [line for child in one.get("components") or [] for line in lines_of(child)]


def row(one: Json) -> list[str]:
    parts = one["components"]
    if all(part["type"] == Type.BUTTON for part in parts):
        return [" ".join(line for part in parts for line in button(part))]
    return children(one)


def button(one: Json) -> list[str]:
    emoji = (one.get("emoji") or {}).get("name")
    text = " ".join(part for part in (emoji, one.get("label")) if part)
    if one.get("style") == LINK:
        return [f"[{text}]({one['url']})"]
    return [f"[{text}{' ✗' if one.get('disabled') else ''}]"]


def select(one: Json) -> list[str]:
    lines = [f"▾ {one.get('placeholder') or 'Choose'}{' ✗' if one.get('disabled') else ''}"]
    return lines + options(one)


def options(one: Json) -> list[str]:
    lines = []
    for option in one.get("options") or []:
        description = f" — {option['description']}" if option.get("description") else ""
        lines.append(f"  {'●' if option.get('default') else '○'} {option['label']}{description}")
    return lines


def container(one: Json) -> list[str]:
    return [f"│ {line}" for text in children(one) for line in text.splitlines() or [""]]


def section(one: Json) -> list[str]:
    return children(one) + lines_of(one["accessory"])


def labelled(one: Json) -> list[str]:
    description = f" ({one['description']})" if one.get("description") else ""
    return [f"{one['label']}{description}", *lines_of(one["component"])]


def text_input(one: Json) -> list[str]:
    name = f"{one['label']}: " if one.get("label") else ""
    return [f"  {name}▁ {one.get('value') or one.get('placeholder') or ''}".rstrip()]


def gallery(one: Json) -> list[str]:
    return [line for item in one["items"] for line in image(item)]


def image(one: Json) -> list[str]:
    return [f"(image: {one.get('description') or one['media']['url'].rsplit('/', 1)[-1]})"]


RENDER: dict[int, Callable[[Json], list[str]]] = {
    Type.ROW: row,
    Type.BUTTON: button,
    **dict.fromkeys(SELECTS, select),
    Type.TEXT_INPUT: text_input,
    Type.SECTION: section,
    Type.TEXT: lambda one: [one["content"]],
    Type.THUMBNAIL: image,
    Type.GALLERY: gallery,
    Type.FILE: lambda one: [f"(file: {one['file']['url'].rsplit('/', 1)[-1]})"],
    Type.SEPARATOR: lambda one: [RULE if one.get("divider", True) else ""],
    Type.CONTAINER: container,
    Type.LABEL: labelled,
    Type.UPLOAD: lambda _: ["  ⇧ upload"],
    Type.RADIO: options,
    Type.CHECKBOXES: options,
    Type.CHECKBOX: lambda one: [f"  [{'x' if one.get('default') else ' '}]"],
}
