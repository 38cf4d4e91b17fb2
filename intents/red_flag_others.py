"""Whose sign it is: an animal's or an actor's is nobody's, and a child that is carried is not the one in pain."""

from __future__ import annotations

from intents.red_flag_concepts import Hit, Hits
from intents.red_flag_text import Words

FIRST_PERSON = frozenset({"i", "im", "ive", "id", "me", "my", "mine", "myself", "we", "our", "us"})
DETERMINERS = frozenset({"my", "our", "the", "a", "an", "his", "her", "their", "your"})
BEFORE_A_SUBJECT = DETERMINERS | {"old", "little", "poor", "big", "so", "anyway", "and", "but", "lol", "had"}
POSES = frozenset({"cow", "camel", "stance", "pose", "stretch", "press", "row"})  # "cat cow"
NOT_A_CREATURE = POSES | {"walk", "walker", "back", "sat"}
_KEPT = frozenset({"vet", "vets", "crate", "paw", "paws", "leash", "litter"})
_OWN_BODY = frozenset(
    {"back", "leg", "legs", "foot", "feet", "lower", "upper", "spine", "bladder", "chest", "arm", "neck"}
)
_CARRYING_BODY = _OWN_BODY | {"side", "hip", "hips", "shoulder", "shoulders", "blade", "trap", "low", "ql", "erector"}
_REPORTED = frozenset({"says", "said", "saying", "complains", "complaining", "complained", "moans", "tells", "cries"})
_OWN_STATE = frozenset({"cant", "couldnt", "feel", "felt", "fell", "got", "have", "had", "was", "want", "dont"})


def said_of_others(words: Words, hits: Hits) -> list[Hit]:
    """The spans that speak of an animal ("my dog lost control of …") or of a film ("in the film he cannot …")."""
    if hits.get("CREATURE") and not _KEPT.isdisjoint(words.raws) and not _is_hurt_too(words):
        return [(0, len(words.raws))]
    creatures = [_of_creature(words, hits, start, end) for start, end in hits.get("CREATURE", ())]
    shown = [_of_screen(words, start, end) for start, end in hits.get("CUE_SHOWN", ())]
    return [span for span in (*creatures, *shown) if span is not None]


def _is_hurt_too(words: Words) -> bool:
    """Whether the asker's own body is spoken of: "my back", "I cannot"."""
    pairs = zip(words.raws, words.raws[1:], strict=False)
    return "me" in words.raws or any(
        (one == "my" and two in _OWN_BODY) or (one == "i" and two in _OWN_STATE) for one, two in pairs
    )


def add_carrier(words: Words, hits: Hits) -> None:
    """Mark a post whose pain is the grown-up's and not the child's: "my 3 year old sits on my hip, my back is sore"."""
    children = _children(words, hits)
    if not children or not _REPORTED.isdisjoint(words.raws):
        return
    carried = {i for start, end in children for i in range(start, end)}
    owns = any(_own_body_at(words, i, carried) for i, raw in enumerate(words.raws) if raw == "my")
    if owns and not any(_hurts(words, hits, end) for _, end in children):
        hits["CARRIER"] = children[:1]


def _children(words: Words, hits: Hits) -> list[Hit]:
    """Where a child is spoken of in the third person; nowhere where the asker is the child ("im 12")."""
    ages = [(i, j) for i, j in hits.get("AGE_CHILD", ())]
    if any(i and words.raws[i - 1] in {"im", "am", "i"} for i, _ in ages):
        return []
    return [*hits.get("KID", ()), *((i - 1, j) for i, j in ages if i and words.raws[i - 1] in DETERMINERS)]


def _own_body_at(words: Words, at: int, carried: set[int]) -> bool:
    """Whether a "my" speaks of the asker's own back or side."""
    for i in range(at, min(at + 5, len(words.raws))):
        if i in carried or words.values[i] >= 0 or words.clauses[i] != words.clauses[at]:
            return False
        if words.raws[i] in _CARRYING_BODY:
            return True
    return False


def _hurts(words: Words, hits: Hits, after: int) -> bool:
    """Whether a back or a pain follows on the child before the asker comes in again."""
    spoken = {i for name in ("BACK", "PAIN_SURE") for i, _ in hits.get(name, ())}
    for i in range(after, len(words.raws)):
        if words.sentences[i] != words.sentences[after - 1] or words.raws[i] in FIRST_PERSON:
            return False
        if i in spoken:
            return True
    return False


def _of_creature(words: Words, hits: Hits, start: int, end: int) -> Hit | None:
    """From an animal that begins its clause to the end of the clause, or to where the asker comes in.

    What stops a "no", such as "cannot", ends it only after the animal has been said to do something.
    """
    clause = words.clauses[start]
    first = next(i for i, other in enumerate(words.clauses) if other == clause)
    if not BEFORE_A_SUBJECT.issuperset(words.raws[first:start]) or {*words.raws[end : end + 1]} & NOT_A_CREATURE:
        return None
    stops = {at for at, _ in hits.get("CUE_STOP", ())}
    last = end
    while last < len(words.raws) and words.clauses[last] == clause and (last == end or last not in stops):
        if words.raws[last] in FIRST_PERSON:
            return None if words.raws[last] in {"me", "my"} else (start, last)
        last += 1
    return start, last


def _of_screen(words: Words, start: int, end: int) -> Hit | None:
    """The sentence of something seen or read; only its clause where the asker comes into the rest."""
    for column in (words.sentences, words.clauses):
        inside = [i for i, other in enumerate(column) if other == column[start]]
        if not any(words.raws[i] in FIRST_PERSON and not (start - 2 <= i < end) for i in inside):
            return inside[0], inside[-1] + 1
    return None
