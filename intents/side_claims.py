"""The claims of a text: a word such as bigger, tight or hurts, tied to the side it is said of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from intents.side_frame import Frame
from intents.side_links import Link, link
from intents.side_mentions import ACROSS
from intents.side_sense import is_advice, is_denied, is_doubtful, is_past, is_supposed, is_symptom, is_wish, sense
from intents.side_words import CLAIMS, listed, words

SIZE, USE, HINT = 3, 2, 1  # how plainly a claim says which side is stronger
_ANSWERS = words("mine|its|it|on|mostly|mainly|only|for")
_EMPTY = words("so|much|really|at|all|as|yet|get|any|one|it|do|have|that|anything")
_TRAILING = words("whatsoever|really|at all|much|ever|there|side|even|nearly|like|that|though|tho|lol|i|feel|have|get|got")
_AFFIRMS = words("is|does|has|do|was")
_GETTING = words("get|gets|getting|got|any|become|grow")
_PLANS = words("should|which|how|if|do i")
_TIMES = words("twice|half|times|twice as|half as")
_ARE = words("are|is|its|was|were|become|becomes|turn into")
_BEING = words("is|was|are|has")
_ALONE = listed("second_look", "alone")
_WHOLLY = words("all|purely|entirely|mostly|mainly|pure|just|only")
_WORK = words("rep|reps|set|sets|lift|work|pull|ones|few|couple|push|row|rows|last|final")
_INTENSE = words("permanent|constant|crazy|killer|ridiculous|wicked|mad|intense|sick|mental|stupid|unreal")
_CHIEFLY = words("mostly|mainly|primarily")
_NAUGHT = words("nothing|none")
_WORKED = words("gets pumped|gets hit|gets smoked|gets hammered|gets all|pumps more|burns more")
_NONE_OF = words("not|none|nothing")
_ALONE_AFTER = words("only|alone")
_ELSEWHERE = words("arm|arms|bicep|biceps|forearm|forearms")
_PASSING = words("go|going|improve|improves|improving|shift")  # said of pain
_RETURNS = words("come back|comes back|came back")  # the pain does
_PUMPED = words("pumped|pump|pumps|gets pumped|pumped up")
_CRAMPS = words("cramp|cramps|cramping|cramped|cramped up")
_THAT = words("thats|that|whos|who|which")
_NOTHING = words("bone|bones|nothing|ribs|skin|zilch|nada|fuck all|zero|naff all")
_IMPRESSIONS = words("wrong|weird|odd|off|different|crooked|normal|fine|ok|natural|unnatural|strange|funny|straight|longer")
_STRAINS = words("screaming|screams|dying|begging")  # a muscle late in a set
_BURNS = words("burn|burns|burning|burning up")
_STILL = words("computer|desk|sit|sitting|standing|driving|drive|laptop|evening|day|walk|walking|sleep|bed|morning|chair")
_WHOLLY_SAID = words("only|entirely|purely|solely")
_ONE_SIDED = words("sided|onesided|uneven|lopsided")
_NO = words("no|zero|what")
_THERE = words("theres|there|have|ive|got|basically|has|no|what")
_ONE = words("one|one side")
_SIGNS = words("tingling|tingles|tingle|numb|numbness|pins|clicks|clicking|pops|cracks|cracking|click|crunch")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one word says: that a side is `strong` or in `pain`, how plainly, and whether that is over."""

    kind: str
    side: str
    role: str
    rank: int
    past: bool
    most: bool = False


def claims(frame: Frame) -> Iterator[Claim]:
    """Every claim, in the order of the text."""
    loose: int | None = None  # a claim word still without a side: "hurts, mostly left"
    for at, role in enumerate(frame.roles):
        made = None
        if role == ".":
            loose = loose if _is_answer(frame, at + 1) else None
        elif role in CLAIMS:
            made = _claim(frame, at)
            loose = at if made is None and _may_wait(frame, at) and _is_told(frame, at) else loose
        elif role == "S" and frame.sides[at]:
            made = _echo(frame, at, loose)
        if made is not None:
            yield made


def _may_wait(frame: Frame, at: int) -> bool:
    """Whether the side may follow later: "hurts, mostly left", "only one of my lats grows. the left"."""
    role = frame.roles[at]
    return role in "BWbwtP" or is_symptom(frame, at) or (role == "V" and _is_of_one(frame, at))


def _is_of_one(frame: Frame, at: int) -> bool:
    """Whether it is said of one of the two: "one of my lats doesnt grow", "only one grows"."""
    return frame.has(at, _ONE) and not any(frame.sides[frame.start[at] : at])


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
        return _make(frame, "x" if role == "q" else "y", found.side, at) if at < found.at <= at + 2 else None
    if _is_cleft(frame, found.at, at):
        return _make(frame, role, ACROSS[found.side], at) if role in "BWbw" else None
    said = _said(frame, at, role, found)
    return _make(frame, said, found.side, at) if said else None


