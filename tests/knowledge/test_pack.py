"""A folder becomes a pack: every part read whole, and what is wrong in one file costs only that file."""

import shutil
from pathlib import Path

import pytest

from knowledge.entries import Answer, Caveat, Dose, Exercise, Muscle, Pick, Source, Term
from knowledge.folder import BASE, Problem, pack_hash
from knowledge.pack import read_answer, read_pack

PACKS = Path(__file__).parent.parent / "packs"

BROKEN = (
    ("answers/bad-topic.md", 4, "topics.1", "lr-lats"),
    ("answers/bad-value.md", 19, "region", "sideways"),
    ("answers/bad-yaml.md", 3, "front matter", ""),
    ("answers/missing-key.md", 2, "title", ""),
    ("answers/no-front-matter.md", 1, "file", ""),
    ("answers/not-utf-8.md", 1, "file", ""),
    ("answers/unknown-key.md", 32, "colour", "blue"),
    ("answers/wrong-name.md", 2, "id", "other-name"),
    ("exercises/bad-kit.md", 9, "equipment.1", "dumbbell+anvil"),
    ("exercises/no-steps.md", 1, "## Common faults", ""),
    ("exercises/no-steps.md", 1, "## Steps", ""),
    ("sources/blogs.toml", 1, "source 1 (a-blog) kind", "blog"),
    ("vocabulary/sports.toml", 1, "file", ""),
)

ANSWER = """---
id: lat-gap
title: One lat is bigger
topics: [lr-lat]
asks: [right lat bigger than left]
evidence: forum
certainty: Lifters say so.
author: A lifter
{more}
---
Start with your {{weak side}}.
"""


def test_a_small_pack_is_read_whole() -> None:
    pack, problems = read_pack(PACKS / "small")
    assert problems == ()
    assert [a.id for a in pack.answers] == ["erector-gap", "lat-gap"]
    assert pack.sources == (
        Source("forum-thread-2006", "forum", "Uneven lats, what now", "H.G.", 2006, "https://example.org/thread"),
    )
    assert pack.caveats == (
        Caveat("slow-change", "info", (), (), (), ("side-named",), (), "This takes weeks."),
        Caveat(
            "stop-signs", "stop", ("lr-lat",), ("one-arm-row",), (), ("pain-named",), ("forum-thread-2006",),
            "Stop if pain shoots down a leg.",
        ),
    )  # fmt: skip
    assert pack.muscles[1] == Muscle(
        "latissimus-dorsi", "Latissimus dorsi", "the wide muscle under your armpit", ("lat", "lats"), "mid", True, None,
        ("forum-thread-2006",), "Pulls the arm down and back.",
    )  # fmt: skip
    assert pack.terms == (
        Term("none", "equipment", "no equipment", ("no kit",)),
        Term("dumbbell", "equipment", "dumbbell", ("dumbbells", "db")),
        Term("lower", "region", "lower back", ("low back",)),
        Term("golf", "sport", "golf", ("golfing",), one_sided=True),
    )
    assert pack.synonyms == (("bigger", ("larger", "thicker", "more built up")),)


def test_an_exercise_is_read_whole() -> None:
    pack, _ = read_pack(PACKS / "small")
    assert pack.exercises[0] == Exercise(
        id="bird-dog",
        name="Bird dog",
        aliases=("birddog", "bird dogs"),
        primary=("erector-spinae",),
        secondary=("latissimus-dorsi",),
        region="lower",
        sides="alternating",
        plane="transverse",
        equipment=(frozenset({"none"}), frozenset({"mat"})),
        level="beginner",
        dose=Dose(sets="2-3", reps="6-10 each side", hold="2 seconds"),
        easier=(),
        harder=("one-arm-row",),
        instead_of=("one-arm-row",),
        cautions=("wrist-pain",),
        sources=("forum-thread-2006",),
        summary="On hands and knees you reach one arm and the opposite leg away.",
        steps=("Get on hands and knees.", "Reach, and keep the hips level."),
        cues=("Long, not high.",),
        faults=("The back sags: lower the leg.",),
        why=("Each side works in turn.",),
        load=("Your own weight.", "A second longer each week."),
        feel=("Beside the spine.",),
    )
    assert pack.exercises[1].equipment == (frozenset({"dumbbell", "bench"}), frozenset({"band"}))


