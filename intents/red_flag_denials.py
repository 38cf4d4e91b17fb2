"""Whether a person takes back a warning sign that was read in what they wrote before, and which one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Protocol

from intents.red_flag_concepts import Hit
from intents.red_flag_files import table
from intents.red_flag_fine import LIMITS, called_fine
from intents.red_flag_rules import Post

Why = Literal["", "misread", "seen", "booked"]
OF_CHANGE = frozenset({"deformity-or-lump", "muscle-wasting"})  # signs that are none of what has long been so
OF_LASTING = frozenset({"not-improving", "constant-severe-pain"})  # signs that are none of what goes every time
SOON = "see-doctor-soon"
NEVER_LIGHTLY = frozenset({"mental-health-crisis", "medication-overdose"})  # "only joking" is what people say then too
PLAINLY_OTHER = ("WORKOUT", "FIG_WORKOUT", "FIG_DEATH", "SUPPLEMENT")
LASTING = frozenset({"pregnancy-warning", "pregnancy-back-pain"})  # "not pregnant any more" is all that it can mean
EVENTS = frozenset({"major-trauma", "anticoagulant-trauma"})  # what has happened or has not, and does not come and go
CHILDREN = frozenset({"child-back-pain", "young-athlete-stress-fracture"})
# what stands after a "no" that answers: "no, it is numb"
_ANSWERS = frozenset({"it", "its", "i", "im", "ive", "my", "the", "thats", "this", "really", "actually", "but"})
_NEGATIVE = frozenset({"not", "dont", "doesnt", "isnt", "arent", "havent", "hasnt", "didnt", "never", "nothing", "no"})
_IS_NOT = frozenset({"isnt", "arent", "not", "no", "without", "wasnt"})
_HAVE = frozenset({"have", "had", "got"})
_NOBODY = frozenset({"nothing", "nothings", "nobody", "nobodys", "noone"})
_ASKED = frozenset({"i", "you", "we", "it", "my", "this", "that", "the", "he", "she", "they", "a"})
_TROUBLE = frozenset({"problem", "problems", "issue", "issues", "trouble", "bother", "difficulty", "wrong"})
_CAN_REACH = 5  # words after "can" within which stands what can be done


class Sign(Protocol):
    """What is asked of a warning sign here: which it is, and how urgent."""

    @property
    def id(self) -> str: ...
    @property
    def urgency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Denial:
    """The ids of the signs that a message takes back, and why."""

    gone: frozenset[str]
    why: Why


def denial(post: Post, flags: Iterable[Sign], guessed: Set[str] = frozenset()) -> Denial:
    """What a message takes back of the signs read before it; an emergency only where the sign itself is spoken of.

    A sign that no rule spelt out but the second opinion `guessed` goes as soon as the person says that it is not so.
    """
    said = " ".join(post.words.raws)
    if gone := frozenset(flag.id for flag in flags if touches(post, flag)):
        return Denial(gone, "misread")
    lightly = frozenset(flag.id for flag in flags if flag.id in guessed and _made_light(post, said, flag))
    if gone := lightly | frozenset(flag.id for flag in flags if _misread(post, said, flag)):
        return Denial(gone, "misread")
    if gone := frozenset(flag.id for flag in flags if flag.id in OF_CHANGE and _says(said, "lasting")):
        return Denial(gone, "misread")
    if gone := frozenset(flag.id for flag in flags if flag.id in OF_LASTING and _says(said, "settles")):
        return Denial(gone, "misread")
    booked, seen = _says(said, "booked"), _says(said, "seen") and not _says(said, "not_seen")
    gone = frozenset(flag.id for flag in flags if flag.urgency == SOON and (seen or booked))
    return Denial(gone, "" if not gone else "booked" if booked else "seen")


@cache
def _patterns(name: str) -> re.Pattern[str]:
    listed: list[str] = _table()["said"][name]
    return re.compile("|".join(f"(?:{one})" for one in listed))


@cache
def _table() -> dict[str, Any]:
    return table("denials.toml")


def _says(said: str, *names: str) -> bool:
    return any(_patterns(name).search(said) for name in names)


def _misread(post: Post, said: str, flag: Sign) -> bool:
    """Whether the message says of the whole sign that it was not meant, or not theirs."""
    if flag.id in CHILDREN and (_says(said, "not_mine") or post.hits.get("AGE_ADULT")):
        return True
    if any(_alive(post, flag)):
        return False
    if flag.id in NEVER_LIGHTLY:
        return _says(said, "misread") and any(post.hits.get(name) for name in PLAINLY_OTHER)
    if _says(said, "misread") and not (flag.urgency != SOON and _says(said, "brush_off")):
        return True
    return flag.urgency == SOON and _says(said, "no", "able")


def _made_light(post: Post, said: str, flag: Sign) -> bool:
    """Whether the message says in any way that it was not meant and affirms nothing, or denies any part of it."""
    waved_off = _says(said, "misread", "no", "fine", "able") and not any(_alive(post, flag))
    return waved_off or any(_denied(post, hit) for hit in _hits(post, flag, "bad"))


def touches(post: Post, flag: Sign) -> bool:
    """Whether the sign's own words are denied, or what it says has failed is said to work, and none of it affirmed."""
    said = " ".join(post.words.raws)
    hedged = flag.urgency != SOON and flag.id not in LASTING | EVENTS and _says(said, "partial")
    if hedged or _says(said, "unwilled") or (flag.id not in EVENTS and _says(said, "owned")):
        return False
    if any(_alive(post, flag)):
        return False
    denied = any(_denied(post, hit) for hit in _hits(post, flag, "bad"))
    works = _hits(post, flag, "works")
    return denied or any(_within(hit, fine) for hit in works for fine in _fine(post))


