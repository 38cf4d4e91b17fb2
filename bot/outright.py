"""Plain questions inside a first message ("is that normal", "how long"): a sentence on each, ahead of the answer."""

from collections.abc import Mapping

from bot.compose import fill_sides
from bot.reply import Reply
from bot.words import word
from intents.clauses import Clauses
from intents.phrasings import phrasing
from intents.question import Question
from knowledge.entries import Answer
from knowledge.library import Library
from knowledge.text import sentences, words

_MOST = 3  # such sentences ahead of one answer
# What is asked, in the order in which it is said, and the answer whose first sentences say it: by what the person
# has, the first that applies. A case that is not named has no plain word that holds of everybody with it.
_SAID: Mapping[str, Mapping[str, tuple[str, int]]] = {
    "outright-late": {"any": ("too-late-to-start", 1)},
    "outright-normal": {"sided": ("is-only-one-side-normal", 2), "pain": ("how-serious-is-it", 1)},
    "outright-worries": {
        "old-blade": ("blade-out-for-years", 1),
        "hunch": ("does-slouching-harm", 2),
        "pain": ("how-serious-is-it", 1),
        "felt": ("is-only-one-side-normal", 2),
        "sided": ("does-asymmetry-matter", 2),
    },
    "outright-harms": {"sided": ("imbalance-and-injury", 2)},
    "outright-leave": {
        "hunch": ("does-slouching-harm", 2),
        "pain": ("will-it-get-worse-if-left", 1),
        "sided": ("will-it-get-worse-if-left", 1),
    },
    "outright-origin": {"old-blade": ("blade-out-for-years", 1), "sided": ("why-one-side-is-stronger", 1)},
    "outright-fixable": {
        "scoliosis": ("scoliosis-one-side-bulges", 2),
        "blade": ("how-long-a-winging-blade-takes", 1),
        "sided": ("fixable-or-built-that-way", 1),
    },
    "outright-doctor": {"any": ("when-to-see-someone", 1)},
    "outright-scan": {"any": ("do-i-need-a-scan", 2)},
    "outright-go-on": {"pain": ("training-with-a-sore-back", 1), "sided": ("keep-barbell-lifts", 2)},
    "outright-running": {"pain": ("running-with-a-tight-side", 1), "sided": ("cardio-while-evening-up", 1)},
    "outright-sport": {"pain": ("training-with-a-sore-back", 1), "sided": ("one-sided-sport", 1)},
    "outright-form": {"any": ("form-or-just-weak", 1)},
    "outright-stretch-or-strengthen": {"low": ("ql-tight-one-side", 1), "felt": ("tight-or-weak", 1)},
    "outright-back-to-it": {"disc": ("ready-to-deadlift-after-a-disc", 1), "pain": ("after-back-injury", 2)},
    "outright-time": {
        "hunch": ("how-long-for-a-hunch-or-weak-back", 2),
        "blade": ("how-long-a-winging-blade-takes", 1),
        "pain": ("how-long-a-sore-back-lasts", 1),
        "sided": ("how-long-until-even", 1),
    },
    "outright-extra": {"sided": ("extra-sets-or-equal-work", 2)},
    "outright-one-side": {"sided": ("stop-training-strong-side", 1)},
    "outright-daily": {"any": ("exercises-every-day", 1)},
    "outright-often": {"strength": ("how-often-to-train-the-back", 1)},
}
# Of whom what holds of most is not said: an answer for their case has to.
_APART = frozenset({"teen", "surgery", "pregnancy", "osteoporosis", "acute", "condition"})
_FOR_ALL = ("outright-late", "outright-doctor", "outright-scan", "outright-daily", "outright-often")
_NEVER = ("red-flag", "out-of-scope", "chitchat")
_FELT = frozenset({"one-side-pump", "tight-or-weak", "cant-feel-muscle"})
# What the answers of a topic say in any case.
_OF_TOPIC = {"outright-doctor": "see-professional", "outright-normal": "normal-soreness"}
# and where it is what the answer is for
_OF_FIRST_TOPIC = {"outright-time": "how-long", "outright-worries": "does-it-matter"}
_A_WEEK = "a week"
# Without one of these a part that is no question by its first word or its mark asks nothing of the kind.
_IN_PASSING = frozenset("should how when can will too normal worry worried genetics genetic fixable doctor".split())  # noqa: SIM905


def outright(library: Library, reply: Reply, parts: Clauses) -> tuple[tuple[str, ...], frozenset[str]]:
    """The sentences for what is asked outright, and the parts of the message that they answer."""
    answer = reply.answer
    if answer is None or reply.taught or answer.topics[0] in _NEVER:
        return (), frozenset()
    said: dict[str, str] = {}
    settled: set[str] = set()
    told = (part for part in parts.told if not _IN_PASSING.isdisjoint(part.split()))
    for part in (*parts.asked, *told):
        plain = " ".join(words(part))
        for kind in (kind for kind in _SAID if phrasing(kind).search(plain)):
            page, few = _page(library, reply.question, answer, kind)
            if page is None or _is_said(answer, page, kind):
                continue
            settled.add(part)
            said.setdefault(page.id, _begun(page, few, reply.question))
    return tuple(said.values())[:_MOST], frozenset(settled)


def _page(library: Library, question: Question, answer: Answer, kind: str) -> tuple[Answer | None, int]:
    """The answer that has the words for a kind of question in this person's case, and how many sentences of it."""
    if kind not in _FOR_ALL and question.facts & _APART:
        return None, 0
    held = _cases(question, answer)
    id_, few = next((told for case, told in _SAID[kind].items() if case in held), ("", 0))
    return library.answers.get(id_), few


def _cases(question: Question, answer: Answer) -> frozenset[str]:
    """What holds of this person that a plain word depends on."""
    topics, facts = set(answer.topics), question.facts
    blade = answer.topics[0] == "winged-scapula"
    sided = answer.compares == "sides" or bool(question.sides.strong or question.sides.weak)
    painless = not question.pain and "scoliosis" not in facts
    holds = {
        "any": True,
        "scoliosis": "scoliosis" in facts,
        "disc": "disc" in facts or "disc-sciatica" in topics,
        "blade": blade,
        "old-blade": blade and bool(phrasing("for-long").search(question.text.lower())),
        "hunch": "upper-crossed" in topics or ("posture" in answer.concern and answer.compares == "front-back"),
        "pain": question.pain,
        "felt": bool(_FELT & topics) and painless,
        "sided": sided and painless and not blade,
        "low": painless and answer.region == "lower",
        "strength": bool({"strength", "size"} & set(answer.concern)),
    }
    return frozenset(name for name, true in holds.items() if true)


def _is_said(answer: Answer, page: Answer, kind: str) -> bool:
    """Whether the answer given says as much by itself: it is that one, or opens with a verdict on just that."""
    if page.id == answer.id or _OF_TOPIC.get(kind) in answer.topics or _OF_FIRST_TOPIC.get(kind) == answer.topics[0]:
        return True
    if kind == "outright-often" and _A_WEEK in answer.body:
        return True
    asked = phrasing(kind)
    verdict = phrasing("verdict").match(answer.body.lower())
    return bool(verdict) and any(asked.search(" ".join(words(ask))) for ask in answer.asks)


def _begun(page: Answer, few: int, question: Question) -> str:
    """A page's title and its first sentences, as plain words."""
    begun = " ".join(sentences(fill_sides(page.body, question))[:few]).replace("**", "")
    return word("macros", "outright", page.title, begun)
