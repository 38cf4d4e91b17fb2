"""What the bot sent, and every rule it broke."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Request:
    at: float
    method: str
    path: str
    body: Any
    status: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status}"


@dataclass(frozen=True)
class Violation:
    rule: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail} ({self.where})"


@dataclass
class Recorder:
    """`requests` in the order they were answered; `violations` in the order they were seen."""

    requests: list[Request] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)

    def sent(self, method: str, path: str, body: Any, status: int, started: float) -> None:
        now = time.perf_counter()
        self.requests.append(Request(now, method, path, body, status, now - started))

    def violated(self, rule: str, where: str, detail: str = "") -> None:
        self.violations.append(Violation(rule, where, detail))

    def to(self, pattern: str) -> list[Request]:
        """The requests whose "METHOD /path" matches this regular expression."""
        return [r for r in self.requests if re.search(pattern, f"{r.method} {r.path}")]

    def rules(self) -> list[str]:
        return [violation.rule for violation in self.violations]

    def take(self, *rules: str) -> list[Violation]:
        """Remove and return the violations of these rules, or all: for tests that provoke them."""
        taken = [v for v in self.violations if not rules or v.rule in rules]
        self.violations = [v for v in self.violations if v not in taken]
        return taken

    def assert_clean(self, *, ignore: Collection[str] = ()) -> None:
        left = [str(v) for v in self.violations if v.rule not in ignore]
        assert not left, "the bot broke Discord's rules:\n" + "\n".join(left)
