"""The red-flag gate's rules: which concepts, how near to each other, make which sign."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from intents.red_flag_concepts import FOLDER, Hit, Hits, lexicon
from intents.red_flag_scope import Scope
from intents.red_flag_text import Words, read

FAR = 30
NUMBERED = frozenset(["AGE", "AGE_CHILD", "AGE_SMALL", "AGE_TEEN", "AGE_ADULT", "AGE_OVER55", "AGE_OVER65", "CUE_PAST", "AGO_WEEKS", "CUE_RECENT", "LASTS_LONG", "LASTS_WEEKS", "LASTS_DAYS", "WEEKS", "HOURS", "DOSE_MANY", "DEGREES"])
JOINS = {"": (2, True), ">": (5, True), "+": (6, False), "++": (FAR, False), "&": (-1, False)}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a rule: any of these concepts, joined to what stands before it."""

    names: tuple[str, ...]
    reach: int  # words between, -1: anywhere in the text
    ordered: bool
    past_too: bool
    denied_too: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Slots that must all be found, concepts that must be absent, and the urgency where it is not the flag's own."""

    flag: str
    urgency: str
    slots: tuple[Slot, ...]
    never_near: tuple[str, ...]
    never: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that fits, and from where to where."""

    rule: Rule
    start: int
    end: int


@cache
def rules() -> tuple[Rule, ...]:
    """Read all rule files once; an unknown concept in one is an error that names it."""
    known = lexicon()
    made: list[Rule] = []
    for path in sorted(FOLDER.glob("rules_*.toml")):
        for flag, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            made += [_rule(flag, line, known.concepts) for line in text.splitlines() if line.strip() and line[0] != "#"]
    return tuple(made)


def _rule(flag: str, line: str, concepts: dict[str, tuple[str, ...]]) -> Rule:
    """Parse one line such as "CANT > PEE !STRAIN => same-day"."""
    body, _, urgency = line.partition("=>")
    slots: list[Slot] = []
    near: list[str] = []
    never: list[str] = []
    join = ""
    for part in body.split():
        if part in JOINS:
            join = part
        elif part.startswith("!"):
            (never if part.startswith("!!") else near).extend(_names(part.lstrip("!"), concepts, line))
        else:
            names = _names(part.lstrip("^~"), concepts, line)
            reach, ordered = JOINS[join]
            slots.append(Slot(names, reach, ordered, part[0] in "^~", part[0] == "~"))
            join = ""
    return Rule(flag, urgency.strip(), tuple(slots), tuple(near), tuple(never), line.strip())


def _names(part: str, concepts: dict[str, tuple[str, ...]], line: str) -> tuple[str, ...]:
    names = part.split("|")
    unknown = [name for name in names if name not in concepts and name not in NUMBERED]
    if unknown:
        raise ValueError(f"rules: unknown concept {unknown[0]} in {line!r}")
    return tuple(names)


def matches(words: Words, hits: Hits, scope: Scope, asked_too: frozenset[str]) -> Iterator[Found]:
    """Every rule that the post fulfils, with the first place where it does."""
    present = frozenset(hits)
    for rule in rules():
        if not all(any(name in present for name in slot.names) for slot in rule.slots):
            continue
        if any(name in present for name in rule.never):
            continue
        found = _place(rule, 0, None, words, hits, scope, rule.flag in asked_too)
        if found is not None:
            yield Found(rule, *found)


def _place(rule: Rule, k: int, span: Hit | None, words: Words, hits: Hits, scope: Scope, asked: bool) -> Hit | None:
    """The first span that fills slot k and all after it."""
    if k == len(rule.slots):
        return span if span is not None and not _spoiled(rule, span, words, hits) else None
    slot = rule.slots[k]
    for name in slot.names:
        for hit in hits.get(name, ()):
            if not slot.denied_too and not scope.lives(hit, slot.past_too, asked):
                continue
            if span is not None and not _joined(slot, span, hit, words):
                continue
            wide = hit if span is None or slot.reach < 0 else (min(span[0], hit[0]), max(span[1], hit[1]))
            if slot.reach < 0 and span is not None:
                wide = span
            done = _place(rule, k + 1, wide, words, hits, scope, asked)
            if done is not None:
                return done
    return None


def _joined(slot: Slot, span: Hit, hit: Hit, words: Words) -> bool:
    """Whether a hit stands near enough to what was found before it."""
    if slot.reach < 0:
        return True
    if hit[0] >= span[1]:
        gap, edge, other = hit[0] - span[1], span[1] - 1, hit[0]
    elif not slot.ordered and hit[1] <= span[0]:
        gap, edge, other = span[0] - hit[1], span[0], hit[1] - 1
    else:
        return False
    return gap <= slot.reach and words.sentences[edge] == words.sentences[other]


def _spoiled(rule: Rule, span: Hit, words: Words, hits: Hits) -> bool:
    """Whether a concept that rules this sign out stands in one of its sentences."""
    if not rule.never_near:
        return False
    sentences = {words.sentences[i] for i in range(*span)}
    return any(words.sentences[start] in sentences for name in rule.never_near for start, _ in hits.get(name, ()))


def literal(phrase: str) -> str:
    """A phrase as the gate stores it; for tests and for whoever writes concepts."""
    return " ".join(read(phrase).stems)
