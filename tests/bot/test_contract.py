"""The JSON contract: every key there and typed, whatever the kind of reply."""

import json
from typing import Any

import pytest

from bot.contract import to_json
from bot.engine import Engine
from knowledge.library import Library
from knowledge.vocabularies import TOPICS

SIDE = (str, type(None))
OBJECT: dict[str, tuple[type, ...]] = {
    "kind": (str,), "topics": (list,), "entry": (str, type(None)), "confidence": (float,), "level": (str,),
    "text": (str,), "exercises": (list,), "caveats": (list,), "sources": (list,), "urgency": (str, type(None)),
    "understood": (dict,), "options": (list,), "alternatives": (list,),
}  # fmt: skip
UNDERSTOOD: dict[str, tuple[type, ...]] = {
    "intent": (str,), "sides": (dict,), "muscles": (list,), "region": SIDE, "equipment": (list,), "red_flags": (list,),
    "corrections": (dict,), "not_understood": (list,),
}  # fmt: skip
ROWS: dict[str, dict[str, tuple[type, ...]]] = {
    "exercises": {"id": (str,), "name": (str,), "side": (str,), "dose": (str,), "why": (str,)},
    "caveats": {"id": (str,), "severity": (str,), "text": (str,)},
    "sources": {"id": (str,), "title": (str,), "author": (str,), "year": (int, type(None)), "address": (str,)},
    "options": {"label": (str,), "text": (str,)},
    "alternatives": {"entry": (str,), "topics": (list,), "confidence": (float,)},
}
ASKED = {
    "answer": ["left lat smaller than the right", "how do i do a bird dog", "does yoga help with back pain"],
    "clarify": ["back problem", "what should i do", "left side"],
    "unsure": ["", "what is the capital of france", "🙂"],
    "urgent": ["back pain and i cant control my bladder anymore", "cant feel between my legs since this morning"],
    "smalltalk": ["hi", "thanks, bye"],
}
EVERY = [(kind, text) for kind, texts in ASKED.items() for text in texts]


def fits(value: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> list[str]:
    """Keys that are missing or not of their type."""
    return [key for key, types in shape.items() if key not in value or type(value[key]) not in types]


@pytest.mark.parametrize("text", [text for _, text in EVERY])
def test_every_key_is_there_and_typed(engine: Engine, text: str) -> None:
    found = json.loads(json.dumps(to_json(engine.ask(text)), allow_nan=False))
    assert fits(found, OBJECT) == []
    assert fits(found["understood"], UNDERSTOOD) == []
    assert {key: [fits(row, shape) for row in found[key] if fits(row, shape)] for key, shape in ROWS.items()} == {
        key: [] for key in ROWS
    }


@pytest.mark.parametrize("text", [text for _, text in EVERY])
def test_values_are_of_the_lists(engine: Engine, library: Library, text: str) -> None:
    found = to_json(engine.ask(text))
    sides = found["understood"]["sides"]
    assert found["kind"] in ASKED
    assert found["level"] in ("high", "medium", "low")
    assert 0.0 <= found["confidence"] <= 1.0
    assert list(sides) == ["strong", "weak", "pain"]
    assert set(sides.values()) <= {"left", "right", None}
    assert {item["side"] for item in found["exercises"]} <= {"left", "right", "both", "alternate"}
    assert {item["severity"] for item in found["caveats"]} <= {"info", "caution", "stop"}
    assert set(found["topics"]) <= set(TOPICS)
    assert set(found["understood"]["muscles"]) <= set(library.muscles)
    assert found["understood"]["region"] in ("upper", "mid", "lower", None)
    assert len(found["alternatives"]) <= 5
    assert found["entry"] not in [other["entry"] for other in found["alternatives"]]
    assert {other["entry"] for other in found["alternatives"]} <= set(library.answers)


@pytest.mark.parametrize("text", ASKED["answer"])
def test_an_answer_names_its_entry(engine: Engine, library: Library, text: str) -> None:
    found = to_json(engine.ask(text))
    assert (found["kind"], found["urgency"], found["options"]) == ("answer", None, [])
    assert found["topics"][0] == library.answers[found["entry"]].topics[0]
    assert found["sources"] != []


@pytest.mark.parametrize("text", ASKED["urgent"])
def test_an_urgent_reply_has_no_exercise(engine: Engine, text: str) -> None:
    found = to_json(engine.ask(text))
    assert (found["kind"], found["urgency"], found["entry"], found["exercises"]) == ("urgent", "emergency", None, [])
    assert found["topics"] == ["red-flag", "see-professional"]
    assert found["understood"]["red_flags"] != []


@pytest.mark.parametrize("text", ASKED["unsure"])
def test_an_unsure_reply_answers_nothing(engine: Engine, text: str) -> None:
    found = to_json(engine.ask(text))
    assert (found["kind"], found["entry"], found["exercises"], found["level"]) == ("unsure", None, [], "low")


@pytest.mark.parametrize("text", ASKED["smalltalk"])
def test_small_talk_is_of_the_topic(engine: Engine, text: str) -> None:
    found = to_json(engine.ask(text))
    assert (found["kind"], found["topics"], found["exercises"], found["caveats"]) == ("smalltalk", ["chitchat"], [], [])


def test_clarify_offers_candidates(engine: Engine, vague: str) -> None:
    asked = [to_json(engine.ask(text)) for text in (vague, *ASKED["clarify"])]
    found = [reply for reply in asked if reply["kind"] == "clarify"]
    for reply in found:
        assert reply["entry"] is None
        assert len(reply["options"]) >= 2
        assert reply["topics"] != []
        assert all(f"{number}. {option['label']}" in reply["text"] for number, option in enumerate(reply["options"], 1))


def test_corrections_are_shown(engine: Engine) -> None:
    understood = to_json(engine.ask("my rigth erecter is bigger then the left qwzxy"))["understood"]
    assert understood["corrections"] == {"rigth": "right", "erecter": "erector"}
    assert understood["sides"] == {"strong": "right", "weak": "left", "pain": None}
    assert understood["muscles"] == ["erector-spinae"]
    assert understood["not_understood"] == ["qwzxy"]
