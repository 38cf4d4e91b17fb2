"""What a moderator is told of a pack: what is broken, and what a reader or an evaluation would stumble over."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.entries import Answer, Caveat, Entry, Exercise, Muscle, Pack, Source
from knowledge.folder import Problem
from knowledge.revisions import Kind
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


def references(entry: Entry) -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
    """Where an entry names others: the field, what kind of entry it names, and their ids."""
    if isinstance(entry, Answer):
        yield "exercises", "exercise", tuple(pick.id for pick in entry.exercises)
        yield "caveats", "caveat", entry.caveats
        yield "follow_ups", "answer", entry.follow_ups
        yield "muscles", "muscle", entry.muscles
    elif isinstance(entry, Exercise):
        yield "muscles", "muscle", (*entry.primary, *entry.secondary)
        yield "easier", "exercise", entry.easier
        yield "harder", "exercise", entry.harder
        yield "instead_of", "exercise", entry.instead_of
    elif isinstance(entry, Caveat):
        yield "attach.exercises", "exercise", entry.exercises
        yield "attach.muscles", "muscle", entry.muscles
    elif isinstance(entry, Muscle):
        yield "part_of", "muscle", (entry.part_of,) if entry.part_of else ()
    if not isinstance(entry, Source):
        yield "sources", "source", entry.sources


def _dead_references(pack: Pack) -> Iterator[Problem]:
    known: dict[Kind, set[str]] = {
        "answer": {a.id for a in pack.answers} | {f"how-to-{x.id}" for x in pack.exercises},
        "exercise": {x.id for x in pack.exercises},
        "caveat": {c.id for c in pack.caveats},
        "muscle": {m.id for m in pack.muscles},
        "source": {s.id for s in pack.sources},
    }
    for folder in ("answers", "exercises", "caveats", "muscles"):
        for entry in getattr(pack, folder):
            for field, kind, named in references(entry):
                for id_ in named:
                    if id_ not in known[kind]:
                        yield Problem(f"{folder}/{entry.id}.md", 1, field, "leads nowhere: no such entry", id_)


def _orphans(pack: Pack) -> Iterator[Problem]:
    """Exercises that no answer recommends and no other exercise leads to."""
    reached = {pick.id for a in pack.answers for pick in a.exercises}
    reached |= {id_ for x in pack.exercises for id_ in (*x.easier, *x.harder)}
    for x in pack.exercises:
        if x.id not in reached and not x.instead_of:
            yield Problem(f"exercises/{x.id}.md", 1, "id", "is an orphan: nothing leads to it", x.id)


def spoken(ask: str) -> str:
    """A phrasing without its marks and capitals; two that are the same here are the same question."""
    return " ".join(words(ask))


def _twice_asked(pack: Pack) -> Iterator[Problem]:
    """Phrasings that stand under two answers, whatever their marks and capitals."""
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a in pack.answers:
        for ask in a.asks:
            owners[spoken(ask)].append((a.id, ask))
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
