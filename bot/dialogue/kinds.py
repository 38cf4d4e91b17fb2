"""Every module that handles a kind of follow-up: importing this one registers them all."""

from bot.dialogue import (  # noqa: F401
    additions,
    asides,
    aspects,
    bodyparts,
    carrying_on,
    citations,
    doses,
    follow_ups,
    fragments,
    levels,
    reasons,
    rejected,
    retold,
    swaps,
    times,
    verdicts,
)
