"""What a message means when something was said before it: a step on from the last answer, or a new question."""

import re
from dataclasses import dataclass
from functools import lru_cache

from intents.classify import Classifier
from intents.examples import turns
from intents.pointing import BARE_PLACE, PLACED, alike, place_named, shown_by_name, told
from intents.question import Question
from knowledge.text import words

NEW = "new"
LONG = 16  # words; a message this long is a question or a fact of its own
_ADDS = re.compile(
    r"^(?:and |but |also |oh |btw |ps |plus |it also |forgot|i forgot|i should (?:add|say|mention)|one more thing"
    r"|to add)|\balso\b|forgot to (?:say|mention)|should have (?:said|mentioned)"
)
_SORRY = re.compile(
    r"\b(?:sorry|oops|i mean|i meant|meant|actually|correction|wrong side|other side|my bad|no wait|not the)\b|^no,? "
)
_POINTS = re.compile(r"\b(?:that|this|it|those|them|these|one|ones|first|second|third|1st|2nd|3rd|last|other)\b")
_PLAN_WORD = re.compile(r"\b(?:plan|program|programme|routine|schedule|split|workout)\b")
_PLAN = re.compile(rf"{_PLAN_WORD.pattern}|\b(?:\d|two|three|four|five) (?:(?:times|x) (?:a|per|each) week|days)\b")
_ANOTHER = re.compile(
    r"^(?:something else|anything else|another one|another|next|no|nope|wrong|not (?:that|it|helpful|what i (?:meant"
    r"|asked|mean)).*|that ?s not .*|(?:this|that|it) ?(?:isn ?t|is not|s not) (?:it|my .*|what .*|helpful|right))$"
)
_HARDER = re.compile(
    r"\btoo (?:easy|light|simple|boring)\b|\b(?:harder|tougher|step up|boring|bored|progression)\b|\bno challenge\b"
    r"|\bmore (?:difficult|challenging|advanced)\b|\bnot (?:\w+ )?(?:hard|heavy|challenging|difficult) enough\b"
)
_EASIER = re.compile(
    r"\btoo (?:hard|difficult|heavy|advanced|much|tough|intense)\b|\b(?:easier|simpler|gentler|step down|regression)\b"
    r"|\bcan ?(?:t|not) (?:even )?(?:do|manage|hold|finish|keep up) (?:that|it|this|the|one|a|even)\b|\bnot (?:strong"
    r"|fit|flexible) enough\b|\btoo weak\b|\bbeyond me\b|\bimpossible\b|\bstruggl\w+ with (?:that|it|this|the)\b"
)
_REPLACE = re.compile(
    r"\b(?:instead of|replace\w*|swap|substitute|skip|other than|rather (?:than|not)|alternatives? (?:to|for)|hate"
    r"|without (?:the|doing))\b|\b(?:don ?t|do not) (?:like|want|wanna)\b"
)
_WHAT_IF = re.compile(
    r"^(?:but |and |ok |so )*(?:what if|even if|and if|and for|same for|(?:what|how) about for|for (?!how|what|sure"
    r"|example)) ?\w"
)
_TAKES_BACK = re.compile(
    r"^(?:h+m+ |um+ |uh |oh |ok |wait |hang on |hold on )*"
    r"(?:no|nope|wait|actually|sorry|oops|scratch that|correction|never mind|my bad|i was wrong)\b"
)
_OTHER_SIDE = re.compile(r"\b(?:left|right|other side|other one|other way (?:a)?round|vice versa|the opposite)\b")
_NO_MEANT = re.compile(r"^not |\b(?:meant?|talking about|asking about|referring to|not the|not my|instead|sorry)\b")
OFTEN = re.compile(
    r"\b(?:every ?day|daily|how often|(?:times|days|x) (?:a|per) week|\d+ ?x ?\d+|\d+ (?:sets|reps)|how heavy"
    r"|how many (?:sets|reps)|to failure)\b|\bhow long (?:do|should|to|must)?\b.*\b(?:hold|rest)\b"
)
_RISK = re.compile(
    r"\b(?:safe|dangerous|risky|risks?|harmful|bad for (?:me|you|my)|injur\w+|(?:hurt|wreck|damage|ruin|mess up"
    r"|screw up) (?:me|myself|my (?:back|spine)))\b"
)
_SOURCES = re.compile(
    r"(?:and |ok |any |got |got any |your |the |a |give me |where ?s the |what ?s the )*(?:sauces?|sources?|citations?"
    r"|refs?|references?|links?|papers?|stud(?:y|ies))(?: please| pls| for (?:that|this))?"
)
_PINCH = re.compile(r"\b(?:pinch\w*|bother(?:s|ing)|flares?|kills?|irritates?|aggravates?|sharp|hates?|complains?)\b")
_DOUBTS = re.compile(
    r"\b(?:bs|bullshit|nonsense|s[ck]eptical|doubt (?:it|that)|bro ?science|necessary|the point of|makes you (?:think"
    r"|say|so)|says who|prove it|(?:don ?t|not) (?:buy|believe))\b"
)
_LEAVE = re.compile(
    r"\b(?:leave it|ignore it|do nothing|don ?t (?:fix|do anything)|just live with it|untreated|left alone|(?:don ?t"
    r"|not|never|can ?t be) bother(?:ed)?|did nothing)\b"
)
_ORDER = re.compile(
    r"\b(?:left|right|side|weaker|stronger)(?: one)? first\b|\b(?:which|what)\b.*\b(?:first|start with|order)\b"
    r"|\bwhere (?:do|should) i start\b|\bin what order\b|\bwhich (?:one|of (?:these|those|them)) .*"
    r"\b(?:matters?|best|most)\b|\b(?:only|just) (?:do|pick|choose) one\b"
)
_OWN_TRAINING = re.compile(
    r"\bi (?:already |also |usually |only )?(?:do|train|already|play|lift|go|run|climb|swim|work|row)\b"
)
_CARE = frozenset({"blood-thinners", "high-blood-pressure"})  # call for care, and have no answer of their own
_CASES = _CARE | {"scoliosis", "disc", "pregnancy", "osteoporosis", "after-injury", "surgery", "older", "teen"}
_IDLE = ("another", "fragment", "new-fact", "dont-know", "more-on-exercise", "thanks")  # beside a place: that one
_ASKS = re.compile(r"\?|^(?:\w+ )?(?:how|what|why|when|which|where|who|is|are|can|could|should|does|do|will)\b")
_ASKS_SAFE = re.compile(
    r"\?|\b(?:does|is|are|can|[cw]ould|should|will|okay|ok|safe|still|change|watch|careful|avoid)\b"
)
_WANTS = re.compile(r"\b(?:make|give|build|write|create|plan|want|need|have|got|can you|put|what would|how about)\b")
_DAYS = re.compile(r"^(?:only|just|better|make it) \w+ days?\b")
_WEEK = re.compile(
    r"\bweek look like\b|\bi can follow\b|\b(?:something|sth|one) to follow\b|\bfor (?:the next )?(?:\d+|four|six"
    r"|eight|ten|twelve) weeks$"
)
NOTHING = re.compile(  # no kit at all
    r"\bnothing (?:with me|here|around|at home|to use|available|at all)\b|\b(?:got|have|ve|with|own) nothing\b"
    r"|\b(?:body ?weight|no kit|no equipment|no gear|no weights)\b"
)
_STILL_FINE = re.compile(r"\b(?:still|that|this|it|these|those) (?:be |still )?(?:ok(?:ay)?|fine|safe|al+ ?right)$")
_ASKS_HOW = re.compile(
    r"\b(?:how (?:do|to)|show|explain|steps|form|technique|what is|confus\w+|unclear"
    r"|(?:don ?t|didn ?t|not) (?:get|understand|follow))\b"
)
_FAULTS = re.compile(r"\b(?:mistakes?|faults?|cues?|doing (?:it |this |that )?wrong)\b")
FLIP = re.compile(  # a claim turned round without a side
    r"\b(?:strong|bigg|larg)er,? (?:and )?not (?:the )?(?:weak|small)er\b|\bother way (?:a)?round\b"
    r"|\b(?:weak|small)er,? (?:and )?not (?:the )?(?:strong|bigg|larg)er\b|\bvice versa\b|\bthe opposite\b"
)
_ELSEWHERE = re.compile(r"\b(?:too|left|right)$|\b(?:left|right) too\b")
_WHEN = re.compile(r"\balso\b|\bwhen i (?!do|try|perform|use|attempt|lift|pull|row|swing|press|hold|come|go|lower)\w+")
_MAY_I = re.compile(r"\bok(?:ay)?\b|\bsafe\b|\?$|\bshould\b")
_UNSURE = "unsure"  # said of pain and asked whether it is all right: left to the classifier
_POLITE_SIGNS = frozenset("👍👌🙏💪🙌❤😊😀😁🔥💯✅")


