"""What a message says not to be about ("i never broke anything"), and the answers that are about just that."""

import re
from functools import lru_cache

from bot.beside import stems
from bot.engine import Engine
from intents.question import Question
from intents.vocabulary import Mention
from knowledge.entries import Answer
from knowledge.text import stem, words

# What is denied as a subject ("not the lat", "i never broke anything"); "i dont feel my lats" complains of them.
_DENIES = re.compile(
    r"(?:(?:^|\b(?:its|it s|it is|thats|that s|that is|im|i m|i am|i was|mean|meant|asked about|and|mate|no|nah) )not"
    r"|\bnever|\bforget(?: about)?|\b(?:barely|hardly)|\bnothing to do with|\bnot(?= \w+$)"
    r"|\bi (?:dont|do not)(?= (?:do|play|run|row|swim|drive|carry|cycle|box)\b))"
    r"(?: (?:an?|the|my|about|for|asking about|talking about|said|had|been))*((?: \w+){1,3})"
)
_ASKED_BACK = re.compile(  # "golf? i dont play"
    r"(?:^|[.,;!] *)(?:\w+ ){0,2}?(\w+(?: \w+)?)\?+!* "
    r"(?:(?:\w+ )?(?:i|we) (?:dont|do not|never|havent|didnt)\b|(?:(?:lol|haha|um|er|oh|what|god) )*(?:no|nah|nope)\b)"
)
_ONLY_NO = re.compile(  # "dude no golf"
    r"^(?:(?:dude|mate|bro|man|no|nah|nope|again|please|ok|but|and|i said|lol|there is|theres) )*"
    r"(?:no|forget|enough of) ((?:\w+ ?){1,2})$"
)
_NO_SIDES = re.compile(
    r"\b(?:both sides|both|the two sides|left and right) (?:are |is |r |look |feel )?"
    r"(?:just |equally |about |pretty much )?"
    r"(?:small|weak|the same|equal|even|tight|bad|lagging|alike|undersized)\b"
    r"|\b(?:didnt|did not|not|never|isnt|nothing to do with) (?:\w+ ){0,3}"
    r"(?:left (?:vs|v|and|or|versus) right|one side|a side|uneven\w*|an imbalance)\b"
)
# Before a name that is denied.
_NOT = re.compile(r"\b(?:not|isnt|isn t|never|dont|don t|than)(?: (?:the|my|about|on|in|so much|really|just))*$")
_CLAUSE = re.compile(r"[.,;:!?\n]|\b(?:but|its|it s|just|only)\b")
_ALIKE = 4  # letters in which two forms of a word are alike
_OFTEN = 4  # phrasings with a word, from which an answer is about that
# After which a "no" denies no subject: what is not known or not done yet is asked about.
_UNKNOWN = frozenset(
    words(
        "heard hear tried try done seen see used use understand understood know get gotten felt enough strong sure "
        "it about able working feeling getting even really too very so as that this in on at to if just only yet any "
        "long what"
    )
)
# Words that titles share or that are denied of much else: who says "i did not mean that" denies no page.
_ANY = frozenset(
    map(
        stem,
        words(
            "back side sides one mean meant say said ask asked asking want wanted know sure need really much many "
            "exercise exercises do doing get got think feel good right left wrong help work works muscle bad thing "
            "way train even have make take mention mentioned worry worried bother bothered care talk talking about "
            "answer question"
        ),
    )
)


def denied_stems(text: str) -> frozenset[str]:
    """The stems of the words that a message denies, within the clause in which it does."""
    plain = _plain(text)
    found = {stem for said in _ASKED_BACK.finditer(plain) for stem in stems(said[1])}
    for clause in _CLAUSE.split(plain):
        if only := _ONLY_NO.match(clause.strip()):
            found |= stems(only[1])
        for said in _DENIES.finditer(" ".join(words(clause))):
            found |= set() if said[1].split()[0] in _UNKNOWN else stems(said[1])
    return frozenset(found - _ANY)


def denied_answers(engine: Engine, text: str) -> frozenset[str]:
    """The ids of the answers whose titles are about what a message denies."""
    denied, sided = {one[:_ALIKE] for one in denied_stems(text)}, denies_sides(text)
    if not denied and not sided:
        return frozenset()
    listed = engine.library.answers.items()
    return frozenset(id_ for id_, one in listed if denied & _begun(one.title) or (sided and one.compares == "sides"))


def denies_sides(text: str) -> bool:
    """Whether a message says that one side is not what it is about: "both sides are just small"."""
    return bool(_NO_SIDES.search(_plain(text)))


def _plain(text: str) -> str:
    return text.lower().replace("'", "").replace("’", "")


def meant_of(question: Question, *kinds: str) -> list[Mention]:
    """What of some kinds a message names and does not deny: of "not the lat, the trap" the trap."""
    tokens = words(question.text)
    return [m for m in question.mentions if m.kind in kinds and not _NOT.search(" ".join(tokens[: m.start]))]


def is_denied(answer: Answer, text: str) -> bool:
    """Whether a message denies what an answer is about: a word of its title, or of several of its phrasings."""
    if answer.compares == "sides" and denies_sides(text):
        return True
    denied = {one[:_ALIKE] for one in denied_stems(text)}
    asked = [word for ask in answer.asks for word in _begun(ask)]
    return bool(denied & _begun(answer.title)) or any(asked.count(one) >= _OFTEN for one in denied)


@lru_cache(maxsize=10_000)
def _begun(text: str) -> frozenset[str]:
    """How the telling words of a text begin, which "broke" and "broken" share."""
    return frozenset(one[:_ALIKE] for one in stems(text))


def affirmed(text: str) -> str:
    """A message without the clauses that only deny."""
    kept = [clause.strip() for clause in re.split(r"[.,;:!?\n]", text) if clause.strip() and not denied_stems(clause)]
    return ". ".join(kept)
