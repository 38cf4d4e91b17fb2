"""`backtalk eval`: the scores of the design on any labelled file, with the misses, as a table or JSON."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.contract import to_json
from bot.engine import Engine
from bot.errors import BadRow, NoSuchFile
from bot.opening import open_for
from bot.stories import failures, stories_of
from bot.terminal import Terminal
from bot.words import styled

Row = dict[str, Any]
APART = frozenset({"chitchat", "red-flag", "howto:other"})  # topics that the hit rates leave aside
_TESTS = Path(__file__).parent.parent / "tests"
DEFAULTS = (_TESTS / "eval",)
STORIES = _TESTS / "conversations"


@dataclass(slots=True)
class Score:
    """One figure: how many of how many, and which rows missed."""

    name: str
    target: str
    right: float = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)
    value: float | None = None  # a figure that is no share, such as an AUROC

    def as_json(self) -> Row:
        """The score as it is stored and printed."""
        figure = round(self.figure, 4)
        return {"name": self.name, "figure": figure, "of": self.of, "target": self.target, "misses": self.misses}

    def count(self, hit: bool, miss: str) -> None:
        self.of += 1
        self.right += hit
        if not hit:
            self.misses.append(miss)

    def count_fault(self, fault: bool, miss: str) -> None:
        """Count for a score whose figure is the share of faults."""
        self.of += 1
        self.right += fault
        self.misses += [miss] if fault else []

    @property
    def figure(self) -> float:
        return self.value if self.value is not None else self.right / self.of if self.of else 0.0


def rows_of(path: Path) -> list[Row]:
    """The rows of a labelled file.

    :raises NoSuchFile: when it cannot be read.
    :raises BadRow: when a line is not a JSON object with a question or text.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchFile(path, "a file of labelled questions, one JSON object per line, is wanted") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadRow(path, number, f"is not JSON: {error.msg}") from error
        if wrong := what_is_wrong(row):
            raise BadRow(path, number, wrong)
        rows.append(row)
    return rows


def what_is_wrong(row: Any) -> str:
    """Why a row cannot be scored; empty where it can."""
    if not isinstance(row, dict) or not isinstance(row.get("question", row.get("text")), str):
        return "needs a `question` or a `text`"
    if "text" in row and "question" not in row:
        allowed = ("emergency", "same-day", "see-doctor-soon", "none")
        return "" if row.get("label") in allowed else f"needs a `label`, one of: {', '.join(allowed)}"
    if "must_match" in row:
        try:
            all(re.compile(pattern) for pattern in row["must_match"])
        except (re.error, TypeError) as error:
            return f"`must_match` needs a list of regular expressions: {error}"
        return ""
    topics, sides = row.get("topics"), row.get("sides")
    if not isinstance(topics, list) or not topics or not all(isinstance(topic, str) for topic in topics):
        return "needs `topics`, a list with at least one topic"
    if sides is not None and not (isinstance(sides, dict) and set(sides) == {"strong", "weak", "pain"}):
        return "`sides` needs strong, weak and pain, each left, right or null"
    return ""


