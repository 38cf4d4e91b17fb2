"""The sentence that asks: in a long post the question is one sentence among history and routine."""

import re

from knowledge.text import sentences

_STARTS = (
    "so |and |but |ok |also |anyway |any |what|how|why|when|where|which|who|is |are |am i|can |could |should |do |does "
    "|did |will |would |any(?:one|body|thing)|need (?:help|advice)|help|tips"
)
_HOLDS = (
    "should i|do i|can i|could i|am i|what (?:can|do|should|else|exercises?|would)"
    "|how (?:do|can|long|many|much|often|should|to|far)|is it|is that|are there"
    "|any (?:advice|ideas?|tips?|fix|way|exercises?|suggestions?|thoughts?)|does anyone|has anyone"
    "|which (?:one|exercises?|muscles?|lifts?)|worth it|what next|what gives|need (?:help|advice)|where do i start"
    "|normal or|or not"
)
_ASKS = re.compile(rf"\?|^(?:{_STARTS})|\b(?:{_HOLDS})\b")
_PIECE = re.compile(r"(?:, (?=(?:what|how|why|should|can|is|do|which|any|am|will|would|when|where)\b))")
SHORT = 14  # words; a post this short is all question


def focus(text: str) -> str:
    """The last two asking sentences of a plain lower-case text; all of it where it is short or none asks."""
    if len(text.split()) <= SHORT:
        return text
    pieces = [piece for sentence in sentences(text) for piece in _PIECE.split(sentence)]
    asking = [piece for piece in pieces if _ASKS.search(piece)]
    return " ".join(asking[-2:]) if asking else text
