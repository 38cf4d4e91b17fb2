"""Of a thread the replies that advise become drafts, credited and with their source; the rest is left out."""

from pathlib import Path

import pytest

from bot.drafting.thread_drafts import drafts_from
from bot.drafting.threads import Post, Thread, read_threads
from bot.engine import Engine

DRAFTS = Path(__file__).parents[2] / "drafts"
FOUND = {
    "article.html": [
        ("How do I do the side plank?", "Ida Rask", ["side-plank"], []),
        ("How do I do the suitcase carry?", "Ida Rask", ["suitcase-carry"], []),
    ],
    "export.json": [
        ("My right erector is way bigger than the left after a year of deadlifts", "coach_ann",
         ["single-leg-back-extension", "bird-dog"], []),
    ],
    "forum-page.html": [
        ("Desk job, tight upper back", "old_timer", ["wall-slide", "band-pull-apart"], []),
        ("Desk job, tight upper back", "pillbox", ["face-pull"], ["medicine-dose"]),
    ],
    "numb.md": [
        ("Can I still train my back?", "gym_bro", ["bird-dog", "back-extension"], ["red-flag", "training-through"]),
    ],
    "rowing-club.txt": [
        ("Stroke side lat is twice the size", "jonas_b", ["one-arm-pulldown", "one-arm-dumbbell-row"], []),
        ("Can i keep doing pull ups?", "jonas_b", ["pull-up"], []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("file", FOUND)
def test_the_best_replies_become_drafts(file: str, engine: Engine) -> None:
    (thread,), _ = read_threads(DRAFTS / file)
    drafts = drafts_from(thread, engine)
    told = [
        (d.title, d.author, [pick.id for pick in d.exercises], sorted({hold.kind for hold in d.holds})) for d in drafts
    ]
    assert told == FOUND[file]
    assert {source.id for d in drafts if (source := d.source)} == {d.answer.sources[0] for d in drafts}
    assert len({d.answer.id for d in drafts}) == len(drafts)


def test_a_source_credits_who_advised(engine: Engine) -> None:
    (thread,), _ = read_threads(DRAFTS / "rowing-club.txt")
    source = drafts_from(thread, engine)[0].source
    assert source is not None
    assert (source.kind, source.title, source.author, source.address) == (
        "forum",
        "Stroke side lat is twice the size (forum thread)",
        "coxless, jonas_b, pete",
        "https://forum.example.org/t/812",
    )


def test_an_articles_words_are_marked_as_its_own(engine: Engine) -> None:
    (thread,), _ = read_threads(DRAFTS / "article.html")
    assert [draft.notes for draft in drafts_from(thread, engine)] == [("article-words",), ("article-words",)]


def test_a_thread_about_something_else_gives_nothing(engine: Engine) -> None:
    posts = (
        Post("sam", "How do I poach an egg?"),
        Post("ann", "Take a pan, add water, heat it for 3 minutes, then stir, add the egg and hold it for 2 minutes."),
    )
    assert drafts_from(Thread("Eggs", posts), engine) == ()