def score(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Every score that these rows have labels for."""
    first = rows[0] if rows else {}
    if "must_match" in first:
        return score_facts(rows, replies)
    if "label" in first:
        return score_red_flags(rows, replies)
    return [*score_topics(rows, replies), *score_scope(rows, replies), *score_sides(rows, replies)]


def topics_in_order(reply: Row) -> list[str]:
    """The topics of the entry used and then those of the alternatives, each once."""
    more = [topic for other in reply["alternatives"] for topic in other["topics"]]
    return list(dict.fromkeys([*reply["topics"], *more]))


def score_topics(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Right topic first, and among the first three, over in-scope questions."""
    one, three = Score("right topic first", "≥ 0.80"), Score("right topic in the first three", "≥ 0.93")
    for row, reply in zip(rows, replies, strict=True):
        if not row.get("in_scope", True) or row["topics"][0] in APART:
            continue
        found = topics_in_order(reply)[:3]
        miss = f"{row['question'][:90]!r}: wanted {row['topics']}, got {found} ({reply['kind']})"
        one.count(bool(found) and found[0] in row["topics"], miss)
        three.count(bool(set(found) & set(row["topics"])), miss)
    return [one, three]


def score_scope(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Out of scope told from in scope by confidence, wrongly answered, and in-scope served."""
    auroc = Score("out of scope told apart (AUROC)", "≥ 0.95")
    wrong, served = Score("out of scope answered", "≤ 0.08"), Score("in scope answered or asked back", "≥ 0.85")
    inside = [r["confidence"] for row, r in zip(rows, replies, strict=True) if row.get("in_scope", True)]
    outside = [r["confidence"] for row, r in zip(rows, replies, strict=True) if not row.get("in_scope", True)]
    for row, reply in zip(rows, replies, strict=True):
        said = f"{row['question'][:90]!r}: {reply['kind']} {reply['entry']} {reply['confidence']}"
        if row.get("in_scope", True):
            served.count(reply["kind"] in ("answer", "clarify", "smalltalk", "urgent"), said)
        else:
            wrong.count_fault(reply["kind"] == "answer", said)
    auroc.value, auroc.of = area(inside, outside), len(rows)
    return [auroc, wrong, served]


def area(higher: Sequence[float], lower: Sequence[float]) -> float:
    """The probability that one of `higher` is above one of `lower`, ties counted half."""
    pairs = [(a > b) + 0.5 * (a == b) for a in higher for b in lower]
    return sum(pairs) / len(pairs) if pairs else 1.0


def score_sides(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Strong, weak and pain sides where stated, and none claimed where none is."""
    stated = Score("sides right where stated", "≥ 0.95")
    claimed = Score("no side claimed where none is stated", "≥ 0.95")
    for row, reply in zip(rows, replies, strict=True):
        wanted, got = row.get("sides"), reply["understood"]["sides"]
        if wanted is None:
            continue
        said = f"{row['question'][:110]!r}: wanted {_short(wanted)}, got {_short(got)}"
        if any(wanted.values()):
            for name in ("strong", "weak", "pain"):
                stated.count(wanted[name] == got[name], said)
        else:
            claimed.count(not any(got.values()), said)
    stated.misses = list(dict.fromkeys(stated.misses))
    return [stated, claimed]


def _short(sides: Row) -> str:
    return "/".join(str(sides.get(name) or "-") for name in ("strong", "weak", "pain"))


def score_red_flags(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Emergencies without an exercise, flags caught, tiers right, false alarms."""
    emergency = Score("emergencies: urgent as such, no exercise", "1.00")
    caught, tier = Score("any warning sign caught", "≥ 0.95"), Score("tier right where caught", "")
    alarm = Score("false alarms", "≤ 0.04")
    for row, reply in zip(rows, replies, strict=True):
        said = f"{row['text'][:120]!r}: {row['label']}, got {reply['kind']} {reply['urgency']}"
        urgent = reply["kind"] == "urgent"
        if row["label"] == "none":
            alarm.count_fault(urgent, said)
            continue
        caught.count(urgent, said)
        if urgent:
            tier.count(reply["urgency"] == row["label"], said)
        if row["label"] == "emergency":
            emergency.count(urgent and reply["urgency"] == "emergency" and not reply["exercises"], said)
    return [emergency, caught, tier, alarm]


def score_facts(rows: Sequence[Row], replies: Sequence[Row]) -> list[Score]:
    """Facts of the source articles that a reply must contain."""
    found = Score("seed facts answered", "≥ 0.95")
    for row, reply in zip(rows, replies, strict=True):
        missing = [pattern for pattern in row["must_match"] if not re.search(pattern, reply["text"], re.I)]
        found.count(not missing, f"{row['question']!r}: {reply['entry']} lacks {missing}")
    return [found]


def score_stories(engine: Engine, path: Path) -> Score:
    """Stories that hold from beginning to end, of a file or a folder."""
    passed = Score("stories that hold", "1.00")
    for story in stories_of(path):
        found = failures(engine, story)
        passed.count(not found, f"{story.title}: {'; '.join(found)}")
    return passed


def score_rows(engine: Engine, path: Path) -> list[Score]:
    """Every score that the rows of a labelled file have labels for."""
    rows = rows_of(path)
    return score(rows, [to_json(engine.ask(row["question"] if "question" in row else row["text"])) for row in rows])


def evaluate_command(arguments: argparse.Namespace) -> int:
    """Score each file; without files, those of the project, the labelled development questions out of fold."""
    engine = open_for(arguments)
    report: dict[str, list[Row]] = {}
    if not arguments.files:
        report["questions of real people, each held out of what was fitted"] = engine.product.figures["held_out"]
        report["curated answers held out of what was fitted, then added as a server adds its own"] = (
            engine.product.figures["added"]
        )
    usual = [*sorted(DEFAULTS[0].glob("*.jsonl")), *([STORIES] if STORIES.is_dir() else [])]
    for path in arguments.files or usual:
        told = path.is_dir() or path.suffix == ".md"
        found = [score_stories(engine, path)] if told else score_rows(engine, path)
        report[path.name] = [one.as_json() for one in found]
    if arguments.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        Terminal.of(sys.stdout).show(styled("scores", report=report, most=arguments.misses))
    return 0
