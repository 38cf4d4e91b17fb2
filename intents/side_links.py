"""Which side a claim word is said of: beside it, before it, after it, or earlier in the sentence."""

from dataclasses import dataclass

from intents.side_frame import Frame
from intents.side_mentions import ACROSS
from intents.side_words import listed, words

NEAR, FAR, BACK = 7, 10, 25  # words looked ahead, behind in the clause, and behind in the sentence
_AND = frozenset(("and", "&", "+", ",", "n"))
_NAMED = words("side|arm|leg|hand|one|lat|trap")
_OWN = words("my|the|your|one|a|this|weak|weaker|strong|stronger|smaller|bigger")
_PLURAL = words("are|were|both|have|look|never")
_PARTS = words("area|lunge|rear|racquet|racket|throwing|kicking|standing|bowling|inner|outer|lateral|whole|also|both")
_SMALL = words("reps|side|muscle|little|bit")
_DIRECT = listed("second_look", "direct")
_LINKING = listed("second_look", "linking")
_MOTION = listed("second_look", "motion")


@dataclass(frozen=True, slots=True)
class Link:
    """A side, where it is named, and whether only small words stand between."""

    side: str
    at: int
    close: bool = False


def link(frame: Frame, at: int) -> Link | None:
    """The side that the word at this place is said of."""
    if _is_name(frame, at):
        return _named(frame, at)
    if frame.roles[at] in "WwBG" and (own := _own(frame, at)):
        return own
    after, before = _after(frame, at), _before(frame, at)
    said = before and (frame.words[at].startswith("like ") or (after and _are_twins(frame, before.at, at, after.at)))
    if after and after.close and not said:
        return after
    found = before or after or _paired(frame, at) or _against(frame, at) or _referred(frame, at)
    graded = frame.roles[at] == "V" and frame.roles[at - 1 : at] in ("M", "K")  # "less full"
    listed = _is_listed(frame, at)
    direct = not listed and ((frame.roles[at] in "MKFVJ" and not graded) or frame.words[at] in _DIRECT)
    return found or (None if direct else _answered(frame, at) or _earlier(frame, at))


def _is_listed(frame: Frame, at: int) -> bool:
    """Whether it is said of a list whose last part stands alone: "my right lat and shoulder blade area is huge"."""
    low = frame.start[at]
    parts = zip(frame.words[low:at], frame.roles[low:at], strict=True)
    return low > 0 and frame.words[low - 1] in _AND and all(role in "pdnN" or word in _PARTS for word, role in parts)


def _is_name(frame: Frame, at: int) -> bool:
    """Whether the word only names a side: "my weaker side", "the strong arm"."""
    framed = 0 < at < len(frame.words) - 1 and frame.words[at - 1] in ("the", "my", "your", "a")
    return framed and frame.roles[at] in "BbGWw" and frame.words[at + 1] in _NAMED


def _named(frame: Frame, at: int) -> Link | None:
    """The side so named, within a few small words: "left is my weaker side", "my weaker side, the left"."""
    for places, across in (
        (range(at - 1, at - 9, -1), ""),
        (range(at + 2, at + 6), ","),
        (range(at - 1, at - 9, -1), ","),
    ):
        for i in places:
            if not 0 <= i < len(frame.words) or frame.roles[i] not in "pdnSXI_ULY" + across:
                break
            if frame.roles[i] == "_" and frame.words[i] not in _LINKING:
                break
            if side := frame.sides[i]:
                return Link(side, i)
    pointed = frame.topic[at - 2] if at > 1 and frame.words[at - 2] in ("thats", "its", "this", "it") else None
    return Link(pointed, at) if pointed else None


def _after(frame: Frame, at: int) -> Link | None:
    """The next side in the clause: "weaker left", "bigger on the right"."""
    close = True
    for i in range(at + 1, min(at + 1 + NEAR, frame.stop[at])):
        role, side = frame.roles[i], frame.sides[i]
        if side and not frame.objects[i]:
            return Link(side, i, close)
        if role == "H" and frame.roles[i + 1 : i + 4].find("O") >= 0 and not any(frame.sides[i : i + 4]):
            continue
        if ((role in "HBWbwGPt" or role == "A") and i > at + 1) or role == "H":
            return None
        if role not in "pdn" and frame.words[i] not in _SMALL and role not in "BWbwGPt":
            close = False
    return None


def _own(frame: Frame, at: int) -> Link | None:
    """The side compared with that the word stands right before: "bigger than my weak left"."""
    if at + 1 < len(frame.words) and frame.objects[at] and frame.objects[at + 1] and (side := frame.sides[at + 1]):
        return Link(side, at + 1, close=True)
    return None


