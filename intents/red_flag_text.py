"""A post as the red-flag gate reads it: stems, numbers, sentences and clauses, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST = 6000  # a Discord post holds 4,000 characters; the rest of a flood is not read
QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "\u2032": "'", "\u200b": " ",
                        "\u201c": '"', "\u201d": '"'})
TOKEN = re.compile(
    r"(?P<num>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_][^\W\d_'*@$]*(?:['*@$]+[^\W\d_]+)*)|(?P<stop>[.!?\n\u2026]+)|"
    r"(?P<comma>[,;:()\[\]\u2013\u2014]+|(?<=\s)[-/]+(?=\s))|(?P<emoji>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
TRIPLE = re.compile(r"([a-z])\1{2,}")

FILLERS = frozenset(
    ["a", "an", "the", "my", "your", "his", "her", "our", "their", "this", "these", "really", "very", "quite", "so", "actually", "literally", "totally", "completely", "properly", "proper", "fully", "absolutely", "bloody", "fucking", "fuckin", "fkn", "effing", "damn", "kinda", "sorta", "even", "basically", "honestly", "tbh", "lol", "lmao", "haha", "hahaha", "rofl", "some", "any", "own", "of", "also", "pretty", "super", "extremely", "well", "ya", "yeah", "im", "ive", "id", "hes", "shes", "theyre", "weve", "were", "to", "be", "been", "being", "is", "are", "am", "was", "has", "have", "slightly", "definitely", "entire", "entirely", "whole", "right", "left"]
)
PLURALS = frozenset(["legs", "arms", "hands", "thighs", "calves", "feet", "knees", "toes", "fingers", "thumbs", "pants", "guts", "nuts", "nads", "balls", "bits", "boys", "news", "always", "does", "this", "yes", "us", "plus", "less", "pills", "tabs", "tablets", "meds", "painkillers", "stairs", "needles", "steroids", "mets", "lads", "cheeks"])
OWN = frozenset(["i", "im", "ive", "id", "my", "mine", "myself", "me", "he", "hes", "she", "shes", "his", "her", "our", "we", "they", "their", "hers", "him"])
ASKING = frozenset(["should", "do", "would", "can", "could", "must", "will", "shall", "did"])
NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
                "twelve": 12, "couple": 2, "few": 3, "several": 4, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40,
                "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "hundreds": 300}
NOT_AFTER = {"can": "cant", "could": "couldnt", "do": "dont", "does": "doesnt", "did": "didnt", "have": "havent", "has": "hasnt",
             "is": "isnt", "are": "arent", "will": "wont", "was": "wasnt", "were": "werent", "would": "wouldnt", "had": "hadnt"}
ALIASES = {
    "cannot": "cant", "carnt": "cant", "cnt": "cant", "caint": "cant", "canny": "cant", "cudnt": "couldnt", "couldn": "couldnt",
    "dnt": "dont", "dosent": "doesnt", "doesn": "doesnt", "dosnt": "doesnt", "havnt": "havent", "haven": "havent",
    "havn": "havent", "wnt": "wont", "aint": "isnt", "didn": "didnt", "isn": "isnt", "coz": "because", "cos": "because",
    "cuz": "because", "bc": "because", "u": "you", "ur": "your", "yr": "year", "yrs": "year", "wk": "week",
    "wks": "week", "mth": "month", "mths": "month", "mo": "month", "hr": "hour", "hrs": "hour", "mins": "min", "yo": "yearold",
    "yearold": "yearold", "tho": "though", "ther": "there", "w": "with", "wiv": "with", "n": "and", "hav": "have",
    "nite": "night", "tonite": "tonight", "sumone": "someone", "sumthing": "something", "summat": "something", "nothin": "nothing",
    "nowt": "nothing", "gf": "girlfriend", "bf": "boyfriend", "fella": "boyfriend", "hubby": "husband", "missus": "wife",
    "mrs": "wife", "mom": "mum", "mam": "mum", "mommy": "mum", "mother": "mum", "father": "dad", "nana": "nan", "gran": "nan",
    "granny": "nan", "grandma": "nan", "grandmother": "nan", "gramps": "grandad", "granddad": "grandad", "grandpa": "grandad",
    "grandfather": "grandad", "bro": "brother", "sis": "sister", "bak": "back", "bck": "back", "leggs": "legs",
    "lgs": "legs", "alot": "lots", "becuase": "because", "wen": "when", "whn": "when", "wich": "which",
    "realise": "realize", "realising": "realizing", "realised": "realized", "diarrhea": "diarrhoea", "feal": "feel", "feelin": "feeling",
    "fel": "feel", "numm": "numb", "nummb": "numb", "num": "numb", "ppl": "people", "2day": "today", "yday": "yesterday", "fone": "phone",
}
EMOJI = {"\U0001f7e4": "brown", "\U0001fa78": "blood", "\U0001f346": "penis", "\U0001f351": "bum", "\U0001f4a9": "poo",
         "\U0001f912": "fever", "\U0001f976": "shivering", "\U0001f92e": "vomiting", "\U0001f930": "pregnant"}


@dataclass(slots=True)
class Words:
    """Parallel columns of the kept words; fillers are dropped so that a phrase matches with or without them."""

    text: str
    stems: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    own_at: list[int] = field(default_factory=list)
    questions: set[int] = field(default_factory=set)

    def quote(self, start: int, end: int) -> str:
        """The asker's own words from kept word start up to end, shortened at a word's edge."""
        words = self.text[self.spans[start][0]:self.spans[end - 1][1]]
        return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " \u2026"


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A light stem, so that leak, leaks, leaked and leaking are one word; plurals that mean both sides stay."""
    if len(word) <= 3 or word in PLURALS:
        return word
    if word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    elif word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 5:
        word = _undouble(word[:-3])
    elif word.endswith("ed") and len(word) > 4:
        word = _undouble(word[:-2])
    elif word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _undouble(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def read(text: str) -> Words:
    """Split a post into kept words; punctuation only moves the sentence and clause counters on."""
    plain = text[:LONGEST].translate(QUOTES)
    lowered = plain.lower()
    words = Words(plain if len(lowered) == len(plain) else lowered)
    sentence = clause = 0
    before = ""
    for match in TOKEN.finditer(lowered):
        kind, token = match.lastgroup, match.group()
        if kind == "stop":
            if "?" in token:
                words.questions.add(sentence)
            if token != "." or not lowered[match.end():match.end() + 1].isalnum():
                sentence, clause = sentence + 1, clause + 1
        elif kind == "comma":
            clause += 1
        else:
            before = _keep(words, kind or "", token, match.span(), before, (sentence, clause))
    return words


def _keep(words: Words, kind: str, token: str, span: tuple[int, int], before: str, place: tuple[int, int]) -> str:
    """Add one word to the columns unless it is a filler; gives back the word for its neighbour to see."""
    value = -1.0
    if kind == "num":
        value, stemmed = float(token.replace(",", "")[:9]), "#"
    elif kind == "emoji":
        if token not in EMOJI:
            return before
        token = EMOJI[token]
        stemmed = stem(token)
    else:
        token = clean(token)
        if token in OWN and before not in ASKING:
            words.own_at.append(len(words.stems))
        if token == "not" and before in NOT_AFTER and words.stems:
            token = NOT_AFTER[before]
            if words.raws[-1] == before:
                for column in (words.stems, words.raws, words.values, words.spans, words.sentences, words.clauses):
                    column.pop()
        if token in FILLERS:
            return token
        value = float(NUMBER_WORDS.get(token, -1))
        stemmed = "#" if value >= 0 else stem(token)
    words.stems.append(stemmed)
    words.raws.append(token)
    words.values.append(value)
    words.spans.append(span)
    words.sentences.append(place[0])
    words.clauses.append(place[1])
    return token


@lru_cache(maxsize=8192)
def clean(token: str) -> str:
    """One spelling for one word: no apostrophes, no masking signs, no drawn-out letters."""
    if token.endswith("'s"):
        token = token[:-2]
    token = token.replace("'", "").replace("*", "").replace("@", "a").replace("$", "s")
    token = TRIPLE.sub(r"\1", token)
    return ALIASES.get(token, token)
