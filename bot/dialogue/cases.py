"""The answer for what a person tells of themselves: a case that is known, or a condition that only its title names."""

from bot.beside import GENERAL, stems
from bot.dialogue.turns import Turn
from intents.phrasings import phrasing
from knowledge.entries import Answer
from knowledge.library import is_how_to

TOPIC_OF_CASE = {
    "scoliosis": "scoliosis", "disc": "disc-sciatica", "pregnancy": "pregnancy-postpartum",
    "osteoporosis": "older-adults", "older": "older-adults", "teen": "teen-posture", "after-injury": "after-injury",
    "surgery": "after-injury",
}  # fmt: skip
_ANSWERS = {  # of a case of which its topic is not all
    "scoliosis": "scoliosis-training",
    "osteoporosis": "osteoporosis-and-the-back",
    "high-blood-pressure": "training-with-high-blood-pressure",
}
FACTS = tuple(dict.fromkeys((*TOPIC_OF_CASE, *_ANSWERS)))  # the first of them is the one to speak of
_JUST_THAT = 0.6  # how sure an answer to just what is asked must be, to go before the general one for a condition
_RARE, TELLING = 7.5, 5.0  # rarity, in the weigher's unit, of the name of a condition, and of what tells a subject
_NEAREST, _SHARED = 4, 2  # candidates whose titles are looked at, and words of a message that one must have


def answer_for_case(turn: Turn) -> Answer | None:
    """The answer for the condition that this message tells of."""
    case = next((fact for fact in FACTS if fact in turn.question.facts), "")
    return just_that(turn, frozenset((case,))) or answer_of(turn, case)


def answer_of(turn: Turn, case: str) -> Answer | None:
    """The answer for one case at large."""
    topic = TOPIC_OF_CASE.get(case, "")
    own = turn.engine.library.answers.get(_ANSWERS.get(case, topic))
    near = None if own or not topic else turn.engine.answer_to(topic, turn.question)
    return own or near


def just_that(turn: Turn, cases: frozenset[str]) -> Answer | None:
    """An answer to just what is asked about a case."""
    topics = {TOPIC_OF_CASE[case] for case in cases if case in TOPIC_OF_CASE}
    likely = turn.engine.decide(turn.question, within=turn.before) if topics else None
    if likely is None:
        return None
    fit = [match.answer for match, _ in likely.candidates[:_NEAREST] if topics & set(match.answer.topics)]
    fit = [answer for answer in fit if answer.id != turn.entry and not _of_other(turn, answer)]
    if likely.answer in fit and likely.sure >= _JUST_THAT:
        return likely.answer
    asked = stems(turn.text) - GENERAL
    return next((answer for answer in fit if len(asked & stems(answer.title)) >= _SHARED), None)


def on_condition(turn: Turn) -> Answer | None:
    """The answer in whose title stands what a message names that no fact is read from ("ok with scheuermanns?")."""
    told = phrasing("with-condition").search(turn.plain)
    rare = rare_words(turn, told[1], _RARE) if told else frozenset()
    answers = turn.engine.library.answers.values()
    return next((one for one in answers if rare & stems(one.title) and not is_how_to(one)), None)


def rare_words(turn: Turn, text: str, least: float) -> frozenset[str]:
    """The words of a text that are at least so rare."""
    weight = turn.engine.index.weigher.weight
    return frozenset(stem for stem in stems(text) - GENERAL if weight(f"w{stem}") >= least)


def _of_other(turn: Turn, answer: Answer) -> bool:
    """Whether an answer is about an exercise that was neither shown nor named."""
    titled = set(turn.engine.reader.read(answer.title).named("exercise"))
    return not titled <= {*turn.before.exercises, *turn.question.named("exercise")}