def _is_cleft(frame: Frame, side: int, at: int) -> bool:
    """Whether it is denied of that side alone: "it's not the left that's weaker"."""
    low = max(0, side - 3)
    denied = "N" in frame.roles[low:side] and not any(role in CLAIMS for role in frame.roles[low:side])
    return side < at and denied and not _THAT.isdisjoint(frame.words[side + 1 : at])


def _said(frame: Frame, at: int, role: str, found: Link) -> str:
    """What is said of the side once "not", wishes and feeling are counted in; "" for nothing."""
    denied = is_denied(frame, at, found.at)
    if role == "V" and frame.words[at] in _RETURNS and "P" in frame.roles[frame.opening(at, 25) : at]:
        return ""
    if role == "V" and denied and frame.words[at] in _PASSING and "P" in frame.roles[frame.start[at] : at]:
        return ""
    if role == "V" and frame.words[at] in _BURNS and found.at >= frame.start[at] and not _STILL.isdisjoint(frame.words[max(0, at - 12) : at + 8]):
        return "" if denied else "P"
    if role == "V":
        intense = is_symptom(frame, at) and not _INTENSE.isdisjoint(frame.words[max(frame.start[at], at - 2) : at])
        only = intense or ("only" in frame.words[max(frame.start[at], at - 4) : at] and not frame.has(at, _PLANS))
        only = only or (is_symptom(frame, at) and frame.has(at, _ONE_SIDED | _WHOLLY_SAID, 0, 6) and not frame.is_asked(at))
        return "w" if denied or is_wish(frame, at) else "b" if only else ""
    if role == "P" and frame.words[at] in _CRAMPS and found.at < at:
        pumped = not _PUMPED.isdisjoint(frame.words[max(frame.opening(at, 5), at - 4) : at + 4])
        if pumped or frame.before(found.at, "L", 3):
            return "b"
    if role == "P" and frame.words[at] in _STRAINS and frame.has(at, _WORK) and not denied:
        return "b"
    if role == "F":
        return _felt(frame, at, denied)
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


def _felt(frame: Frame, at: int, denied: bool) -> str:
    roles = frame.roles[max(frame.start[at], at - 6) : min(frame.stop[at], at + 9)]
    if any(role in "PBWGbwtJ" for role in roles):
        return ""
    if (
        not _ELSEWHERE.isdisjoint(frame.words[at + 1 : min(at + 4, frame.stop[at])])
        and "S" not in frame.roles[at + 1 : at + 4]
    ):
        return "w"  # "on my left i feel mostly arm"
    if not _IMPRESSIONS.isdisjoint(frame.words[at + 1 : at + 4]):
        return ""
    if not _NOTHING.isdisjoint(frame.words[at + 1 : at + 4]):
        return "w"
    return "w" if denied else "b" if "M" in roles or "L" in roles else ""


def _make(frame: Frame, role: str, side: str, at: int) -> Claim:
    past = is_past(frame, at)
    if role == "P":
        near = frame.roles[max(frame.start[at], at - 6) : min(frame.stop[at], at + 8)]
        return Claim("pain", side, role, SIZE, past, any(role in "MJL" for role in near))
    rank = HINT if role in "xy" else SIZE if role in "BW" else USE
    return Claim("strong", side if role in "Bbty" else ACROSS[side], role, rank, past)


def _echo(frame: Frame, at: int, loose: int | None) -> Claim | None:
    """A side without a claim word of its own: "uneven, right more", "now the right is", "left doesn't"."""
    side, roles = frame.sides[at], frame.clause(at)
    if side is None or frame.objects[at] or is_advice(frame, at) or any(role in "BWbwtPGK" for role in roles):
        return None
    if frame.before(at, "L", 3) and frame.has(at, _ALONE) and not frame.is_asked(at):
        return _make(frame, "b", side, at)
    chiefly = not _CHIEFLY.isdisjoint(frame.words[at + 1 : min(at + 3, frame.stop[at])]) and frame.has(at, _ALONE, 8, 0)
    if (chiefly and not frame.is_asked(at)) or _is_all_of_it(frame, at):
        return _make(frame, "b", side, at)
    if any(role in "VFkq" for role in roles):
        return None
    if _is_missing(frame, at) or _is_unlike(frame, at):
        return _make(frame, "w", side, at)
    if _is_bare_denial(frame, at):
        said = [role for role in frame.roles[max(0, at - 40) : frame.start[at]] if role in "BWbwtPGV"]
        signs = not _SIGNS.isdisjoint(frame.words[max(0, at - 15) : at])
        signs = signs or ("P" in said and frame.has(at, _NAUGHT))  # "pain on the left, right side nothing"
        return None if signs or (said and said[-1] in "PWw") else _make(frame, "w", side, at)
    return _taken_up(frame, at, side, loose) or _now(frame, at, side)


