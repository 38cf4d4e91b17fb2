"""What moderators write, as everybody else is shown it: little markup, no mentions, no links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.taming import links_in, tame


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Row** first.\n- then rest\n1. again", "**Row** first.\n- then rest\n1. again"),
        ("About ~10% and x < 3, a_b", "About ~10% and x < 3, a_b"),
        ("[the bar](https://evil.example/x) helps", "the bar helps"),
        ("[the bar](javascript:alert)", "the bar"),
        ("see https://a.example/b_c today", "see `https://a.example/b_c` today"),
        ("join discord.gg/abc", "join `discord.gg/abc`"),
        ("<@12> <@&3> <#4> <t:1:R> </ask:5>", "\\<@12> \\<@&3> \\<#4> \\<t:1:R> \\</ask:5>"),
        ("@everyone and @here", "\\@everyone and \\@here"),
        (
            "# big\n-# small\n> said\n||hidden|| ~~no~~ `code`",
            "\\# big\n\\-# small\n\\> said\n\\||hidden\\|| \\~~no\\~~ \\`code\\`",
        ),
    ],
)
def test_what_is_shown(written: str, shown: str) -> None:
    assert tame(written) == shown


@given(st.text("[]()<>@#:/`|~!.ah\n tps", max_size=60))
def test_nothing_written_is_a_link_or_a_mention(text: str) -> None:
    shown = tame(text)
    assert not re.search(r"(?<!\\)<[@#:]", shown)
    assert not re.search(r"(?<!\\)\[[^\]\n]*\]\(", shown)


def test_moderators_are_told_where_links_lead() -> None:
    assert links_in("[a](https://a.example/x) https://b.example https://a.example/x") == (
        "https://a.example/x",
        "https://b.example",
    )