def plainly_denied(post: Post, flag: Sign) -> bool:
    """Whether a post says "my groin is not numb" or "I have no fever": not what somebody "does not get" or "notice"."""
    raws = post.words.raws
    for hit in _hits(post, flag, "bad"):
        cue = post.scope.denied[hit[0]]
        plain = cue >= 0 and (raws[cue] in _IS_NOT or not _HAVE.isdisjoint(raws[cue + 1 : cue + 2]))
        if plain and touches(post, flag):
            return True
    return False


def borne_out(post: Post, flag: Sign) -> bool:
    """Whether a post has what a sign needs, where it needs anything, for the second opinion alone to raise it."""
    return "needs" not in _table().get(flag.id, {}) or bool(_hits(post, flag, "needs"))


def _alive(post: Post, flag: Sign) -> Iterator[Hit]:
    """Where the sign itself is said to be so."""
    for hit in _hits(post, flag, "bad"):
        if not _denied(post, hit) and not post.scope.asked[hit[0]]:
            yield hit


def _hits(post: Post, flag: Sign, part: str) -> list[Hit]:
    names: Sequence[str] = _table().get(flag.id, {}).get(part, "").split()
    plain = {name for name in names if name.islower()}
    found = [hit for name in names for hit in post.hits.get(name, ())]
    return found + [(i, i + 1) for i, raw in enumerate(post.words.raws) if raw in plain]


def _denied(post: Post, hit: Hit) -> bool:
    """Whether a "no" before it denies it; the "no" of "no, it is numb" answers and denies nothing."""
    raws, cue = post.words.raws, post.scope.denied[hit[0]]
    before = raws[max(0, hit[0] - 2) : hit[0]]
    if before == ["no", "one"] or not _NOBODY.isdisjoint(before):
        return True
    if cue < 0 or cue >= hit[0]:
        return cue >= 0
    between = raws[cue + 1 : hit[0]]
    return not (raws[cue] == "no" and between and between[0] in _ANSWERS and _NEGATIVE.isdisjoint(between))


def _fine(post: Post) -> Iterator[Hit]:
    """Where something is said to work: "can wee", "legs are fine", "nothing wrong with my legs"."""
    words = post.words
    yield from called_fine(words, post.hits)
    for i, raw in enumerate(words.raws):
        end = next((j for j in range(i, len(words.raws)) if words.clauses[j] != words.clauses[i]), len(words.raws))
        after = words.raws[i + 1 : end]
        if raw == "can" and words.sentences[i] not in words.questions and _able(after):
            yield i, min(end, i + 1 + _CAN_REACH)
        if raw in {"no", "nothing"} and not _TROUBLE.isdisjoint(after[:2]):
            yield i, end


def _able(after: list[str]) -> bool:
    return bool(after) and after[0] not in _ASKED and (LIMITS | {"barely", "hardly", "not", "half"}).isdisjoint(after)


def _within(hit: Hit, span: Hit) -> bool:
    return span[0] <= hit[0] < span[1]


def pieces(text: str) -> Iterable[str]:
    """A message sentence by sentence and comma by comma, each with the mark that ends it."""
    return re.findall(r"[^.!?;,\n]+[.!?;,\n]*", text)
