"""Messages that say something hurts: an exercise shown, or a pain added to the question."""

from intents.phrasings import phrasing
from intents.pointing import alike
from intents.said import Said
from intents.wish import asks_how

UNSURE = "unsure"  # said of pain and asked whether it is all right: left to the classifier


def pained(said: Said) -> str:
    """What hurts: an exercise shown, or something added to the question; and an exercise shown, by its name alone."""
    pointed = said.shown or said.placed
    if said.question.pain and said.length <= 8 and not pointed and said.says("elsewhere"):
        return "new-fact"
    hurts = said.question.pain or said.says("pinch")
    meant = said.shown or alike(said.text, said.context.exercises)
    if hurts and said.length <= 12 and (meant or said.points) and (meant or not said.says("when")):
        return UNSURE if phrasing("may-i").search(said.question.text.lower()) and not meant else "swap-pain"
    return "more-on-exercise" if said.shown and said.length <= 8 and asks_how(said) else ""
