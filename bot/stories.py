"""Conversations written down as stories, and whether the bot still holds them; grammar in tests/conversations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.errors import BadRow, NoSuchFile
from bot.reply import Reply
from bot.words import plain, reply_text

KINDS = ("answer", "clarify", "unsure", "urgent", "smalltalk")
_YOU, _BOT = "**You:**", "**Backtalk:**"
_WAIT = re.compile(r"^\(?wait (\d+) minutes?\)?$", re.I)
_NEW = re.compile(r"^\(?new conversation\)?$", re.I)
_PART = re.compile(r'(?:"[^"]*"|[^;"])+')  # a semicolon inside quotation marks separates nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """One reply as a check looks at it, with the entry that was spoken of before."""

    reply: Reply
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold, as written, with its values."""

    said: str
    what: str
    values: tuple[str, ...]
    wanted: bool = True

    def failure(self, seen: Seen) -> str:
        """What was wanted and what came instead; empty where it holds."""
        found = _FOUND[self.what](seen, self.values)
        held = bool(found & set(self.values)) if self.values else not found
        return "" if held == self.wanted else f"wanted {self.said}, got {', '.join(sorted(found)) or 'none'}"


@dataclass(frozen=True, slots=True)
class Step:
    """A message with what must hold of its reply, after `wait` minutes or in a `fresh` conversation."""

    line: int
    text: str
    checks: tuple[Check, ...]
    wait: int = 0
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A conversation under one title."""

    path: Path
    line: int
    title: str
    steps: tuple[Step, ...]


def _topics(seen: Seen, _: tuple[str, ...]) -> set[str]:
    own = seen.reply.answer.topics if seen.reply.answer else ()
    return {*seen.reply.topics[:1], *own}


def _exercises(seen: Seen, _: tuple[str, ...]) -> set[str]:
    return {item.exercise.id for item in seen.reply.exercises}


def _side(name: str) -> Callable[[Seen, tuple[str, ...]], set[str]]:
    return lambda seen, _: {getattr(seen.reply.question.sides, name) or "unknown"}


def _entry(seen: Seen, _: tuple[str, ...]) -> set[str]:
    return {seen.reply.answer.id} if seen.reply.answer else set()


def _same(seen: Seen, _: tuple[str, ...]) -> set[str]:
    own = seen.reply.answer.id if seen.reply.answer else None
    return {"same" if own == seen.before else "other", f"{seen.before} before and {own} now"}


def _said(seen: Seen, values: tuple[str, ...]) -> set[str]:
    text = " ".join(seen.text.lower().split())
    return {value for value in values if value in text} or {f"«{text[:160]} …»"}


_FOUND: dict[str, Callable[[Seen, tuple[str, ...]], set[str]]] = {
    "kind": lambda seen, _: {seen.reply.kind},
    "entry": _entry,
    "same": _same,
    "topic": _topics,
    "exercise": _exercises,
    "weak side": _side("weak"),
    "strong side": _side("strong"),
    "sore side": _side("pain"),
    "urgency": lambda seen, _: {seen.reply.urgency or "none"},
    "says": _said,
}
_FORMS = (
    ("kind", re.compile(rf"({'|'.join(KINDS)})(?: or ({'|'.join(KINDS)}))*")),
    ("same", re.compile(r"(?:same|other) entry")),
    ("says", re.compile(r'says (?:"[^"]+"(?: or )?)+')),
    ("exercise", re.compile(r"exercises")),
    *((name, re.compile(rf"{name} [a-z0-9:-]+(?: or [a-z0-9:-]+)*"))
      for name in ("entry", "topic", "exercise", "weak side", "strong side", "sore side", "urgency")),
)  # fmt: skip


def check_of(said: str) -> Check | None:
    """One expectation out of plain English, "not" or "no" before it for its opposite; None where it cannot be read."""
    positive = re.sub(r"^(?:not|no) ", "", said)
    wanted = positive == said
    for what, form in _FORMS:
        if not form.fullmatch(positive):
            continue
        if positive == "exercises":
            return Check(said, what, (), not wanted)
        if what == "says":
            return Check(said, what, tuple(quoted.lower() for quoted in re.findall(r'"([^"]+)"', positive)), wanted)
        rest = positive.removesuffix(" entry") if what == "same" else positive.removeprefix(f"{what} ")
        return Check(said, what, tuple(rest.split(" or ")), wanted)
    return None


def stories_of(path: Path) -> list[Story]:
    """The stories of a file, or of every Markdown file of a folder but its README.

    :raises NoSuchFile: when it cannot be read.
    :raises BadRow: when a line is not of the grammar.
    """
    if path.is_dir():
        files = sorted(file for file in path.glob("*.md") if file.name != "README.md")
        return [story for file in files for story in stories_of(file)]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchFile(path, "a Markdown file of stories is wanted") from error
    heads = [place for place, line in enumerate(lines) if line.startswith("## ")]
    return [_story(path, lines, head, end) for head, end in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _story(path: Path, lines: list[str], head: int, end: int) -> Story:
    steps: list[Step] = []
    text, wait, fresh = None, 0, False
    for number, line in enumerate((raw.strip() for raw in lines[head + 1 : end]), head + 2):
        if line.startswith(_YOU):
            text = line.removeprefix(_YOU).strip()
        elif line.startswith(_BOT):
            if text is None:
                raise BadRow(path, number, f"needs a `{_YOU}` line before it")
            checks = _checks(path, number, line.removeprefix(_BOT))
            steps.append(Step(number, text, checks, wait, fresh))
            text, wait, fresh = None, 0, False
        elif waited := _WAIT.match(line):
            wait = int(waited[1])
        elif _NEW.match(line):
            fresh = True
        elif text is not None and line:
            text = f"{text}\n{line}"
        elif line and steps:
            raise BadRow(path, number, f"not `{_YOU}`, `{_BOT}`, `wait N minutes` or `new conversation`: {line}")
    if text is not None or not steps:
        raise BadRow(path, end, f"the story {lines[head][3:]!r} ends without a `{_BOT}` line")
    return Story(path, head + 1, lines[head][3:].strip(), tuple(steps))


def _checks(path: Path, number: int, line: str) -> tuple[Check, ...]:
    checks = []
    for part in (found.strip() for found in _PART.findall(line)):
        check = check_of(part)
        if check is None:
            raise BadRow(path, number, f"cannot read {part!r}; tests/conversations/README.md says what can be expected")
        checks.append(check)
    if not checks:
        raise BadRow(path, number, "expects nothing of the reply")
    return tuple(checks)


def failures(engine: Engine, story: Story) -> list[str]:
    """Everything that does not hold when a story is played: file, line, message, what was wanted and what came."""
    conversation, now, found = Conversation(), 0.0, []
    for step in story.steps:
        conversation, now = (Conversation() if step.fresh else conversation), now + 60.0 * step.wait
        spoken_of = conversation.entry
        conversation, reply = turn(engine, conversation, step.text, now)
        seen = Seen(reply, plain(reply_text(reply)), spoken_of)
        where = f"{story.path}:{step.line}: after {step.text[:60]!r}"
        found += [f"{where}: {failure}" for check in step.checks if (failure := check.failure(seen))]
    return found
