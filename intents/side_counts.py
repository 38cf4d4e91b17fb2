"""Sides compared by numbers: "left fails at 14, right gets 18"."""

from intents.side_mentions import Token

_NUMBERS = {word: float(n) for n, word in enumerate("three four five six seven eight nine ten eleven twelve".split(), 3)} | {"fifteen": 15.0, "twenty": 20.0}
_NEVER = range(1900, 2100)
_LESS_WORK = frozenset("sets set".split())


def stronger_by_count(tokens: list[Token]) -> str | None:
    """The side with the higher figure, or None where the text does not compare."""
    run: list[tuple[str, float]] = []
    for at, token in enumerate(tokens):
        if token.role == "S" and token.side:
            run.append((token.side, -1.0))
        elif (figure := _figure(token, tokens[at + 1 : at + 2])) is not None:
            run.append(("#", figure))
        elif token.role in ".E":
            found = _compare(run)
            if found:
                return found
            run = run if len(run) <= 3 and token.role == "." else []
    return _compare(run)


def _figure(token: Token, after: list[Token]) -> float | None:
    if token.role != "#":
        return _NUMBERS.get(token.text)
    minutes, _, seconds = token.text[:12].partition(":")
    figure = float(minutes) * 60 + float(seconds) if seconds else float(minutes)
    unit = after[0].text if after else ""
    if figure in _NEVER or unit in ("weeks", "week", "months", "month", "years", "yrs", "yo", "m", "f", "days", "sets", "x", "times", "yr", "year", "arm", "degrees"):
        return None
    return figure * 60 if unit in ("min", "mins", "minute", "minutes") else figure


def _compare(run: list[tuple[str, float]]) -> str | None:
    shape = "".join("S" if item[0] != "#" else "#" for item in run)
    for pattern, pairs in _SHAPES:
        at = shape.find(pattern)
        if at >= 0:
            (a, x), (b, y) = ((run[at + s], run[at + n]) for s, n in pairs)
            if a[0] != b[0] and x[1] != y[1] and max(x[1], y[1]) <= 6 * max(1.0, min(x[1], y[1])):
                return a[0] if x[1] > y[1] else b[0]
    return None


_SHAPES = (
    ("S##S##", ((0, 1), (3, 4))),
    ("S##S##", ((0, 2), (3, 5))),
    ("S#S#", ((0, 1), (2, 3))),
    ("#S#S", ((1, 0), (3, 2))),
    ("S##S", ((0, 1), (3, 2))),
    ("#SS#", ((1, 0), (2, 3))),
    ("##SS", ((2, 0), (3, 1))),
    ("SS##", ((0, 2), (1, 3))),
)
