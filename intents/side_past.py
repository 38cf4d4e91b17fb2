"""Whether a claim is over: it was so once, or the pain has gone."""

from intents.side_frame import Frame
from intents.side_words import words

_NOW = words("now|nowadays|these days|currently|lately")
_SOON = words("in|by|after|within|once|when")
_FINDINGS = words("hernia|herniation|herniated|bulging disc|slipped disc")
_PARTLY = words("%|percent|mostly|nearly|almost|half|partly")
_WAS = words("was|were")
_AGAIN = words("always|every|whenever|each time|keeps|keep")


def is_past(frame: Frame, at: int) -> bool:
    """Whether it is said to be over: it was so and "now" something else is, it used to be, or the pain has gone."""
    low, high = max(frame.start[at], at - 10), min(frame.stop[at], at + 10)
    near = frame.words[low:high]
    if frame.words[at] in ("percent of", "share of") and "#" in frame.roles[high : high + 6]:
        return False  # "used to do 60% of the right, now its 85"
    if not _WAS.isdisjoint(near) and not _NOW.isdisjoint(frame.words[high : high + 16]):
        return True
    if frame.roles[at] != "P":
        return any(word.startswith("used to") for word in near) and "still" not in frame.words[high : high + 4]
    if frame.words[at] in _FINDINGS and any(
        frame.roles[i - 1] == "N" for i, word in enumerate(frame.words) if i and word == "pain"
    ):
        return True
    roles = frame.roles[low:high]
    if "U" in roles and "Y" not in roles:
        return "again" not in frame.words[high : high + 4]
    return _has_passed(frame, at, high)


def _has_passed(frame: Frame, at: int, high: int) -> bool:
    """Whether the pain is said to be gone: for good, not by noon, partly or each time anew."""
    end = frame.roles.find(".", high, high + 8)
    gone = frame.roles.find("Z", at, end if end >= 0 else high + 8)
    if gone < 0:
        return _has_gone_later(frame, at)
    if frame.roles[gone - 1] == "N" or not _SOON.isdisjoint(frame.words[gone + 1 : gone + 2]):
        return False
    if not _PARTLY.isdisjoint(frame.words[gone - 1 : gone]) and "100" not in frame.words[gone - 2 : gone]:
        return False
    return _AGAIN.isdisjoint(frame.words[frame.opening(at, 25) : at])


def _has_gone_later(frame: Frame, at: int) -> bool:
    """Whether a later sentence says that the pain is gone: "strained it in may. pain is gone"."""
    for i in range(at + 1, min(at + 60, len(frame.words) - 1)):
        if frame.roles[i] == "P" and (over := frame.roles.find("Z", i, i + 4)) >= 0:
            after = frame.words[over + 1 : over + 2]
            return (
                _SOON.isdisjoint(after) and _PARTLY.isdisjoint(frame.words[i:over]) and "N" not in frame.roles[i:over]
            )
        if frame.sides[i] and frame.roles[i + 1 : i + 6].find("P") >= 0:
            return False
    return False
