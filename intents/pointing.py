"""Which of the things shown a message points at: by name, by place in a list, or by words that only one has."""

import re

from intents.question import Question
from knowledge.text import stem, words

_NAMING = 12  # words of a message in which one word of a name points at an exercise
# Words of exercises' names that say too little to point at one.
_LOOSE = frozenset(
    words(
        "one arm leg single side standing wall lying prone seated supported dumbbell cable band chest hip back glute "
        "lat rear straight reverse opposite table towel counter knee pull up down apart push press sit to bar half "
        "other"
    )
)
# Words that pick no option.
_GENERIC = frozenset(map(stem, words("back side one your my the a of at is it and or to in i")))
_ORDINAL_APART = re.compile(r"\b(\d+) (st|nd|rd|th)\b")
_NUMBERED = re.compile(r"#\s?(\d+)")  # "something else for #2"
_ORDINAL = {
    "first": 0, "1st": 0, "1": 0, "second": 1, "2nd": 1, "2": 1, "third": 2, "3rd": 2, "3": 2,
    "fourth": 3, "4th": 3, "4": 3, "fifth": 4, "5th": 4, "5": 4, "sixth": 5, "6th": 5, "6": 5, "last": -1,
}  # fmt: skip
PLACED = re.compile(
    r"\b(?:(first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\b(?! (?:set|sets|rep|reps"
    r"|week|day|time|thing)\b)"
    r"|(?:number|exercise|no|nr) (\d+)\b|the (last)(?: one| exercise)?\b(?! (?:time|week|few|set|rep|year)))"
)
BARE_PLACE = re.compile(
    r"(?:(?:and|ok|so|then|hmm|fine|well|what about|how about|the|show me|again|please|one|exercise|\s)\s*)*"
)
_BOTH = ("both", "all")
_GOES_ON = words("and or i id its it the my of mainly mostly probably but tbh really them lol")  # after what was picked
_CLAUSE = 7  # words of the first clause of an answer, in which it may all be said
_FILLERS = frozenset(words("i d id say guess think suppose spose really reckon probably please tbh honestly"))
_LONG = 5  # words; in a longer answer what is said to be the main thing is picked
_MAINLY = re.compile(r"\b(?:mainly|mostly|more|rather|probably|especially)\b(?: (?:about|of|like))? (.+)")
_LEADING = words("number option no nr the um er well i d say guess think probably its it s")  # before what was picked
_COUNTED = {"one": 0, "two": 1, "three": 2, "four": 3}  # only in answer to numbered options


def told(text: str) -> str:
    """The words of a message as one line, a number and its ending together again ("1st")."""
    return _ORDINAL_APART.sub(r"\1\2", " ".join(words(_NUMBERED.sub(r"number \1", text))))


def shown_by_name(question: Question, exercises: tuple[str, ...]) -> str | None:
    """The shown exercise that is named in full, or by a word that no other shown one has ("the swing")."""
    for mention in (found for found in question.mentions if found.kind == "exercise"):
        if mention.id in exercises:
            return mention.id
        part = mention.words.replace(" ", "-").removesuffix("s")
        same = [id_ for id_ in exercises if f"-{part}-" in f"-{id_}-"]
        pointed = re.search(rf"\b(?:the|that|these|those) {re.escape(mention.words)}", question.text.lower())
        asked = re.search(rf"\b(?:how|what)\b.*\b{re.escape(mention.words)}", question.text.lower())
        if len(same) == 1 and (pointed or not asked):
            return same[0]
    partly = re.search(r"\b(?:the|that) ((?:\w+ )?\w+) (?:one|thing|exercise)\b", question.text.lower())
    found = [id_ for id_ in exercises if partly and f"-{partly[1].replace(' ', '-')}-" in f"-{id_}-"]
    return found[0] if len(found) == 1 else _by_own_word(question, exercises)


