"""Messages that add a fact of the person: age, sport, work, since when; they ask nothing and ask for nothing."""

from intents.phrasings import phrasing
from intents.said import Said


def stated(said: Said) -> str:
    """A fact told, with nothing asked; or the same question put for another case ("for golf?")."""
    if said.length <= 12 and said.says("what-if"):
        return "fragment"
    if _another_muscle(said):
        return "fragment"
    tells = phrasing("states").search(said.text) and "?" not in said.question.text
    whole = said.question.sides.strong or said.question.sides.weak or said.question.named("exercise")
    if said.length <= 14 and not said.asks and said.says("own-training") and not said.question.pain:
        return "" if said.question.sides.strong or said.question.sides.weak else "new-fact"
    return "new-fact" if said.length <= 14 and tells and not whole and not said.question.pain else ""


def _another_muscle(said: Said) -> bool:
    """Whether nothing is said but another muscle or part ("and my traps?", "same for lats")."""
    named = said.question.named("muscle") or said.question.named("region")
    sides = said.question.sides
    claims = sides.strong or sides.weak or sides.pain or said.question.pain or said.question.named("exercise")
    return bool(named) and not claims and said.length <= 6 and said.says("same-for") and not said.says("shape")
