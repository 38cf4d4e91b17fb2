"""What a message means when something was said before it: a step on from the last answer, or a new question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from intents.addition import stated
from intents.amount import measured
from intents.aspect import aspect
from intents.classify import OUTSIDE, Classifier
from intents.complaint import UNSURE, pained
from intents.doubt import asked_about, wondered
from intents.examples import turns
from intents.phrasings import phrasing
from intents.pointing import place_named, told
from intents.put_right import put_right
from intents.question import Question
from intents.said import Context, Said
from intents.sides import Sides
from intents.wish import planned, reworded, swapped
from knowledge.text import words

NEW = "new"
ELSEWHERE = "elsewhere"  # about something else altogether
EVEN = 0.5
POINTING = 0.5  # of the chance of a new question is left to a short message about what is on the table
UNCLEAR = 0.25  # least chance of a kind at which it is guessed where no answer fits
CHAT, CHAT_MARGIN = 0.97, 1.2  # from which a message is small talk and no follow-up
TAUGHT = 0.8  # chance of being about how an exercise is done from which a message that names it asks just that
ODD = 0.9  # chance of "out of scope" from which a message is not about backs
APART = 0.8  # and with that of small talk, from which it is neither about backs nor a step on
STRANGE = 0.25  # share of unknown words from which a message that is not about backs is no follow-up either
LIKELY = 0.3  # unless a kind is as likely as this
POLITE = ("thanks", "bye", "understood")
LEAVING = 20  # words; whoever ends so few with a goodbye is going
# What needs no guessing, in the order in which it is looked for.
RULES: tuple[Callable[[Said], str], ...] = (
    measured, planned, put_right, aspect, reworded, wondered, asked_about, swapped, pained, stated,
)  # fmt: skip
OF_ASPECT = ("unlisted", "at-desk", "needs")  # what a remedy or a desk named does not make a new question
_IDLE = ("another", "fragment", "new-fact", "dont-know", "more-on-exercise", "thanks")  # beside a place: that one
_NO_GUESS = ("thanks", "bye", "dont-know", "more-on-exercise", "swap-pain")
_POLITE_SIGNS = frozenset("👍👌🙏💪🙌❤😊😀😁🔥💯✅")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The kind of follow-up a message is, by the name of its example file, or "new", and how likely that is."""

    kind: str
    chance: float = 1.0  # against a question of its own
    firm: bool = False  # so plainly worded that no page of its own answers it better

    @property
    def likelier(self) -> str:
        """The kind where that is likelier than a new question."""
        return self.kind if self.chance >= EVEN else NEW


def follow_up(question: Question, classifier: Classifier, context: Context) -> FollowUp:
    """What a message is in its context: spelt out in words that a rule knows, or likeliest for the classifier."""
    if context.answered and not question.phrase.words and _POLITE_SIGNS & set(question.text):
        return FollowUp("thanks")
    if context.answered and "?" in question.text and not any(one.isalnum() for one in question.text):
        return FollowUp("simpler")
    if not context.answered or not any(token.isalpha() for token in question.phrase.words):
        return FollowUp(NEW)
    text = told(question.text)
    said = Said(question, text, len(text.split()), context)
    if plainly := _plainly(said):
        return FollowUp(plainly, firm=plainly == measured(said))
    if said.says("asks-how") and len(question.named("exercise")) == 1 and question.taught >= TAUGHT:
        return FollowUp("more-on-exercise")
    return _likeliest(said, _chances(question, classifier))


def _chances(question: Question, classifier: Classifier) -> dict[str, float]:
    """Every kind with its probability, best first."""
    return dict(classifier.topics(question.phrase, most=len(classifier.topics_known)))


def _plainly(said: Said) -> str:
    if said.length <= 5 and phrasing("nods").fullmatch(said.text):
        return "understood"
    if said.length <= LEAVING and said.says("goodbye") and not said.asks:
        return "bye"
    found = next(filter(None, (rule(said) for rule in RULES)), "")
    if found not in OF_ASPECT and said.length <= 8 and said.says("remedy") and said.asks and not said.shown:
        return NEW
    return "" if found == UNSURE else found


