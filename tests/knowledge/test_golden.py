"""The curated golden questions as data, and those that a server's own answers bring."""

from collections import Counter
from dataclasses import replace

from bot.engine import Engine
from knowledge.golden import Golden, golden_questions, own_golden
from knowledge.library import Library
from knowledge.text import words
from knowledge.vocabularies import COMMUNITY, TOPICS


def test_the_curated_ones_are_questions_of_people_not_phrasings_of_the_files(library: Library) -> None:
    """Each curated answer has at least one that is not word for word among its phrasings."""
    phrasings = {tuple(words(ask)) for answer in library.answers.values() for ask in (*answer.asks, answer.title)}
    natural = [row for row in golden_questions() if tuple(words(row.question)) not in phrasings]
    assert {answer.id for answer in library.pack.answers} - {id_ for row in natural for id_ in row.entries} == set()


def test_they_name_answers_there_are_and_every_topic(library: Library) -> None:
    wanted = {id_ for row in golden_questions() for id_ in row.entries}
    assert wanted - set(library.answers) == set()
    assert set(TOPICS) - {library.answers[id_].topics[0] for id_ in wanted} == {COMMUNITY, "out-of-scope"}


def test_each_is_asked_once_and_says_what_is_right() -> None:
    rows = golden_questions()
    assert [text for text, count in Counter(row.question for row in rows).items() if count > 1] == []
    assert [row for row in rows if bool(row.entries) != (row.kind in ("answer", "smalltalk"))] == []
    assert {row.kind for row in rows} == {"answer", "smalltalk", "unsure", "urgent"}


def test_what_is_right() -> None:
    uneven = Golden("one lat is bigger", "answer", frozenset({"lat-gap", "lat-shape"}))
    outside = Golden("how do i save a file", "unsure")
    tries = [
        ("answer", "lat-gap"),
        ("answer", "erector-gap"),
        ("smalltalk", "lat-gap"),
        ("clarify", ""),
        ("unsure", ""),
    ]
    assert [uneven.accepts(*tried) for tried in tries] == [True, False, False, False, False]
    assert [outside.accepts(*tried) for tried in tries] == [False, False, False, False, True]


def test_a_servers_own_answers_bring_their_first_phrasing(small_engine: Engine) -> None:
    pack = small_engine.library.pack
    lat, erector = (replace(answer, id=answer.id + "-own") for answer in reversed(pack.answers))
    hello = replace(lat, id="hello-own", topics=("chitchat",))
    library = Library(replace(pack, answers=(*pack.answers, lat, replace(erector, asks=()), hello)))
    assert own_golden(library, {"lat-gap-own", "erector-gap-own", "hello-own", "not-there"}) == (
        Golden(erector.title, "answer", frozenset({"erector-gap-own"}), own=True),
        Golden(lat.asks[0], "smalltalk", frozenset({"hello-own"}), own=True),
        Golden(lat.asks[0], "answer", frozenset({"lat-gap-own"}), own=True),
    )
