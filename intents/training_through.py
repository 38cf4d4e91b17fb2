"""Finds advice to train on through a warning sign; sentences that say when to stop are what an answer should have."""

import re

from intents.red_flags import URGENCIES, find_red_flags
from knowledge.text import plain, sentences

_ON = re.compile(
    r"\b(?:train|push|work|lift|power|row|run|press|breathe|fight|grind|play|squat|deadlift|go|carry|keep|soldier) "
    r"(?:right |straight |on |hard |it )?(?:through|past|over|regardless|anyway)\b"
    r"|\b(?:ignore|forget|disregard|shrug off|walk (?:it|that|this) off|man up|tough it out|no pain,? no gain)\b"
    r"|\b(?:keep|carry|go|crack|press|stay) (?:on )?"
    r"(?:training|going|lifting|rowing|squatting|deadlifting|working out|at it)\b"
    r"|\b(?:keep|carry|press|crack) on\b|\bdont (?:you )?(?:stop|rest|worry|bother|panic|bail|quit|skip|see a|go to)\b"
    r"|\b(?:no|not any|without any) (?:need|reason|point) (?:to|for|in) "
    r"(?:stop\w*|rest\w*|worry\w*|see\w*|go\w*|a |the |panic\w*)"
    r"|\b(?:nothing to worry|not a big deal|no big deal|not serious|is harmless|is (?:totally |perfectly |completely )?"
    r"(?:normal|fine|ok|okay)|means its working|"
    r"leaving the body|goes away|will pass|passes by itself|part of the process)\b"
)
_NEVER = re.compile(
    r"\b(?:do not|dont|never|not to|should not|shouldnt|cannot|cant|nobody should|instead of|rather than|no) (?:\w+ )?$"
)
_UNLESS = re.compile(
    r"(?<!dont )(?<!not )(?<!never )(?<!to )\bstop\b|\bunless\b|\bif not\b|\bemergency\b|\bis not\W*$"
    r"|(?<!need to )(?<!reason to )(?<!point in )\b(?:see|ask|let) (?:a|your) (?:doctor|gp|physio)"
    r"|\bget (?:it |this )?(?:seen|checked|help)|\b(?:doctor|gp|physio|professional)\b.*\bfirst\b"
)
_SIGN = re.compile(
    r"\b(?:numb\w*|tingl\w*|pins and needles|saddle (?:area|numb\w*|region)|bladder|bowels?|incontinen\w*|"
    r"wet(?:ting)? yourself|cant (?:pee|wee|feel)|"
    r"chest pains?|tight(?:ness in your)? chest|faint\w*|black(?:ing)? out|fever\w*|coughing blood|"
    r"foot drop\w*|dropped foot|"
    r"leg (?:goes |going |is |gets |gives |giving |keeps giving )(?:weak|dead|way|out|numb)|weak legs?|"
    r"(?:pain|shooting|zaps?|shocks?|electric\w*)(?: \w+){0,4} down (?:the|your|one|a|my|both) legs?|"
    r"sciatica|nerve pain)\b"
)


def training_through(text: str) -> tuple[str, ...]:
    """Sentences that tell somebody to carry on with a warning sign, named there or in the sentence before."""
    listed = sentences(text)
    found = []
    for before, sentence in zip(["", *listed], listed, strict=False):
        said = plain(sentence).replace("'", "")
        window = f"{before} {sentence}"
        if _goes_on(said) and not _UNLESS.search(said) and _names_a_sign(window):
            found.append(sentence if _names_a_sign(sentence) else window)
    return tuple(found)


def _goes_on(said: str) -> bool:
    return any(not _NEVER.search(said, 0, match.start()) for match in _ON.finditer(said))


def _names_a_sign(text: str) -> bool:
    flags = find_red_flags(text)
    return bool(flags and flags[0].urgency in URGENCIES[:2]) or _SIGN.search(plain(text).replace("'", "")) is not None
