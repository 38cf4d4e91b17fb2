"""What a message means when something was said before it: a step on from the last answer, or a new question."""

import re
from dataclasses import dataclass

from intents.classify import Classifier
from intents.question import Question
from knowledge.text import words

NEW = "new"
LONG = 16  # words; a message this long is a question or a fact of its own
_ADDS = re.compile(r"^(?:and |but |also |oh |btw |ps |plus |it also |forgot|i forgot|i should (?:add|say|mention)|one more thing|to add)|\balso\b|forgot to (?:say|mention)|should have (?:said|mentioned)")
_SORRY = re.compile(r"\b(?:sorry|oops|i mean|i meant|meant|actually|correction|wrong side|other side|my bad|no wait|not the)\b|^no,? ")
_POINTS = re.compile(r"\b(?:that|this|it|those|them|these|one|ones|first|second|third|1st|2nd|3rd|last|other)\b")
_PLAN = re.compile(r"\b(?:plan|program|programme|routine|schedule|split)\b|\b(?:\d|two|three|four|five) (?:days|times|x) (?:a|per|each) week\b|\b(?:\d|two|three|four) days\b")
_ANOTHER = re.compile(r"^(?:something else|anything else|another one|another|next|no|nope|wrong|not (?:that|it|helpful|what i (?:meant|asked|mean)).*|that s not .*)$")
_ORDINAL = {
    "first": 0, "1st": 0, "1": 0, "second": 1, "2nd": 1, "2": 1, "third": 2, "3rd": 2, "3": 2,
    "fourth": 3, "4th": 3, "4": 3, "last": -1,
}  # fmt: skip


# Only in answer to numbered options: "that one" and "two days" count nothing.
_COUNTED = {"one": 0, "two": 1, "three": 2, "four": 3}


@dataclass(frozen=True, slots=True)
class Context:
    """What the last reply showed, as far as the next message may point at it."""

    exercises: tuple[str, ...] = ()
    answered: bool = False


def follow_up(question: Question, classifier: Classifier, context: Context) -> str:
    """The kind of follow-up a message is, or "new"; the names of the kinds are those of the example files."""
    if not context.answered or not question.phrase.words:
        return NEW
    text = " ".join(words(question.text))
    length = len(text.split())
    named = question.named("exercise")
    chances = dict(classifier.topics(question.phrase, most=20))
    best = max((kind for kind in chances if kind != NEW), key=lambda kind: chances[kind], default=NEW)
    if plainly := _plainly(question, text, length, context):
        return plainly
    if length > LONG:
        return "new-fact" if _ADDS.search(text) and "?" not in question.text else NEW
    if named and not set(named) & set(context.exercises) and best in ("more-on-exercise", "fragment"):
        return NEW
    return best if chances.get(best, 0) >= chances.get(NEW, 0) else NEW


def _plainly(question: Question, text: str, length: int, context: Context) -> str:
    """What needs no guessing: a bare kit, a bare "that hurts", a correction of the side, one shown exercise by name."""
    shown = set(question.named("exercise")) & set(context.exercises)
    asks_how = re.search(r"\b(?:how (?:do|to)|show|explain|steps|form|technique|what is)\b", text)
    if _PLAN.search(text) and length <= LONG and re.search(r"\b(?:make|give|build|write|create|plan|want|need|have|got|can you|do|put)\b", text):
        return "plan"
    if length <= 6 and _ANOTHER.match(text):
        return "another"
    if length <= 9 and _SORRY.search(text) and re.search(r"\b(?:left|right|other side)\b", text):
        return "correction"
    if length <= 10 and (question.kit.lacks or question.kit.only or "home" in question.facts) and not question.named("muscle"):
        return "swap-kit"
    if question.pain and length <= 12 and (shown or _POINTS.search(text)) and not re.search(r"\balso\b|\bwhen i (?:sit|sleep|stand)\b", text):
        return "swap-pain" if not re.search(r"\bok(?:ay)?\b|\bsafe\b|\?$|\bshould\b", question.text.lower()) or shown else ""
    if shown and length <= 8 and (asks_how or length <= 4):
        return "more-on-exercise"
    return ""


def pointed_at(text: str, exercises: tuple[str, ...], question: Question) -> str | None:
    """The shown exercise that a message means: by name, by its place in the list, or the only one there is."""
    for named in question.named("exercise"):
        if named in exercises:
            return named
    for token in words(text):
        place = _ORDINAL.get(token)
        if place is not None and -1 <= place < len(exercises):
            return exercises[place]
    return None


def chosen(text: str, labels: tuple[str, ...]) -> int | None:
    """Which of some numbered options a message picks: by number, by ordinal, or by words that only one of them has."""
    tokens = words(text)
    if len(tokens) <= 4:
        for token in tokens:
            place = int(token) - 1 if token.isdigit() else _ORDINAL.get(token, _COUNTED.get(token))
            if place is not None and -len(labels) <= place < len(labels):
                return place % len(labels)
    own = [set(words(label)) for label in labels]
    scores = [len(set(tokens) & (mine - set().union(*(o for o in own if o is not mine)))) for mine in own]
    best = max(scores, default=0)
    return scores.index(best) if best and scores.count(best) == 1 and len(tokens) <= 12 else None
