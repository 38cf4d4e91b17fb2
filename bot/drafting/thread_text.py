"""Reads plain text and Markdown: a thread where lines say who wrote, else an article by its headings."""

import re
from typing import TypeAlias

from bot.drafting.threads import NoThread, Post, Thread

_NAME = r"[@\w][\w.'’ &-]{0,30}?"
_DAY = r"[^\n]*\d[^\n]*"
Mark: TypeAlias = re.Pattern[str]
# How a line says that what follows was written by `who`, surest first; the text of a "name: text" line begins on it.
_MARKS: tuple[Mark, ...] = (
    re.compile(
        rf"^(?:Re: [^\n]*\n)?(?:Posted |Post |Reply |Comment )?by:? (?P<who>{_NAME})"
        rf"(?: (?:»|on|at|[-–—·|,]) (?P<at>{_DAY}))?$",
        re.M,
    ),
    re.compile(rf"^\[(?P<at>\d[^\]\n]{{5,30}})\] (?P<who>{_NAME})(?:#\d{{4}})?$", re.M),
    re.compile(
        rf"^(?:#{{1,6}} |\*\*)?(?:u/)?(?P<who>{_NAME})(?:\*\*)? (?:wrote|said|replied|asked|answered|posted|writes)"
        rf"(?: (?:on|at) (?P<at>{_DAY}?))?:?(?:\*\*)?$",
        re.M,
    ),
    re.compile(
        rf"^From: (?P<who>{_NAME})(?: <[^>\n]*>)?\n(?:(?:Date|Sent): (?P<at>[^\n]*)\n)?(?:(?:To|Subject): [^\n]*\n)*",
        re.M,
    ),
    re.compile(rf"^(?:#{{1,6}} |\*\*)(?:u/|@)?(?P<who>{_NAME})(?:\*\*)? (?:[-–—·|,(]) ?(?P<at>{_DAY}?)\)?$", re.M),
    re.compile(
        rf"^(?:\[[^\]\n]{{3,30}}\] ?)?(?:\*\*|<)?(?P<who>[@\w][\w.'’-]*(?: [\w.'’-]+){{0,2}})>?"
        rf"(?: \((?P<at>{_DAY}?)\))?(?::(?:\*\*)?|(?<=>)) +(?=\S)",
        re.M,
    ),
)
_NO_NAMES = """
    how-to how_to read-more note tip tips example examples update edit warning important steps step title url source
    link sources question answer q a ps p.s. tldr tl;dr bonus photo image caption by date author week day upper
    lower sets reps rest monday tuesday wednesday thursday friday saturday sunday subject from to re posted joined
    location posts lats back legs remember also finally first second third equipment muscles benefits goal reminder
    disclaimer
"""
_LABELS = frozenset(_NO_NAMES.split())
_PROFILE = re.compile(
    r"^(?:posts|joined|location|user avatar|online status|reputation|member since|in memoriam|rank|likes)\b:?.*$",
    re.I | re.M,
)
_JUNK = re.compile(
    r"^(?:• |read more|see also|related|photo credit|advertisement|share (?:this|on)|subscribe|sign up|newsletter"
    r"|moderators?:|guild:"
    r"|(?:lose|gain) [\d.]+ pounds?|maintain my|demand media|about the author|author image|copyright|privacy"
    r"|all rights|you're all caught up|enter your email|get your free|hi, i'm |female$|male$|ft\. in\.)|photo credit|"
    r"privacy policy",
    re.I,
)
_TAIL = re.compile(
    r"^(?:\w+ calorie tracker|related (?:articles|posts|reading)|references|sources|further reading|comments"
    r"|about the author|share this|you (?:may|might) also like)\b.{0,40}$",
    re.I,
)
_BYLINE = re.compile(r"^(?:author image|written by|by) (?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})$")
_URL = re.compile(r"^(?:url|source|link|address|from)?:? *<?(https?://\S+?)>?$", re.I | re.M)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def year_in(text: str) -> int | None:
    """The first year that stands in a date."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def text_thread(text: str, name: str) -> Thread:
    """A thread or an article of a plain text; `name` is its title where it has none.

    :raises NoThread: when it has neither posts nor a paragraph.
    """
    address = _URL.search(text[:2_000])
    found = address[1] if address else ""
    for mark in _MARKS:
        heads = [head for head in mark.finditer(text) if _is_name(head["who"])]
        if posts := _posts(text, heads):
            title = _first_line(text[: heads[0].start()]) or _subject(text) or re.sub(r"[-_]+", " ", name)
            years = (year_in(post.at) for post in posts)
            return Thread(title, posts, found, year=next(filter(None, years), None))
    return _article(text, name, found)


def _posts(text: str, heads: list[re.Match[str]]) -> tuple[Post, ...]:
    if len({head["who"] for head in heads}) < 2 or _long_before(text[: heads[0].start()]):
        return ()
    ends = [head.start() for head in heads[1:]] + [len(text)]
    cut = [_without_profile(text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    written = [(head, words) for head, words in zip(heads, cut, strict=True) if words]
    return tuple(Post(head["who"].lstrip("@").strip(), words, (head["at"] or "").strip()) for head, words in written)


def _long_before(text: str) -> bool:
    """Whether prose stands before the first post, as in an article with a line like "Lower back: …" further down."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(len(line) > 100 for line in lines) > 0


