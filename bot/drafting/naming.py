"""Which exercises a piece of advice tells people to do, each with the sentence that says so."""

import re

from bot.drafting.advice import shortened
from bot.engine import Engine
from knowledge.entries import Pick
from knowledge.text import sentences

MOST_PICKS = 4
_MOST_WHY = 160
_AGAINST = re.compile(
    r"\b(?:avoid|skip|stop|drop|ditch|leave out|instead of|rather than|not|don'?t|never|no|without|quit|forget|hate)"
    r"(?:[^\w.,;:!?]+(?!but\b)\w+){0,3}[^\w.,;:!?]*$",
    re.I,
)
# "as you pull up", "help you do pull-ups", "before deadlifts": the name of a movement, but no advice to do it
_IN_PASSING = re.compile(r"\b(?:you(?: do)?|yourself|when|while|before|after|during|from|since|like)\W*$", re.I)
_ONE = r"(?:1|one|single)[- ]?(?:arm|leg)(?:ed)?"
_LISTED = re.compile(rf"\b(?P<one>{_ONE}) (?P<names>\w+(?:(?:, (?:or |and )?| or | and |/)\w+)+)", re.I)
_SIDED = re.compile(rf"\b{_ONE}\b", re.I)
_SHORT_FORM = re.compile(r"\b(vs|approx|etc|[ei]\.[ge])\. ", re.I)  # ends no sentence
_ADVISED_WALK = re.compile(r"\b(?:go for|short|daily|brisk|try|take|more) (?:\w+ )?walk", re.I)


def picks_of(advice: str, engine: Engine, heading: str = "") -> tuple[Pick, ...]:
    """The exercises advised, in order; where the heading names one, that alone: the rest is about it."""
    title = _named(heading, engine) if heading else ()
    if title:
        first = next(iter(sentences(_SHORT_FORM.sub(r"\1 ", advice))), advice)
        return (Pick(title[0], shortened(first, _MOST_WHY)),)
    found: dict[str, Pick] = {}
    for sentence in sentences(_SHORT_FORM.sub(r"\1 ", advice)):
        for id_ in _named(sentence, engine):
            why = re.sub(r"^(?:-|\*|\d+[.)])\s*", "", sentence)
            found.setdefault(id_, Pick(id_, shortened(why, _MOST_WHY)))
    return tuple(found.values())[:MOST_PICKS]


def _named(sentence: str, engine: Engine) -> tuple[str, ...]:
    """Ids of the exercises a sentence advises; "1 arm cleans, snatches or swings" names three one-armed ones."""
    spread = _LISTED.sub(lambda m: re.sub(r"(, (?:or |and )?| or | and |/)", rf"\g<1>{m['one']} ", m[0]), sentence)
    one_sided = _SIDED.search(sentence)
    found = []
    for mention in engine.reader.read(spread).mentions:
        if mention.kind != "exercise":
            continue
        before = spread[: max(0, spread.lower().find(mention.words.split()[0]))]
        if _AGAINST.search(before) or _IN_PASSING.search(before):
            continue
        if mention.id != "walking" or _ADVISED_WALK.search(sentence):
            found.append(_one_sided(mention.id, one_sided[0], engine) if one_sided else mention.id)
    return tuple(dict.fromkeys(found))


def _one_sided(id_: str, said: str, engine: Engine) -> str:
    """The one-armed or one-legged kind of an exercise where there is one: of a lat pulldown the one-arm pulldown."""
    kind = "single-leg" if "leg" in said.lower() else "one-arm"
    parts = id_.split("-")
    variants = [f"{kind}-{'-'.join(parts[at:])}" for at in range(len(parts))]
    return next((variant for variant in variants if variant in engine.library.exercises), id_)
