"""The weights of search are those under which the answers that were meant come first."""

from bot.engine import Engine, wanted
from bot.lessons import AGAINST, Lesson, fit_search, fit_spoken, golden, live, of_topics
from intents.examples import Example
from knowledge.golden import golden_questions
from knowledge.search import search
from knowledge.wanted import KINDS, SPOKEN, THEN, Spoken

ASKED = {
    "right lat bigger than left": "lat-gap",
    "bring up a lagging erector": "erector-gap",
    "how to do bird dogs": "how-to-bird-dog",
}


def lessons(engine: Engine) -> list[Lesson]:
    return [Lesson(engine.reader.read(text), frozenset({meant})) for text, meant in ASKED.items()]


def test_the_right_answers_come_first_under_the_weights_learnt(small_engine: Engine) -> None:
    taught = lessons(small_engine)
    weights = fit_search(small_engine.index, taught)
    first = [search(small_engine.index, wanted(one.question), weights)[0].answer.id for one in taught]
    assert first == list(ASKED.values())


def test_only_what_is_not_named_speaks_against_an_answer(small_engine: Engine) -> None:
    weights = fit_search(small_engine.index, lessons(small_engine))
    assert tuple(weights) == KINDS
    assert min(weight for name, weight in weights.items() if name not in AGAINST) >= 0.0
    assert max(weights[name] for name in AGAINST) <= 0.0


def test_a_lesson_without_a_right_answer_teaches_nothing(small_engine: Engine) -> None:
    taught = lessons(small_engine)
    lost = Lesson(taught[0].question, frozenset({"no-such-answer"}))
    assert fit_search(small_engine.index, [*taught, lost]) == fit_search(small_engine.index, taught)


def test_a_topic_is_answered_by_any_answer_to_it(small_engine: Engine) -> None:
    question = small_engine.reader.read("uneven lats")
    judged = [Example("uneven lats", ("lr-lat", "lr-erector")), Example("weather", ("out-of-scope",))]
    assert of_topics(small_engine.index, judged, [question, question]) == [
        Lesson(question, frozenset({"lat-gap", "erector-gap"}))
    ]


def test_golden_questions_and_live_ones_name_answers_that_exist(engine: Engine) -> None:
    known, asked = golden(engine.reader), live(engine.reader)
    assert len(known) == sum(row.kind == "answer" for row in golden_questions())
    assert all(one.right and one.right <= engine.library.answers.keys() for one in known)
    assert all(one.right <= engine.library.answers.keys() for one in asked)
    assert any(not one.right for one in asked)  # some of it nothing answers yet


def test_what_was_spoken_of_counts_where_only_that_tells_the_answer(small_engine: Engine) -> None:
    lat, erector = (small_engine.library.answers[id_] for id_ in ("lat-gap", "erector-gap"))
    reader, index = small_engine.reader, small_engine.index
    bare = reader.read("and now")
    taught = [
        Lesson(bare, frozenset({answer.id}), Spoken(reader.phrase(f"{answer.asks[0]}. and now"), answer))
        for answer in (lat, erector)
    ]
    weights = fit_search(index, lessons(small_engine))
    then = fit_spoken(index, taught, weights)
    assert tuple(then) == (*THEN, *SPOKEN)
    assert then["whole"] > 0.0
    assert min(then.values()) >= 0.0
    for one in taught:
        first = search(index, wanted(one.question, one.spoken), weights | then)[0]
        assert first.answer.id in one.right