def _is_name(who: str) -> bool:
    return who.strip().lower().replace(" ", "-") not in _LABELS and len(who.split()) <= 4


def _without_profile(text: str) -> str:
    """A post without the box about its next author that a copied page leaves at its end."""
    blocks = re.split(r"\n\s*\n", text.strip("\n"))
    while len(blocks) > 1 and (_PROFILE.search(blocks[-1]) or re.fullmatch(r"\s*|[-_=*]{3,}", blocks[-1])):
        blocks.pop()
    return "\n\n".join(blocks).strip().strip("-_=*").strip()


def _first_line(text: str) -> str:
    """The first line that says something; the head that Discord exports put over their channel is passed over."""
    for line in (line.strip().lstrip("#").strip() for line in text.splitlines()):
        if re.search(r"[^\W\d_]", line) and not _JUNK.search(line) and not _URL.match(line):
            return line.removeprefix("Channel: ")
    return ""


def _subject(text: str) -> str:
    found = re.search(r"^Subject: (?:Re: )*(.+)$", text, re.M)
    return found[1].strip() if found else ""


def _article(text: str, name: str, address: str) -> Thread:
    lines = [line.strip() for line in text.splitlines()]
    byline = next(filter(None, (_BYLINE.match(line) for line in lines[:40])), None)
    author = byline["who"] if byline else ""
    sections = sections_of(text, author)
    if not sections:
        raise NoThread("no-posts")
    return Thread(_article_title(text, name), sections, address, "article")


def _article_title(text: str, name: str) -> str:
    """The line that stands twice at the top of a copied page, or the first; of mere prose the file's name."""
    lines = [line.strip().lstrip("# ") for line in text.splitlines()[:40] if line.strip()]
    twice = next((line for at, line in enumerate(lines) if line in lines[at + 1 :] and _is_heading(line)), "")
    first = twice or _first_line(text)
    if len(first.split()) <= 16:
        return first
    named = re.sub(r"[-_]+", " ", name)
    return named if not re.search(r"\d{3}|[0-9a-f]{6}", named) else " ".join(first.split()[:9]) + " …"


def sections_of(text: str, author: str) -> tuple[Post, ...]:
    """An article cut at its headings; two blank lines begin a section that has lost its heading."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    blank = 0
    for line in (line.strip() for line in text.split("\n")):
        if _TAIL.match(line):
            break
        if not line:
            blank += 1
            continue
        if _is_heading(line):
            sections.append((line.lstrip("#").strip().rstrip(":"), []))
        elif not _JUNK.search(line) and not (author and line.startswith(author)):
            if blank >= 2 and sections[-1][1]:
                sections.append(("", []))
            sections[-1][1].append(line)
        blank = 0
    posts = (Post(author, "\n".join(lines), heading=heading) for heading, lines in sections)
    return tuple(post for post in posts if len(post.text.split()) >= 20)


_TITLED = re.compile(r"[A-Z0-9“\"'‘](?:[^.!;]|\bvs\.){2,80}[^.!,;:]|#{1,6} \S.*")


def _is_heading(line: str) -> bool:
    """A short line that begins like a title and ends like none of a paragraph's."""
    return (
        _TITLED.fullmatch(line) is not None
        and len(line.split()) <= 12
        and not _JUNK.search(line)
        and not _BYLINE.match(line)
    )
