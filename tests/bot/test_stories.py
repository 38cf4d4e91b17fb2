"""Every story of tests/conversations, and the grammar they are written in."""

from collections import Counter
from pathlib import Path

import pytest

from bot.engine import Engine, open_engine
from bot.errors import BadRow, NoSuchFile
from bot.stories import Story, check_of, failures, stories_of

FOLDER = Path(__file__).parent.parent / "conversations"
STORIES = stories_of(FOLDER)


@pytest.fixture(scope="session")
def engine() -> Engine:
    return open_engine()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(engine: Engine, story: Story) -> None:
    assert failures(engine, story) == []


def test_there_are_enough_stories_and_no_title_twice() -> None:
    assert len(STORIES) >= 66
    assert sum(story.path.name == "adversarial.md" for story in STORIES) >= 16
    assert [title for title, count in Counter(story.title for story in STORIES).items() if count > 1] == []


def written(folder: Path, text: str) -> Path:
    path = folder / "one.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_story_is_read_with_its_turns_waits_and_resets(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# File\n\n## Title\n\nWhy it is here.\n\n"
        "**You:** one\nand two\n**Backtalk:** answer or clarify; no exercises\n\n"
        "wait 31 minutes\n\n**You:** three\n**Backtalk:** says \"a; b\"\n\n"
        "new conversation\n\n**You:** \n**Backtalk:** unsure\n",
    )  # fmt: skip
    (story,) = stories_of(path)
    assert (story.title, story.line) == ("Title", 3)
    assert [(step.text, step.wait, step.fresh) for step in story.steps] == [
        ("one\nand two", 0, False),
        ("three", 31, False),
        ("", 0, True),
    ]
    assert [check.said for step in story.steps for check in step.checks] == [
        "answer or clarify",
        "no exercises",
        'says "a; b"',
        "unsure",
    ]


@pytest.mark.parametrize(
    ("said", "what", "values", "wanted"),
    [
        ("answer", "kind", ("answer",), True),
        ("not urgent", "kind", ("urgent",), False),
        ("entry a or b-c", "entry", ("a", "b-c"), True),
        ("other entry", "same", ("other",), True),
        ("topic howto:bird-dog", "topic", ("howto:bird-dog",), True),
        ("no exercise bird-dog", "exercise", ("bird-dog",), False),
        ("no exercises", "exercise", (), True),
        ("weak side left", "weak side", ("left",), True),
        ('not says "Cable" or "band"', "says", ("cable", "band"), False),
        ("urgency same-day", "urgency", ("same-day",), True),
    ],
)
def test_an_expectation_is_read(said: str, what: str, values: tuple[str, ...], wanted: bool) -> None:
    check = check_of(said)
    assert check is not None
    assert (check.what, check.values, check.wanted) == (what, values, wanted)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("## T\n\n**You:** a\n**Backtalk:** anser\n", 4, "cannot read 'anser'"),
        ("## T\n\n**You:** a\n**Backtalk:** exercise\n", 4, "cannot read 'exercise'"),
        ("## T\n\n**You:** a\n**Backtalk:**\n", 4, "expects nothing"),
        ("## T\n\n**Backtalk:** answer\n", 3, "needs a `**You:**` line before it"),
        ("## T\n\n**You:** a\n**Backtalk:** answer\nwait a bit\n", 5, "not `**You:**`"),
        ("## T\n\n**You:** a\n", 3, "ends without"),
        ("## T\n\nNothing happens.\n", 3, "ends without"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, place: int, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadRow) as raised:
        stories_of(path)
    assert str(raised.value).startswith(f"{path}:{place}: ")
    assert message in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile, match=r"none\.md"):
        stories_of(tmp_path / "none.md")


def test_a_readme_is_no_story(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("## How to write one\n", encoding="utf-8")
    assert stories_of(tmp_path) == []


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("urgent", "wanted urgent, got answer"),
        ("not answer", "wanted not answer, got answer"),
        ("entry lat-one-side-bigger", "wanted entry lat-one-side-bigger, got erector-one-side-bigger"),
        ("no exercises", "wanted no exercises, got"),
        ("exercise deadlift", "wanted exercise deadlift, got"),
        ("weak side right", "wanted weak side right, got left"),
        ("sore side left", "wanted sore side left, got unknown"),
        ("same entry", "wanted same entry, got None before and erector-one-side-bigger now, other"),
        ('says "xyzzy"', 'wanted says "xyzzy", got «'),
        ("urgency emergency", "wanted urgency emergency, got none"),
    ],
)
def test_a_failure_says_where_what_was_wanted_and_what_came(
    engine: Engine, tmp_path: Path, expected: str, got: str
) -> None:
    path = written(tmp_path, f"## T\n\n**You:** right erector bigger than left\n**Backtalk:** {expected}\n")
    (found,) = failures(engine, stories_of(path)[0])
    assert found.startswith(f"{path}:4: after 'right erector bigger than left': {got}")


def test_a_reply_that_holds_fails_nothing(engine: Engine, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "## T\n\n**You:** right erector bigger than left\n"
        "**Backtalk:** answer; other entry; weak side left; sore side unknown; exercises; "
        'says "START WITH YOUR LEFT"\n',
    )
    assert failures(engine, stories_of(path)[0]) == []
