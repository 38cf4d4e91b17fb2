"""Warning signs that only two messages make together: "bad back pain", and then "and I had cancer once"."""

from __future__ import annotations

from bisect import bisect_left

from intents.red_flag_rules import Found, Post, matches
from intents.red_flag_text import TABLE, read
from intents.red_flags import ASKED_TOO, RedFlag, find_red_flags, flagged, understand

# What a message may add to an earlier one to make a sign: something felt, or an illness, a fall, a medicine.
TELLING = frozenset(TABLE["telling"].split())
# What a message may have told before: anything but how long, since when and how many.
_COUNTED = frozenset(TABLE["numbered"].split()) - {
    "AGE_CHILD", "AGE_SMALL", "AGE_TEEN", "AGE_OVER55", "AGE_OVER65", "WEEKS_ALONG", "DEGREES",
}  # fmt: skip
_PREGNANT = ("PREGNANT", "WEEKS_ALONG", "PREG_WEEKS_SURE")


def find_across(told: str, text: str) -> tuple[RedFlag, ...]:
    """The signs of two messages that neither holds alone; each gives a part that is no mere number or time."""
    post = understand(read(f"{told}. {text}"))
    starts = [start for start, _ in post.words.spans]
    border = bisect_left(starts, len(told) + 1)
    found = flagged(post, (one for one in matches(post, ASKED_TOO) if _of_both(one, post, border)))
    known = {flag.id for flag in find_red_flags(told)} if found else set()
    return tuple(flag for flag in found if flag.id not in known)


def _of_both(found: Found, post: Post, border: int) -> bool:
    """Whether the later message tells of something, and the earlier one of something that belongs to it."""
    if found.rule.flag == "pregnancy-warning" and not any(_filled_by(found, post, name) for name in _PREGNANT):
        return False
    adds = any(start >= border and _tells(post, (start, end)) for start, end in found.parts)
    return adds and any(
        start < border and any(_counts(name) and (start, end) in post.hits.get(name, ()) for name in slot.names)
        for (start, end), slot in zip(found.parts, found.rule.slots, strict=True)
    )


def _tells(post: Post, part: tuple[int, int]) -> bool:
    """Whether a part is of something felt: one of those concepts stands in the same words, and is not denied."""
    return any(
        start < part[1] and part[0] < end and post.scope.lives((start, end), True, False)
        for name in TELLING
        for start, end in post.hits.get(name, ())
    )


def _filled_by(found: Found, post: Post, name: str) -> bool:
    return any(part in post.hits.get(name, ()) for part in found.parts)


def _counts(name: str) -> bool:
    return name not in _COUNTED and not name.startswith(("CUE_", "SINCE", "RECENT", "AGO", "LASTS"))
