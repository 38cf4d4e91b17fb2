"""What a claim word means where it stands: wished for, denied, asked, long ago, or not about muscle at all."""

from intents.side_frame import Frame
from intents.side_words import CLAIMS, listed, words

_NOW = words("now|nowadays|these days|currently|lately")
_SOON = words("in|by|after|within|once|when")
_SYMPTOMS = words("pump|pumps|burn|burns|burning up|pump up|pumps up|a pump|pumped")
_JOINTED = words("stuck|jammed|locked up|seized up|seizes up|gets stuck")
_JOINTS = words("si|joint|joints|rib|ribs|hip|hips|sacrum|pelvis|facet|vertebra|vertebrae|disc|ilium")
_GLIDES = words("move|moves|moving|glides|slides|lowers|rotates")
_TAKERS = words("i|he|she|you|we|and|just|then|who")
_CLOTHES = words("sleeve|sleeves|shoe|shoes|strap|straps|sock|glove|glasses|lens|trouser|jeans")
_MIDDLE = words("core|abs|stomach|abdominals")
_FINDINGS = words("hernia|herniation|herniated|bulging disc|slipped disc")
_ASKS = words("does|do|will|would|could|can")
_SUPPOSES = words("would|could|wouldnt|couldnt")
_FEET = words("foot|feet|arch|arches")
_PARTLY = words("%|percent|mostly|nearly|almost|half|partly")
_BRINGS = words("make|makes|make that|cause|lead|mean")
_WAS = words("was|were")
_AGAIN = words("always|every|whenever|each time|keeps|keep")
_WONDERING = words("sure|know|why|what|idea|figure|only")
_GENERAL = words("what i read|for most people|in most people")
_VOLUME = words("sets|work|set|volume|rows|exercises")
_OPERATION = words("op|surgery|repair|operation|mesh")
_PRESUMES = words("why|because|how come|cos|cause|how|when")
_ODD = words("that|weird|bad|normal|ok|okay|strange|odd|common|usual|if|cos|when|while")
_BRINGS_ABOUT = words("tighten|weaken|strengthen|build|grow|hurt")
_TISSUE = words("muscle|muscles|trap|traps|erector|erectors|ql|lump|column|rope|poke|touch")
_EXERCISE = words("row|rows|reps|set|sets|lift|pull|curls|press|exercise|exercises|find|stretch")
_STEPS = words("forward|forwards|foot|feet|step|steps|should|do i|start|train|then")
_JOINTED_LIMBS = words("elbow|elbows|knee|knees|foot|feet|toe|toes")
_WINGING = words("wings|winging|wing|blade|blades|scap|scapula|scaps|feet|foot")
_FURNITURE = words("armrest|elbow|desk|door|rail|wall|foot|leg|hand|wheel|console|hip|pillow|bench|counter")
_HELD = words("hold|holding|hold my|hold the|holding my|holding the|carry|carrying|carries|wear|wearing|sit|sitting|sleep|lean|leaning|cross")
_LATE = words("late|second|later|follows|lags|is late|last")
_WORN = words("toast|is toast|cooked|is cooked|fried|is fried|spent|shot|wiped|done|toasted|knackered")
_INVERTED = words("wont|doesnt|cant|isnt|didnt|dont|wouldnt")
_WHY = words("why|how come")
_LESS = {"B": "W", "b": "w", "G": "W", "V": "w", "F": "w"}
_MORE = {"G": "B", "V": "b"}
_ABLE = listed("second_look", "able")
_BONES = listed("second_look", "bones")
_CATCHING = listed("second_look", "catching")
_DOUBLED = listed("second_look", "doubled")
_GRADES = listed("second_look", "grades")
_LIMBS = listed("second_look", "limbs")
_NO_MUSCLE = listed("second_look", "no_muscle")
_PROGRAMME = listed("second_look", "programme")
_RISES = listed("second_look", "rises")
_EFFORT = listed("second_look", "effort")
_FALLS = listed("second_look", "falls")
_SHOWS = listed("second_look", "shows")


