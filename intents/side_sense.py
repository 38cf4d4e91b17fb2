"""What a claim word means where it stands; "" where it is not about muscle at all."""

from itertools import pairwise

from intents.side_frame import Frame
from intents.side_words import listed, words

_SYMPTOMS = words("pump|pumps|burn|burns|burning up|pump up|pumps up|a pump|pumped")
_JOINTED = words("stuck|jammed|locked up|seized up|seizes up|gets stuck")
_JOINTS = words("si|joint|joints|rib|ribs|hip|hips|sacrum|pelvis|facet|vertebra|vertebrae|disc|ilium")
_GLIDES = words("move|moves|moving|glides|slides|lowers|rotates")
_TAKERS = words("i|he|she|you|we|and|just|then|who")
_CLOTHES = words("sleeve|sleeves|shoe|shoes|strap|straps|sock|glove|glasses|lens|trouser|jeans")
_MIDDLE = words("core|abs|stomach|abdominals")
_FEET = words("foot|feet|arch|arches")
_VOLUME = words("sets|work|set|volume|rows|exercises")
_OPERATION = words("op|surgery|repair|operation|mesh")
_TISSUE = words("muscle|muscles|trap|traps|erector|erectors|ql|lump|column|rope|poke|touch")
_EXERCISE = words("row|rows|reps|set|sets|lift|pull|curls|press|exercise|exercises|find|stretch")
_STEPS = words("forward|forwards|foot|feet|step|steps|should|do i|start|train|then")
_JOINTED_LIMBS = words("elbow|elbows|knee|knees|foot|feet|toe|toes")
_WINGING = words("wings|winging|wing|blade|blades|scap|scapula|scaps|feet|foot")
_FURNITURE = words("armrest|elbow|desk|door|rail|wall|foot|leg|hand|wheel|console|hip|pillow|bench|counter")
_SAYS = words("has|gets|got|shows|does|is|do|moves|connects|measures|weighs|can|could|pops|flares")
_HELD = listed("second_look", "held")
_STRAPS = words("strap|bag|backpack|bar|guitar|straps|rucksack")
_HARD = words("harder|much harder|way harder|is hard|so hard|really hard|very hard|super hard|feels hard|feels harder")
_ORDER = words("go|do|hit|train|always|work|start|usually")
_LATE = words("late|second|later|follows|lags|is late|last")
_WORN = words("toast|is toast|cooked|is cooked|fried|is fried|spent|shot|wiped|done|toasted|knackered")
_SAME = 12  # places back, in which "worse" is said of what was tight: "rock hard, worse on the right"
_LESS = {"B": "W", "b": "w", "G": "W", "V": "w", "F": "w"}
_MORE = {"G": "B", "V": "b"}
_ABLE = listed("second_look", "able")
_BONES = listed("second_look", "bones")
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
    if _is_beside_the_point(frame, at) or (after == "P" and (role == "t" or frame.words[at] in _GRADES)):
        return ""
    if frame.words[at] == "harder" and frame.has(at, _EFFORT):
        return "b"
    if frame.words[at] in _HARD and _is_of_tissue(frame, at):
        return "t"
    if frame.words[at] == "first" and frame.has(at, _FALLS):
        return "w"
    if frame.words[at] == "goes first" and not _LATE.isdisjoint(frame.words[at : at + 10]):
        return "b"
    if frame.words[at] in _JOINTED and frame.words[at - 1] == "back":
        return "P"
    if role == "J":
        if "P" in roles[max(0, at - 60) : at] or "P" in roles[at : at + 6]:
            return "P"
        return "t" if "t" in roles[max(0, at - _SAME) : at].rpartition(".")[2] else "w"
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
    held = not _HELD.isdisjoint(frame.words[low:at]) and _SAYS.isdisjoint(frame.words[frame.start[at] : frame.stop[at]])
    if alone and ("P" in frame.roles[low:at] or held):
        return ""
    if _is_programme(frame, at):
        return "x" if frame.roles[at] == "M" and not frame.is_asked(at) else ""
    return "b" if frame.roles[at] == "M" else "w"


def _is_beside_the_point(frame: Frame, at: int) -> bool:
    """Whether the word is said of bones, discs, feet, eyes or a training plan."""
    role, text = frame.roles[at], frame.words[at]
    if (role in "BbWw" and frame.has(at, _NO_MUSCLE)) or (text in _DOUBLED and _is_programme(frame, at)):
        return True
    if text in ("like wing", "like wings"):
        return frame.has(at, _BONES)
    if text in _SHOWS or text in ("small", "large", "big"):
        return frame.has(at, _BONES | _JOINTED_LIMBS if text in _SHOWS else _BONES)
    if text in _WORN and "P" in frame.roles[frame.opening(at, 12) : at + 12]:
        return True
    if text.startswith("hernia"):
        return not _OPERATION.isdisjoint(frame.words[at + 1 : at + 3])
    before = frame.words[at - 1] if at else ""
    if text in ("bigger", "larger", "smaller", "wider", "narrower", "longer") and frame.has(at, _FEET, 8, 0):
        return True
    if text in ("flat", "flatter"):
        return frame.has(at, _FEET, 4, 0) or not _WINGING.isdisjoint(frame.words[max(0, at - 25) : at])
    if role == "t" and text.startswith("like ") and "knot" in frame.words[frame.opening(at, 8) : at]:
        return True
    if text.startswith("sits ") and not _STRAPS.isdisjoint(frame.words[max(0, at - 5) : at]):
        return True
    if text == "lean on":
        return not _FURNITURE.isdisjoint(frame.words[at + 1 : at + 5]) or "P" in frame.clause(at)
    if role in "WwtBP" and (frame.has(at, _CLOTHES, 6, 0) or _is_of_the_middle(frame, at)):
        return True
    if text in _JOINTED:
        return frame.has(at, _JOINTS)
    if text.startswith("cave"):
        return frame.has(at, _LIMBS)
    if text in ("smooth", "smoother", "grabbed"):  # nerves and hands, not strength
        return before in (_TAKERS if text == "grabbed" else _GLIDES)
    return (text in ("ahead", "behind") and frame.has(at, _LIMBS)) or (
        text == "first" and (not frame.has(at, _RISES | _FALLS) or frame.has(at, _STEPS) or _is_ordered(frame, at))
    )


def _is_ordered(frame: Frame, at: int) -> bool:
    """Whether "first" tells the order of training: "i always go right arm first"."""
    said = frame.words[frame.start[at] : at]
    return any(word == "i" and after in _ORDER for word, after in pairwise(said))


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
    clause = clause[clause.index("if") :] if "if" in clause else clause  # "what do i do if my right has more size"
    if clause and not _ABLE.isdisjoint(clause) and clause[0] not in ("can", "could", "how", "should"):
        return False
    beside = at + (2 if frame.roles[at + 1 : at + 2] == "S" else 1)  # "extra left work"
    after = frame.words[beside] if beside < len(frame.words) else ""
    return not _PROGRAMME.isdisjoint(clause[-6:]) or (after in _VOLUME and "does" not in clause[-6:])


def is_symptom(frame: Frame, at: int) -> bool:
    """Whether it is a pump or a burn, which tell of work where only one side has them."""
    return frame.words[at] in _SYMPTOMS
