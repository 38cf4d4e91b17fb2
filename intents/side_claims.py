"""The claims of a text: a word such as bigger, tight or hurts, tied to the side it is said of."""

from collections.abc import Iterator

from intents.side_claim import Claim, make
from intents.side_doubts import is_advice, is_denied, is_doubtful, is_supposed, is_wish
from intents.side_echoes import echo, is_answer, is_of_one
from intents.side_frame import Frame
from intents.side_links import Link, link
from intents.side_mentions import ACROSS
from intents.side_sense import is_symptom, sense
from intents.side_words import CLAIMS, words

_GETTING = words("get|gets|getting|got|any|become|grow")
_PLANS = words("should|which|how|if|do i")
_TIMES = words("twice|half|times|twice as|half as")
_WORK = words("rep|reps|set|sets|lift|work|pull|ones|few|couple|push|row|rows|last|final")
_INTENSE = words("permanent|constant|crazy|killer|ridiculous|wicked|mad|intense|sick|mental|stupid|unreal")
_WORKED = words("gets pumped|gets hit|gets smoked|gets hammered|gets all|pumps more|burns more")
_ELSEWHERE = words("arm|arms|bicep|biceps|forearm|forearms")
_PASSING = words("go|going|improve|improves|improving|shift")  # said of pain
_RETURNS = words("come back|comes back|came back")  # the pain does
_PUMPED = words("pumped|pump|pumps|gets pumped|pumped up")
_CRAMPS = words("cramp|cramps|cramping|cramped|cramped up")
_THAT = words("thats|that|whos|who|which")
_ARM = words("bicep|biceps|forearm|forearms")
_NOTHING = words("bone|bones|nothing|ribs|skin|zilch|nada|fuck all|zero|naff all")
_IMPRESSIONS = words(
    "wrong|weird|odd|off|different|crooked|normal|fine|ok|natural|unnatural|strange|funny|straight|longer"
)
_STRAINS = words("screaming|screams|dying|begging")  # a muscle late in a set
_BURNS = words("burn|burns|burning|burning up")
_STILL = words(
    "computer|desk|sit|sitting|standing|driving|drive|laptop|typing|computers|evening|day|walk|walking|sleep|bed|morning|chair"
)
_WHOLLY_SAID = words("only|entirely|purely|solely")
_ONE_SIDED = words("sided|onesided|uneven|lopsided")


def claims(frame: Frame) -> Iterator[Claim]:
    """Every claim, in the order of the text."""
    loose: int | None = None  # a claim word still without a side: "hurts, mostly left"
    for at, role in enumerate(frame.roles):
        made = None
        if role == ".":
            loose = loose if is_answer(frame, at + 1) else None
        elif role in CLAIMS:
            made = _claim(frame, at)
            loose = at if made is None and _may_wait(frame, at) and _is_told(frame, at) else loose
        elif role == "S" and frame.sides[at]:
            made = echo(frame, at, loose)
        if made is not None:
            yield made


def _may_wait(frame: Frame, at: int) -> bool:
    """Whether the side may follow later: "hurts, mostly left", "only one of my lats grows. the left"."""
    role = frame.roles[at]
    return role in "BWbwtP" or is_symptom(frame, at) or (role == "V" and is_of_one(frame, at))


def _is_told(frame: Frame, at: int) -> bool:
    return bool(sense(frame, at)) and not is_supposed(frame, at)


def _claim(frame: Frame, at: int) -> Claim | None:
    role = sense(frame, at)
    if not role or (role not in "kq" and is_doubtful(frame, at)):
        return None
    found = link(frame, at)
    if found is None or is_advice(frame, found.at):
        return None
    if role in "kq":
        return make(frame, "x" if role == "q" else "y", found.side, at) if at < found.at <= at + 2 else None
    if _is_cleft(frame, found.at, at):
        return make(frame, role, ACROSS[found.side], at) if role in "BWbw" else None
    said = _said(frame, at, role, found)
    return make(frame, said, found.side, at) if said else None


