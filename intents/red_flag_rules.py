"""The red-flag gate's rules: which concepts, how near to each other, make which sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from intents.red_flag_concepts import Hit, Hits
from intents.red_flag_files import compiled, rule_lines
from intents.red_flag_lexicon import concepts
from intents.red_flag_scope import Scope
from intents.red_flag_text import TABLE, Words

FAR = 30
NUMBERED = frozenset(TABLE["numbered"].split())
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
    """A rule that fits: from where to where, where the last sign that must be there now ends, and what filled it."""

    rule: Rule
    start: int
    end: int
    now_end: int
    parts: tuple[Hit, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, as compiled or as parsed."""
    ready = compiled()
    if ready is None:
        return parse_rules()
    return tuple(
        Rule(
            flag, urgency, tuple(Slot(tuple(names), *rest) for names, *rest in slots), tuple(near), tuple(never), source
        )
        for flag, urgency, slots, near, never, source in ready["rules"]
    )


def parse_rules() -> tuple[Rule, ...]:
    """Read all rule files; an unknown concept in one is an error that names it."""
    known = concepts()
    return tuple(_rule(flag, line, known) for flag, line in rule_lines())


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


@dataclass(frozen=True, slots=True)
class Post:
    """What a rule is held against: words, the concepts found in them, and which are denied, past or asked."""

    words: Words
    hits: Hits
    scope: Scope


def matches(post: Post, asked_too: frozenset[str]) -> Iterator[Found]:
    """Every rule that the post fulfils, with the first place where it does."""
    present, listed = post.hits.keys(), rules()
    by_name = _by_rarest_slot()
    # in the order of the rules, whichever concepts led to them
    for number in sorted({number for name in present for number in by_name.get(name, ())}):
        rule = listed[number]
        if all(not present.isdisjoint(slot.names) for slot in rule.slots) and present.isdisjoint(rule.never):
            used = _place(rule, (), post, rule.flag in asked_too)
            if used:
                yield Found(rule, *_span(rule, used), _now_end(rule, used), used)


@cache
def _by_rarest_slot() -> dict[str, tuple[int, ...]]:
    """The numbers of the rules that a concept may lead to: those whose slot with the fewest concepts has it."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(rules()):
        for name in min((slot.names for slot in rule.slots), key=len):
            found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _place(rule: Rule, used: tuple[Hit, ...], post: Post, asked_too: bool) -> tuple[Hit, ...]:
    """The first hits that fill all slots from the next one on, or nothing."""
    if len(used) == len(rule.slots):
        return () if _spoiled(rule, used, post) else used
    slot = rule.slots[len(used)]
    for name in slot.names:
        for hit in post.hits.get(name, ()):
            if not slot.denied_too and not post.scope.lives(hit, slot.past_too, asked_too):
                continue
            if used and slot.reach >= 0 and not _joined(slot, _span(rule, used), hit, post.words):
                continue
            done = _place(rule, (*used, hit), post, asked_too)
            if done:
                return done
    return ()


def _span(rule: Rule, used: tuple[Hit, ...]) -> Hit:
    """From the first to the last word of the hits that stand together; those found anywhere do not count."""
    near = [hit for k, hit in enumerate(used) if not k or rule.slots[k].reach >= 0]
    return min(start for start, _ in near), max(end for _, end in near)


def _now_end(rule: Rule, used: tuple[Hit, ...]) -> int:
    """Where the last sign ends that has to be there now: what is said to be over must come after it."""
    now = [(rule.slots[k].reach < 0, hit[1]) for k, hit in enumerate(used) if not rule.slots[k].past_too]
    core = [end for anywhere, end in now if not anywhere]
    return max(core or [end for _, end in now] or [used[0][1]])


def _joined(slot: Slot, span: Hit, hit: Hit, words: Words) -> bool:
    """Whether a hit stands near enough to what was found before it."""
    ranks = words.ranks
    if hit[0] >= span[1]:
        gap, edge, other = ranks[hit[0]] - ranks[span[1] - 1] - 1, span[1] - 1, hit[0]
    elif slot.ordered:
        return False
    elif hit[1] <= span[0]:
        gap, edge, other = ranks[span[0]] - ranks[hit[1] - 1] - 1, span[0], hit[1] - 1
    else:
        return True
    return gap <= slot.reach and words.sentences[edge] == words.sentences[other]


def _spoiled(rule: Rule, used: tuple[Hit, ...], post: Post) -> bool:
    """Whether something that rules this sign out stands in its sentences, in words that are not its own."""
    if not rule.never_near:
        return False
    own = {i for start, end in used for i in range(start, end)}
    sentences = {post.words.sentences[i] for i in range(*_span(rule, used))}
    words = post.words
    return any(
        words.sentences[start] in sentences
        and not own.issuperset(range(start, end))
        and not (start and words.raws[start - 1] in {"not", "no", "without", "never", "isnt"})
        for name in rule.never_near
        for start, end in post.hits.get(name, ())
    )
