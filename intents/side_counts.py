"""Sides compared by numbers: "left fails at 14, right gets 18"."""

from intents.side_mentions import ACROSS, Token
from intents.side_words import listed, words

_NUMBERS = {"three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0}
_NUMBERS |= {"eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0}
_YEARS = range(1900, 2100)
_MINUTES = words("min|mins|minute|minutes")
_NO_FEAT = listed("counts", "no_feat")
_AGED = words("rest|im|was|aged|age|since")
_WEIGHED = words("scale|scales|weigh|weighs|weighing")  # what each foot bears, or a limb weighs
_FAILED = words("couldnt|couldnt shift|couldnt do|couldnt lift|couldnt move|couldnt press|couldnt pull|couldnt even")
_MOST = 6  # times as much; a greater difference compares two things
# How two sides (S) and their figures (#) follow each other: the places of side and figure of the one, and of the other.
# A shape read in two ways counts where both agree.
Pairs = tuple[tuple[int, int], tuple[int, int]]
_SHAPES: tuple[tuple[str, *tuple[Pairs, ...]], ...] = (
    ("S##S##", ((0, 1), (3, 4))),
    ("S##S##", ((0, 2), (3, 5))),
    ("#S##S#", ((1, 0), (4, 3))),
    ("#S##S#", ((1, 2), (4, 5))),
    ("S#S#", ((0, 1), (2, 3))),
    ("#S#S", ((1, 0), (3, 2))),
    ("S##S#", ((0, 1), (3, 4)), ((0, 2), (3, 4))),
    ("S##S", ((0, 1), (3, 2))),
    ("#SS#", ((1, 0), (2, 3))),
    ("##SS", ((2, 0), (3, 1))),
    ("SS##", ((0, 2), (1, 3))),
)

_UNFINISHED = words("S|S#|#S|S##|##")  # may go on in the next sentence


def stronger_by_count(tokens: list[Token]) -> str | None:
    """The side with the higher figure, or None where the text does not compare."""
    run: list[tuple[str, float]] = []
    if any(token.text in _WEIGHED for token in tokens):
        return None
    for at, token in enumerate(tokens):
        if token.role == "S" and token.side:
            run.append((token.side, -1.0))
        elif token.role == "O" and (named := next((side for side, _ in reversed(run) if side != "#"), None)):
            run.append((ACROSS[named], -1.0))
        elif _is_full_mark(tokens, at):
            continue
        elif (
            tokens[max(0, at - 1)].text not in _AGED and (figure := _figure(token, tokens[at + 1 : at + 2])) is not None
        ):
            run.append(("#", figure))
        elif token.text in _FAILED:
            return None
        elif token.role in ".E":
            found = _compare(run)
            if found:
                return found
            run = run if token.role == "." and _shape(run) in _UNFINISHED else []
    return _compare(run)


def _is_full_mark(tokens: list[Token], at: int) -> bool:
    """Whether it only says out of how many: the second figure of "4/5"."""
    return at > 1 and tokens[at].text in ("5", "10") and tokens[at - 1].text == "/" and tokens[at - 2].role == "#"


def _figure(token: Token, after: list[Token]) -> float | None:
    if token.role != "#":
        return _NUMBERS.get(token.text)
    minutes, _, seconds = token.text[:12].partition(":")
    figure = float(minutes) * 60 + float(seconds) if seconds else float(minutes)
    unit = after[0].text if after else ""
    if figure in _YEARS or unit in _NO_FEAT:
        return None
    return figure * 60 if unit in _MINUTES else figure


def _shape(run: list[tuple[str, float]]) -> str:
    return "".join("S" if item[0] != "#" else "#" for item in run)


def _compare(run: list[tuple[str, float]]) -> str | None:
    shape = _shape(run)
    if shape.endswith("##S##S") and run[-6][1] == run[-3][1] and run[-5][1] == run[-2][1]:
        return None  # "3x12 left, 3x12 right"
    for pattern, *readings in _SHAPES:
        at = shape.find(pattern)
        if at >= 0:
            found = {_higher(run, at, pairs) for pairs in readings}
            if len(found) > 1:
                return None
            if None not in found:
                return found.pop()
    return None


def _higher(run: list[tuple[str, float]], at: int, pairs: Pairs) -> str | None:
    """The side with the higher figure of two; None where they are the same or cannot be compared."""
    (a, x), (b, y) = ((run[at + side], run[at + figure]) for side, figure in pairs)
    if a[0] == b[0] or x[1] == y[1] or max(x[1], y[1]) > _MOST * max(1.0, min(x[1], y[1])):
        return None
    return a[0] if x[1] > y[1] else b[0]