def sense(frame: Frame, at: int) -> str:
    """The role that the word really plays here; "" where it claims nothing."""
    role, roles = frame.roles[at], frame.roles
    after = roles[at + 1 : at + 2] or "."
    if role in "MK":
        counted = after == "H" and roles[at - 1 : at] == "#"
        return _amount(frame, at) if counted or after not in "BbGWwtPVH" else ""
    if _is_beside_the_point(frame, at) or (frame.words[at] in _GRADES and after == "P"):
        return ""
    if frame.words[at] == "harder" and frame.has(at, _EFFORT):
        return "b"
    if frame.words[at] in ("harder", "much harder", "way harder") and _is_of_tissue(frame, at):
        return "t"
    if frame.words[at] == "first" and frame.has(at, _FALLS):
        return "w"
    if frame.words[at] == "goes first" and not _LATE.isdisjoint(frame.words[at : at + 10]):
        return "b"
    if frame.words[at] in _JOINTED and frame.words[at - 1] == "back":
        return "P"
    if role == "J":
        return "P" if "P" in roles[max(0, at - 60) : at] else "w"
    before = roles[at - 1] if at else ""
    if before == "K":
        return _LESS.get(role, "")
    return _MORE.get(role, role) if before == "M" else role


def _amount(frame: Frame, at: int) -> str:
    """ "More" and "less": of strength, of training given to a side (x: a weak one gets it), or of pain."""
    clause = frame.clause(at)
    if "P" in clause or "t" in clause:
        return ""
    alone = not any(role in "BWGbwVF" for role in clause)
    low = frame.opening(at, 12)
    if alone and ("P" in frame.roles[low:at] or not _HELD.isdisjoint(frame.words[low:at])):
        return ""
    if _is_programme(frame, at):
        return "x" if frame.roles[at] == "M" and not frame.is_asked(at) else ""
    return "b" if frame.roles[at] == "M" else "w"


def _is_beside_the_point(frame: Frame, at: int) -> bool:
    """Whether the word is said of bones, discs, feet, eyes or a training plan."""
    role, text = frame.roles[at], frame.words[at]
    if (role in "BbWw" and frame.has(at, _NO_MUSCLE)) or (text in _DOUBLED and _is_programme(frame, at)):
        return True
    if text in _SHOWS or text in ("small", "large", "big"):
        return frame.has(at, _BONES | _JOINTED_LIMBS if text in _SHOWS else _BONES)
    if text in _WORN and "P" in frame.roles[frame.opening(at, 12) : at + 12]:
        return True
    if text.startswith("hernia"):
        return not _OPERATION.isdisjoint(frame.words[at + 1 : at + 3])
    before = frame.words[at - 1] if at else ""
    if text in ("flat", "flatter"):
        return frame.has(at, _FEET, 4, 0) or not _WINGING.isdisjoint(frame.words[max(0, at - 25) : at])
    if text == "lean on":
        return not _FURNITURE.isdisjoint(frame.words[at + 1 : at + 5])
    if role in "WwtBP" and (frame.has(at, _CLOTHES, 6, 0) or _is_of_the_middle(frame, at)):
        return True
    if text in _JOINTED:
        return frame.has(at, _JOINTS)
    if text.startswith("cave"):
        return frame.has(at, _LIMBS)
    if text in ("smooth", "smoother", "grabbed"):  # nerves and hands, not strength
        return before in (_TAKERS if text == "grabbed" else _GLIDES)
    return (text in ("ahead", "behind") and frame.has(at, _LIMBS)) or (
        text == "first" and (not frame.has(at, _RISES | _FALLS) or frame.has(at, _STEPS))
    )


def _is_of_the_middle(frame: Frame, at: int) -> bool:
    """Whether it is said of a part that has no sides: "a weak core"."""
    return not _MIDDLE.isdisjoint(frame.words[at + 1 : at + 2]) and not any(frame.sides[frame.start[at] : at])


def _is_of_tissue(frame: Frame, at: int) -> bool:
    """Whether muscle is hard to the touch: "the trap is harder than the other", not "harder to feel"."""
    after = frame.roles[at + 1 : at + 2] or "."
    said = frame.words[frame.opening(at, 12) : at]
    return after in "H.," and not _TISSUE.isdisjoint(said) and _EXERCISE.isdisjoint(said)