@dataclass(frozen=True, slots=True)
class Context:
    """What the last reply showed, as far as the next message may point at it."""

    exercises: tuple[str, ...] = ()
    answered: bool = False


def follow_up(question: Question, classifier: Classifier, context: Context) -> str:
    """The kind of follow-up a message is, or "new"; the names of the kinds are those of the example files."""
    if context.answered and not question.phrase.words and _POLITE_SIGNS & set(question.text):
        return "thanks"
    if not context.answered or not question.phrase.words:
        return NEW
    text = told(question.text)
    length = len(text.split())
    chances = dict(classifier.topics(question.phrase, most=20))
    best = max((kind for kind in chances if kind != NEW), key=lambda kind: chances[kind], default=NEW)
    if plainly := _plainly(question, text, length, context):
        return plainly
    if length > LONG:
        return "new-fact" if _ADDS.search(text) and "?" not in question.text else NEW
    likely = chances.get(best, 0.0)
    unlikely = (
        likely < 0.15 and likely < 1.2 * chances.get(NEW, 0.0) and not _ADDS.search(text) and _unknown(question, text)
    )
    foreign = 2 * len(_unknown(question, text)) > length  # most of it is of something else
    own = best == "why" and length > 4 and (question.pain or _subject(question)) and not _POINTS.search(text)
    if unlikely or own or (length == 1 and likely < 0.12) or (likely < 0.3 and foreign):
        return NEW
    if best == "swap-pain" and _WHEN.search(text):
        best = "new-fact"
    if length <= 10 and context.exercises and place_named(text) is not None and best in _IDLE:
        return "more-on-exercise"
    shown = shown_by_name(question, context.exercises)
    if question.named("exercise") and not shown and best in ("more-on-exercise", "fragment"):
        return NEW
    if (best == "plan" and chances[best] < 0.15 and not _PLAN_WORD.search(text)) or (
        best in ("thanks", "bye") and chances[best] < 0.12
    ):
        return NEW
    # a short message about what is on the table is seldom a new question
    pointing = length <= 10 and (shown or (_POINTS.search(text) and not _subject(question)))
    return best if likely >= chances.get(NEW, 0) * (0.6 if pointing else 1.0) else NEW


