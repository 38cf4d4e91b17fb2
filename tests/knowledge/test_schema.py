"""The border: what front matter may hold, and what is said when it does not."""

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.schema import AnswerFile, CaveatFile, ExerciseFile, MuscleFile, SourceRow, TermRow, one_of

ANSWER: dict[str, Any] = {
    "id": "lat-gap", "title": "One lat is bigger", "topics": ["lr-lat"], "asks": ["right lat bigger"],
    "evidence": "forum", "certainty": "Lifters say so.", "author": "A lifter",
}  # fmt: skip
EXERCISE: dict[str, Any] = {
    "id": "bird-dog", "name": "Bird dog", "muscles": {"primary": ["erector-spinae"]}, "region": "lower",
    "sides": "alternating", "plane": "transverse", "equipment": ["none"], "level": "beginner", "dose": {"sets": "3"},
    "sources": ["a-thread"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "Lat Gap"}, "id"),
        ({"id": "lat--gap"}, "id"),
        ({"id": "x" * 61}, "id"),
        ({"id": "../etc/passwd"}, "id"),
        ({"title": ""}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"topics": []}, "topics"),
        ({"topics": ["lats"]}, "topics"),
        ({"asks": []}, "asks"),
        ({"asks": ["  "]}, "asks"),
        ({"asks": ["x" * 601]}, "asks"),
        ({"region": "sideways"}, "region"),
        ({"compares": "up-down"}, "compares"),
        ({"concern": ["looks"]}, "concern"),
        ({"moment": ["tuesdays"]}, "moment"),
        ({"evidence": "vibes"}, "evidence"),
        ({"certainty": ""}, "certainty"),
        ({"reviewed": "soon"}, "reviewed"),
        ({"muscles": [3]}, "muscles"),
        ({"exercises": [{"id": "bird-dog"}]}, "exercises"),
        ({"exercises": [{"id": "bird-dog", "why": "Easy.", "when": ["mondays"]}]}, "exercises"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_an_answer_refuses(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AnswerFile.model_validate(ANSWER | change)
    assert {error["loc"][0] for error in refused.value.errors()} == {field}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"muscles": {"primary": []}}, "muscles"),
        ({"sides": "left"}, "sides"),
        ({"plane": "flat"}, "plane"),
        ({"equipment": []}, "equipment"),
        ({"equipment": ["dumbbell+anvil"]}, "equipment"),
        ({"level": "elite"}, "level"),
        ({"dose": {"sets": 3}}, "dose"),
        ({"dose": {"weeks": "3"}}, "dose"),
        ({"cautions": ["monday-pain"]}, "cautions"),
        ({"sources": []}, "sources"),
    ],
)
def test_an_exercise_refuses(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ExerciseFile.model_validate(EXERCISE | change)
    assert {error["loc"][0] for error in refused.value.errors()} == {field}


def test_the_unchanged_tables_are_accepted() -> None:
    assert AnswerFile.model_validate(ANSWER).model_dump(exclude_defaults=True) == ANSWER
    assert ExerciseFile.model_validate(EXERCISE).model_dump(exclude_defaults=True) == EXERCISE


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "kind": "blog", "title": "T"},
        {"id": "a", "kind": "study", "title": "T", "year": 1492},
        {"id": "a", "kind": "study", "title": "T", "address": "javascript:alert(1)"},
        {"id": "a", "kind": "study", "title": "T", "address": "https://a b"},
    ],
)
def test_a_source_refuses(row: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SourceRow.model_validate(row)


def test_small_files_have_sensible_defaults() -> None:
    muscle = MuscleFile.model_validate({"id": "lat", "name": "Lat", "plain": "the wide one", "region": "mid"})
    assert (muscle.paired, muscle.part_of, muscle.aliases) == (True, None, [])
    caveat = CaveatFile.model_validate({"id": "stop", "severity": "stop"})
    assert caveat.attach.model_dump() == {"topics": [], "exercises": [], "muscles": [], "when": []}
    assert TermRow.model_validate({"id": "golf", "name": "golf"}).one_sided is False


def test_a_value_off_the_list_names_the_list() -> None:
    with pytest.raises(ValueError, match="allowed values: upper, mid"):
        one_of(("upper", "mid"))("sideways")
