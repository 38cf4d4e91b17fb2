"""What is worth telling a moderator before publishing, though nothing of it stands in the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.moderation.entry_texts import advice_of
from bot.words import word
from knowledge.entries import Answer, Entry
from knowledge.library import Library
from knowledge.text import sentences
from knowledge.vocabularies import COMMUNITY, MAX_BODY_WORDS, MIN_ASKS

MIN_ASKS_FORUM = 3  # of an answer that a community wrote out of one thread
_CONDITION = (
    r"(?:slipped|herniated|bulging|prolapsed|torn|ruptured|pinched|trapped|pulled|strained|sprained) \w+"
    r"|(?:disc|disk) (?:herniation|bulge|prolapse)|hernia|sciatica|scoliosis|kyphosis|(?:spinal )?stenosis"
    r"|arthritis|spondyl\w+"
    r"|(?:stress )?fracture|(?:muscle )?(?:tear|strain|sprain)|tend[io]n[io]tis|tendinopathy|impingement|radiculopathy"
    r"|fibromyalgia|osteoporosis|\w+ syndrome|(?:nerve|joint) (?:damage|dysfunction)|cancer|an infection"
)
_SURELY = r"(?:(?:probably|likely|clearly|definitely|obviously|just|only|almost certainly|most likely|must|surely) )*"
_DIAGNOSIS = re.compile(
    rf"\b(?:you {_SURELY}(?:have|have got|got|are suffering from|suffer from)|you'?ve(?: \w+ly)? got"
    rf"|(?:this|that|it) (?:is|must be|sounds like)|(?:this|that|it)'s|yours is) {_SURELY}"
    rf"(?:(?:an?|the|some|mild|classic) )*(?:{_CONDITION})\b",
    re.I,
)
_NO_LETTER = re.compile(r"[\W_]+")
_OPEN = re.compile(
    r"\b(?:if|when|whether|unless|once|in case|may|might|can|could|until|told|where|does not|not)\b[^.]*$|\?", re.I
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again: what kind, in which field, in which words, and what goes with it."""

    kind: str
    field: str
    words: str
    more: str = ""


def warnings(entry: Entry, library: Library) -> tuple[Remark, ...]:
    """What a moderator may want to mend first; () where there is nothing to say."""
    found = list(_diagnoses(entry))
    if isinstance(entry, Answer):
        found += [*_shape(entry), *_twice_asked(entry, library)]
    return tuple(dict.fromkeys(found))


def warning_text(remark: Remark) -> str:
    """A remark in plain words."""
    return word("holding", "warning", remark)


def _diagnoses(entry: Entry) -> Iterator[Remark]:
    for field, text in advice_of(entry):
        for sentence in sentences(text):
            for found in _DIAGNOSIS.finditer(sentence):
                if not _OPEN.search(sentence[: found.start()]) and not sentence.endswith("?"):
                    yield Remark("diagnosis", field, found[0])


def _shape(answer: Answer) -> Iterator[Remark]:
    length = len(answer.body.split())
    if length > MAX_BODY_WORDS:
        yield Remark("long-body", "body", str(length), str(MAX_BODY_WORDS))
    least = MIN_ASKS_FORUM if answer.evidence == "forum" or COMMUNITY in answer.topics else MIN_ASKS
    if len(answer.asks) < least:
        yield Remark("few-asks", "asks", str(len(answer.asks)), str(MIN_ASKS))
    if not answer.sources:
        yield Remark("no-source", "sources", "")
    if not answer.review_by:
        yield Remark("no-review", "review_by", "")


def _twice_asked(answer: Answer, library: Library) -> Iterator[Remark]:
    asked = _asked_in(library)
    for letters, ask in {_letters(ask): ask for ask in (answer.title, *answer.asks)}.items():
        for id_, title in asked.get(letters, ()):
            if id_ != answer.id:
                yield Remark("twice-asked", "asks", ask, title)


@lru_cache(maxsize=2)
def _asked_in(library: Library) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every phrasing of a library by its letters, with the answers it leads to; kept for whoever checks many."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for answer in library.answers.values():
        for letters in dict.fromkeys(_letters(ask) for ask in (*answer.asks, answer.title)):
            found[letters] = (*found.get(letters, ()), (answer.id, answer.title))
    return found


def _letters(ask: str) -> str:
    """A phrasing by its letters and digits alone: a quick likeness over every phrasing of a library."""
    return _NO_LETTER.sub("", ask.lower())
