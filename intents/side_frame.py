"""A text laid out for reading: its words, their clauses, which sides they name, and what was last spoken of."""

from dataclasses import dataclass

from intents.side_mentions import ACROSS, Token
from intents.side_words import CLAIMS, listed, words

CLAUSE = 40  # words; a clause without an end is cut, so that no text takes long
_JOINS = frozenset(("and", "or", "&", "/", "to", "n", "nor"))
_SINGULAR = words("is|was|has|isnt|hurts|gets|feels|looks|does|doesnt")
_GAPS = words("difference|differences|imbalance|imbalances|asymmetry|symmetry|balance|gap|ratio|split")
_ASKING = words("should|do i|can|how|which|shall|if|would|could|will|is|or")
_NOUNS = words("shift|start|look|land|carry|step|swing")  # "by the end of the shift the right side aches"
_AGAINST = listed("second_look", "against")


@dataclass(frozen=True, slots=True)
class Frame:
    """For each word: text, role, the side it claims for, its clause, whether it is compared with, the topic then."""

    words: list[str]
    roles: str
    sides: list[str | None]
    start: list[int]
    stop: list[int]
    objects: list[bool]
    topic: list[str | None]

    def clause(self, at: int) -> str:
        """The roles of the clause around a word."""
        return self.roles[self.start[at] : self.stop[at]]

    def has(self, at: int, wanted: frozenset[str], back: int = 8, ahead: int = 6) -> bool:
        """Whether the clause has one of these words nearby."""
        return not wanted.isdisjoint(self.words[max(self.start[at], at - back) : min(self.stop[at], at + ahead)])

    def before(self, at: int, roles: str, back: int) -> bool:
        """Whether one of these roles stands shortly before in the clause."""
        return any(role in roles for role in self.roles[max(self.start[at], at - back) : at])

    def opening(self, at: int, most: int) -> int:
        """Where the sentence begins, but at most so many words back."""
        return max(self.roles.rfind(".", max(0, at - most), at) + 1, at - most, 0)

    def is_asked(self, at: int) -> bool:
        """Whether the person asks or plans here rather than tells: "should i do more on the left"."""
        if not _ASKING.isdisjoint(self.words[max(0, at - 8) : at]):
            return True
        end = self.roles.find(".", at, at + 15)
        return "?" in self.words[end if end >= 0 else at]


def lay_out(tokens: list[Token]) -> Frame:
    """The frame of a text."""
    roles = "".join(token.role for token in tokens)
    start, stop = _bounds(tokens, roles)
    objects = _objects(tokens)
    sides, topic = _sides(tokens, objects)
    return Frame([token.text for token in tokens], roles, sides, start, stop, objects, topic)


def _bounds(tokens: list[Token], roles: str) -> tuple[list[int], list[int]]:
    """For each word, where its clause begins and where it ends."""
    start, stop = [0] * len(roles), [len(roles)] * len(roles)
    first = 0
    for at, role in enumerate(roles):
        if role in ",.C" and not _binds(tokens, at):
            stop[first:at] = [at] * (at - first)
            stop[at] = at
            first = at + 1
        elif at - first >= CLAUSE:
            stop[first:at] = [at] * (at - first)
            first = at
        start[at] = first
    return start, stop


def _binds(tokens: list[Token], at: int) -> bool:
    """Whether an "and" joins two places into one: "between my spine and left blade"."""
    return tokens[at].text in ("and", "&", "n") and any(
        token.text == "between" for token in tokens[max(0, at - 5) : at]
    )


def _objects(tokens: list[Token]) -> list[bool]:
    """Which words are what something is compared with: after "than", "vs", or the second "as"."""
    out = [False] * len(tokens)
    window = first_as = 0
    for at, (text, role) in enumerate((token.text, token.role) for token in tokens):
        if (
            role == "H"
            or (first_as > 0 and (role == "A" or text.endswith(" as")))
            or text in _AGAINST
            or text.endswith((" behind", "size of", " before", "big as"))
        ):
            window, first_as = 6, 0
        elif role == "A" or text.endswith(" as") or text.startswith("twice as"):  # "as big as", "twice as big as"
            first_as = 6
        elif role in ",.C" or text == "(":
            window = first_as = 0
        else:
            out[at] = window > 0
            window, first_as = window - 1, first_as - 1
            if role == "S":
                window = 0
    return out


def _sides(tokens: list[Token], objects: list[bool]) -> tuple[list[str | None], list[str | None]]:
    """The side each word claims for ("the other" the other one; one turned to or broken none), and the topic then."""
    sides: list[str | None] = [None] * len(tokens)
    topics: list[str | None] = [None] * len(tokens)
    topic: str | None = None
    moved, turned = 0, False
    for at, token in enumerate(tokens):
        role = token.role
        ends = role in ",.CA" or (role in CLAIMS and role not in "MK") or (token.text == "left" and role == "_")
        ends = ends or (role == "d" and at > 0 and tokens[at - 1].role == "_")  # "carrying shopping my left trap aches"
        moves = role == "o" and not (token.text in _NOUNS and at > 0 and tokens[at - 1].role in "dp")
        moved = 5 if moves else 0 if ends else moved - 1
        if token.side:
            if role == "S":
                turned = moved > 0 or (turned and objects[at])  # "i rotate more to the left than the right"
                sides[at] = None if turned or _is_pair(tokens, at) else token.side
            topic = topic if objects[at] or (topic and _is_fine(tokens, at)) else token.side
        elif role == "O" and topic:
            sides[at] = ACROSS[topic]
            topic = topic if objects[at] else sides[at]
        topics[at] = topic
    return sides, topics


def _is_fine(tokens: list[Token], at: int) -> bool:
    """Whether the side is only said to be fine: "left is fine"."""
    return any(token.text in ("fine", "ok", "okay", "normal", "alright") for token in tokens[at + 1 : at + 4])


def _is_pair(tokens: list[Token], at: int) -> bool:
    """Whether the side stands in "left and right", "l/r", "left or right", "a left right difference"."""
    beside = tokens[at - 1 if at and tokens[at - 1].role == "S" else min(at + 1, len(tokens) - 1)]
    after = tokens[at + 1 : at + 3]
    if beside.role == "S" and beside.side != tokens[at].side and any(token.text in _GAPS for token in after):
        return True
    return any(
        _are_joined(tokens, min(at, far), max(at, far))
        for far in (at + 2, at - 2, at + 3, at - 3)
        if 0 <= far < len(tokens) and tokens[far].role == "S" and tokens[far].side != tokens[at].side
    )


def _are_joined(tokens: list[Token], first: int, last: int) -> bool:
    between = {token.text for token in tokens[first + 1 : last]}
    if last - first > 2 and last + 1 < len(tokens) and tokens[last + 1].text in _SINGULAR:
        return False
    alike = last - first == 2 or (first > 0 and tokens[first - 1].text == tokens[last - 1].text)
    return alike and not between.isdisjoint(_JOINS) and between <= _JOINS | {"my", "the", "on"}
