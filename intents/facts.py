"""What a message says of the person: age group, pregnancy, an injury, what hurts, what kit there is."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from intents.question import Kit
from intents.vocabulary import Mention

_UNITS = r"(?!\s*(?:kg|kgs|lb|lbs|%|reps?|sets?|min\w*|weeks?|days?|months?|cm|st))"
_SOMEBODY = "son|daughter|kid|lad|boy|girl|child|mum|mom|dad|nan|she|he"
_AGE = re.compile(
    rf"\b(?:im|i am|age|aged|at|turning|i turned|(?:{_SOMEBODY}) is|shes|hes)\s+(?:(?:only|just|nearly|already) )?"
    rf"(\d{{1,3}})\b{_UNITS}"
    r"|\b(\d{1,3})\s?(?:yo|y/o|yrs? old|years? old|year old)\b|\b(\d{2})\s?[mf]\b|^(\d{2})(?=,| and| here)"
)
_PAST = re.compile(r"\b(?:broke|had|did|was|were|tore|hurt|injured|began|started|got|dislocated|fractured|since)\b")
_COUNTS = re.compile(r"\b(?:stays?|stops?|stopped|starts?|ends?|fails?|caps?|capped|left|right|stuck) $")  # repetitions
_OF_THING = re.compile(
    r"\b(?:mattress|bed|pillow|sofa|chair|desk|bench|bike|car|van|shoes|boots|trainers|saddle|house|injury)\b"
)
_NEGATION = re.compile(r"\b(?:no|not|isnt|arent|never|without|dont have|havent got|havent|nothing)\s+(?:\w+\s+){0,2}$")
_PAIN = re.compile(
    r"\b(?:pain\w*|hurt\w*|ach(?:e|es|ed|ing|y)|sore\w*|twinge\w*|tweak\w*|agony|spasm\w*|stab\w*|throb\w*|"
    r"kills?(?= (?:my|me|the)\b)|(?:pinch\w*|bugs|bother(?:s|ing)|irritat\w+|aggravat\w+) my|"
    r"pulled(?! (?:forward|in|back|up|down|to|towards|by|out|tight|together|over|hard|apart|from)\b)|"
    r"strain\w*|nagging|niggl\w*|killing|injur\w+|cramp\w*|sprain\w*|impinge\w+|tend[io]n\w*itis|tendin\w+|dodgy|"
    r"bad (?:left |right )?(?:knees?|shoulders?|wrists?|hips?|necks?|elbows?)|torn \w+"
    r"|(?:knees?|shoulders?|wrists?|hips?|neck|elbows?) (?:is|are|r|s|both) (?:\w+ ){0,2}"
    r"(?:bad|shot|knackered|buggered|ruined|wrecked|rubbish|terrible|no good|not (?:great|good)))\b"
)
_NO_PAIN = re.compile(r"\b(?:no|not|nothing|without|isnt|doesnt|dont|never|pain ?free|zero|any)\s+(?:\w+\s+){0,2}$")
_LACK = re.compile(
    r"\b(?:no|not|not many|without|(?:dont|doesnt|didnt|wont) (?:have|own)|never (?:got|owned)|havent|havnt|hasnt"
    r"|isnt|arent|aint got|lack|cant use|cant do"
    r"|cant get|except"
    r"|minus|instead of|in place of|replaces?|everything but|forget|ditch|scrap)"
    r"(?:\s+(?:a|an|any|the|access|to|got|my|use|of|have|cable|fancy))*\s*$"
)
_REPLACED_TOO = re.compile(r"\breplaces?(?:\s+\w+){1,4}\s+(?:and|or)(?:\s+the)?\s*$")  # "what replaces this and that"
_WHY_NOT = re.compile(r"\bwhy not\b")
_LACK_TOO = re.compile(  # the second of two: "no gym or cables"
    r"\b(?:no|without|dont have|doesnt have|havent got|neither)(?:\s+(?!just\b|only\b|but\b|got\b|have\b)\w+){1,3}"
    r"\s+(?:or|nor)(?:\s+(?:a|an|any|the))?\s*$"
)
_MACHINES, _NO_MACHINE = ("machine", "cable", "roman-chair"), ("no machine", "no machines")
_BARE = re.compile(
    r"\b(?:dont|do not|havent|doesnt|didnt) (?:really |even )?(?:own|have|got|use)(?: got)? (?:any )?"
    r"(?:equipment|kit|gear|weights)\b|\b(?:no|without|zero) (?:\w+ )?(?:equipment|kit|gear|weights|gym)\b"
    r"|\bbody ?weight only\b"
)
# what stands between two pieces of kit of which there is neither
_JOINS, _FAR = frozenset({"with", "or", "nor"}), 3
_ON_HAND = frozenset({"but", "just", "only", "have", "got", "ive", "and"})
_TAKEN = re.compile(
    r"(?:\w+ ){0,3}(?:(?:is |are )?always (?:taken|busy|used|in use|occupied)"
    r"|never (?:free|available)|(?:is|are) (?:taken|broken|bust)"
    r"|(?:that )?(?:i|we) (?:havent|dont have|lack))"
    r"|(?:machine |stack )?(?:isnt|is not|aint|arent|not) (?:happening|an option)\b"
)
_UNHURT = re.compile(
    r"\b(?:doesnt|does not|dont|isnt|arent|not|never|no longer|didnt) (?:\w+ ){0,2}"
    r"(?:hurt\w*|ache\w*|sore|pain\w*|bother\w*)"
    r"|\w (?:is|are|s|feels?) (?!it |that |this |they |these )(?:\w+ )?(?:fine|ok|okay|good|painless|pain free)\b"
    r"|\bno (?:\w+ )?pain\b"
)
_LONG_PAST = re.compile(  # since when nobody calls an operation recent
    r"\b(?:years|yrs|decades?|ages) (?:ago|back)\b|\bin (?:19|20)\d\d\b|\bas a (?:kid|child|teen)"
    r"|\bwhen i was (?:a |little|young|at |in |1?\d\b)|\b(?:in|at|back in) (?:high )?(?:school|college|uni\w*)\b"
)
_HEALED = re.compile(
    r"\b(?:(?:all|fully|completely) (?:healed|better|recovered|good|clear)|healed|discharged|signed off"
    r"|(?:no|not any|without) (?:more )?(?:leg |nerve )?(?:pain|symptoms|trouble|problems?|issues?)"
    r" (?:since|now|for years))\b"
)
_DIGIT = re.compile(r"\d")
_PAINLESS = re.compile(r"\bpain ?free\b|\bpainless\b")
CLAUSE = re.compile(r"[.!?;\n]|,| but ")
_BAR, _ON_BAR = "pull-up-bar", frozenset({"pull-up", "assisted-pull-up", "scapular-pull-up"})
_LENT_NAMES = {"roman chair": "roman-chair"}
_OF_ANY_HOME = frozenset({"mat", "wall", "chair", "towel", "table", "doorway"})
FLOOR = "floor-hard"  # called for without any pain, by a wish too
_ONLY = re.compile(r"\b(?:only|just|all i have|all ive got|nothing but|apart from)\b[^.?!]*$")
_ONLY_THAT = re.compile(
    r"^(?:only\b|(?:is|are|s) all (?:i|we|ive|there)\b|and (?:nothing|nowt) else\b"
    r"|(?:and )?thats (?:about |pretty much )?(?:it|all|the lot)\b)"
)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))


@cache
def _patterns(part: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(listed)) for name, listed in _table()[part].items()}  # type: ignore[arg-type]


def read_facts(text: str) -> frozenset[str]:
    """Facts of the person in a plain lower-case text without apostrophes."""
    facts = {name for name, pattern in _patterns("facts").items() if pattern.search(text) and _said(pattern, text)}
    if "surgery" in facts and _LONG_PAST.search(text):
        facts = facts - {"surgery"} | {"after-injury"}
    if "disc" in facts and _LONG_PAST.search(text) and _HEALED.search(text):
        facts = facts - {"disc"} | {"after-injury"}
    return frozenset(facts | _age_facts(text))


def long_past(text: str) -> bool:
    """Whether a text speaks of something that was long ago."""
    return bool(_LONG_PAST.search(text))


def _said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _NEGATION.search(text, 0, match.start()) for match in pattern.finditer(text))


def _age_facts(text: str) -> set[str]:
    if not _DIGIT.search(text):
        return set()
    found = [match for match in _AGE.finditer(text) if not _is_of_then(match, text)]
    ages = {int(next(filter(None, match.groups()))) for match in found}
    spans: dict[str, list[int]] = _table()["ages"]  # type: ignore[assignment]
    return {fact for fact, (least, most) in spans.items() if any(least <= age <= most for age in ages)}


def _is_of_then(match: re.Match[str], text: str) -> bool:
    """Whether a number is the age of a thing, of the person at some time past, or a count: "it stops at 9"."""
    before = text[max(0, match.start() - 40) : match.start()]
    of_past = bool(_PAST.search(before) or _COUNTS.search(before))
    return bool(_OF_THING.search(before)) or (match[0].startswith("at ") and of_past)


def has_pain(text: str) -> bool:
    """Whether the text says that something hurts now, "no pain" and "pain free" aside."""
    text = _PAINLESS.sub(" ", text)
    return any(not _NO_PAIN.search(text, max(0, match.start() - 40), match.start()) for match in _PAIN.finditer(text))


def without_pain(text: str) -> str:
    """A plain text without its words of pain."""
    return " ".join(_PAIN.sub(" ", text).split())


def read_hurts(text: str) -> tuple[str, ...]:
    """The cautions that named pains call for: which joints or movements hurt, in the clauses that speak of pain."""
    # what is said of a clause is in the whole text too, where it is looked for first: most texts hold none of it
    found = _cautions(text, has_pain) if _PAIN.search(text) else set()
    if _patterns("hurts")[FLOOR].search(text):
        found.add(FLOOR)
    return tuple(sorted(found))


def with_bar(kit: Kit, mentions: tuple[Mention, ...]) -> Kit:
    """The kit of somebody who has no other, with the bar that they say they do pull-ups on."""
    hangs = any(mention.kind == "exercise" and mention.id in _ON_BAR for mention in mentions)
    if not (kit.only and hangs) or _BAR in (*kit.has, *kit.lacks):
        return kit
    return Kit((*kit.has, _BAR), kit.lacks, kit.only)


def _is_load(mention: Mention, tokens: list[str]) -> bool:
    """Whether "bw" only tells what was lifted: "12 strict reps bw"."""
    before = set(tokens[max(0, mention.start - 3) : mention.start])
    return mention.words == "bw" and not before.isdisjoint(("rep", "reps", "x", "at"))


def _lacking(before: str) -> bool:
    """Whether the words before a piece of kit say that there is none of it."""
    return any(pattern.search(before) for pattern in (_LACK, _LACK_TOO, _REPLACED_TOO))


def improvised(text: str) -> list[str]:
    """The kit for which something in the house does: tins or bottles for dumbbells, say."""
    return [id_ for id_, pattern in _patterns("stands-for").items() if pattern.search(text)]


def _goes_on_to_or(run: list[Mention], text: str) -> bool:
    """Whether the kit after a piece that is lacking is of the same list ("no dumbbells, barbell or band")."""
    for one, next_ in pairwise(run):
        between = (
            rf"{re.escape(one.words)}(\s*,\s*(?:or |nor )?|\s+(?:or|nor)\s+)(?:an? |any )?{re.escape(next_.words)}"
        )
        found = re.search(between, text)
        if found is None:
            return False
        if "or" in found[1].split() or "nor" in found[1].split():
            return True
    return False


def read_unhurt(text: str) -> tuple[str, ...]:
    """The cautions of which a message says that there is no such pain: "my hip doesnt hurt at all"."""
    return tuple(sorted(_cautions(text, lambda clause: bool(_UNHURT.search(clause))))) if _UNHURT.search(text) else ()


def _cautions(text: str, speaks: Callable[[str], bool]) -> set[str]:
    """The cautions whose part or movement is named in a clause that speaks of it so."""
    clauses = [clause for clause in CLAUSE.split(text) if speaks(clause)]
    return {name for name, pattern in _patterns("hurts").items() if any(pattern.search(c) for c in clauses)}


def read_kit(tokens: list[str], mentions: tuple[Mention, ...], text: str) -> Kit:
    """What kit there is and is not, from the words just before and after each piece named."""
    has: list[str] = []
    lacks: list[str] = []
    only, lacked = False, -1
    named_kit = list(_pieces(mentions, tokens))
    for at, mention in enumerate(named_kit):
        before = _WHY_NOT.sub("", " ".join(tokens[max(0, mention.start - 6) : mention.start]))
        named = mention.words.startswith(("just ", "only "))
        after = " ".join(tokens[mention.end : mention.end + 8])
        between = set(tokens[lacked : mention.start]) if lacked >= 0 else set()
        joined = bool(between & _JOINS) and len(between) <= _FAR and between.isdisjoint(_ON_HAND)
        listed = (
            lacked >= 0 and at > 0 and named_kit[at - 1].end == lacked and _goes_on_to_or(named_kit[at - 1 :], text)
        )
        if mention.id == "none" or joined or listed or _lacking(before) or _TAKEN.match(after):
            lacks.extend(_MACHINES if mention.words in _NO_MACHINE else (mention.id,))
            lacked = mention.end
        else:
            has.append(mention.id)
            only = only or named or bool(_ONLY.search(before) or _ONLY_THAT.match(after))
    bare = "none" in lacks or bool(_BARE.search(text))
    has += improvised(text)
    lacks = [id_ for id_ in lacks if id_ != "none" and id_ not in has]
    return Kit(tuple(dict.fromkeys(has)), tuple(dict.fromkeys(lacks)), only or bare or _is_all(has, text))


def _pieces(mentions: tuple[Mention, ...], tokens: list[str]) -> Iterator[Mention]:
    """The pieces of kit named, those among them that have lent an exercise their name."""
    for mention in mentions:
        if mention.kind == "exercise" and mention.words in _LENT_NAMES:
            yield replace(mention, kind="equipment", id=_LENT_NAMES[mention.words])
        elif mention.kind == "equipment" and not _is_load(mention, tokens):
            yield mention


def _is_all(has: list[str], text: str) -> bool:
    """Whether kit named as being at home is all there is: who goes to a gym besides says so."""
    if not set(has) - _OF_ANY_HOME:
        return False
    home = _patterns("facts")["home"]
    return bool(home.search(text)) and "gym" not in home.sub(" ", text)
