"""What takes a claim back: a question, a doubt, a wish, advice, a "not"."""

from itertools import pairwise

from intents.side_frame import Frame
from intents.side_words import CLAIMS, listed, words

_ASKS = words("does|do|will|would|could|can")
_SUPPOSES = words("would|could|wouldnt|couldnt")
_BRINGS = words("keep|make|makes|make that|cause|lead|mean")
_WONDERING = words("sure|know|why|what|idea|figure|only")
_MODALS = words("will|wont|would|wouldnt|gonna|might|could")
_BECOMES = words("get|become|grow|go|turn")
_GENERAL = words("handers|what i read|for most people|in most people")
_PRESUMES = words("why|because|how come|cos|cause|how|when")
_ODD = words("that|weird|bad|normal|ok|okay|strange|odd|common|usual|if|cos|when|while")
_BRINGS_ABOUT = words("tighten|weaken|strengthen|build|grow|hurt")
_INVERTED = words("wont|doesnt|cant|isnt|didnt|dont|wouldnt")
_WHY = words("why|how come")
_CATCHING = listed("second_look", "catching")


def is_doubtful(frame: Frame, at: int) -> bool:
    """Whether it is only asked, read somewhere or said of people in general; "my weak left" is none of these."""
    before = frame.words[at - 1] if at else ""
    owned = before == "my" or (frame.roles[at] == "P" and before.split()[-1:] == ["a"])  # "does a sore left trap mean"
    if owned and frame.roles[at + 1 : at + 2] == "S":
        return False
    start, stop = frame.start[at], frame.stop[at]
    if is_supposed(frame, at) or frame.words[start : start + 3] == ["does", "it", "get"] or _is_to_come(frame, at):
        return True
    if (
        frame.words[start] in ("is", "are", "does")
        and not _is_presumed(frame, at)
        and (start == 0 or frame.roles[start - 1] in ".,")
    ):
        ends = stop - at <= 1 and stop < len(frame.words)
        ends = ends and frame.words[start + 1] != "there"
        if ends and ("?" in frame.words[stop] or frame.words[stop : stop + 1] == ["or"]):
            return True
    return _is_wondered(frame, at) or not _GENERAL.isdisjoint(frame.words[at : min(at + 8, frame.stop[at])])


def _is_to_come(frame: Frame, at: int) -> bool:
    """Whether it is feared or hoped for and not yet so: "wont my right side get weaker then"."""
    said = " ".join(frame.words[frame.start[at] : at]).split()
    return not _MODALS.isdisjoint(said[:2]) and not _BECOMES.isdisjoint(said)


def _is_wondered(frame: Frame, at: int) -> bool:
    """Whether a word of doubt stands before; "which side do i stretch if my left is tighter" doubts only what to do."""
    for i in range(at - 1, max(frame.start[at], at - 10) - 1, -1):
        if frame.roles[i] == "Q":
            return True
        if frame.words[i] == "if" and "which" in " ".join(frame.words[frame.start[at] : i]):
            return False
    return False


def _is_presumed(frame: Frame, at: int) -> bool:
    """Whether the question takes it for granted: "is it bad that my left is bigger", "is that why it is bigger"."""
    said = frame.words[frame.start[at] + 1 : at]
    if not _PRESUMES.isdisjoint(said):
        return True
    return any(owner == "my" and before in _ODD for before, owner in pairwise(said))


def is_supposed(frame: Frame, at: int) -> bool:
    """Whether it is only imagined: "if my left was bigger would it", "will that make the left bigger"."""
    start = frame.start[at]
    if "if" in frame.words[start:at] and not _SUPPOSES.isdisjoint(frame.words[max(0, start - 8) : at + 12]):
        return True
    if frame.words[start] not in _ASKS:
        return False
    return frame.words[at] in _BRINGS_ABOUT or not _BRINGS.isdisjoint(frame.words[start:at])


def is_advice(frame: Frame, side: int) -> bool:
    """Whether "your left" is anybody's: in a question or a wish."""
    return side > 0 and frame.words[side - 1] == "your" and (frame.is_asked(side) or frame.before(side, "D", 6))


def is_wish(frame: Frame, at: int) -> bool:
    """Whether somebody wants or makes that side so: "get my left bigger"."""
    low = max(frame.start[at], at - 8)
    start = frame.roles.rfind("D", low, at)
    return start >= 0 and any(frame.sides[start + 1 : at]) and CLAIMS.isdisjoint(frame.roles[start + 1 : at])


def is_denied(frame: Frame, at: int, side: int) -> bool:
    """Whether "not" or "no" stands before the word and means it."""
    if frame.words[at] in _CATCHING:
        return False
    start = frame.start[at]
    low = start - 6 if start and frame.words[start - 1] == "or" else start  # "never sore or pumped"
    for i in range(at - 1, max(low, at - 6 if low < start else at - 5, 0) - 1, -1):
        if frame.words[i] == "without" and "N" in frame.roles[max(0, i - 10) : i]:
            return False
        if frame.roles[i] == "N":
            return not i < side < at or i == at - 1 or (frame.words[i] in _INVERTED and frame.words[i - 1] in _WHY)
        if frame.words[i] in _WONDERING or (frame.roles[i] in "BWPt" and low == start):
            return False
    return False