def test_an_answer_is_read_whole() -> None:
    more = "exercises: [{id: bird-dog, why: Easy., when: [home]}]\nreviewed: 2026-01-02"
    assert read_answer(ANSWER.format(more=more), "answers/lat-gap.md") == Answer(
        id="lat-gap", title="One lat is bigger", topics=("lr-lat",), asks=("right lat bigger than left",), muscles=(),
        region="whole", compares="none", concern=(), moment=(), exercises=(Pick("bird-dog", "Easy.", ("home",)),),
        caveats=(), follow_ups=(), sources=(), evidence="forum", certainty="Lifters say so.", author="A lifter",
        reviewed="2026-01-02", review_by=None, body="Start with your {weak side}.",
    )  # fmt: skip


def test_windows_line_ends_change_nothing() -> None:
    text = ANSWER.format(more="region: mid")
    assert read_answer(text.replace("\n", "\r\n"), "a.md") == read_answer(text, "a.md")


def test_each_broken_file_is_named_with_line_field_and_value(broken: Path) -> None:
    _, problems = read_pack(broken)
    assert tuple((p.file, p.line, p.field, p.value) for p in problems) == BROKEN


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("answers/bad-value.md", "allowed values: upper, mid, lower, whole, other"),
        ("answers/missing-key.md", "Field required"),
        ("answers/no-front-matter.md", "must start with front matter between two lines of ---"),
        ("answers/wrong-name.md", "must be the file's name, wrong-name"),
        ("exercises/no-steps.md", "needs at least one list item"),
        ("sources/blogs.toml", "allowed values: article, forum, guideline, review, study, book, page"),
    ],
)
def test_the_message_says_what_is_wanted(broken: Path, file: str, said: str) -> None:
    _, problems = read_pack(broken)
    assert said in {p.message for p in problems if p.file == file}


def test_what_is_not_broken_still_loads(broken: Path) -> None:
    pack, _ = read_pack(broken)
    assert [a.id for a in pack.answers] == [
        "dead-reference", "few-asks", "lat-gap", "long-body", "no-body", "no-source", "other-name", "overdue",
        "same-phrasing", "unsigned",
    ]  # fmt: skip
    assert [x.id for x in pack.exercises] == ["bird-dog", "one-arm-row", "orphan"]
    assert [s.id for s in pack.sources] == ["forum-thread-2006"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no knowledge folder"):
        read_pack(tmp_path / "nowhere")


def test_an_empty_folder_is_an_empty_pack(tmp_path: Path) -> None:
    pack, problems = read_pack(tmp_path)
    assert (pack.answers, pack.exercises, pack.terms, problems) == ((), (), (), ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("answers/lat-gap.md", ANSWER.format(more="reviewed: 2026-02-30")),
        ("answers/lat-gap.md", ANSWER.format(more="muscles: [a\tb: {")),
        ("answers/lat-gap.md", ANSWER.format(more="caveats: !!python/object/apply:os.getcwd []")),
        ("answers/lat-gap.md", ANSWER.format(more="caveats: *nowhere")),
        ("answers/lat-gap.md", ANSWER.format(more="caveats: '\0'")),
        ("answers/lat-gap.md", "---\n- a list\n---\nText.\n"),
        ("sources/threads.toml", 'source = "a thread"\n'),
        ("sources/threads.toml", 'source = ["a thread"]\n'),
        ("sources/threads.toml", '[source]\nid = "a-thread"\n'),
        ("vocabulary/synonyms.toml", "[words]\nbigger = 3\n"),
        ("vocabulary/synonyms.toml", 'words = "bigger"\n'),
        ("vocabulary/synonyms.toml", '[words]\nbigger = "larger"\n'),
    ],
)
def test_a_mistake_is_a_problem_and_never_a_crash(tmp_path: Path, path: str, text: str) -> None:
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_text(text, encoding="utf-8")
    _, problems = read_pack(tmp_path)
    assert [problem.file for problem in problems] == [path]


def test_the_hash_changes_with_any_file(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    shutil.copytree(PACKS / "small", folder)
    before = pack_hash(folder)
    assert before == pack_hash(PACKS / "small")
    file = folder / "muscles" / "erector-spinae.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert pack_hash(folder) != before


def test_a_problem_reads_as_one_line() -> None:
    assert str(Problem("answers/lat-gap.md", 4, "region", "allowed values: upper, mid", "sideways")) == (
        "answers/lat-gap.md:4: region = 'sideways': allowed values: upper, mid"
    )
    assert str(Problem("answers/lat-gap.md", 1, "body", "is empty")) == "answers/lat-gap.md:1: body: is empty"


def test_the_curated_pack_reads_without_a_problem() -> None:
    pack, problems = read_pack(BASE)
    assert problems == ()
    sizes = (pack.answers, 80), (pack.exercises, 40), (pack.caveats, 30), (pack.muscles, 25)
    assert [len(part) >= least for part, least in sizes] == [True] * 4
