"""Whom to call where, with a default that is safe anywhere."""

from dataclasses import replace

import pytest

from bot.care import care_in, countries
from bot.engine import Engine
from bot.words import plain, reply_text


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("gb", "999"), ("US", "911"), ("DE", "112"), ("AU", "000")]
)
def test_emergency_numbers(country: str, number: str) -> None:
    assert number in care_in(country).emergency


@pytest.mark.parametrize("country", ["", "ZZ", "banana", "default"])
def test_anywhere_else_gets_the_international_number(country: str) -> None:
    assert care_in(country) == care_in("ZZ")
    assert "112" in care_in(country).emergency


def test_every_listed_country_has_an_emergency_number() -> None:
    assert [code for code in countries() if not care_in(code).emergency or code != code.upper() or len(code) != 2] == []


@pytest.mark.parametrize("country", ["GB", "US", ""])
def test_the_number_stands_in_the_reply(engine: Engine, country: str) -> None:
    reply = replace(engine, country=country).ask("back pain and i cant control my bladder anymore")
    assert care_in(country).emergency in plain(reply_text(reply))
