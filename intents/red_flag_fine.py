"""What a post says is as it should be ("I can wee fine", "bladder is normal"), and so is no sign."""

from __future__ import annotations

from intents.red_flag_concepts import Hit, Hits
from intents.red_flag_text import FILLERS, Words

FINE = frozenset({"fine", "ok", "okay", "normal", "normally", "alright"})
IS = frozenset({"is", "are", "s", "works", "work", "seems", "seem", "feels", "moves", "move"})
OPENS = frozenset({"can", *IS})
# after one of these the word says when it is fine, or that it is not altogether
LIMITS = frozenset({"if", "when", "until", "till", "unless", "except", "once", "only", "apart", "after", "enough"})
TAKES_BACK = ("NUMB", "NOTICE_NO", "TINGLE", "LEAK", "PEE_EFFORT", "CANT", "WEIRD", "BAD_STATE", "DISOWN", "CUE_PAST")
REACH = 6  # words, fillers aside, that are called fine at most
NOT_SAID = frozenset({"not", "no", "never", "isnt", "arent", "cant", "dont", "doesnt", "was", "were", "could", "until"})


def said_to_be_fine(words: Words, hits: Hits, denied: list[int]) -> list[Hit]:
    """The spans that are called fine; none where the rest of the sentence speaks of feeling less or of what fails."""
    return [span for span in called_fine(words, hits) if not _taken_back(words, hits, denied, span)]


def called_fine(words: Words, hits: Hits) -> list[Hit]:
    """The spans that some word calls fine, whatever else the sentence says."""
    stops = {start for start, _ in hits.get("CUE_STOP", ())}
    spans = (_called_fine(words, at, stops) for at, raw in enumerate(words.raws) if raw in FINE)
    return [span for span in spans if span is not None]


def _called_fine(words: Words, at: int, stops: set[int]) -> Hit | None:
    """What the clause says is fine at this word: "(I) can wee", "my bladder is", or one or two bare words."""
    start = at
    while start and words.clauses[start - 1] == words.clauses[at] and start - 1 not in stops:
        start -= 1
    if at - start == 1 and _lists(words, start - 1):  # "bladder and bowels fine"
        start -= 2
    said = words.raws[start:at]
    if not said or not NOT_SAID.isdisjoint(said) or not LIMITS.isdisjoint(words.raws[at + 1 : at + 2]):
        return None
    plain = [i for i in range(start, at) if words.stems[i] not in FILLERS and words.raws[i] not in OPENS | {"and"}]
    opened = [i for i in range(start, at) if words.raws[i] in OPENS]
    if not plain or len(plain) > (REACH if opened else 2) or (not opened and words.raws[start] in {"i", "he", "she"}):
        return None
    return start, at


def _lists(words: Words, at: int) -> bool:
    """Whether an "and" stands here after the first and only word of its clause."""
    if at < 1 or words.raws[at] != "and" or words.clauses[at] != words.clauses[at - 1]:
        return False
    return at == 1 or words.clauses[at - 2] != words.clauses[at]


def _taken_back(words: Words, hits: Hits, denied: list[int], span: Hit) -> bool:
    """Whether anything else in the sentence, such as "but I cannot feel it", takes the word back."""
    sentence = words.sentences[span[0]]
    later = (i for name in TAKES_BACK for i, _ in hits.get(name, ()) if not span[0] <= i <= span[1])
    return any(words.sentences[i] == sentence and i > span[1] and denied[i] < 0 for i in later)
