"""A person's advice made ready to keep: greetings, quotes and signatures out, otherwise in their own words."""

import re

from knowledge.redaction import without_names

_MAIL_QUOTE = re.compile(
    r"^(?:On .{4,120} wrote:|-{2,} ?Original Message ?-{2,}|[\w .'-]{2,40} (?:wrote|said):)\s*$", re.I
)
_BB_QUOTE = re.compile(r"\[quote[^\]]*\].*?\[/quote\]", re.I | re.S)
_BB = re.compile(r"\[/?(?:b|i|u|url|img|color|size|list|\*|code)(?:=[^\]]*)?\]", re.I)
_EDIT = re.compile(r"^\W*(?:edit|edited|eta|update|last edited)\b ?\d* ?(?:[:\-–—(]| by ).*$", re.I)
_EDIT_AFTER = re.compile(r"(?<=[.!?)])[^\S\n]+\(?edit(?:ed)? ?\d*:[^\n]*", re.I)
_GAPS = re.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+){2,}")  # thousands of blank lines would keep the rest busy for seconds
_LINK_ONLY = re.compile(r"(?:^|(?<=[.!?\n]))[^\S\n]*(?:\w+\W+){0,4}\(address\)(?:[^\S\n]+\w+){0,2}[.!]?(?=\s|$)", re.I)
_SIGNATURE = re.compile(r"^(?:--|_{3,}|-{3,}|={3,}|\*{3,}) ?$|^sent from my \w+|^posted via \w+", re.I)
_HELLO = re.compile(
    r"^(?:(?:hi|hiya|hey|hello|yo|howdy|sup|greetings|good (?:morning|evening|afternoon)|thanks|thank you|cheers"
    r"|welcome(?: (?:to the forums?|aboard|back))?)(?: (?:there|all|again))?(?: \w+)?"
    r"|(?:great|good|nice) (?:question|post|thread)|thanks for (?:posting|sharing|asking)(?: this)?"
    r"|first post here|long ?time lurker[^.!]{0,40})"
    r"\s*[,.!:)–—-]+\s*",
    re.I,
)
_BYE = re.compile(
    r"(?:^|(?<=[.!?\n]))\s*(?:(?:i )?hope (?:this|that|it) helps?(?: you| a bit)?|good luck(?: \w+){0,4}|good training"
    r"|best of luck|all the best|cheers|thanks(?: \w+){0,4}|thank you(?: \w+){0,3}|take care|happy (?:lifting|training)"
    r"|have fun|keep us posted|let us know"
    r"(?: how (?:it|you) (?:goes?|get on))?|lmk(?: how it goes)?|hth|gl|my (?:2|two) cents|just my opinion"
    r"|feel free to (?:dm|pm) me"
    r"|dm me[^.!?\n]{0,40}|any (?:advice|help|thoughts|ideas)[^.!?\n]{0,40}(?:appreciated|welcome))\s*[.!,:)~ -]*$",
    re.I,
)
_SMILEY = re.compile(r"(?:^|(?<=\s))(?:[:;]-?[)(DPp]|:\w{2,20}:|lol|lmao|haha+)(?=\s|$)[.!]*", re.I)
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def cleaned(text: str) -> str:
    """A post without names, addresses, greeting, sign-off, quoted lines, signature and edit notes."""
    text = _GAPS.sub("\n\n", text.replace("\r\n", "\n"))
    text = _BB.sub("", _BB_QUOTE.sub("\n", text))
    lines: list[str] = []
    for line in text.split("\n"):
        if _SIGNATURE.match(line.strip()) and lines:
            break
        if not line.lstrip().startswith((">", "|>")) and not _MAIL_QUOTE.match(line.strip()) and not _EDIT.match(line):
            lines.append(line.rstrip())
    kept = _EDIT_AFTER.sub("", _SMILEY.sub("", "\n".join(lines)))
    return _tidy(_without_manners(_LINK_ONLY.sub("", without_names(kept))))


def _without_manners(text: str) -> str:
    text = text.strip()
    for _ in range(3):
        shorter = _BYE.sub("", _HELLO.sub("", text)).strip()
        if shorter == text:
            break
        text = shorter
    return text


def _tidy(text: str) -> str:
    text = re.sub(r"[^\S\n]{2,}", " ", text)
    text = re.sub(r"(?<!\n)\n(?=[a-z(])", " ", text)  # lines that were broken in the middle of a sentence
    text = re.sub(r"([.!?])(?=[A-Z][a-z])", r"\1 ", text)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+\n", "\n", text))
    text = re.sub(r"^[,.;:!–\s]+", "", text).rstrip()
    return text[:1].upper() + text[1:]


_HANGING = re.compile(r"(?: (?:and|or|but|is|are|the|a|an|of|to|in|on|my|your|with|that|for|so|as|by))+$", re.I)


def shortened(text: str, most: int) -> str:
    """A text cut after the last whole sentence that fits; at a word where the first alone is too long."""
    if len(text) <= most:
        return text
    ends = [found.start() for found in _ENDS.finditer(text[: most + 1])]
    if ends and ends[-1] > most // 4:
        return text[: ends[-1]].rstrip()
    return _HANGING.sub("", text[: most - 1].rsplit(" ", 1)[0]).rstrip(" ,;:") + "…"


_DO = re.compile(
    r"(?:^|[.!?:;\n]\s*|\b(?:you (?:can|could|should|need to|want to|might)|try(?: and)?|i'?d|i would|then|and|also"
    r"|just|first|to|please)\s+)"
    r"(?:add(?:ing)?|start(?:ing)?|do(?:ing)?|try|use|using|work|hold|keep|lift|pull|push|press|lie|sit|stand|kneel|squeeze"
    r"|focus|set|drop|raise|lower|lean|grab|grip|place|put|swap|switch|perform|repeat|stretch|warm|train|hit|match|stop|rest"
    r"|row|hinge|brace|breathe|slide|reach|roll|extend|tuck|bend|turn|rotate|pinch|draw|select|film|record|walk|reduce"
    r"|increase|avoid|skip|see|ask|make|take)\b",
    re.I,
)
_DOSE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|eight|ten|twelve|couple of|few)(?:\s?(?:-|–|to|or)\s?(?:\d+|\w+))?\s*"
    r"(?:x|×|sets?|reps?|repetitions?|times|seconds?|secs?|minutes?|mins?|weeks?|days?|kg|lbs?|degrees)\b|\b\d+\s?[x×]\s?\d+\b",
    re.I,
)
_EMPTY = re.compile(
    r"^\W*(?:same(?: here)?|this|following|bump|\+1|me too|ditto|lol|thanks|thank you|cheers|interested|subscribed|up"
    r"|agreed?|yes|no|nice|tag|pm sent|sent you a (?:pm|dm)|what (?:he|she|they) said)\b(?:\W+\w+){0,12}\W*$",
    re.I,
)


def how_to_score(text: str, named: int) -> float:
    """How much a post tells somebody to do: imperatives, amounts, and the exercises it names; 0 for chatter."""
    words = len(text.split())
    if words < 8 or _EMPTY.match(text):
        return 0.0
    asking = text.count("?") / max(1, len(_ENDS.split(text)))
    told = min(6, len(_DO.findall(text))) + min(4, len(_DOSE.findall(text))) + 2.0 * min(3, named)
    return told * (1 - 0.7 * min(1.0, asking)) + min(1.0, words / 120)
