"""Threads share a few heaps where the C library can be told so."""

import platform

from bot.discord.heaps import few_heaps


def test_glibc_takes_the_setting_and_others_are_left_alone() -> None:
    assert few_heaps() == (platform.libc_ver()[0] == "glibc")
