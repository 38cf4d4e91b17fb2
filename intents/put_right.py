"""Messages that put right what was understood: another answer, another side, another muscle, or all forgotten."""

from intents.phrasings import phrasing
from intents.said import Said

_SIDES = ("left", "right")
_SHORT = 8  # words; a message this short that turns things round does nothing else
_LONGEST = 24  # words of a message that says outright which side, muscle or part was meant


def put_right(said: Said) -> str:
    """Not that: another answer, another side or muscle, or a fresh start."""
    if phrasing("forget").fullmatch(said.text):
        return "reset"
    if phrasing("dont-know").fullmatch(said.text):
        return "dont-know"
    if said.length <= 7 and phrasing("another").match(said.text):
        return "another"
    if said.length <= 9 and said.says("called-so", "of-role", "both-alike") and not said.asks and not said.shown:
        return "correction"
    return "correction" if _corrects_side(said) or _corrects_subject(said) else ""


def _corrects_side(said: Said) -> bool:
    """A side put right: "left, sorry", "hmm no, the right is bigger", or a bare claim about a side and nothing else."""
    if said.length <= 8 and said.says("claims-side") and not said.subject:
        return True
    if phrasing("flip").search(said.text) and not said.asks:
        return said.length <= _SHORT or (said.length <= _LONGEST and said.says("takes-back", "sorry"))
    if not phrasing("other-side").search(said.text):
        return False
    sides = said.question.sides
    claims = bool(sides.strong or sides.weak)
    told = claims or sides.pain or said.text.endswith(_SIDES)
    if said.length <= _LONGEST and told and said.says("takes-back", "found-out") and not said.asks:
        return True
    if said.says("asks-on") and said.asks and not claims:  # "and for the other side?"
        return False
    if said.length <= 9 and phrasing("sorry").search(said.text):
        return True
    if said.asks or said.length > 14:
        return False
    return ((claims or said.length <= 9) and bool(phrasing("takes-back").search(said.text))) or (
        claims and said.length <= 8 and not said.subject
    )


def _corrects_subject(said: Said) -> bool:
    """A muscle or part put right: "i meant my lat", "i was talking about the trap"."""
    named = said.question.named("muscle") or said.question.named("region")
    if not named or said.asks:
        return False
    return (said.length <= _LONGEST and said.says("meant-part")) or (said.length <= 9 and said.says("no-meant"))
