"""An entry's file text: the way back from `entry_files.read_entry`, and edits that leave every other byte alone."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from knowledge.entries import Answer, Caveat, Entry, Exercise, Muscle, Pick, Source
from knowledge.revisions import Kind
from knowledge.vocabularies import EQUIPMENT

_STR = "tag:yaml.org,2002:str"
_BARE = re.compile(r"[\w(/+][\w '’‘“”().,;!?/+=…–—%&*°£$€-]*")
_BARE_IN_LIST = re.compile(r"[\w(/+][\w '’‘().;!/+=–—%°-]*")
_ODD = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def write_entry(entry: Entry) -> str:
    """The text of an entry's file, in the curated files' style; `read_entry` gives the same entry back.

    Shapes: prose is stripped, without carriage returns, and list items are not empty, as reading leaves them.
    """
    return _WRITERS[type(entry)](entry)


def kind_of(entry: Entry) -> Kind:
    """What kind of entry a value is, as revisions call it."""
    return _KINDS[type(entry)]


def scalar(text: str) -> str:
    """A text as a YAML value on one line, quoted wherever bare it would be read as something else."""
    bare = _BARE.fullmatch(text) and _stays_text(text)
    return text if bare else quoted(text)


def flow(items: Iterable[str]) -> str:
    """Short values as a YAML list on one line."""
    return f"[{', '.join(x if _BARE_IN_LIST.fullmatch(x) and _stays_text(x) else quoted(x) for x in items)}]"


def quoted(text: str) -> str:
    """A text in quotes that YAML and TOML both read; what an editor would not show is written as a code."""
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    text = re.sub(r'[\\"\n\t]', lambda m: short[m[0]], text)
    return '"' + _ODD.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + '"'


def block(key: str, items: Iterable[str], indent: str = "  ") -> str:
    """Values as a YAML list with a line for each, such as the phrasings of an answer."""
    lines = [f"{indent}- {scalar(item)}\n" for item in items]
    return f"{key}:\n{''.join(lines)}" if lines else f"{key}: []\n"


def pick_lines(pick: Pick, indent: str = "  ") -> str:
    """One exercise of an answer, as its lines in the front matter."""
    when = f"{indent}  when: {flow(pick.when)}\n" if pick.when else ""
    return f"{indent}- id: {scalar(pick.id)}\n{indent}  why: {scalar(pick.why)}\n{when}"


def field(key: str, value: object, indent: str = "  ") -> str:
    """One field of a front matter with all its lines; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        if key in _BLOCKS:
            return block(key, value, indent)
        if key == "exercises" and any(isinstance(item, Pick) for item in value):
            return f"{key}:\n" + "".join(pick_lines(pick, indent) for pick in value)
        return f"{key}: {flow(value)}\n"
    if isinstance(value, bool):
        return f"{key}: {str(value).lower()}\n"
    return f"{key}: {value if key in _DATES else scalar(str(value))}\n"


def _stays_text(text: str) -> bool:
    if text[-1:] in " :" or ": " in text or " #" in text or text.endswith("---") or text.startswith(("- ", "? ")):
        return False
    kind = _resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(kind == _STR)


@cache
def _resolver() -> Resolver:
    return Resolver()


def _fields(entry: object, names: str, **other: Any) -> str:
    return "".join(field(name, other[name] if name in other else getattr(entry, name)) for name in names.split())


def _page(head: str, body: str) -> str:
    return f"---\n{head}---\n{body}\n" if body else f"---\n{head}---\n"


def _answer(a: Answer) -> str:
    return _page(_fields(a, ANSWER_FIELDS), a.body)


def _exercise(x: Exercise) -> str:
    order = {name: at for at, name in enumerate(EQUIPMENT)}
    kit = tuple("+".join(sorted(needs, key=lambda name: order.get(name, -1))) for needs in x.equipment)
    head = _fields(x, "id name aliases")
    head += f"muscles: {{primary: {flow(x.primary)}, secondary: {flow(x.secondary)}}}\n"
    head += _fields(x, "region sides plane equipment level", equipment=kit)
    head += f"dose: {{{', '.join(f'{name}: {quoted(said)}' for name, said in asdict(x.dose).items() if said)}}}\n"
    head += _fields(x, "easier harder instead_of cautions sources")
    return _page(head, f"{_one_line(x.summary)}\n\n{_prose(x)}")


def _prose(x: Exercise) -> str:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(x.steps, 1))
    cues, faults = ("\n".join(f"- {item}" for item in items) for items in (x.cues, x.faults))
    told = (("Why", x.why), ("Load", x.load), ("Feel", x.feel))
    more = "".join(f"\n\n## {title}\n" + "\n".join(f"- {item}" for item in items) for title, items in told if items)
    return f"## Steps\n{steps}\n\n## Cues\n{cues}\n\n## Common faults\n{faults}{more}"


def _one_line(summary: str) -> str:
    """A summary that begins like a heading is broken after the marks, which reading joins again."""
    return summary.replace("## ", "##\n", 1) if summary.startswith("## ") else summary


def _caveat(c: Caveat) -> str:
    attach = "".join(f"  {field(name, getattr(c, name))}" for name in ("topics", "exercises", "muscles", "when"))
    return _page(f"{_fields(c, 'id severity')}attach:\n{attach}{_fields(c, 'sources')}", c.text)


def _muscle(m: Muscle) -> str:
    return _page(_fields(m, "id name plain aliases region paired part_of sources"), m.body)


def _source(s: Source) -> str:
    rows = {name: getattr(s, name) for name in ("id", "kind", "title", "author", "year", "address", "licence")}
    shown = (
        f"{name} = {value if isinstance(value, int) else quoted(value)}\n" for name, value in rows.items() if value
    )
    return f"[[source]]\n{''.join(shown)}"


ANSWER_FIELDS = (
    "id title topics asks muscles region compares concern moment exercises caveats follow_ups sources evidence "
    "certainty author reviewed review_by"
)
_BLOCKS = frozenset({"asks"})
_DATES = frozenset({"reviewed", "review_by"})
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Answer: _answer,
    Exercise: _exercise,
    Caveat: _caveat,
    Muscle: _muscle,
    Source: _source,
}
_KINDS: Mapping[type, Kind] = {
    Answer: "answer",
    Exercise: "exercise",
    Caveat: "caveat",
    Muscle: "muscle",
    Source: "source",
}
