"""The wordings of follow-ups: every one compiles, and a kind that is easily mistaken must name what it is about."""

import tomllib
from pathlib import Path

import pytest

from intents import phrasings
from intents.examples import turns
from intents.phrasings import fits_kind, phrasing

PARTS = tomllib.loads((Path(phrasings.__file__).parent / "phrasings.toml").read_text(encoding="utf-8"))


def test_every_name_is_used_once() -> None:
    names = [name for part in PARTS.values() for name in part]
    assert len(names) == len(set(names))
    assert all(phrasing(name).pattern for name in names)


def test_every_key_is_of_a_kind() -> None:
    kinds = {example.topics[0] for example in turns()}
    assert {name.removesuffix("-key") for name in PARTS["keys"]} - kinds == set()


@pytest.mark.parametrize(
    ("kind", "text", "fits"),
    [
        ("sources", "who is right", False),
        ("sources", "where is that from", True),
        ("plan", "been 4 days", True),
        ("plan", "like that a lot", False),
        ("why", "anything", True),
    ],
)
def test_keys(kind: str, text: str, fits: bool) -> None:
    assert fits_kind(kind, text) == fits