def _likeliest(said: Said, chances: Mapping[str, float]) -> FollowUp:
    """The kind that the classifier finds likeliest, with its chance against a new question."""
    if _foreign(said):
        return FollowUp(ELSEWHERE)
    kinds = [kind for kind in chances if kind != NEW and not _painless(said, kind)]
    best = max(kinds, key=lambda kind: chances[kind])
    if _chats(said, chances[best], best):
        return FollowUp(NEW)
    # a short message about what is on the table is seldom a new question
    pointing = said.length <= 10 and (said.shown or (said.points and not said.subject))
    new = chances.get(NEW, 0.0) * (POINTING if pointing else 1.0)
    chance = chances[best] / max(chances[best] + new, 1e-9)
    if best == "swap-pain" and said.says("when"):
        best = "new-fact"
    if said.length <= 10 and said.context.exercises and place_named(said.text) is not None and best in _IDLE:
        best = "more-on-exercise"
    if said.question.named("exercise") and not said.shown and best == "fragment":
        return FollowUp(NEW)
    return FollowUp(best, round(chance, 4))


def _painless(said: Said, kind: str) -> bool:
    """Whether a kind that needs a pain is looked at for a message that names none, or asks why something hurts."""
    hurts = said.question.pain or said.question.hurts or said.says("pinch")
    return kind == "swap-pain" and (not hurts or said.text.startswith("why"))


def _chats(said: Said, likely: float, best: str) -> bool:
    """Whether a message is small talk, and much more clearly so than it is any follow-up."""
    topic, chance = said.question.topics[0] if said.question.topics else ("", 0.0)
    chat = topic == "chitchat" and best not in POLITE
    return chat and chance >= CHAT and said.question.margin >= CHAT_MARGIN and likely < LIKELY


def outside(question: Question) -> bool:
    """Whether a message is surely about nothing that backs have to do with, or is small talk."""
    chances = dict(question.topics)
    named = any(question.named(kind) for kind in ("muscle", "region", "exercise", "sport"))
    told = question.back or question.pain or question.hurts or question.sides != Sides()
    wishes = phrasing("wants-moves").search(question.text.lower())
    sure = chances.get(OUTSIDE, 0.0) + chances.get("chitchat", 0.0) >= APART
    return sure and not (named or told or wishes) and any(token.isalpha() for token in question.phrase.words)


def _foreign(said: Said) -> bool:
    """Whether a message is surely not about backs and has words that nobody is known to say after an answer."""
    topic, chance = said.question.topics[0] if said.question.topics else ("", 0.0)
    if topic != OUTSIDE or chance < ODD:
        return False
    named = {token for mention in said.question.mentions for token in mention.words.split()}
    others = [token for token in said.text.split() if len(token) > 2 and token not in named]
    return sum(token not in _turn_words() for token in others) >= STRANGE * said.length


@lru_cache(maxsize=1)
def _turn_words() -> frozenset[str]:
    """Every word of the examples of follow-ups."""
    return frozenset(token for example in turns() for token in words(example.text))


def second_guess(question: Question, classifier: Classifier, context: Context) -> str:
    """The likeliest follow-up that a message with no answer of its own may be, or "new" where it is none."""
    text = told(question.text)
    said = Said(question, text, len(text.split()), context)
    if _adds(said):
        return "new-fact"
    chances = _chances(question, classifier)
    kinds = [kind for kind in chances if kind not in (NEW, *_NO_GUESS)]
    best = max(kinds, key=lambda kind: chances[kind])
    pointing = bool(said.points or said.shown)
    return best if chances[best] >= UNCLEAR * (POINTING if pointing else 1.0) else NEW


def _adds(said: Said) -> bool:
    """Whether a message begins or ends as an addition does ("also", "by the way"), and asks nothing."""
    return said.says("adds") and not said.says("asks")


def stands_alone(question: Question) -> bool:
    """Whether a message is a whole question of its own and not the answer to one."""
    whole = bool(question.sides.strong or question.sides.weak or question.pain) and bool(question.named("muscle"))
    return whole or bool(question.named("exercise") and phrasing("asks").search(question.text.lower()))
