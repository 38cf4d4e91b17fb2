"""Threads, articles and exports are read whichever way they were saved; a bad file costs only itself."""

from pathlib import Path

import pytest

from bot.drafting.threads import NoThread, Post, Thread, Unread, read_thread, read_threads

DRAFTS = Path(__file__).parents[2] / "drafts"


def who_said(thread: Thread) -> list[tuple[str, str]]:
    return [(post.author, post.text.split("\n")[0][:28]) for post in thread.posts]


def test_a_folder_is_read_and_bad_files_are_named() -> None:
    threads, unread = read_threads(DRAFTS)
    assert [(thread.file, thread.title, thread.kind, thread.year) for thread in threads] == [
        ("article.html", "Three moves for a back that pulls to one side", "article", 2019),
        ("export.json", "back questions", "forum", 2024),
        ("forum-page.html", "Desk job, tight upper back", "forum", 2021),
        ("numb.md", "Numb between my legs after squats", "forum", None),
        ("rowing-club.txt", "Stroke side lat is twice the size", "forum", None),
    ]
    assert [(left_out.file, left_out.reason) for left_out in unread] == [
        ("broken.json", "bad-json"),
        ("chatter.txt", "no-posts"),
        ("empty.txt", "empty"),
        ("users.json", "no-export"),
    ]
    assert [thread.address for thread in threads] == [
        "https://news.example.org/three-moves",
        "https://discord.com/channels/11/22",
        "https://iron.example.org/threads/77",
        "",
        "https://forum.example.org/t/812",
    ]


def test_an_export_joins_what_one_person_wrote_in_a_row() -> None:
    (thread,), _ = read_threads(DRAFTS / "export.json")
    assert [(post.author, post.id, post.replies_to) for post in thread.posts] == [
        ("Kim", "1", ""),
        ("bo", "3", ""),
        ("coach_ann", "5", "1"),
        ("ty", "6", "3"),
    ]
    assert thread.posts[0].text == (
        "my right erector is way bigger than the left after a year of deadlifts\n\nwhat should i add to fix it?"
    )


def test_a_forum_page_gives_posts_without_quotes_and_signatures() -> None:
    (thread,), _ = read_threads(DRAFTS / "forum-page.html")
    assert who_said(thread) == [
        ("Lena", "I sit nine hours a day and m"),
        ("old_timer", "Get up every half hour for t"),
        ("pillbox", "Just take two ibuprofen ever"),
        ("lurker", "Following this one, mine is "),
    ]
    assert thread.posts[1].at == "2021-04-02T10:00"
    assert not any("bust" in post.text or "not text" in post.text for post in thread.posts)


def test_an_article_is_cut_at_its_headings() -> None:
    (thread,), _ = read_threads(DRAFTS / "article.html")
    assert [(post.author, post.heading) for post in thread.posts] == [
        ("Ida Rask", "Three moves for a back that pulls to one side"),
        ("Ida Rask", "Suitcase carry"),
        ("Ida Rask", "Side plank"),
        ("Ida Rask", "What the club sells"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lats\n\nsam: is one lat bigger?\nAnn: row first",
        "Lats\n\n<sam> is one lat bigger?\n<Ann> row first",
        "Lats\n\nPost by sam » Sun Mar 05, 2006 9:02 pm\n\nis one lat bigger?\n\nAnn\nPosts: 12\nJoined: May 2004"
        "\n\nPost by Ann » Sun Mar 05, 2006\n\nrow first",
        "# Lats\n\n## sam wrote:\n\nis one lat bigger?\n\n---\n\n## Ann replied:\n\nrow first",
        "# Lats\n\n**sam** wrote:\nis one lat bigger?\n\n**Ann** wrote:\nrow first",
        "Lats\n\n[2021-03-05 21:02] sam\nis one lat bigger?\n\n[2021-03-05 21:04] Ann\nrow first",
        "From: sam <s@example.org>\nDate: 3 May 2021\nSubject: Lats\n\nis one lat bigger?"
        "\n\nFrom: Ann\nSubject: Re: Lats\n\nrow first",
        "=====\nGuild: Gym\nChannel: Lats\n=====\n\n[03-Feb-24 10:00 AM] sam\nis one lat bigger?\n"
        "\n[03-Feb-24 10:05 AM] Ann\nrow first",
        "### u/sam · 3 May 2021\nis one lat bigger?\n\n### u/Ann · 4 May 2021\nrow first",
    ],
)  # fmt: skip
def test_a_thread_is_told_by_who_wrote(text: str) -> None:
    thread = read_thread(text, "Lats.txt")
    assert [(post.author, post.text) for post in thread.posts] == [("sam", "is one lat bigger?"), ("Ann", "row first")]
    assert (thread.title, thread.kind) == ("Lats", "forum")


def test_an_article_with_a_colon_in_it_is_no_thread() -> None:
    long = "Most people favour one side of the back in what they do all day, and it shows in how both sides look."
    text = f"Even backs\n\n{long}\n\nUpper back: {long}\n\nMid back: {long}\n"
    thread = read_thread(text, "even.txt")
    assert (thread.kind, thread.title, len(thread.posts)) == ("article", "Even backs", 1)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("sam: caf\xe9 row?\nAnn: yes".encode("cp1252"), "latin.txt"),
        ("sam: caf\xe9 row?\nAnn: yes".encode(), "utf8.txt"),
        ("sam: caf\xe9 row?\nAnn: yes".encode("utf-8-sig"), "bom.txt"),
        ("sam: caf\xe9 row?\nAnn: yes".encode("utf-16"), "utf16.txt"),
        ("sam: caf\xe9 row?\r\nAnn: yes".encode(), "crlf.txt"),
    ],
)
def test_the_usual_encodings_are_read(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (thread,), unread = read_threads(tmp_path)
    assert ([post.text for post in thread.posts], unread) == (["caf\xe9 row?", "yes"], ())


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "back.txt", "no-text"),
        (b"\xff\xfe\x00", "half.txt", "no-text"),
        (b"row", "row.exe", "suffix"),
        (b"<html><body><p>Hi</p></body></html>", "hi.html", "no-posts"),
        (b'{"messages": [{"content": 3}, null, {"author": {}, "content": ""}]}', "odd.json", "no-posts"),
        (b"[" * 100_000, "deep.json", "bad-json"),
        (b"<div>" * 50_000, "deep.html", "no-posts"),
    ],
)
def test_a_bad_file_is_left_out_with_its_reason(data: bytes, name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    threads, unread = read_threads(tmp_path)
    assert (threads, [(left_out.file, left_out.reason) for left_out in unread]) == ((), [(name, reason)])


def test_an_empty_text_holds_no_thread() -> None:
    with pytest.raises(NoThread):
        read_thread(" \n", "x.txt")


def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_threads(tmp_path / "none")
    assert read_threads(tmp_path) == ((), ())
    assert Unread("a", "b") == Unread("a", "b", "")
    assert Post("a", "b").heading == ""