@lru_cache(maxsize=1)
def _turn_words() -> frozenset[str]:
    """Every word of the examples of follow-ups."""
    return frozenset(token for example in turns() for token in words(example.text))


def _unknown(question: Question, text: str) -> list[str]:
    """The words of a message that no follow-up is known to have and that name nothing of the back."""
    named = {token for mention in question.mentions for token in mention.words.split()}
    return [token for token in text.split() if len(token) > 2 and token not in named and token not in _turn_words()]


def second_guess(question: Question, classifier: Classifier, context: Context) -> str:
    """The likeliest follow-up that a message with no answer of its own may be, or "new" where it is none."""
    chances = dict(classifier.topics(question.phrase, most=20))
    if _ADDS.search(" ".join(words(question.text))) and not _ASKS.search(question.text.lower()):
        return "new-fact"
    kinds = [
        kind for kind in chances if kind not in (NEW, "thanks", "bye", "dont-know", "more-on-exercise", "swap-pain")
    ]
    best = max(kinds, key=lambda kind: chances[kind], default=NEW)
    text = " ".join(words(question.text))
    pointing = bool(shown_by_name(question, context.exercises) or _POINTS.search(text))
    least = max(0.06, (0.25 if pointing else 0.4) * chances.get(NEW, 0.0))
    likely = chances.get(best, 0.0) >= least and not _unknown(question, text)
    return best if likely and 2 <= len(text.split()) <= 10 else NEW


@dataclass(frozen=True, slots=True)
class _Said:
    """A message as the plain rules look at it."""

    question: Question
    text: str
    length: int
    context: Context

    @property
    def shown(self) -> str | None:
        return shown_by_name(self.question, self.context.exercises)

    @property
    def placed(self) -> bool:
        return bool(self.context.exercises) and place_named(self.text) is not None

    @property
    def asks(self) -> bool:
        return bool(_ASKS.search(self.question.text.lower()))


def _plainly(question: Question, text: str, length: int, context: Context) -> str:
    """What needs no guessing: a bare kit, a bare "that hurts", a correction of the side, one shown exercise by name."""
    said = _Said(question, text, length, context)
    rules = (_plan_wanted, _put_right, _asked_about, _swapped, _pained)
    found = next(filter(None, (rule(said) for rule in rules)), "")
    if found or not (length <= 12 and _WHAT_IF.search(text)):
        return "" if found == _UNSURE else found
    return "fragment"


def _plan_wanted(said: _Said) -> str:
    """A plan, a routine, or other days for one."""
    named = said.length <= 2 * LONG and _PLAN.search(said.text) and _WANTS.search(said.text)
    if named and (_PLAN_WORD.search(said.text) or not _OWN_TRAINING.search(said.text)):
        return "plan"
    days = said.length <= 4 and _DAYS.search(said.text)
    return "plan" if days or _WEEK.search(said.text) else ""


def _put_right(said: _Said) -> str:
    """Not that: another answer, or another side or muscle."""
    if said.length <= 6 and _ANOTHER.match(said.text):
        return "another"
    corrects = _corrects_side(said.question, said.text, said.length)
    return "correction" if corrects or _corrects_subject(said.question, said.text, said.length) else ""