def _taken_up(frame: Frame, at: int, side: str, loose: int | None) -> Claim | None:
    """The claim word before finds its side here: "pain after rows, right side only"."""
    if loose is None or at - loose > 14 or frame.start[loose] == frame.start[at] or at - frame.start[at] > 5:
        return None
    role = sense(frame, loose)
    affirmed = frame.words[frame.stop[at] - 1] in _AFFIRMS  # "left isn't bigger, the right is"
    of_one = frame.roles[loose] == "V" and _is_of_one(frame, loose)
    only = of_one or affirmed or "L" in frame.roles[max(frame.start[at], at - 4) : at + 3]
    if (
        not role
        or (role not in "BbWwtP" and not (only and (of_one or is_symptom(frame, loose))))
        or not (affirmed or _is_aside(frame, at))
        or (not only and is_denied(frame, loose, loose))
    ):
        return None
    if of_one and is_denied(frame, loose, loose):
        return _make(frame, "w", side, loose)
    made = _make(frame, "b" if role in "VG" else role, side, loose)
    return replace(made, past=False) if "Y" in frame.clause(at) else made


def _is_all_of_it(frame: Frame, at: int) -> bool:
    """Whether the work is said to be all of that side: "the last two reps are all left arm"."""
    low = max(frame.start[at], at - 3)
    said = frame.words[low:at]
    alone = not _ALONE_AFTER.isdisjoint(frame.words[at + 1 : at + 3])
    wholly = (alone or not _WHOLLY.isdisjoint(said)) and not _ARE.isdisjoint(frame.words[max(0, low - 1) : at])
    return wholly and frame.has(at, _WORK, 10, 0) and not frame.is_asked(at)


def _now(frame: Frame, at: int, side: str) -> Claim | None:
    """What was so of one side now is of this one: "used to be the left, now it's the right"."""
    if "Y" not in frame.clause(at):
        return None
    for i in range(frame.start[at] - 1, max(0, at - 15) - 1, -1):
        if frame.roles[i] == ".":
            return None
        if frame.roles[i] in "BWbwtP" and is_past(frame, i):
            return _make(frame, frame.roles[i], side, at)
    return None


def _is_answer(frame: Frame, at: int) -> bool:
    """Whether a sentence only names the side of what went before: "mine is the left"."""
    if at >= len(frame.words):
        return False
    roles = frame.roles[at : frame.stop[at]]
    bare = 0 < len(roles) <= 6 and all(role in "pdnSL" for role in roles)
    return bare or (len(roles) <= 5 and frame.words[at] in _ANSWERS)


def _is_aside(frame: Frame, at: int) -> bool:
    """Whether the clause is only a side, or says which more: ", right side", "mostly left"."""
    start, roles = frame.start[at], frame.clause(at)
    if _is_answer(frame, start) or any(role in "MLJ" for role in roles):
        return True
    return len(roles) <= (6 if "_" in roles else 9) and all(role in "pdnSYI_" for role in roles) and not frame.has(at, _BEING)


def _is_missing(frame: Frame, at: int) -> bool:
    """Whether there is said to be none: "theres basically no left trap", "what right lat"."""
    ends = frame.roles[at + 1 : at + 2] == "n" and all(role in ".," for role in frame.roles[at + 2 : at + 3])
    denied = at > 0 and frame.words[at - 1] in _NO and (at == 1 or not _THERE.isdisjoint(frame.words[max(0, at - 4) : at]))
    return ends and denied


def _is_unlike(frame: Frame, at: int) -> bool:
    """Whether the side is said not to do as the other does: "left doesnt retract like the right one"."""
    stop = frame.stop[at]
    if "N" not in frame.roles[at + 1 : stop] or frame.words[stop : stop + 1] != ["like"]:
        return False
    return any(side not in (None, frame.sides[at]) for side in frame.sides[stop + 1 : stop + 4])


def _is_bare_denial(frame: Frame, at: int) -> bool:
    """Whether the side is only denied what went before: "right fires, left doesn't"."""
    start, stop = frame.start[at], frame.stop[at]
    if frame.words[start] in _NONE_OF and all(
        role in "pdnS" or word in _TRAILING
        for role, word in zip(frame.roles[start + 1 : stop], frame.words[start + 1 : stop], strict=True)
    ):
        return True
    for i in range(at + 1, min(at + 4, stop)):
        if frame.roles[i] == "N" and frame.words[i] != "no":
            return _EMPTY.issuperset(frame.words[i + 1 : stop])
        if frame.roles[i] not in "ndp":
            return False
    return False
