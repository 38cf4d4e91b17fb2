"""What a draft comes near to is found by its phrasings; what is about something else is not shown."""

import random

from bot.drafting.proposal import near_answers
from bot.engine import Engine, wanted
from knowledge.near import Near, near_duplicates


def near(engine: Engine, *texts: str, without: str = "") -> tuple[Near, ...]:
    asked = [(text, wanted(engine.reader.read(text))) for text in texts]
    return near_duplicates(asked, engine.index, engine.product.search, without)


def test_the_same_question_in_other_words_comes_first(engine: Engine) -> None:
    found = near(engine, "How long should I hold a stretch?")
    assert (found[0].answer.id, found[0].same, found[0].theirs) == (
        "stretching-for-the-back", True, "how long to hold a stretch",
    )  # fmt: skip
    assert near(engine, "One lat is bigger than the other", "left lat way bigger than right")[0].same


def test_what_is_only_close_is_not_called_the_same(engine: Engine) -> None:
    found = near(engine, "kayaking makes one side stronger")
    assert found[0].answer.id == "one-sided-sport"
    assert not any(n.same for n in found)


def test_what_is_about_something_else_is_near_to_nothing(engine: Engine) -> None:
    texts = ("best pizza in naples", "how do i fix my car's suspension", "meal prep for cutting", "")
    assert [near(engine, text) for text in texts] == [()] * len(texts)


def test_an_entry_is_not_near_to_itself(engine: Engine) -> None:
    answer = engine.library.answers["lat-one-side-bigger"]
    assert answer.id not in {n.answer.id for n in near_answers(answer, engine)}


def test_nearly_every_curated_answer_is_found_by_three_of_its_phrasings_and_few_are_called_the_same(
    engine: Engine,
) -> None:
    pick, first, same = random.Random(1), 0, 0
    listed = engine.library.pack.answers[::5]
    for answer in listed:
        asks = pick.sample(answer.asks, 3)
        first += [n.answer.id for n in near(engine, *asks)][:1] == [answer.id]
        same += any(n.same for n in near(engine, *asks, without=answer.id))
    assert first >= 0.9 * len(listed)
    assert same <= 0.1 * len(listed)
