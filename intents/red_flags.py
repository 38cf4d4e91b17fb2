"""The red-flag gate: warning signs in a post that must send the person to care before any exercise is offered."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from intents.red_flag_concepts import Hit, find_concepts
from intents.red_flag_denials import borne_out, plainly_denied
from intents.red_flag_files import compiled, table
from intents.red_flag_numbers import add_numbers
from intents.red_flag_opinion import Opinion, Verdict, judge
from intents.red_flag_others import add_carrier
from intents.red_flag_quote import quoted
from intents.red_flag_rules import Found, Post, matches
from intents.red_flag_scope import scope_of
from intents.red_flag_text import Words, read

URGENCIES = ("emergency", "same-day", "see-doctor-soon")
SOON = 0.8  # score from which the second opinion alone may send somebody to a doctor who is in no hurry
ASKED_ABOUT = frozenset({"medication-overdose"})  # what is only asked about is no other sign either
FAINT = 0.2  # score and lead together below which the second opinion alone is no reason to call an emergency
MUCH = 0.5  # how much must speak for an emergency where a lesser sign was named
SURELY = 0.5  # score from which a sign that reads like an emergency is called one
SURE = 0.6  # lead with which the second opinion may call more urgent what the rules have found
HEALS = frozenset({"major-trauma"})  # "skiing accident, healed" is over, however urgent it was then
ASKED_TOO = frozenset({"mental-health-crisis"})  # "hypothetically, for a friend" is asked by somebody; never doubted


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign: how soon it needs care, the person's own words, and the sign in plain words for the reply."""

    id: str
    urgency: str
    words: str
    sign: str


def signs() -> dict[str, dict[str, Any]]:
    """What is said of each flag: urgency, sign, title, advice, sources, since when."""
    return table("signs.toml")


@cache
def _short_signs() -> dict[str, tuple[str, str]]:
    ready = compiled()
    if ready is not None:
        return {flag: (urgency, sign) for flag, (urgency, sign) in ready["signs"].items()}
    return {flag: (told["urgency"], told["sign"]) for flag, told in signs().items()}


def find_red_flags(text: str) -> tuple[RedFlag, ...]:
    """The warning signs of a post, most urgent first; () if there are none. Never raises, whatever the text."""
    words = read(text)
    if not words.stems:
        return ()
    post = understand(words)
    said = judge(post)
    found = _weighed(post, said)
    if found and said is not None and found[0].urgency != "emergency" and _cannot_wait(said):
        named = said.opinion and _likeliest(post, said.opinion, frozenset({"emergency"}))
        if named:
            return (named, *(flag for flag in found if flag.id != named.id))
        return (replace(found[0], urgency="emergency"), *found[1:])
    return found


def _cannot_wait(said: Verdict) -> bool:
    """Whether a sign reads much like an emergency."""
    likely = said.opinion.others if said.opinion else {}
    urgent = any(_short_signs()[other][0] == "emergency" for other in likely)
    return urgent and said.score > SURELY and said.now > MUCH


def _weighed(post: Post, said: Verdict | None) -> tuple[RedFlag, ...]:
    """What the rules find and the second opinion leaves, or adds."""
    doubted = said.doubted - ASKED_TOO if said else frozenset()
    by_rule = tuple(flag for flag in _by_rules(post) if flag.id not in doubted)
    if said is None or said.opinion is None or (by_rule and by_rule[0].urgency == "emergency"):
        return by_rule
    second = _likeliest(post, said.opinion)
    if second is None or _too_little(second.urgency, said):
        return by_rule
    outranks = second.urgency == "emergency" and said.opinion.lead >= SURE
    return (second, *by_rule) if outranks or not by_rule else by_rule


def _too_little(urgency: str, said: Verdict) -> bool:
    """Whether the second opinion alone is too little to go by."""
    if urgency == "see-doctor-soon":
        return said.score < SOON
    if urgency == "emergency" and said.now < 0 and said.score < SURELY:  # it does not read like one
        return True
    return said.score + (said.opinion.lead if said.opinion else 0.0) < FAINT


def by_rules(text: str) -> tuple[RedFlag, ...]:
    """What the rules alone find; the second opinion is fitted on what they leave over and on what they get wrong."""
    words = read(text)
    return _by_rules(understand(words)) if words.stems else ()


def understand(words: Words) -> Post:
    """The concepts of a post and what it denies, remembers or only asks about."""
    hits = find_concepts(words)
    add_numbers(words, hits)
    add_carrier(words, hits)
    return Post(words, hits, scope_of(words, hits))


def _by_rules(post: Post) -> tuple[RedFlag, ...]:
    return flagged(post, matches(post, ASKED_TOO))


def flagged(post: Post, fulfilled: Iterable[Found]) -> tuple[RedFlag, ...]:
    """The signs that rules found in a post, each once and at its most urgent, without those that are over."""
    best: dict[str, tuple[int, RedFlag]] = {}
    for found in fulfilled:
        flag = _flag(found, post.words)
        rank = URGENCIES.index(flag.urgency)
        if is_over(found, post, flag.urgency) or rank >= best.get(flag.id, (len(URGENCIES), flag))[0]:
            continue
        best[flag.id] = (rank, flag)
    return tuple(flag for _, flag in sorted(best.values(), key=lambda pair: pair[0]))


def _likeliest(post: Post, opinion: Opinion, urgencies: Set[str] = frozenset(URGENCIES)) -> RedFlag | None:
    """The flag that the second opinion speaks for most, of those that the post has what they need for."""
    for id_ in sorted(opinion.others, key=lambda flag: -opinion.others[flag]):
        urgency, sign = _short_signs()[id_]
        flag = RedFlag(id_, urgency, quoted(post.words, opinion.start, opinion.end), sign)
        borne = borne_out(post, flag)
        if urgency in urgencies and (borne or id_ in ASKED_ABOUT):
            return flag if borne and not plainly_denied(post, flag) else None
    return None


def _flag(found: Found, words: Words) -> RedFlag:
    urgency, sign = _short_signs()[found.rule.flag]
    return RedFlag(found.rule.flag, found.rule.urgency or urgency, quoted(words, found.start, found.end), sign)


def is_over(found: Found, post: Post, urgency: str) -> bool:
    """Whether the post says that this sign has gone; for an emergency only if it was not in the last days."""
    sentences = post.words.sentences
    sentence = sentences[found.now_end - 1]
    for start, end in post.scope.over:
        if start < found.now_end or sentences[start] - sentence > 1 or _goes_on((start, end), found, post):
            continue
        if (
            urgency != "emergency"
            or found.rule.flag in HEALS
            or any(sentences[i] <= sentence for i, _ in post.hits.get("AGO_WEEKS", ()))
        ):
            return True
    return False


def _goes_on(over: Hit, found: Found, post: Post) -> bool:
    """Whether what is over is something else ("the back pain went away"), or the sign is spoken of as still there."""
    words, start = post.words, over[0]
    first = found.now_end
    if words.sentences[start] != words.sentences[first - 1]:
        first = next(i for i in range(start + 1) if words.sentences[i] == words.sentences[start])
    if any(first <= i < start for i, _ in post.hits.get("CUE_NOW", ())):
        return True
    others = (i for name in ("PAIN", "BACK") for i, _ in post.hits.get(name, ()) if found.now_end <= i < start)
    return any(words.clauses[i] == words.clauses[start] for i in others)
