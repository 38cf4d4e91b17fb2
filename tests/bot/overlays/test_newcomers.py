"""When an added answer is meant: what is learnt from questions with what there was to decide on."""

from dataclasses import replace

from bot.decide import Thresholds
from bot.engine import Engine
from bot.overlays.held_out import Trial
from bot.overlays.newcomers import CLOSE, fewer, fit_added, fit_rank
from knowledge.search import Match


def match(engine: Engine, id_: str, ask: float, mean: float = 0.05, topic: float = 0.0) -> Match:
    answer = replace(engine.library.answers["chair-choice"], id=id_)
    parts = {"ask": ask, "mean": mean, "body": mean, "shared": ask, "topic": topic}
    return Match(answer, 0.0, parts, "", added=True)


def trial(engine: Engine, at: int) -> Trial:
    """By turns a question near to the right answer, one near to none, and one about something else."""
    meant = at % 3 == 0
    added = (match(engine, "right", 0.8 if meant else 0.1, 0.2 if meant else 0.05), match(engine, "wrong", 0.3))
    right = frozenset({"right"} if meant else {"another"})
    before = "another" if at % 3 == 2 else ""
    return Trial(at // 3 % 5, str(at), meant, at % 3 == 1, right, 0.1 * (at % 7), before, (), added)


def test_what_is_near_is_meant_and_what_is_not_is_left_alone(engine: Engine) -> None:
    tried = [trial(engine, at) for at in range(90)]
    rank, limits, figures = fit_added(tried, Thresholds())
    assert rank["added_close"] >= CLOSE
    assert 0.5 <= limits.take < 1
    found = {score["name"]: score["figure"] for score in figures}
    assert found["added answer: the right one given"] == 1.0
    assert found["out of scope answered"] == 0.0
    assert found["of questions meant for added answers, given a wrong added one"] == 0.0


def test_weights_of_the_rank_are_never_negative(engine: Engine) -> None:
    tried = [replace(trial(engine, at), right=frozenset({"wrong"})) for at in range(30)]
    assert min(fit_rank(tried).values()) >= 0


def test_a_server_with_few_answers_has_some_of_them(engine: Engine) -> None:
    many = tuple(match(engine, f"answer-{number}", 0.5) for number in range(100))
    few = fewer(replace(trial(engine, 0), added=many, right=frozenset({"answer-1"})))
    assert 3 < len(few.added) < 30
    assert few.meant == any(one.answer.id == "answer-1" for one in few.added)
