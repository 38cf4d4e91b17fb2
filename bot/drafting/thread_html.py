"""Reads a saved web page: a forum's thread where posts can be told apart, else an article by its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.drafting.thread_text import sections_of, year_in
from bot.drafting.threads import NoThread, Post, Thread

_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_BLOCK_TAGS = "p div li ul ol tr table section article h1 h2 h3 h4 h5 h6 blockquote pre dd dt figure main"
_NEVER_TAGS = "script style noscript template svg form button select nav footer aside header iframe figure figcaption"
_VOID, _BLOCK, _NEVER = (frozenset(tags.split()) for tags in (_VOID_TAGS, _BLOCK_TAGS, _NEVER_TAGS))
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_POST = re.compile(
    r"(?:^|[ _-])(?:post|message|comment|reply|answer|question|topic-post|bbp-reply)(?:$|[ _-]|\d)", re.I
)
_BODY = re.compile(
    r"(?:^|[ _-])(?:post[_-]?(?:body|content|text|message)|content|body|message[_-]?(?:body|text|content)|text|md"
    r"|entry-content|bbwrapper|comment[_-]?(?:body|text|content)|cooked|prose)(?:$|[ _-])",
    re.I,
)
_AUTHOR = re.compile(r"(?:^|[ _-])(?:author|user(?:name)?|poster|nick(?:name)?|byline|member)(?:$|[ _-])", re.I)
_DATE = re.compile(r"(?:^|[ _-])(?:date|time|timestamp|posted)(?:$|[ _-])", re.I)
_QUOTE = re.compile(
    r"(?:^|[ _-])(?:quote\w*|signature|sig|edited|notice|share|toolbar|avatar|profile|controls)(?:$|[ _-])", re.I
)
_LEAST = 2  # posts that make a thread
_SHORTEST = 15  # characters of a post


@dataclass(slots=True)
class _Node:
    tag: str
    attrs: dict[str, str]
    parts: list["_Node | str"] = field(default_factory=list)

    @property
    def marks(self) -> str:
        """Class, id and what microdata calls it."""
        return " ".join(self.attrs.get(name, "") for name in ("class", "id", "itemprop", "itemtype", "rel"))

    def inside(self) -> "Iterator[_Node]":
        """This node and all below it, in the page's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [part for part in reversed(node.parts) if isinstance(part, _Node)]


class _Page(HTMLParser):
    """Builds a tree of a page, forgiving what is never closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li") and self.open[-1].tag == tag:
            self.open.pop()
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in _VOID and len(self.open) < 400:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def html_thread(text: str) -> Thread:
    """The posts of a forum's page, or the sections of an article.

    :raises NoThread: when a page holds neither.
    """
    page = _Page()
    page.feed(text)
    page.close()
    root = page.root
    title, address = _title(root), _address(root)
    posts = tuple(_posts(root))
    if len(posts) >= _LEAST:
        return Thread(title, posts, address, year=year_in(posts[0].at))
    return _article(root, title, address)


def _posts(root: _Node) -> Iterator[Post]:
    """Posts are what is marked as such and holds no other that is; a body inside a post belongs to it."""
    inner: set[int] = set()
    for node in root.inside():
        if id(node) in inner or not _is_post(node):
            continue
        below = [other for other in node.inside() if other is not node]
        if sum(_is_post(other) and _authored(other) for other in below) >= _LEAST:
            continue
        inner |= {id(other) for other in below}
        body = next((other for other in below if _BODY.search(other.marks) and other.tag not in _NEVER), node)
        written = _text(body).strip()
        author = _author(node)
        if author and len(written) >= _SHORTEST:
            yield Post(author, written, _date(node), id=node.attrs.get("id", ""))


def _is_post(node: _Node) -> bool:
    marks = (
        f"{node.attrs.get('class', '')} {node.attrs.get('id', '')} {node.attrs.get('itemtype', '').rpartition('/')[2]}"
    )
    return node.tag in ("div", "article", "li", "section", "tr", "table") and bool(_POST.search(marks))


def _authored(node: _Node) -> bool:
    return bool(_author(node))


def _author(node: _Node) -> str:
    if named := node.attrs.get("data-author"):
        return named
    for other in node.inside():
        if other is not node and _AUTHOR.search(other.marks) and not _is_post(other):
            name = " ".join(_text(other).split())
            if 0 < len(name) <= 60:
                return name
    return ""


def _date(node: _Node) -> str:
    for other in node.inside():
        if other.tag == "time":
            return other.attrs.get("datetime") or _text(other).strip()
    return next((_text(other).strip()[:60] for other in node.inside() if _DATE.search(other.marks)), "")


def _text(node: _Node, headings: bool = False) -> str:
    """The words of a node, a line for each block; scripts, menus, quotes and signatures left out."""
    said: list[str] = []
    _say(node, said, headings)
    lines = [" ".join(line.split()) for line in "".join(said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _say(node: _Node, said: list[str], headings: bool) -> None:
    for part in node.parts:
        if isinstance(part, str):
            said.append(re.sub(r"\s+", " ", part))
        elif part.tag == "br":
            said.append("\n")
        elif part.tag not in _NEVER and part.tag != "blockquote" and not _QUOTE.search(part.attrs.get("class", "")):
            block = part.tag in _BLOCK
            said.append(
                "\n\n## " if headings and part.tag in _HEADINGS else "\n- " if part.tag == "li" else "\n" * 2 * block
            )
            _say(part, said, headings)
            said.append("\n\n" if block and part.tag != "li" else "")


def _title(root: _Node) -> str:
    named = [_text(node) for node in root.inside() if node.tag == "h1"] or [
        re.split(r" [|•·–—-] ", _text(node))[0] for node in root.inside() if node.tag == "title"
    ]
    return " ".join(next(filter(str.strip, named), "").split())


def _meta(root: _Node, *names: str) -> str:
    wanted = set(names)
    for node in root.inside():
        if node.tag == "meta" and wanted & {node.attrs.get("name", ""), node.attrs.get("property", "")}:
            return node.attrs.get("content", "").strip()
    return ""


def _address(root: _Node) -> str:
    link = next(
        (n.attrs.get("href", "") for n in root.inside() if n.tag == "link" and n.attrs.get("rel") == "canonical"), ""
    )
    address = link or _meta(root, "og:url")
    return address if re.fullmatch(r"https?://\S+", address) else ""


def _article(root: _Node, title: str, address: str) -> Thread:
    nodes = list(root.inside())
    main = next((n for tag in ("article", "main", "body") for n in nodes if n.tag == tag), root)
    author = _meta(root, "author", "article:author") or _author(main)
    author = re.sub(r"^by\s+", "", author, flags=re.I)
    sections = sections_of(_text(main, headings=True), author)
    if not sections:
        raise NoThread("no-posts")
    at = _meta(root, "article:published_time", "date") or _date(main)
    return Thread(title or sections[0].heading, sections, address, "article", year_in(at))