def _by_own_word(question: Question, exercises: tuple[str, ...]) -> str | None:
    """The one shown exercise of whose name a short message has a word that says what it is ("the chop, how")."""
    tokens = words(question.text)
    if len(tokens) > _NAMING:  # a longer message names it at its beginning, if at all
        tokens = words(re.split(r"[.,;!?\n]", question.text)[0])
    if len(tokens) > _NAMING or question.named("exercise"):
        return None
    said = {token.removesuffix("s") for token in tokens}
    found = [id_ for id_ in exercises if said & (set(id_.split("-")) - _LOOSE)]
    return found[0] if len(found) == 1 else None


def alike(text: str, exercises: tuple[str, ...]) -> tuple[str, ...]:
    """The shown exercises that a message means by a kind of them ("the rows")."""
    said = {stem(token) for token in words(text)}
    return tuple(id_ for id_ in exercises if id_ and stem(id_.split("-")[-1]) in said)


def place_named(text: str) -> int | None:
    """The place in a list that a message names, counted from 0, and -1 for the last; a lone number is one too."""
    plain = told(text)
    found = PLACED.search(plain)
    if found is None:
        return int(plain) - 1 if plain.isdecimal() and len(plain) <= 2 and int(plain) else None
    token = next(filter(None, found.groups()))
    return _ORDINAL[token] if token in _ORDINAL else int(re.sub(r"\D", "", token) or 7) - 1


def pointed_at(text: str, exercises: tuple[str, ...], question: Question) -> str | None:
    """The shown exercise that a message means: by name, or by its place in the list."""
    if named := shown_by_name(question, exercises):
        return named
    place = place_named(text)
    return exercises[place] if place is not None and -len(exercises) <= place < len(exercises) else None


def _begun(tokens: list[str], options: int) -> int | None:
    """The option that a longer message begins with ("2 and 4, mainly the ache"); of "both" the likelier one."""
    while len(tokens) > 1 and tokens[0] in _LEADING:
        tokens = tokens[1:]
    first, *rest = tokens or [""]
    if rest and rest[0] not in _GOES_ON:
        return None
    counted = _ORDINAL.get(first, _COUNTED.get(first, -1))
    place = 0 if first in _BOTH else int(first) - 1 if first.isdecimal() else counted
    return place if 0 <= place < options else None


def _in_first_clause(text: str, labels: tuple[str, ...]) -> int | None:
    """The option that the first clause of a longer answer picks, or that it says is mainly so."""
    clause = re.split(r"[,.;!?]", text)[0]
    if clause != text and len(words(clause)) <= _CLAUSE and (place := chosen(clause, labels)) is not None:
        return place
    tail = _MAINLY.search(told(clause))
    return chosen(tail[1], labels) if tail else None


def chosen(text: str, labels: tuple[str, ...]) -> int | None:
    """Which of some numbered options a message picks: by number, by ordinal, or by words that only one of them has."""
    tokens = told(text).split()
    if words(text) in [words(label) for label in labels]:
        return [words(label) for label in labels].index(words(text))
    plain = [token for token in tokens if token not in _FILLERS] or tokens
    if len(plain) <= 4:
        for token in plain:
            number = token.isdecimal() and len(token) <= 2
            place = int(token) - 1 if number else _ORDINAL.get(token, _COUNTED.get(token))
            counted = place is not None and (place >= 0 or token == "last")
            if place is not None and counted and place < len(labels):
                return place % len(labels)
    if (first := _begun(tokens, len(labels))) is not None:
        return first
    if len(tokens) > _LONG and (place := _in_first_clause(text, labels)) is not None:
        return place
    own = [{stem(word) for word in words(label)} - _GENERIC for label in labels]
    tokens = [stem(token) for token in tokens]
    scores = [len(set(tokens) & (mine - set().union(*(o for o in own if o is not mine)))) for mine in own]
    best = max(scores, default=0)
    enough = best >= 2 or len(tokens) <= 5  # one word out of a long message picks nothing
    return scores.index(best) if best and scores.count(best) == 1 and len(tokens) <= 12 and enough else None