def _is_programme(frame: Frame, at: int) -> bool:
    """Whether the amount is of training to be done, not of what a side can do."""
    clause = frame.words[frame.start[at] : at]
    if clause and not _ABLE.isdisjoint(clause) and clause[0] not in ("can", "could", "how", "should"):
        return False
    after = frame.words[at + 1] if at + 1 < len(frame.words) else ""
    return not _PROGRAMME.isdisjoint(clause[-6:]) or (after in _VOLUME and "does" not in clause[-6:])


def is_doubtful(frame: Frame, at: int) -> bool:
    """Whether it is only asked, read somewhere or said of people in general; "my weak left" is none of these."""
    before = frame.words[at - 1] if at else ""
    owned = before == "my" or (frame.roles[at] == "P" and before.split()[-1:] == ["a"])  # "does a sore left trap mean"
    if owned and frame.roles[at + 1 : at + 2] == "S":
        return False
    start, stop = frame.start[at], frame.stop[at]
    if is_supposed(frame, at) or frame.words[start : start + 3] == ["does", "it", "get"]:
        return True
    if frame.words[start] in ("is", "are", "does") and not _is_presumed(frame, at) and (start == 0 or frame.roles[start - 1] in ".,"):
        ends = stop - at <= 1 and stop < len(frame.words)
        ends = ends and frame.words[start + 1] != "there"
        if ends and ("?" in frame.words[stop] or frame.words[stop : stop + 1] == ["or"]):
            return True
    return _is_wondered(frame, at) or not _GENERAL.isdisjoint(frame.words[at : min(at + 8, frame.stop[at])])


def _is_wondered(frame: Frame, at: int) -> bool:
    """Whether a word of doubt stands before; "which side do i stretch if my left is tighter" doubts only what to do."""
    for i in range(at - 1, max(frame.start[at], at - 10) - 1, -1):
        if frame.roles[i] == "Q":
            return True
        if frame.words[i] == "if" and "which" in " ".join(frame.words[frame.start[at] : i]):
            return False
    return False


def _is_presumed(frame: Frame, at: int) -> bool:
    """Whether the question takes it for granted: "is it bad that my left is bigger", "is that why my left is bigger"."""
    said = frame.words[frame.start[at] + 1 : at]
    if not _PRESUMES.isdisjoint(said):
        return True
    return any(owner == "my" and before in _ODD for before, owner in zip(said, said[1:], strict=False))


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


def is_symptom(frame: Frame, at: int) -> bool:
    """Whether it is a pump or a burn, which tell of work where only one side has them."""
    return frame.words[at] in _SYMPTOMS


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


def _has_gone(frame: Frame, at: int) -> bool:
    """Whether a later sentence says that the pain is gone: "strained it in may. pain is gone"."""
    for i in range(at + 1, min(at + 60, len(frame.words) - 1)):
        if frame.roles[i] == "P" and (over := frame.roles.find("Z", i, i + 4)) >= 0:
            after = frame.words[over + 1 : over + 2]
            return _SOON.isdisjoint(after) and _PARTLY.isdisjoint(frame.words[i:over]) and "N" not in frame.roles[i:over]
        if frame.sides[i] and frame.roles[i + 1 : i + 6].find("P") >= 0:
            return False
    return False


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
    end = frame.roles.find(".", high, high + 8)
    later = frame.roles[at : end if end >= 0 else high + 8]
    lasts = frame.roles.find("Z", at, at + len(later))
    if lasts > 0 and frame.roles[lasts - 1] == "N":
        return False
    if (
        lasts > 0
        and not _PARTLY.isdisjoint(frame.words[lasts - 1 : lasts])
        and "100" not in frame.words[lasts - 2 : lasts]
    ):
        return False
    if lasts < 0 and _has_gone(frame, at):
        return True
    if lasts >= 0 and not _SOON.isdisjoint(frame.words[lasts + 1 : lasts + 2]):
        return False
    return lasts >= 0 and _AGAIN.isdisjoint(frame.words[frame.opening(at, 25) : at])
