"""Changes single fields of an entry's file text and leaves every other byte of it alone, comments and order too."""

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from knowledge.entries import Pick
from knowledge.folder import Problem
from knowledge.pack import BrokenEntry
from knowledge.writing import ANSWER_FIELDS, field, pick_lines, scalar

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")  # a new line to YAML, and to nothing else here
Lines: TypeAlias = list[str]
Value: TypeAlias = str | Sequence[str] | Sequence[Pick] | None


def with_fields(text: str, **fields: Value) -> str:
    """A Markdown entry's text with these fields of its front matter, and its `body`, changed.

    None takes a field out. Items of a list that stay keep their own lines, so that a diff shows what changed alone.

    :raises BrokenEntry: when the text has no front matter that can be read.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = _lines(text)
    first, last = _fences(lines)
    head = lines[first + 1 : last]
    below = "".join(lines[last + 1 :])
    for key, value in fields.items():
        if key == "body":
            below = _with_body(below, str(value), newline)
        else:
            head = _lines("".join(_with_field(head, key, tuple(value) if isinstance(value, list) else value, newline)))
    return "".join([*lines[: first + 1], *head, lines[last], below])


def _lines(text: str) -> Lines:
    """Lines with their ends; `splitlines` would also cut at marks that a sentence may hold."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _with_body(below: str, value: str, newline: str) -> str:
    """The text below the front matter with other words, and the blank lines around them as they were."""
    wanted, words = "\n".join(value.splitlines() if "\r" in value else [value]).strip(), below.strip()
    if words.replace("\r\n", "\n") == wanted:
        return below
    wanted = wanted.replace("\n", newline)
    return below.replace(words, wanted, 1) if words else f"{wanted}{newline}"


def _fences(lines: Lines) -> tuple[int, int]:
    """The numbers of the two lines that stand around the front matter."""
    found = [number for number, line in enumerate(lines) if line.removeprefix("\ufeff").rstrip("\r\n") == "---"][:2]
    if len(found) < 2:
        message = "must start with front matter between two lines of ---"
        raise BrokenEntry([Problem("", 1, "file", message)])
    return found[0], found[1]


def _with_field(head: Lines, key: str, value: Any, newline: str) -> Lines:
    spans = _spans(head)
    written = field(key, value).replace("\n", newline)
    if key not in spans:
        at = _place(spans, key, len(head))
        return [*head[:at], written, *head[at:]]
    start, end, node = spans[key]
    if value == _plain(node):
        return head
    if isinstance(node, SequenceNode) and not node.flow_style and value:
        first = node.value[0].start_mark.line
        return [*head[:start], *head[start:first], *_items(head, value, node, newline), *head[end:]]
    return [*head[:start], written, *head[end:]]


def _items(head: Lines, value: Sequence[str] | Sequence[Pick], node: SequenceNode, newline: str) -> Lines:
    """The lines of a changed list; items that stay keep theirs, with the comments that stand before them."""
    kept: dict[Any, Lines] = {}
    begin = node.value[0].start_mark.line
    for item in node.value:
        end = _last_line(item) + 1
        kept.setdefault(_plain(item), head[begin:end])
        begin = end
    indent = " " * node.start_mark.column
    new = ([_item(item, indent).replace("\n", newline)] if item not in kept else kept[item] for item in value)
    return [line for lines in new for line in lines]


def _item(item: str | Pick, indent: str) -> str:
    return pick_lines(item, indent) if isinstance(item, Pick) else f"{indent}- {scalar(item)}\n"


def _spans(head: Lines) -> dict[str, tuple[int, int, Node]]:
    """Of each field the line it starts on, the line after it, and its value."""
    try:
        node = yaml.compose(_ODD_BREAK.sub(" ", "".join(head)), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise BrokenEntry([Problem("", 1, "front matter", str(error))]) from None
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: (key.start_mark.line, _last_line(value) + 1, value) for key, value in node.value}


def _last_line(node: Node) -> int:
    """The line on which what a node says ends; a block's own end mark stands on the line of what follows it."""
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        mark = node.end_mark
        return int(mark.line if mark.column else max(mark.line - 1, node.start_mark.line))
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def _plain(node: Node) -> Any:
    """What a node says, as an entry has it: text, tuples of text, picks."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return tuple(_plain(item) for item in node.value)
    said = {key.value: _plain(value) for key, value in node.value}
    return Pick(said.get("id", ""), said.get("why", ""), said.get("when", ())) if "why" in said else tuple(said.items())


def _place(spans: dict[str, tuple[int, int, Node]], key: str, end: int) -> int:
    """Before which line a new field goes: after those that come before it in an answer."""
    order = ANSWER_FIELDS.split()
    before = order[: order.index(key)] if key in order else order
    return max((spans[name][1] for name in before if name in spans), default=end)
