"""Which entry a name means: ids, files, several kinds of one id, and what is near."""

import pytest

from bot.errors import AmbiguousEntry, NoSuchEntry
from bot.kb.naming import meant
from knowledge.revisions import Key, Kind

IDS: dict[str, tuple[Kind, ...]] = {"bird-dog": ("answer", "exercise"), "tight-lats": ("answer",), "nhs": ("source",)}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("tight-lats", ("answer", "tight-lats")),
        ("answers/tight-lats.md", ("answer", "tight-lats")),
        ("some/where/exercises/bird-dog.md", ("exercise", "bird-dog")),
        ("answers/bird-dog", ("answer", "bird-dog")),
        ("sources/nhs.toml", ("source", "nhs")),
        ("tight-lats.md", ("answer", "tight-lats")),
    ],
)
def test_an_id_or_a_file(name: str, key: Key) -> None:
    assert meant(name, IDS) == key


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        (
            "bird-dog", AmbiguousEntry,
            "'bird-dog' is several entries; say which: answers/bird-dog.md or exercises/bird-dog.md",
        ),
        ("tigt-lats", NoSuchEntry, "no entry called 'tigt-lats'; did you mean tight-lats?"),
        ("exercises/tight-lats.md", NoSuchEntry, "no exercise called 'tight-lats'; did you mean tight-lats?"),
        ("zzz", NoSuchEntry, "no entry called 'zzz'"),
    ],
)  # fmt: skip
def test_what_is_not_clear_says_so(name: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as raised:
        meant(name, IDS)
    assert str(raised.value) == said


def test_a_kind_settles_it() -> None:
    assert meant("bird-dog", IDS, "exercise") == ("exercise", "bird-dog")