def _asked_about(said: _Said) -> str:
    """Doubts, doing nothing, the order, safety for a case, and how much or how often."""
    if said.length <= 10 and (_DOUBTS.search(said.text) or _LEAVE.search(said.text)):
        return "why" if _DOUBTS.search(said.text) else "leave-it"
    if _SOURCES.fullmatch(said.text):
        return "sources"
    if said.length <= 8 and _ORDER.search(said.text) and said.context.exercises and not said.question.region:
        return "order"
    case = said.question.facts & _CASES and _ASKS_SAFE.search(said.question.text.lower())
    if said.length <= LONG and case and (said.shown or not stands_alone(said.question)):
        return "safety"
    if said.length <= 12 and said.asks and _RISK.search(said.text) and (said.shown or _POINTS.search(said.text)):
        return "safety"
    often = OFTEN.search(said.text) and (said.asks or not _OWN_TRAINING.search(said.text))
    if said.length <= 9 and often and said.context.exercises and not said.question.named("muscle"):
        return "dose"
    fine = said.length <= 12 and _STILL_FINE.search(said.text) and said.asks and not said.question.pain
    return "safety" if fine and said.context.exercises else ""


def _swapped(said: _Said) -> str:
    """Another level, something in place of an exercise, how to do one by its place, other kit."""
    if level := _level(said.question, said.text, said.length, said.context):
        return level
    pointed = said.shown or said.placed or alike(said.text, said.context.exercises)
    if said.length <= 10 and _REPLACE.search(said.text) and pointed:
        return "swap-other"
    bare = BARE_PLACE.fullmatch(PLACED.sub("", said.text)) or said.text.isdigit()
    faults = said.length <= 8 and _FAULTS.search(said.text) and not _subject(said.question) and said.context.exercises
    if faults or (said.placed and (bare or _ASKS_HOW.search(said.text))):
        return "more-on-exercise"
    kit = (
        said.question.kit.lacks or said.question.kit.only or "home" in said.question.facts or NOTHING.search(said.text)
    )
    return "swap-kit" if said.length <= 10 and kit and not said.question.named("muscle") else ""


def _pained(said: _Said) -> str:
    """What hurts: an exercise shown, or something added to the question; and an exercise shown, by its name alone."""
    pointed = said.shown or said.placed
    if said.question.pain and said.length <= 8 and not pointed and _ELSEWHERE.search(said.text):
        return "new-fact"
    hurts = said.question.pain or _PINCH.search(said.text)
    meant = said.shown or alike(said.text, said.context.exercises)
    if hurts and said.length <= 12 and (meant or _POINTS.search(said.text)) and (meant or not _WHEN.search(said.text)):
        return _UNSURE if _MAY_I.search(said.question.text.lower()) and not meant else "swap-pain"
    asked = _ASKS_HOW.search(said.text) or said.length <= 4
    return "more-on-exercise" if said.shown and said.length <= 8 and asked else ""


def _subject(question: Question) -> bool:
    """Whether a message names what it is about itself, so that it can stand on its own."""
    return any(question.named(kind) for kind in ("muscle", "region", "exercise"))


def _corrects_side(question: Question, text: str, length: int) -> bool:
    """A side put right: "left, sorry", "hmm no, the right is bigger", or a bare claim about a side and nothing else."""
    if length <= 8 and FLIP.search(text):
        return True
    if not _OTHER_SIDE.search(text):
        return False
    claims = bool(question.sides.strong or question.sides.weak)
    if length <= 9 and _SORRY.search(text):
        return True
    if _ASKS.search(question.text.lower()) or length > 14:
        return False
    return ((claims or length <= 9) and bool(_TAKES_BACK.search(text))) or (
        claims and length <= 8 and not _subject(question)
    )


def _corrects_subject(question: Question, text: str, length: int) -> bool:
    """A muscle or part put right: "i meant my lat", "i was talking about the trap"."""
    named = question.named("muscle") or question.named("region")
    return bool(named) and length <= 9 and bool(_NO_MEANT.search(text)) and not _ASKS.search(question.text.lower())


def _level(question: Question, text: str, length: int, context: Context) -> str:
    """A wish for something easier or harder than what was shown; with another exercise named it is a new question."""
    named = question.named("exercise")
    if not context.exercises or length > 12 or (named and not shown_by_name(question, context.exercises)):
        return ""
    return "swap-harder" if _HARDER.search(text) else "swap-easier" if _EASIER.search(text) else ""


def stands_alone(question: Question) -> bool:
    """Whether a message is a whole question of its own and not the answer to one."""
    whole = bool(question.sides.strong or question.sides.weak or question.pain) and bool(question.named("muscle"))
    return whole or bool(question.named("exercise") and _ASKS.search(question.text.lower()))
