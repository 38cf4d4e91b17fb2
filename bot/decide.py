"""Answer, ask one thing, or say so: what to do with the ranked matches, by thresholds fitted from data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import Literal, TypeAlias

from intents.question import Question
from knowledge.entries import Answer
from knowledge.lexicon import asked_stems
from knowledge.search import Match
from knowledge.text import words

SIGNALS = ("topic", "ask", "mean", "body", "lead", "words")  # what tells that a first match is of the right topic
SURE_SIGNALS = ("ask", "shared", "ahead", "topic", "words")  # and that it is just the answer that was asked for
THEN_SIGNALS = (*SURE_SIGNALS, "whole")  # the same where something was spoken of before
ADDED_SIGNALS = ("ask", "shared", "topic", "lead", "over", "margin")  # what tells that an added answer is meant
SCOPE_SIGNALS = ("margin", "back", "elsewhere", "sport")  # what tells a question about backs from another
BARE = frozenset("back spine pull pulls pulling train training exercise exercises muscle muscles".split())  # noqa: SIM905
SIDED = frozenset("one side is left right other weaker stronger bigger smaller sore hurts tight uneven than".split())  # noqa: SIM905
EASED = 0.5  # of the line for asking back, in the midst of a conversation
LEAST = 0.25  # and how likely an answer must be the one asked for there
ENOUGH = 4  # telling words of a question that can make an answer sure
SURE = 0.8  # from which an answer likely asked for is given to a question that is odd for backs
SHARPNESS = 3.0  # logarithms of a probability that one point of a score is
FAR, FAR_AHEAD = 0.8, 0.5  # likelihood of an answer, and how far before the next subject's, from which it stands out
PLENTY = 12  # words of a question from which two answers that are close are both given
CLEAR = 0.8  # chance of a topic from which a question is surely about it
Kind: TypeAlias = Literal["answer", "clarify", "unsure", "smalltalk"]
Logistic = Mapping[str, float]
Candidates = tuple[tuple[Match, float], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering begins; written by `backtalk fit` with the figures they were fitted on."""

    answer: float = 0.5  # least probability that a question is about backs at which it is answered
    ask: float = 0.3  # likewise, at which it is asked back what is meant; below it the reply is "unsure"
    margin: float = 0.03  # least lead over the next topic; below it one question is asked
    least: float = 0.0  # least probability that the first answer is the one asked for at which it is given
    right: Logistic = field(default_factory=dict)  # of SIGNALS and "bias": is the first match of the right topic?
    sure: Logistic = field(default_factory=dict)  # of SURE_SIGNALS and "bias": is it the answer that was asked for?
    then: Logistic = field(default_factory=dict)  # likewise of THEN_SIGNALS, in the midst of a conversation
    scope: Logistic = field(default_factory=dict)  # of SCOPE_SIGNALS and "bias": is it about backs?
    take: float = 0.6  # least probability that an added answer is meant at which it is given
    offer: float = 0.3  # likewise, at which it is offered where nothing else is known
    added: Logistic = field(default_factory=dict)  # of ADDED_SIGNALS and "bias": is the first added answer meant?

    def eased(self) -> "Thresholds":
        """The lines for a message in a conversation about backs, which is far likelier to be about them too."""
        return replace(self, answer=self.ask, ask=EASED * self.ask, margin=0.0, least=LEAST, sure=self.then)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, on which answer, how confident, and what was close."""

    kind: Kind
    confidence: float
    candidates: Candidates = ()
    sure: float = 0.0  # how likely the first candidate is just the answer that was asked for

    @property
    def answer(self) -> Answer | None:
        return self.candidates[0][0].answer if self.candidates and self.kind in ("answer", "smalltalk") else None


def signals(question: Question, matches: Sequence[Match]) -> dict[str, float]:
    """The evidence that confidence is computed from, each about between 0 and 1."""
    top = matches[0]
    other = next((m for m in matches if not set(m.answer.topics[:1]) & set(top.answer.topics)), None)
    tokens = question.phrase.words
    return {
        "margin": _bounded(question.margin / 2),
        "topic": top.parts["topic"],
        "ask": top.parts["ask"],
        "mean": top.parts["mean"],
        "body": top.parts["body"],
        "shared": top.parts["shared"],
        "whole": top.parts.get("whole", 0.0),
        "ahead": min(top.score - matches[1].score, 1.0) if len(matches) > 1 else 1.0,
        "lead": min(top.score - other.score, 1.0) if other else 1.0,
        "back": float(bool(question.back)),
        "elsewhere": float(question.elsewhere and not question.back),
        "sport": float(bool(question.named("sport"))),
        "words": min(log(1 + len(tokens)) / 5, 1.0),
    }


def chance(weights: Logistic, evidence: Mapping[str, float]) -> float:
    """A probability from a fitted logistic model."""
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def added_signals(margin: float, fitted: Sequence[Match], added: Sequence[Match]) -> dict[str, float]:
    """The evidence that the first of the added answers is meant, each about between 0 and 1."""
    first = added[0]
    others = (*added[1:], *fitted)
    return {
        "ask": first.parts["ask"],
        "shared": first.parts["shared"],
        "topic": first.parts["topic"],
        "lead": _bounded(first.rank - max((match.rank for match in others), default=0.0)),
        "over": first.parts["ask"] - max((match.parts["ask"] for match in fitted), default=0.0),
        "margin": _bounded(margin / 2),
    }


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))


def decide(question: Question, matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """Pick the kind of reply; pure, so the same question and knowledge always decide alike.

    An added answer is given where it is likely enough meant itself; else it changes nothing for the others.
    """
    if not matches or not question.phrase.words:
        return Decision("unsure", 0.0)
    fitted = [match for match in matches if not match.added]
    added = [match for match in matches if match.added]
    usual = _usual(question, fitted, thresholds) if fitted else Decision("unsure", 0.0)
    if not added:
        return usual
    meant = chance(thresholds.added, added_signals(question.margin, fitted, added))
    own = tuple((match, round(meant * exp(match.standing - added[0].standing), 4)) for match in added)
    if meant >= thresholds.take and not is_bare(question):
        return Decision("answer", round(meant, 4), (own[0], *_by_share(usual.candidates, own[1:])), round(meant, 4))
    if meant >= thresholds.offer and usual.kind == "unsure":
        return Decision("clarify", round(meant, 4), (own[0], *_by_share(usual.candidates, own[1:])))
    return replace(usual, candidates=(*usual.candidates[:1], *_by_share(usual.candidates[1:], own)))


def _by_share(*listed: Candidates) -> Candidates:
    return tuple(sorted((pair for pairs in listed for pair in pairs), key=lambda pair: -pair[1]))


def _usual(question: Question, matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """What to do on the answers whose topics the fit knows."""
    evidence = signals(question, matches)
    inside = chance(thresholds.scope, evidence)
    right = chance(thresholds.right, evidence)
    # of a word or two an answer has all, and they still say little of what is asked
    sure = round(chance(thresholds.sure, evidence) * min(1.0, len(asked_stems(question.phrase)) / ENOUGH), 4)
    candidates = _share(matches, right)
    # the share that counts most is whether this is about backs at all: that is what a wrong answer mostly gets wrong
    confidence = round(inside * (0.8 + 0.2 * right), 4)
    if matches[0].answer.topics[0] == "chitchat":
        kind: Kind = "smalltalk" if inside >= thresholds.ask else "unsure"
        return Decision(kind, round(inside, 4), candidates, sure)
    if inside < thresholds.ask:
        return Decision("unsure", confidence, candidates, sure)
    # who told as much is not asked to tell more: the first answer is given, and the next one beside it
    close = evidence["lead"] < thresholds.margin and len(question.phrase.words) < PLENTY
    doubtful = close or sure < thresholds.least
    unlike = inside < thresholds.answer and sure < SURE and not _stands_out(question, candidates)
    if unlike or doubtful or is_bare(question) or _unserved(question, matches):
        return Decision("clarify" if len(candidates) > 1 else "unsure", confidence, candidates, sure)
    return Decision("answer", confidence, candidates, sure)


def _stands_out(question: Question, candidates: Candidates) -> bool:
    """Whether one answer is far likelier than any on another subject, for a message that names what backs are made of.

    It is asked for then, if in words that are odd for backs: to ask back would offer what is not meant.
    """
    named = question.named("muscle") or question.named("exercise")
    if not named or not (question.sides.strong or question.sides.weak or question.pain):
        return False
    (first, likely), *others = candidates
    apart = next((share for match, share in others if match.answer.topics[0] != first.answer.topics[0]), 0.0)
    return likely >= FAR and likely - apart >= FAR_AHEAD


def _unserved(question: Question, matches: Sequence[Match]) -> bool:
    """Whether the topic that a question is surely about has no answer here."""
    likely = question.topics[0][1] if question.topics else 0.0
    return likely >= CLEAR and max(match.parts["topic"] for match in matches) < 1 - CLEAR


def is_bare(question: Question) -> bool:
    """Whether a message names a part of the back and asks nothing ("lat"), or a side and no part ("left is weaker")."""
    named = {word for m in question.mentions if m.kind in ("muscle", "region") for word in m.words.split()}
    told = [word for word in words(question.text) if word not in ("my", "the", "a", "and")]
    bare = BARE if named else BARE | SIDED
    return bool(told) and all(word in named or word in bare for word in told)


def _share(matches: Sequence[Match], right: float) -> Candidates:
    """Each match with its share of the confidence, falling with its score."""
    weights = [exp(SHARPNESS * (match.score - matches[0].score)) for match in matches]
    return tuple((match, round(right * weight, 4)) for match, weight in zip(matches, weights, strict=True))
