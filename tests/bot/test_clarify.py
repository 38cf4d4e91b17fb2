"""The one question that splits the candidates, and what it offers."""

from dataclasses import replace
from typing import Any

import pytest

from bot.clarify import MOST_OPTIONS, Split, options, split
from bot.engine import Engine
from bot.reply import Option
from intents.question import Question
from knowledge.entries import Answer

ASKED = Question("my back")


@pytest.fixture
def lat(small_engine: Engine) -> Answer:
    return replace(small_engine.library.answers["lat-gap"], concern=(), moment=(), region="whole", compares="none")


def made(lat: Answer, **each: tuple[Any, ...]) -> list[Answer]:
    size = len(next(iter(each.values())))
    rows = ({name: values[at] for name, values in each.items()} for at in range(size))
    return [replace(lat, id=f"a{at}", title=f"Title {at}", **row) for at, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("each", "facet"),
    [
        ({"concern": (("pain",), ("size",))}, "concern"),
        ({"moment": (("lifting",), ("sitting",))}, "moment"),
        ({"region": ("upper", "lower")}, "region"),
        ({"compares": ("sides", "front-back")}, "compares"),
        ({"moment": (("lifting",), ("any",))}, "title"),
        ({"concern": (("pain",), ("pain",)), "region": ("mid", "lower")}, "region"),
        ({"concern": (("pain",), ("pain",))}, "title"),
        ({"concern": (("pain",), ("pain",), ("pain",), ("size",))}, "title"),
        ({"concern": (("pain",), ("pain",), ("size",)), "region": ("upper", "mid", "lower")}, "region"),
    ],
)
def test_the_facet_that_divides_best(lat: Answer, each: dict[str, tuple[Any, ...]], facet: str) -> None:
    assert split(ASKED, made(lat, **each)).facet == facet


def test_a_region_already_named_is_not_asked_for(lat: Answer) -> None:
    assert split(replace(ASKED, region="upper"), made(lat, region=("upper", "lower"))).facet == "title"


def test_groups_keep_the_order_of_the_candidates(lat: Answer) -> None:
    listed = made(lat, concern=(("size",), ("pain",), ("posture",)))
    first, second, third = listed
    chosen = split(ASKED, listed)
    groups = (("size", (first,)), ("pain", (second,)), ("posture", (third,)))
    assert chosen == Split("concern", groups)


def test_titles_are_offered_four_at_most(lat: Answer) -> None:
    listed = made(lat, concern=((),) * 6)
    assert options(split(ASKED, listed), "{}{}".format) == tuple(
        Option(f"Title {at}", f"Title {at}") for at in range(MOST_OPTIONS)
    )


def test_labels_come_from_the_wording(lat: Answer) -> None:
    chosen = split(ASKED, made(lat, concern=(("pain",), ("size",))))
    assert options(chosen, lambda facet, value: f"{facet}: {value}?") == (
        Option("concern: pain?", "Title 0"),
        Option("concern: size?", "Title 1"),
    )


def test_every_offer_can_be_picked(engine: Engine, vague: str) -> None:
    """Whatever a clarifying question offers leads to an entry of its own."""
    asked = [engine.ask(text) for text in (vague, "what should i do", "left side", "back", "side", "back problem")]
    clarified = [reply for reply in asked if reply.kind == "clarify"]
    assert clarified
    titles = {candidate.answer.title for reply in clarified for candidate in reply.candidates}
    for reply in clarified:
        offered = [option.text for option in reply.options]
        assert 2 <= len(offered) <= MOST_OPTIONS
        assert len(set(offered)) == len(offered)
        assert set(offered) <= titles
