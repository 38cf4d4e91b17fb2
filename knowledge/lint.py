"""What a moderator is told of a pack: what is broken, and what a reader or an evaluation would stumble over."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from knowledge.entries import Answer, Pack
from knowledge.folder import Problem
from knowledge.text import words
from knowledge.vocabularies import COMMUNITY, MAX_BODY_WORDS, MIN_ASKS, TOPICS

_NO_ENTRY = frozenset({"out-of-scope", "howto:other", COMMUNITY})


def lint(pack: Pack, folder: Path, today: date) -> tuple[Problem, ...]:
    """Everything wrong with the entries of a pack that reading it could not see, in the order of files."""
    found = [
        *_dead_references(pack),
        *_orphans(pack),
        *_twice_asked(pack),
        *_answers(pack, today),
        *_aliases(pack),
        *_missing_topics(pack),
    ]
    return tuple(sorted(_placed(problem, folder) for problem in found))


def _dead_references(pack: Pack) -> Iterator[Problem]:
    answers, exercises = {a.id for a in pack.answers}, {x.id for x in pack.exercises}
    derived = {f"how-to-{x.id}" for x in pack.exercises}
    caveats, muscles = {c.id for c in pack.caveats}, {m.id for m in pack.muscles}
    sources = {s.id for s in pack.sources}
    for a in pack.answers:
        yield from _dead(f"answers/{a.id}.md", "exercises", (pick.id for pick in a.exercises), exercises)
        yield from _dead(f"answers/{a.id}.md", "caveats", a.caveats, caveats)
        yield from _dead(f"answers/{a.id}.md", "follow_ups", a.follow_ups, answers | derived)
        yield from _dead(f"answers/{a.id}.md", "muscles", a.muscles, muscles)
        yield from _dead(f"answers/{a.id}.md", "sources", a.sources, sources)
    for x in pack.exercises:
        yield from _dead(f"exercises/{x.id}.md", "muscles", (*x.primary, *x.secondary), muscles)
        yield from _dead(f"exercises/{x.id}.md", "easier", x.easier, exercises)
        yield from _dead(f"exercises/{x.id}.md", "harder", x.harder, exercises)
        yield from _dead(f"exercises/{x.id}.md", "instead_of", x.instead_of, exercises)
        yield from _dead(f"exercises/{x.id}.md", "sources", x.sources, sources)
    for c in pack.caveats:
        yield from _dead(f"caveats/{c.id}.md", "attach.exercises", c.exercises, exercises)
        yield from _dead(f"caveats/{c.id}.md", "attach.muscles", c.muscles, muscles)
        yield from _dead(f"caveats/{c.id}.md", "sources", c.sources, sources)
    for m in pack.muscles:
        yield from _dead(f"muscles/{m.id}.md", "part_of", filter(None, [m.part_of]), muscles)
        yield from _dead(f"muscles/{m.id}.md", "sources", m.sources, sources)


def _dead(file: str, field: str, named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for id_ in named:
        if id_ not in known:
            yield Problem(file, 1, field, "leads nowhere: no such entry", id_)


def _orphans(pack: Pack) -> Iterator[Problem]:
    """Exercises that no answer recommends and no other exercise leads to."""
    reached = {pick.id for a in pack.answers for pick in a.exercises}
    reached |= {id_ for x in pack.exercises for id_ in (*x.easier, *x.harder)}
    for x in pack.exercises:
        if x.id not in reached and not x.instead_of:
            yield Problem(f"exercises/{x.id}.md", 1, "id", "is an orphan: nothing leads to it", x.id)


def _twice_asked(pack: Pack) -> Iterator[Problem]:
    """Phrasings that stand under two answers, whatever their marks and capitals."""
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a in pack.answers:
        for ask in a.asks:
            owners[" ".join(words(ask))].append((a.id, ask))
    for listed in owners.values():
        for id_, ask in listed[1:]:
            yield Problem(f"answers/{id_}.md", 1, "asks", f"is asked of answers/{listed[0][0]}.md too", ask)


def _answers(pack: Pack, today: date) -> Iterator[Problem]:
    for a in pack.answers:
        file = f"answers/{a.id}.md"
        length = len(a.body.split())
        if length > MAX_BODY_WORDS:
            yield Problem(file, 1, "body", f"has {length} words; at most {MAX_BODY_WORDS}")
        if not a.body:
            yield Problem(file, 1, "body", "is empty")
        if len(a.asks) < MIN_ASKS:
            yield Problem(file, 1, "asks", f"has {len(a.asks)} phrasings; at least {MIN_ASKS}")
        if not a.sources:
            yield Problem(file, 1, "sources", "is empty: every claim needs a source")
        yield from _review(a, file, today)


def _review(a: Answer, file: str, today: date) -> Iterator[Problem]:
    if a.reviewed is None or a.review_by is None:
        yield Problem(file, 1, "reviewed", "is missing: nobody has signed this answer off")
    elif date.fromisoformat(a.review_by) < today:
        yield Problem(file, 1, "review_by", "has passed: the answer needs another look", a.review_by)


def _aliases(pack: Pack) -> Iterator[Problem]:
    """Names that stand for two exercises or two muscles."""
    for kind, entries in (("exercises", pack.exercises), ("muscles", pack.muscles)):
        owner: dict[str, str] = {}
        for entry in entries:
            for alias in (entry.name, *entry.aliases):
                first = owner.setdefault(" ".join(words(alias)), entry.id)
                if first != entry.id:
                    yield Problem(f"{kind}/{entry.id}.md", 1, "aliases", f"also names {first}", alias)


def _missing_topics(pack: Pack) -> Iterator[Problem]:
    covered = Counter(topic for a in pack.answers for topic in a.topics[:1])
    for topic in TOPICS:
        if not covered[topic] and topic not in _NO_ENTRY:
            yield Problem("answers", 0, "topics", "no answer has this topic first", topic)


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with the line its value or field stands on."""
    path = folder / problem.file
    if not path.is_file():
        return problem
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = problem.value or f"{problem.field.split('.')[0]}:"
    line = next((n for n, text in enumerate(lines, 1) if wanted in text), 1)
    return Problem(problem.file, line, problem.field, problem.message, problem.value)
