"""Whether a "left" or "right" is a side, or means remaining, went away, correct or exactly here."""

from intents.side_words import listed, phrase_tree, words

_SPELLINGS = {
    "left": "left|lefts|lefty|leftie|lhs|lft|elft|letf|leftt|leff|lt|l",
    "right": "right|rite|rights|righty|rightie|rhs|rigth|rihgt|rght|righ|rigt|irght|riht|rightt|rt|r",
}
SIDE_WORDS = {word: side for side, spellings in _SPELLINGS.items() for word in spellings.split("|")}
_TWIN = {"l": "r", "r": "l", "lt": "rt", "rt": "lt"}
_LEFTIES = words("lefty|righty|leftie|rightie")
_PUTTING = words("put|putting|set|setting|make|making|get|getting|got|do|doing")
_THINGS = words("that|this|it|things|them|everything|myself|stuff")
_HURT = words("pain|ache|tightness|soreness|never")
_COUNTED = words("reps|sets|rep|set")
_AWAY = words("me|him|us|them|my|the|work|home|early|it")
_OF_A_SIDE = words("side|sided|low|upper|lower|mid|l3|l4|l5|s1|sij|disc|hamstring|sciatica|groin")
_SAYING = frozenset("BWGbwtP")
_NO_OTHER_MEANING = words("rhs|lhs")
_BEFORE_SIDE, _HANDED = listed("directions", "before_side"), listed("directions", "handed")
_CORRECT, _EXACTLY, _AGREED = (
    listed("directions", "correct"),
    listed("directions", "exactly"),
    listed("directions", "agreed"),
)
_REMAINING, _GONE_FROM = listed("directions", "remaining"), listed("directions", "gone_from")
_RETURNING, _WHAT, _PART = listed("directions", "returning"), listed("directions", "what"), listed("directions", "part")
_AGAINST_LEFT = listed("directions", "against_left")


def is_handed(said: list[str], at: int) -> bool:
    """Whether it tells which hand somebody uses: "right handed", "a lefty"."""
    if (said[at + 1 : at + 2] and said[at + 1] in _HANDED) or said[at + 1 : at + 3] == ["hand", "dominant"]:
        return True
    return said[at] in _LEFTIES and _near(said, at)[1] not in _BEFORE_SIDE


def is_side(said: list[str], at: int) -> bool:
    """Whether the word at this place is a direction."""
    word = said[at]
    further, before, after = _near(said, at)
    if before in ("and", "or", "vs", "/") and SIDE_WORDS.get(further, SIDE_WORDS[word]) != SIDE_WORDS[word]:
        return True
    if word in _NO_OTHER_MEANING:
        return True
    if word in _TWIN:
        return (
            is_body(after)
            or _is_claimed(after)
            or before in _BEFORE_SIDE
            or _TWIN[word] in said[max(0, at - 8) : at + 9]
        )
    if SIDE_WORDS[word] == "left":
        return not _is_away(said, at, further, before, after)
    return not (_is_put_right(further, before, after) or _is_correct(said, at, further, before, after))


def _is_put_right(further: str, before: str, after: str) -> bool:
    """Whether something is put right: "can i put that right"."""
    return before in _THINGS and further in _PUTTING and not is_body(after)


def is_body(word: str) -> bool:
    """Whether a word names a part of the body, or may come before one."""
    return word in _OF_A_SIDE or (word in phrase_tree() and phrase_tree()[word].alone == "n")


def _is_claimed(word: str) -> bool:
    """Whether a word says something of a side: "(L smaller)"."""
    return word in phrase_tree() and phrase_tree()[word].alone in _SAYING


def _near(said: list[str], at: int) -> tuple[str, str, str]:
    """The two words before and the one after; "" where there is none."""
    further, before = said[at - 2] if at > 1 else "", said[at - 1] if at else ""
    return further, before, said[at + 1] if at + 1 < len(said) else ""


def _is_figured(said: list[str], at: int) -> bool:
    """Whether a figure follows: "left 25 sec, right about 10"."""
    return any(word[0].isdigit() for word in said[at + 2 : at + 3])


def _ends(after: str) -> bool:
    return not after or not after[0].isalnum()


def _is_correct(said: list[str], at: int, further: str, before: str, after: str) -> bool:
    """Whether "right" means correct or exactly."""
    if before == "a" or (before == "all" and is_body(after)):
        return not is_body(after)
    if before in _BEFORE_SIDE or after in _CORRECT:
        return after in _CORRECT
    if after == "back":
        return before in _RETURNING
    if after in _EXACTLY:
        return not ((after in _AGAINST_LEFT or _is_figured(said, at)) and _is_named_near(said, at, "left", 10))
    if before in _AGREED:
        named = further in _PART and before in ("is", "its", "thats")
        return not named and (_ends(after) or before in ("all", "doing", "quite", "yeah"))
    if not _ends(after) or before in ("or", "and", "vs", "/") or after[:1] not in ("?", ",", "!"):
        return False
    return before in (",", "") or (after[:1] == "?" and not before[:1].isdigit() and before not in _PART)


def _is_away(said: list[str], at: int, further: str, before: str, after: str) -> bool:
    """Whether "left" means went away or remaining."""
    if after in _PART:
        return False
    if before in _BEFORE_SIDE:
        return before in ("that", "this") and after in _GONE_FROM
    if before == "is" and further and further not in _WHAT and _ends(after):
        return False
    if before in _REMAINING:
        return before not in ("is", "are", "just", "had", "got") or after in _GONE_FROM or _ends(after)
    if before in _HURT:
        return after in ("after", "as", "when", "once", "within", "by", "for") or (before == "never" and _ends(after))
    if before in _COUNTED:
        return not _is_named_near(said, at, "right", 12)
    return after in _AWAY and not before[:1].isdigit()


def _is_named_near(said: list[str], at: int, side: str, reach: int) -> bool:
    return any(SIDE_WORDS.get(word) == side for word in said[max(0, at - reach) : at + reach + 1])
