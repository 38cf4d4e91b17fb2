"""Open questions gathered into gaps: who belongs together, how a gap is called, found again and written up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import plain, word
from knowledge import gaps as module
from knowledge.asked import Asked
from knowledge.gaps import Gap, beyond, clusters, find, phrasings, tidy

TAPE = (
    "does kinesio tape help an uneven back", "is kinesio tape any good for my back", "kinesio tape on the left side?",
    "where do i put kinesio tape for a weak right erector", "kinesio tape for my back yes or no",
)  # fmt: skip
CREATINE = ("does creatine make my weaker lat grow", "creatine for a lagging lat", "should i take creatine for my lat")
ALONE = "my dog ate my resistance band"


def asked(*texts: str, kind: str = "unsure", first: int = 1) -> list[Asked]:
    return [Asked(number, float(number), 1, text, kind) for number, text in enumerate(texts, first)]


OPEN = asked(*TAPE, *CREATINE, ALONE)


def test_questions_about_one_thing_gather() -> None:
    found = clusters(OPEN)
    assert [(set(gap.examples), gap.count) for gap in found] == [(set(TAPE), 5), (set(CREATINE), 3), ({ALONE}, 1)]
    assert found[2] == Gap("9", ALONE, 1, (ALONE,), (9,), (), (("unsure", 1),), 9.0, 9.0)
    assert all(gap.title in {text.rstrip("?") for text in gap.examples} for gap in found)


def test_the_same_words_count_as_one_wording() -> None:
    first, second, third = asked("Does TAPE help?", "does tape help", "do tapes help")
    (gap,) = clusters([third, replace(second, kind="answer", missing="which tape"), first])
    assert gap == Gap(
        id="1",
        title="Does TAPE help",
        count=3,
        examples=("Does TAPE help?",),
        questions=(1, 2, 3),
        missing=("which tape",),
        kinds=(("answer", 1), ("unsure", 2)),
        newest=3.0,
        oldest=1.0,
    )


def test_topics_that_were_near_bring_other_words_together() -> None:
    winging = asked("tape for a winging blade", "strips when a blade sticks out")
    assert len(clusters(winging)) == 2
    assert len(clusters([replace(one, topics=("winged-scapula",)) for one in winging])) == 1


def test_mirrored_questions_are_one() -> None:
    assert [gap.count for gap in clusters(asked("left lat cramps in bed", "right lat cramps in bed"))] == [2]


def test_a_gap_is_found_again_when_others_have_joined() -> None:
    tape = clusters(OPEN)[0]
    later = clusters([*OPEN, *asked("kinesio tape brands", "kinesio tape and my back", ALONE, ALONE, first=20)])
    again = find(later, tape.id)
    assert again is not None
    assert set(tape.questions) <= set(again.questions)
    assert len(tape.id) < 100
    assert find(later, "9") == find(later, "9-77")
    assert [find(later, id_) for id_ in ("77", "", "tape", "-")] == [None] * 4


def test_a_long_post_is_called_by_the_sentence_that_says_most() -> None:
    post = (
        "Hello everybody, I have been lifting for some years now and I enjoy it very much. Does kinesio tape help? "
        "I work nights and have two kids, so it is not easy to find the time for anything at all these days."
    )
    (gap,) = clusters(asked(post))
    assert gap.title == "Does kinesio tape help"
    assert phrasings(gap) == ("Does kinesio tape help?",)


def test_phrasings_are_what_people_wrote_without_the_marks_of_redaction() -> None:
    texts = ("tape for # weeks , # x a day?", "TAPE for weeks, a day", "tape", "someone said (address) tape weeks", "#")
    gap = Gap("1", "tape", 5, texts, (1, 2, 3, 4, 5), (), (("unsure", 5),), 5.0, 1.0)
    assert phrasings(gap) == ("tape for weeks, x a day?", "TAPE for weeks, a day", "someone said tape weeks")


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("left lat is # cm smaller, #x# rows", "left lat is cm smaller, rows"),
        ("call (number) , or see (address).", "call, or see."),
        ("#-# sets?", "sets?"),
        ("~# years", "years"),
        ("plain", "plain"),
    ],
)
def test_what_was_taken_out_leaves_no_mark(kept: str, read: str) -> None:
    assert tidy(kept) == read


def test_of_too_many_the_newest_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert sorted(id_ for gap in clusters(OPEN) for id_ in gap.questions) == [7, 8, 9]
    assert (beyond(OPEN), beyond(OPEN[:3])) == (6, 0)


anything = st.lists(
    st.builds(
        Asked,
        id=st.integers(1, 10_000),
        at=st.floats(0, 1e9),
        server_id=st.just(1),
        text=st.sampled_from([*TAPE, *CREATINE, ALONE, "", "#", "??", "the", "рука болит", "left"])
        | st.text(max_size=12),
        kind=st.sampled_from(["unsure", "clarify", "answer"]),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(anything, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_every_question_is_in_one_gap_whatever_the_order(listed: list[Asked], dice: st.DrawFn) -> None:
    found = clusters(listed)
    assert sorted(id_ for gap in found for id_ in gap.questions) == sorted(one.id for one in listed)
    assert [gap.count for gap in found] == sorted((len(gap.questions) for gap in found), reverse=True)
    assert [find(found, gap.id) for gap in found] == list(found)
    shuffled = list(listed)
    dice.shuffle(shuffled)
    assert clusters(shuffled) == found


def test_they_are_listed_in_plain_words() -> None:
    tape = Gap(
        "3-1",
        "does tape help",
        6,
        TAPE[:4],
        (1, 2, 3, 4, 5, 6),
        ("which tape",),
        (("answer", 1), ("unsure", 5)),
        6.0,
        1.0,
    )
    alone = Gap("9", ALONE, 1, (ALONE,), (9,), (), (("clarify", 1),), 9.0, 9.0)
    assert plain(word("gaps", "listed", (tape, alone, alone), 2, 3, 5)) == (
        "Not answered yet: 8 questions about 3 things, the most asked first.\n\n"
        "does tape help · 3-1\n"
        "6 questions: 1 not helped, 5 not answered\n"
        f"- {TAPE[0]}\n- {TAPE[1]}\n- {TAPE[2]}\n- and 1 other wording\n"
        "- missed by somebody who was answered: which tape\n\n"
        f"{ALONE} · 9\n"
        "1 question: 1 asked back, then left\n"
        f"- {ALONE}\n\n"
        "1 smaller one not shown.\n"
        "5 older questions were left aside; the newest were looked at."
    )
    assert word("gaps", "listed", ()) == (
        "There is no open question: everything people asked here lately was answered."
    )
