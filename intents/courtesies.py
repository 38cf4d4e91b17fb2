"""What people say for the sake of manners around a question, and the question without it."""

import re

LEAST = 3  # words that must be left for what stands around them to be mere manners
_BEFORE = re.compile(
    r"^\W*(?:(?:hi|hey|hello|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day))\b"
    r"(?: (?:all|everyone|everybody|guys|folks|there|team|people|gang|y'?all))*[\s,.!:;-]*)+",
    re.I,
)
_AFTER = re.compile(
    r"[\s,.!;-]*\b(?:(?:many |much )?thanks|thank you|thx|cheers|ta)"
    r"(?: (?:so much|a lot|in advance|again|everyone|guys|all|for (?:any|your|the) (?:help|advice|tips)))*[\s.!]*$",
    re.I,
)


def without_courtesies(text: str) -> str:
    """A message without greeting and thanks around it; as it is where little else would be left."""
    bare = _AFTER.sub("", _BEFORE.sub("", text))
    return bare if len(bare.split()) >= LEAST else text
