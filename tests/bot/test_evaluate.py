"""Scores counted by hand on tiny tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import BadRow, NoSuchFile
from bot.evaluate import area, rows_of, score

NO_SIDES = {"strong": None, "weak": None, "pain": None}
LEFT = {"strong": "left", "weak": "right", "pain": None}


def reply(kind: str = "answer", *topics: str, **more: Any) -> dict[str, Any]:
    usual = {
        "kind": kind, "topics": list(topics), "entry": None, "confidence": 0.9, "alternatives": [], "urgency": None,
        "exercises": [], "text": "", "understood": {"sides": NO_SIDES},
    }  # fmt: skip
    return usual | more


def figures(rows: list[dict[str, Any]], replies: list[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    return {found.name: (found.figure, found.of) for found in score(rows, replies)}


def asked(*topics: str, **more: Any) -> dict[str, Any]:
    return {"question": "lat?", "topics": list(topics)} | more


def test_topics_first_and_in_the_first_three() -> None:
    others = [{"topics": [topic]} for topic in ("lr-lat", "lr-trap", "lr-erector")]
    rows = [asked("lr-lat"), asked("lr-lat"), asked("lr-lat"), asked("chitchat"), asked("out-of-scope", in_scope=False)]
    replies = [
        reply("answer", "lr-lat"),
        reply("answer", "scoliosis", alternatives=others),
        reply("answer", "scoliosis", alternatives=others[1:]),
        reply("smalltalk", "chitchat"),
        reply("unsure", confidence=0.1),
    ]
    found = figures(rows, replies)
    assert found["right topic first"] == (pytest.approx(1 / 3), 3)
    assert found["right topic in the first three"] == (pytest.approx(2 / 3), 3)
    assert found["out of scope told apart (AUROC)"] == (1.0, 5)
    assert found["out of scope answered"] == (0.0, 1)
    assert found["in scope answered or asked back"] == (1.0, 4)


def test_sides_where_stated_and_where_not() -> None:
    rows = [asked("lr-lat", sides=LEFT), asked("lr-lat", sides=NO_SIDES), asked("lr-lat", sides=None)]
    replies = [reply("answer", "lr-lat", understood={"sides": LEFT | {"weak": None}}), reply(), reply()]
    found = figures(rows, replies)
    assert found["sides right where stated"] == (pytest.approx(2 / 3), 3)
    assert found["no side claimed where none is stated"] == (1.0, 1)


def test_red_flags() -> None:
    rows = [{"text": "t", "label": label} for label in ("emergency", "emergency", "same-day", "none", "none")]
    replies = [
        reply("urgent", urgency="emergency"),
        reply("urgent", urgency="same-day"),
        reply("unsure"),
        reply("urgent", urgency="same-day"),
        reply("answer"),
    ]
    assert figures(rows, replies) == {
        "emergencies: urgent as such, no exercise": (0.5, 2),
        "any warning sign caught": (pytest.approx(2 / 3), 3),
        "tier right where caught": (0.5, 2),
        "false alarms": (0.5, 2),
    }


def test_facts() -> None:
    rows = [asked(must_match=["8.?12", "slow"]), asked(must_match=["daily"])]
    assert figures(rows, [reply(text="8-12, Slow"), reply(text="weekly")]) == {"seed facts answered": (0.5, 2)}


@pytest.mark.parametrize(
    ("higher", "lower", "found"), [([0.9], [0.1], 1.0), ([0.1], [0.9], 0.0), ([0.5], [0.5], 0.5), ([], [0.1], 1.0)]
)
def test_area(higher: list[float], lower: list[float], found: float) -> None:
    assert area(higher, lower) == found


def test_rows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(asked("lr-lat")) + "\n\n" + json.dumps({"text": "t", "label": "none"}), encoding="utf-8")
    assert rows_of(file) == [asked("lr-lat"), {"text": "t", "label": "none"}]


@pytest.mark.parametrize("line", ["nope", "[1]", "3", "{}", '{"question": 3}', '{"text": null}'])
def test_a_bad_row_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(asked("lr-lat")) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BadRow, match=r"rows\.jsonl:2: "):
        rows_of(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "nowhere.jsonl", tmp_path, tmp_path / "latin.jsonl"):
        with pytest.raises(NoSuchFile, match="cannot read"):
            rows_of(path)
