"""How Discord refuses: an HTTP status, a code, a message and a tree of what is wrong where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

INVALID_FORM = 50035

# name: status, Discord's code, Discord's message
KNOWN = {
    "unauthorized": (401, 0, "401: Unauthorized"),
    "unserved-route": (404, 0, "404: Not Found"),
    "unknown-channel": (404, 10003, "Unknown Channel"),
    "unknown-guild": (404, 10004, "Unknown Guild"),
    "unknown-member": (404, 10007, "Unknown Member"),
    "unknown-message": (404, 10008, "Unknown Message"),
    "unknown-user": (404, 10013, "Unknown User"),
    "unknown-webhook": (404, 10015, "Unknown Webhook"),
    "unknown-interaction": (404, 10062, "Unknown interaction"),
    "unknown-command": (404, 10063, "Unknown application command"),
    "too-many-commands": (400, 30032, "Maximum number of application commands reached (100)."),
    "already-answered": (400, 40060, "Interaction has already been acknowledged."),
    "file-too-large": (413, 40005, "Request entity too large"),
    "missing-access": (403, 50001, "Missing Access"),
    "not-own-message": (403, 50005, "Cannot edit a message authored by another user"),
    "empty-message": (400, 50006, "Cannot send an empty message"),
    "dms-closed": (403, 50007, "Cannot send messages to this user"),
    "wrong-channel": (400, 50024, "Cannot execute action on this channel type"),
    "missing-permissions": (403, 50013, "Missing Permissions"),
    "token-expired": (401, 50027, "Invalid Webhook Token"),
    "thread-archived": (400, 50083, "Thread is archived"),
    "bad-json": (400, 50109, "The request body contains invalid JSON."),
    "thread-exists": (400, 160004, "A thread has already been created for this message"),
    "thread-locked": (403, 160005, "Thread is locked"),
    "no-history": (403, 160002, "Cannot reply without permission to read message history"),
}


class ApiError(Exception):
    """A refusal; `rules` name what was broken, for the record of violations."""

    def __init__(
        self, status: int, code: int, message: str, rules: Sequence[str], errors: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.rules, self.errors = tuple(rules), errors

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


def refuse(name: str) -> NoReturn:
    status, code, message = KNOWN[name]
    raise ApiError(status, code, message, [name])


@dataclass(frozen=True)
class Problem:
    path: tuple[str, ...]
    rule: str
    code: str
    message: str


@dataclass
class Problems:
    """Collects what is wrong with a body, as Discord does, before refusing it once."""

    path: tuple[str, ...] = ()
    found: list[Problem] = field(default_factory=list)

    def at(self, *keys: str | int) -> Problems:
        return Problems(self.path + tuple(str(key) for key in keys), self.found)

    def add(self, rule: str, code: str, message: str) -> None:
        self.found.append(Problem(self.path, rule, code, message))

    def required(self, rule: str) -> None:
        self.add(rule, "BASE_TYPE_REQUIRED", "This field is required")

    def length(self, value: Any, low: int, high: int, rule: str) -> None:
        """The value is a string, or a list, of `low` to `high` items; None counts as absent."""
        if value is None and low == 0:
            return
        if not isinstance(value, str | list | tuple) or (not value and low):
            self.required(rule)
        elif len(value) < low or len(value) > high:
            self.add(rule, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")

    def number(self, value: Any, low: float, high: float, rule: str) -> None:
        if value is not None and not (isinstance(value, int | float) and low <= value <= high):
            self.add(rule, "NUMBER_TYPE_RANGE", f"Value should be between {low} and {high}.")

    def choice(self, value: Any, allowed: Sequence[Any], rule: str) -> None:
        if value not in allowed:
            self.add(rule, "BASE_TYPE_CHOICES", f"Value must be one of {tuple(allowed)!r}.")

    def unique(self, values: Sequence[Any], rule: str) -> None:
        for value in sorted({str(value) for value in values if values.count(value) > 1}):
            self.add(rule, "COMPONENT_CUSTOM_ID_DUPLICATED", f"{value!r} is used more than once")

    def refuse(self) -> None:
        """Raise 400 "Invalid Form Body" if anything was found."""
        if not self.found:
            return
        tree: dict[str, Any] = {}
        for problem in self.found:
            node = tree
            for key in problem.path:
                node = node.setdefault(key, {})
            node.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
        rules = [problem.rule for problem in self.found]
        raise ApiError(400, INVALID_FORM, "Invalid Form Body", rules, tree)