def _paired(frame: Frame, at: int) -> Link | None:
    """The side behind two words joined: "tight and sore left ql"."""
    if at + 2 >= len(frame.words) or frame.words[at + 1] not in _AND or frame.roles[at + 2] not in "BGWPbwt":
        return None
    if any(frame.sides[frame.start[at] : at]):
        return None
    found = _after(frame, at + 2)
    return found if found and found.at <= at + 5 and found.close else None


def _before(frame: Frame, at: int) -> Link | None:
    for i in range(at - 1, max(frame.start[at], at - FAR) - 1, -1):
        if frame.roles[i] == "E" and not _is_of_one_side(frame, i):
            return None
        side = frame.sides[i]
        if side and not frame.objects[i]:
            return Link(side, i)
    return None


def _is_of_one_side(frame: Frame, both: int) -> bool:
    """Whether "both" are two parts already named: "right glute and right lat are both asleep"."""
    return (
        frame.words[both] == "both"
        and frame.roles[both + 1 : both + 2] not in ("n", "E")
        and frame.words[both + 1 : both + 2] != ["of"]
    )


def _are_twins(frame: Frame, before: int, at: int, after: int) -> bool:
    """Whether two statements stand without a comma: "left trap big right trap small"."""
    later = frame.roles[after + 1 : min(after + 6, frame.stop[at])]
    return all(role in "ndp" for role in frame.roles[before + 1 : at]) and any(role in "BWbwtGN" for role in later)


def _against(frame: Frame, at: int) -> Link | None:
    """Only the side compared with is named: "bigger than my left"."""
    for i in range(at + 1, min(at + 1 + NEAR, frame.stop[at])):
        side = frame.sides[i]
        if side and frame.objects[i]:
            return Link(ACROSS[side], i)
    return None


def _referred(frame: Frame, at: int) -> Link | None:
    """ "That side", "it": what was last spoken of."""
    for i in (*range(at - 1, max(frame.start[at], at - 6) - 1, -1), *range(at + 1, min(at + 6, frame.stop[at]))):
        topic = frame.topic[i]
        if frame.roles[i] == "I" and topic:
            loose = frame.words[i] in ("it", "its")
            if loose and (i > at or (frame.words[i] == "it" and at - i > 3)):
                continue
            return None if loose and not _may_mean_it(frame, at, i) else Link(topic, i)
    return None


def _may_mean_it(frame: Frame, at: int, it: int) -> bool:
    """Not where the last side was only turned to, nor for tightness of an earlier sentence."""
    last = frame.roles.rfind("S", max(0, it - BACK), it)
    if last >= 0 and not frame.sides[last] and not _MOTION.isdisjoint(frame.words[max(0, last - 5) : last]):
        return False
    return frame.roles[at] != "t" or "S" in frame.roles[frame.opening(at, BACK) : it]


def _answered(frame: Frame, at: int) -> Link | None:
    """The sentence before only names a side: "The left. Always been weaker"."""
    low = frame.opening(at, 5)
    if low < 2 or frame.roles[low - 1] != ".":
        return None
    for i in range(low - 2, max(-1, low - 7), -1):
        if frame.roles[i] not in "pdnSL,":
            return None
        side, opens = frame.sides[i], frame.start[i]
        if (
            side
            and all(role in "pdnSL" for role in frame.roles[opens:i])
            and (opens == 0 or frame.roles[opens - 1] in ".,")
        ):
            return Link(side, i)
    return None


def _is_one(frame: Frame, at: int) -> bool:
    """Whether the word only says which of the two: "the big one and the sore one"."""
    return frame.words[at + 1 : at + 2] == ["one"] and frame.roles[at - 1 : at] == "d"


def _earlier(frame: Frame, at: int) -> Link | None:
    """The side of an earlier clause, unless this one has a part of its own: "right lat is long and my back is weak"."""
    low, roles = frame.start[at], frame.roles
    plural = not _PLURAL.isdisjoint(frame.words[low:at]) and _is_listed(frame, at)
    own = "n" in (roles[low : at + 1] + roles[at + (2 if _is_one(frame, at) else 1) : frame.stop[at]]) and not plural
    joined = low > 0 and frame.words[low - 1] in _AND and frame.words[low] not in _OWN
    if any(roles[i] == "E" and not _is_of_one_side(frame, i) for i in range(low, at)) or (own and not joined):
        return None
    for i in range(low - 1, max(0, at - BACK) - 1, -1):
        if roles[i] == "." or (own and (roles[i] in "BWbwtPG" or (roles[i] == "C" and frame.words[i] not in _AND))):
            return None
        side = frame.sides[i]
        if side and not frame.objects[i]:
            return Link(side, i)
    return None
