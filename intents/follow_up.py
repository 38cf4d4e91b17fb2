"""What a message means when something was said before it: a step on from the last answer, or a new question."""

from collections.abc import Callable
from functools import lru_cache

from intents.addition import adds, stated
from intents.aspect import aspect
from intents.classify import Classifier
from intents.complaint import UNSURE, pained
from intents.doubt import asked_about, wondered
from intents.examples import turns
from intents.phrasings import fits_kind, phrasing
from intents.pointing import place_named, told
from intents.put_right import put_right
from intents.question import Question
from intents.said import LONG, Context, Said
from intents.wish import names_plan, planned, reworded, swapped
from knowledge.text import words

NEW = "new"
SURE = 0.85  # probability of a topic from which a message that is no clear follow-up is a question about that topic
CLEAR = 0.15  # probability of a kind of follow-up from which it is no less clear than such a topic
CHAT, CHAT_MARGIN = 0.97, 1.2  # likewise of small talk
# Topics that a follow-up is about as readily as a question of its own.
_OF_FOLLOW_UPS = ("chitchat", "out-of-scope", "", "how-long", "evidence-strength", "sets-reps", "progress-harder")
_POLITE = ("thanks", "bye")
LEAVING = 10  # words; whoever ends so few with "bye" is going
# What needs no guessing, in the order in which it is looked for.
RULES: tuple[Callable[[Said], str], ...] = (
    planned, put_right, aspect, reworded, wondered, asked_about, swapped, pained, stated,
)  # fmt: skip
OF_ASPECT = ("unlisted", "at-desk", "needs")  # what a remedy or a desk named does not make a new question
_IDLE = ("another", "fragment", "new-fact", "dont-know", "more-on-exercise", "thanks")  # beside a place: that one
_POLITE_SIGNS = frozenset("👍👌🙏💪🙌❤😊😀😁🔥💯✅")


def follow_up(question: Question, classifier: Classifier, context: Context) -> str:
    """The kind of follow-up a message is, or "new"; the names of the kinds are those of the example files."""
    if context.answered and not question.phrase.words and _POLITE_SIGNS & set(question.text):
        return "thanks"
    if not context.answered or not question.phrase.words:
        return NEW
    text = told(question.text)
    said = Said(question, text, len(text.split()), context)
    if plainly := _plainly(said):
        return plainly
    if said.length > LONG:
        return "new-fact" if adds(text) and "?" not in question.text else NEW
    return _likeliest(said, dict(classifier.topics(question.phrase, most=20)))


def _plainly(said: Said) -> str:
    if said.length <= 5 and phrasing("nods").fullmatch(said.text):
        return "understood"
    if said.length <= LEAVING and said.text.split()[-1] in ("bye", "goodbye") and not said.asks:
        return "bye"
    found = next(filter(None, (rule(said) for rule in RULES)), "")
    if found not in OF_ASPECT and said.length <= 8 and said.says("remedy") and said.asks and not said.shown:
        return NEW
    return "" if found == UNSURE else found


def _likeliest(said: Said, chances: dict[str, float]) -> str:
    """The kind that the classifier finds likeliest, where that is likely enough to be believed."""
    question, text = said.question, said.text
    known = [kind for kind in chances if kind != NEW and fits_kind(kind, text) and not _painless(said, kind)]
    best = max(known, key=lambda kind: chances[kind], default=NEW)
    likely = chances.get(best, 0.0)
    if _foreign(said, chances, best) or _sure_of_topic(said, best, likely) or _too_thin(said, best, likely):
        return NEW
    if best == "swap-pain" and said.says("when"):
        best = "new-fact"
    if said.length <= 10 and said.context.exercises and place_named(text) is not None and best in _IDLE:
        return "more-on-exercise"
    if question.named("exercise") and not said.shown and best in ("more-on-exercise", "fragment"):
        return NEW
    # a short message about what is on the table is seldom a new question
    pointing = said.length <= 10 and (said.shown or (said.points and not said.subject))
    return best if likely >= chances.get(NEW, 0) * (0.6 if pointing else 1.0) else NEW


def _painless(said: Said, kind: str) -> bool:
    """Whether a kind that needs a pain is looked at for a message that names none."""
    return kind == "swap-pain" and not (said.question.pain or said.question.hurts or said.says("pinch"))


def _foreign(said: Said, chances: dict[str, float], best: str) -> bool:
    """Whether a message is of something that no follow-up speaks of, or asks why of something it names itself."""
    likely, unknown = chances.get(best, 0.0), _unknown(said.question, said.text)
    unlikely = likely < 0.15 and likely < 1.2 * chances.get(NEW, 0.0) and not adds(said.text) and bool(unknown)
    own = best == "why" and said.length > 4 and (said.question.pain or said.subject) and not said.points
    return unlikely or own or (likely < 0.3 and 2 * len(unknown) > said.length)


def _sure_of_topic(said: Said, best: str, likely: float) -> bool:
    """Whether a message is much more clearly a question about a topic than it is any follow-up."""
    topic, chance = said.question.topics[0] if said.question.topics else ("", 0.0)
    if topic == "chitchat" and best not in _POLITE:
        return chance >= CHAT and said.question.margin >= CHAT_MARGIN
    about = topic not in _OF_FOLLOW_UPS and not said.shown
    return about and chance >= SURE and likely < CLEAR and said.asks


def _too_thin(said: Said, best: str, likely: float) -> bool:
    """Whether too little speaks for a kind that is easily mistaken."""
    if said.length == 1 and likely < 0.12:
        return True
    thin_plan = best == "plan" and likely < 0.3 and not names_plan(said.text)
    return thin_plan or (best in ("thanks", "bye") and likely < 0.12)


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
    text = " ".join(words(question.text))
    if adds(text) and not phrasing("asks").search(question.text.lower()):
        return "new-fact"
    never = (NEW, "thanks", "bye", "dont-know", "more-on-exercise", "swap-pain")
    best = max(
        (kind for kind in chances if kind not in never and fits_kind(kind, text)),
        key=lambda kind: chances[kind],
        default=NEW,
    )
    pointing = bool(phrasing("points").search(text)) or bool(Said(question, text, 0, context).shown)
    least = max(0.06, (0.25 if pointing else 0.4) * chances.get(NEW, 0.0))
    likely = chances.get(best, 0.0) >= least and not _unknown(question, text)
    return best if likely and 2 <= len(text.split()) <= 10 else NEW


def stands_alone(question: Question) -> bool:
    """Whether a message is a whole question of its own and not the answer to one."""
    whole = bool(question.sides.strong or question.sides.weak or question.pain) and bool(question.named("muscle"))
    return whole or bool(question.named("exercise") and phrasing("asks").search(question.text.lower()))
