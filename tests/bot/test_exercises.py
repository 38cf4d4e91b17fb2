"""An exercise by the name a person types."""

import pytest

from bot.engine import Engine
from bot.exercises import exercise_list, exercise_page, find_exercise, near_exercises
from bot.words import plain


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("bird dog", "bird-dog"), ("Bird-Dog", "bird-dog"), ("brid dog", "bird-dog"), ("BIRD DOGS", "bird-dog"),
        ("face pul", "face-pull"), ("hyperextension", "back-extension"), ("rdl", "romanian-deadlift"),
        ("single leg glute bridge", "single-leg-glute-bridge"), ("glute bridge", "glute-bridge"),
        ("trap bar deadlift", "hex-bar-deadlift"), ("how do i do a pallof press", "pallof-press"),
    ],
)  # fmt: skip
def test_found(engine: Engine, name: str, id_: str) -> None:
    found = find_exercise(engine, name)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("name", ["zzkrb", "pizza", "🙂", "{{ 7*7 }}", "?"])
def test_not_found(engine: Engine, name: str) -> None:
    assert find_exercise(engine, name) is None
    assert plain(exercise_list(engine.library, name)).startswith("I know no exercise called")


def test_every_exercise_is_found_by_its_names(engine: Engine) -> None:
    lost = [
        name
        for exercise in engine.library.pack.exercises
        for name in (exercise.name, *exercise.aliases)
        if find_exercise(engine, name) != exercise
    ]
    assert lost == []


def test_near_names(engine: Engine) -> None:
    assert "Bird dog" in near_exercises(engine.library, "birb dgo")
    assert len(near_exercises(engine.library, "row")) <= 5


def test_a_page_has_everything(small_engine: Engine) -> None:
    page = plain(exercise_page(small_engine.library, small_engine.library.exercises["bird-dog"]))
    for line in (
        "Bird dog\n\nOn hands and knees you reach one arm and the opposite leg away.",
        "1. Get on hands and knees.\n2. Reach, and keep the hips level.",
        "- Long, not high.",
        "- The back sags: lower the leg.",
        "How much: 2-3 × 6-10 each side, hold 2 seconds",
        "Works: erector spinae",
        "Needs: no kit; or a mat",
        "Harder: one-arm row",
        "Leave it or change it when your wrist hurts.",
    ):
        assert line in page


def test_every_page_can_be_shown(engine: Engine) -> None:
    pages = [plain(exercise_page(engine.library, exercise)) for exercise in engine.library.pack.exercises]
    assert [page for page in pages if "{" in page or "How to do it" not in page] == []


def test_the_list_holds_every_name(engine: Engine) -> None:
    listed = plain(exercise_list(engine.library)).lower()
    assert [x.name for x in engine.library.pack.exercises if x.name.lower() not in listed] == []
