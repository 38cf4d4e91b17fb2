"""Sides without a claim word of their own, which take up what was said before: "right fires, left doesn't"."""

from dataclasses import replace
from itertools import pairwise

from intents.side_claim import Claim, make
from intents.side_doubts import is_advice, is_denied
from intents.side_frame import Frame
from intents.side_past import is_past
from intents.side_sense import is_symptom, sense
from intents.side_words import listed, words

_ANSWERS = words("mine|its|it|on|mostly|mainly|only|for")
_EMPTY = words("so|much|really|at|all|as|yet|get|any|one|it|do|have|that|anything")
_TRAILING = words(
    "whatsoever|really|at all|much|ever|there|side|even|nearly|like|that|though|tho|lol|i|feel|have|get|got"
)
_AFFIRMS = words("is|does|has|do|was")
_ARE = words("are|is|its|was|were|become|becomes|turn into")
_BEING = words("is|was|are|has")
_ALONE = listed("second_look", "alone")
_WHOLLY = words("all|purely|entirely|mostly|mainly|pure|just|only")
_WORK = words("rep|reps|set|sets|lift|work|pull|ones|few|couple|push|row|rows|last|final")
_CHIEFLY = words("mostly|mainly|primarily")
_NAUGHT = words("nothing|none")
_NONE_OF = words("not|none|nothing")
_ALONE_AFTER = words("only|alone")
_NO = words("no|zero|what")
_THERE = words("theres|there|have|ive|got|basically|has|no|what")
_ONE_OF = words("of|side|lat|trap|erector|half|glute|shoulder|ql|part|muscle")
_SIGNS = words("tingling|tingles|tingle|numb|numbness|pins|clicks|clicking|pops|cracks|cracking|click|crunch")


def echo(frame: Frame, at: int, loose: int | None) -> Claim | None:
    """A side without a claim word of its own: "uneven, right more", "now the right is", "left doesn't"."""
    side, roles = frame.sides[at], frame.clause(at)
    if side is None or frame.objects[at] or is_advice(frame, at) or any(role in "BWbwtPGK" for role in roles):
        return None
    ahead = frame.roles[at : min(at + 4, frame.stop[at])]
    denied = (
        "N" in ahead and frame.words[at + ahead.index("N")] != "without"
    )  # "it's always the left that doesn't work"
    if frame.before(at, "L", 3) and frame.has(at, _ALONE) and not denied and not frame.is_asked(at):
        return make(frame, "b", side, at)
    chiefly = not _CHIEFLY.isdisjoint(frame.words[at + 1 : min(at + 3, frame.stop[at])]) and frame.has(at, _ALONE, 8, 0)
    if (chiefly and not frame.is_asked(at)) or _is_all_of_it(frame, at):
        return make(frame, "b", side, at)
    if any(role in "VFkq" for role in roles):
        return None
    if _is_missing(frame, at) or _is_unlike(frame, at):
        return make(frame, "w", side, at)
    if _is_bare_denial(frame, at):
        return make(frame, "w", side, at) if _denied_too(frame, at) else None
    return _taken_up(frame, at, side, loose) or _now(frame, at, side)


def _taken_up(frame: Frame, at: int, side: str, loose: int | None) -> Claim | None:
    """The claim word before finds its side here: "pain after rows, right side only"."""
    if loose is None or at - loose > 14 or frame.start[loose] == frame.start[at] or at - frame.start[at] > 5:
        return None
    role = sense(frame, loose)
    affirmed = frame.words[frame.stop[at] - 1] in _AFFIRMS  # "left isn't bigger, the right is"
    of_one = frame.roles[loose] == "V" and is_of_one(frame, loose)
    only = of_one or affirmed or "L" in frame.roles[max(frame.start[at], at - 4) : at + 3]
    if (
        not role
        or (role not in "BbWwtP" and not (only and (of_one or is_symptom(frame, loose))))
        or not (affirmed or _is_aside(frame, at))
        or (not only and is_denied(frame, loose, loose))
    ):
        return None
    if of_one and is_denied(frame, loose, loose):
        return make(frame, "w", side, loose)
    made = make(frame, "b" if role in "VG" else role, side, loose)
    return replace(made, past=False) if "Y" in frame.clause(at) else made


def is_of_one(frame: Frame, at: int) -> bool:
    """Whether it is said of one of the two: "one of my lats doesnt grow", "only one grows"."""
    low = max(frame.start[at], at - 8)
    said = frame.words[low : at + 1]
    ones = any(word == "one" and after in _ONE_OF for word, after in pairwise(said))
    return ones and not any(frame.sides[low:at])


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
            return make(frame, frame.roles[i], side, at)
    return None


def is_answer(frame: Frame, at: int) -> bool:
    """Whether a sentence only names the side of what went before: "mine is the left"."""
    if at >= len(frame.words):
        return False
    roles = frame.roles[at : frame.stop[at]]
    bare = 0 < len(roles) <= 6 and all(role in "pdnSL" for role in roles)
    return bare or (len(roles) <= 5 and frame.words[at] in _ANSWERS)


def _is_aside(frame: Frame, at: int) -> bool:
    """Whether the clause is only a side, or says which more: ", right side", "mostly left"."""
    start, roles = frame.start[at], frame.clause(at)
    if is_answer(frame, start) or any(role in "MLJ" for role in roles):
        return True
    return (
        len(roles) <= (6 if "_" in roles else 9)
        and all(role in "pdnSYI_" for role in roles)
        and not frame.has(at, _BEING)
    )


def _is_missing(frame: Frame, at: int) -> bool:
    """Whether there is said to be none: "theres basically no left trap", "what right lat"."""
    ends = frame.roles[at + 1 : at + 2] == "n" and all(role in ".," for role in frame.roles[at + 2 : at + 3])
    denied = (
        at > 0 and frame.words[at - 1] in _NO and (at == 1 or not _THERE.isdisjoint(frame.words[max(0, at - 4) : at]))
    )
    return ends and denied


def _is_unlike(frame: Frame, at: int) -> bool:
    """Whether the side is said not to do as the other does: "left doesnt retract like the right one"."""
    stop = frame.stop[at]
    if "N" not in frame.roles[at + 1 : stop] or frame.words[stop : stop + 1] != ["like"]:
        return False
    return any(side not in (None, frame.sides[at]) for side in frame.sides[stop + 1 : stop + 4])


def _denied_too(frame: Frame, at: int) -> bool:
    """Whether something of strength went before that this side lacks, not a pain or a tingle."""
    said = [role for role in frame.roles[max(0, at - 40) : frame.start[at]] if role in "BWbwtPGV"]
    signs = not _SIGNS.isdisjoint(frame.words[max(0, at - 15) : at])
    if signs or ("P" in said and frame.has(at, _NAUGHT)):  # "pain on the left, right side nothing"
        return False
    return said[-1] not in "PWw" if said else "S" in frame.roles[max(0, at - 20) : at]


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
