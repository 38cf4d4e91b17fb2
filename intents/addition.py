"""Messages that add a fact of the person: age, sport, work, since when; they ask nothing and ask for nothing."""

from intents.phrasings import phrasing
from intents.question import Kit
from intents.said import Said

_LEAST, _LONGEST = 2, 24  # words of what is told as an addition


def stated(said: Said) -> str:
    """A fact told, with nothing asked; or the same question put for another case ("for golf?")."""
    if said.length <= 12 and said.says("what-if"):
        return "fragment"
    if _another_muscle(said):
        return "fragment"
    if _adds(said):
        return "new-fact"
    tells = phrasing("states").search(said.text) and "?" not in said.question.text
    whole = said.question.sides.strong or said.question.sides.weak or said.question.named("exercise")
    if said.length <= 14 and not said.asks and said.says("own-training") and not said.question.pain:
        return "" if said.question.sides.strong or said.question.sides.weak else "new-fact"
    return "new-fact" if said.length <= 14 and tells and not whole and not said.question.pain else ""


def _adds(said: Said) -> bool:
    """Whether something is told as an addition ("btw my grip goes first"), or told and asked if it changes anything."""
    text = said.question.text.lower()
    bare = phrasing("does-it-change").sub("", text)
    asks = bool(phrasing("asks").search(bare)) or "?" in bare
    pointed = said.shown or said.says("the-placed")
    if asks or said.length > _LONGEST or pointed or said.question.hurts or said.question.kit != Kit():
        return False
    tells = said.says("says-of-self") and not said.says("intends", "wishes", "wants")
    return tells and len(bare.split()) > _LEAST and (bare != text or said.says("adds"))


def _another_muscle(said: Said) -> bool:
    """Whether nothing is said but another muscle or part ("and my traps?", "same for lats")."""
    named = said.question.named("muscle") or said.question.named("region")
    sides = said.question.sides
    claims = sides.strong or sides.weak or sides.pain or said.question.pain or said.question.named("exercise")
    return bool(named) and not claims and said.length <= 6 and said.says("same-for") and not said.says("shape")
