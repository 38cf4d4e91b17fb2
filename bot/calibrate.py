"""The lines of the decision, learnt from labelled questions that the classifier never saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.decide import SCOPE_SIGNALS, SIGNALS, SURE_SIGNALS, THEN_SIGNALS, Thresholds, chance, signals
from bot.engine import wanted
from bot.lessons import Lesson
from intents.examples import Example
from intents.question import Question
from knowledge.search import Index, Match, search

ANSWERED, SERVED = 0.9, 0.985  # shares of in-scope questions that are sure enough to answer, and to ask back about
CLOSE_CALLS = 0.03  # share of in-scope questions too close to call, which are asked back


@dataclass(frozen=True, slots=True)
class Trial:
    """A labelled question as the fitted parts saw it when it was held out."""

    example: Example
    question: Question
    matches: tuple[Match, ...]

    @property
    def inside(self) -> bool:
        return self.example.topics[0] != "out-of-scope"


def tried(
    index: Index, real: Sequence[Example], questions: Sequence[Question], weights: Mapping[str, float]
) -> list[Trial]:
    """Each labelled question with what search finds for it."""
    return [Trial(e, q, search(index, wanted(q), weights)) for e, q in zip(real, questions, strict=True)]


def fit_thresholds(trials: Sequence[Trial], sure: Mapping[str, float]) -> Thresholds:
    """Three calibrated probabilities, one of them learnt before, and the lines drawn on the others."""
    scored = [(trial, signals(trial.question, trial.matches)) for trial in trials if trial.matches]
    inside = [(trial, found) for trial, found in scored if trial.inside]
    scope = logistic([found for _, found in scored], [trial.inside for trial, _ in scored], SCOPE_SIGNALS)
    right = logistic([found for _, found in inside], [_right(trial) for trial, _ in inside], SIGNALS)
    chances = sorted(chance(scope, found) for _, found in inside)
    leads = sorted(found["lead"] for _, found in inside)
    return Thresholds(
        answer=round(chances[int(len(chances) * (1 - ANSWERED))], 4),
        ask=round(chances[int(len(chances) * (1 - SERVED))], 4),
        margin=round(leads[int(len(leads) * CLOSE_CALLS)], 4),
        right=right,
        sure=sure,
        scope=scope,
    )


def fit_sure(index: Index, lessons: Sequence[Lesson], weights: Mapping[str, float]) -> dict[str, float]:
    """What tells that the first match is just the answer that was asked for; learnt where people asked it live."""
    return _meant(index, [replace(one, spoken=None) for one in lessons], weights, SURE_SIGNALS)


def fit_then(index: Index, lessons: Sequence[Lesson], weights: Mapping[str, float]) -> dict[str, float]:
    """What tells the same of a message in the midst of a conversation."""
    return _meant(index, [one for one in lessons if one.spoken], weights, THEN_SIGNALS)


def _meant(
    index: Index, lessons: Sequence[Lesson], weights: Mapping[str, float], names: Sequence[str]
) -> dict[str, float]:
    found = [(one, search(index, wanted(one.question, one.spoken), weights)) for one in lessons]
    rows = [signals(one.question, matches) for one, matches in found if matches]
    return logistic(rows, [matches[0].answer.id in one.right for one, matches in found if matches], names)


def logistic(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], names: Sequence[str], balanced: bool = False
) -> dict[str, float]:
    """The weights of some kinds of evidence by which a label is told, and "bias"."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=3.0, max_iter=2000, class_weight="balanced" if balanced else None)
    model.fit([[row[name] for name in names] for row in rows], labels)
    named = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return named | {"bias": round(float(model.intercept_[0]), 4)}


def _right(trial: Trial) -> bool:
    return trial.matches[0].answer.topics[0] in trial.example.topics
