"""Forum threads, articles and Discord exports of a folder, read into posts; a bad file is named and left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

MOST_BYTES = 20_000_000  # a file larger than this is an archive of a server rather than a thread
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".json")


@dataclass(frozen=True, slots=True)
class Post:
    """What one person wrote, or one section of an article under its heading; `at` is as the file has it."""

    author: str
    text: str
    at: str = ""
    replies_to: str = ""
    id: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """Posts in their order with what is needed to credit them."""

    title: str
    posts: tuple[Post, ...]
    address: str = ""
    kind: Literal["forum", "article"] = "forum"
    year: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no thread, and why: a key of `wording/drafting.j2` with what goes with it."""

    file: str
    reason: str
    more: str = ""


class NoThread(Exception):
    """A text holds nothing that could be read as a thread or an article; `reason` is a key of the wording."""

    def __init__(self, reason: str, more: str = "") -> None:
        super().__init__(reason)
        self.reason, self.more = reason, more


def read_threads(path: Path) -> tuple[tuple[Thread, ...], tuple[Unread, ...]]:
    """Every thread of a file or of a folder's files, in the order of their names, and the files that gave none.

    :raises FileNotFoundError: when there is no such file or folder.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    threads: list[Thread] = []
    unread: list[Unread] = []
    for file in _files(path):
        try:
            threads.append(replace(read_thread(decoded(file), file.name), file=file.name))
        except NoThread as error:
            unread.append(Unread(file.name, error.reason, error.more))
        except OSError as error:
            unread.append(Unread(file.name, "unreadable", error.strerror or ""))
    return tuple(threads), tuple(unread)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        found = sorted(path.rglob("*"))
        yield from (p for p in found if p.is_file() and not p.name.startswith(".") and p.name != "README.md")


def decoded(file: Path) -> str:
    """A file's text, whichever of the usual encodings it is in.

    :raises NoThread: for what is no text, or too large.
    """
    if file.suffix.lower() not in SUFFIXES:
        raise NoThread("suffix", " ".join(SUFFIXES))
    if file.stat().st_size > MOST_BYTES:
        raise NoThread("too-large", str(MOST_BYTES // 1_000_000))
    data = file.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if text.count("\0") or sum(not c.isprintable() and c not in "\n\r\t\f" for c in text[:4_000]) > 40:
        raise NoThread("no-text")
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NoThread("no-text") from None


def read_thread(text: str, name: str) -> Thread:
    """One file's text as a thread, by what it looks like rather than by its name alone.

    :raises NoThread: when nothing in it reads as posts or as an article.
    """
    # the readers are many lines that a text file alone does not need
    from bot.drafting.thread_discord import discord_thread
    from bot.drafting.thread_html import html_thread
    from bot.drafting.thread_text import text_thread

    start = text.lstrip()[:400].lower()
    if not start:
        raise NoThread("empty")
    if name.lower().endswith(".json"):
        return discord_thread(text)
    if name.lower().endswith((".html", ".htm")) or start.startswith(("<!doctype html", "<html")):
        return html_thread(text)
    return text_thread(text.replace("\r\n", "\n").replace("\r", "\n"), Path(name).stem)