def _is_cleft(frame: Frame, side: int, at: int) -> bool:
    """Whether it is denied of that side alone: "it's not the left that's weaker"."""
    low = max(0, side - 3)
    denied = "N" in frame.roles[low:side] and not any(role in CLAIMS for role in frame.roles[low:side])
    return side < at and denied and not _THAT.isdisjoint(frame.words[side + 1 : at])


def _said(frame: Frame, at: int, role: str, found: Link) -> str:
    """What is said of the side once "not", wishes and feeling are counted in; "" for nothing."""
    denied = is_denied(frame, at, found.at)
    if role == "V":
        return _worked(frame, at, found, denied)
    if role == "P" and _is_effort(frame, at, found) and not denied:
        return "b"
    if role == "F":
        return _felt(frame, at, found, denied)
    if denied and (frame.words[at] in _WORKED or (role in "Bb" and frame.has(at, _GETTING, 3, 0))):
        return "w"
    if denied and role == "w" and frame.words[at].endswith("nothing"):
        return role
    if denied:
        return "W" if role == "G" or (role in "Bb" and frame.before(at, "A", 3)) else ""
    if role in "BGb" and is_wish(frame, at):
        return "w"
    if role in "BGW" and frame.words[at - 1] == "as" and _TIMES.isdisjoint(frame.words[max(0, at - 3) : at]):
        return ""
    return "B" if role == "G" else role


def _worked(frame: Frame, at: int, found: Link, denied: bool) -> str:
    """What work says: nothing by itself, weakness where denied or wished for, strength where only that side does."""
    word, pained = frame.words[at], frame.roles[frame.opening(at, 25) : at]
    if (word in _RETURNS and "P" in pained) or (
        denied and word in _PASSING and "P" in frame.roles[frame.start[at] : at]
    ):
        return ""
    if word in _BURNS and found.at >= frame.start[at] and not _STILL.isdisjoint(frame.words[max(0, at - 12) : at + 8]):
        return "" if denied else "P"
    if denied or is_wish(frame, at):
        return "w"
    only = "only" in frame.words[max(frame.start[at], at - 4) : at] and not frame.has(at, _PLANS)
    return "b" if only or (is_symptom(frame, at) and _is_one_sided(frame, at)) else ""


def _is_one_sided(frame: Frame, at: int) -> bool:
    """Whether a pump or a burn is so strong, or so one-sided, that it tells which side works."""
    if not _INTENSE.isdisjoint(frame.words[max(frame.start[at], at - 2) : at]):
        return True
    return frame.has(at, _ONE_SIDED | _WHOLLY_SAID, 0, 6) and not frame.is_asked(at)


def _is_effort(frame: Frame, at: int, found: Link) -> bool:
    """Whether a word of pain tells of work: a cramp of the pumped muscle, a side that screams late in a set."""
    if frame.words[at] in _CRAMPS and found.at < at:
        pumped = not _PUMPED.isdisjoint(frame.words[max(frame.opening(at, 5), at - 4) : at + 4])
        return pumped or frame.before(found.at, "L", 3)
    return frame.words[at] in _STRAINS and frame.has(at, _WORK)


def _felt(frame: Frame, at: int, found: Link, denied: bool) -> str:
    roles = frame.roles[max(frame.start[at], at - 6) : min(frame.stop[at], at + 9)]
    if any(role in "PBWGbwtJ" for role in roles):
        return ""
    if (
        not _ELSEWHERE.isdisjoint(frame.words[at + 1 : min(at + 4, frame.stop[at])])
        and "S" not in frame.roles[at + 1 : at + 4]
    ):
        return "w"  # "on my left i feel mostly arm"
    if found.at > at and not _ARM.isdisjoint(frame.words[at + 1 : found.at]):
        return "w"  # "i feel rows in the bicep on the left"
    if not _IMPRESSIONS.isdisjoint(frame.words[at + 1 : at + 4]):
        return ""
    if not _NOTHING.isdisjoint(frame.words[at + 1 : at + 4]):
        return "w"
    return "w" if denied else "b" if "M" in roles or "L" in roles else ""
