"""What a server's changes make of an engine: another engine that shares all the fitted parts with the first."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.compose import Composer
from bot.reply import Own
from intents.vocabulary import Vocabulary
from knowledge.additions import Additions
from knowledge.entries import Answer, Entry, Exercise, Muscle
from knowledge.features import Phrase
from knowledge.library import Library
from knowledge.overlay import NONE, Changes, laid_over
from knowledge.search import Index

if TYPE_CHECKING:
    from bot.engine import Engine, Progress
    from knowledge.revisions import Key

NAMED = ("exercise", "muscle")  # kinds of entries whose names are linked
MANY = 500  # answers from which on progress is told


@dataclass(frozen=True, slots=True)
class Growth:
    """Where a grown engine comes from: the curated engine, every change since, and the words that they brought."""

    base: "Engine"
    changes: Changes = field(default_factory=lambda: NONE)
    words: "Mapping[Key, tuple[str, ...]]" = field(default_factory=lambda: MappingProxyType({}))
    spelt: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # by how many entries

    def more(self, changes: Changes) -> "Growth":
        """With further changes; one that makes an entry what the curated pack has undoes what was changed before."""
        files, answers = curated(self.base), self.base.library.answers
        kept, words, spelt = dict(self.changes), dict(self.words), Counter(self.spelt)
        for key, entry in changes.items():
            kept.pop(key, None)
            spelt.subtract(words.pop(key, ()))
            # derived answers stand in no file, and can be taken away all the same
            derived = key[0] == "answer" and key[1] in answers and entry is None
            if entry != files.get(key) or (derived and key not in files):
                kept[key] = entry
            if key in kept and entry is not None and (own := own_words(self.base.reader.vocabulary, entry)):
                words[key] = own
                spelt.update(own)
        return Growth(self.base, MappingProxyType(kept), MappingProxyType(words), MappingProxyType(+spelt))

    @property
    def library(self) -> Library:
        """The curated entries with the changes laid over them."""
        retired = frozenset(id_ for (kind, id_), entry in self.changes.items() if kind == "answer" and entry is None)
        return Library(laid_over(self.base.library.pack, self.changes), retired)

    def own(self, answer: Answer) -> Own:
        """Whether a server wrote an answer, or changed it."""
        if self.changes.get(("answer", answer.id)) is None:
            return ""
        return "changed" if answer.id in self.base.library.answers else "added"

    def vocabulary(self, before: Vocabulary, library: Library, renamed: bool) -> Vocabulary:
        return before.knowing(self.spelt, library.pack if renamed else None)

    def index(self, before: Index, library: Library, progress: "Progress | None") -> Index:
        """The index with what changed since: a fitted answer that was changed is hidden by its new version."""
        fitted, found = self.base.index, before.additions or Additions.empty(before.weigher)
        own = self._own_answers(library)
        hidden = frozenset(row for row, a in enumerate(fitted.answers) if a.id in own or a.id not in library.answers)
        there = {answer.id: answer for answer in found.answers}
        gone = frozenset(id_ for id_, answer in there.items() if not _same(own.get(id_), answer))
        new = [answer for id_, answer in own.items() if id_ not in there or id_ in gone]
        told = _telling(progress, len(new)) if progress and len(new) >= MANY else None
        return fitted.changed(hidden, found.changed(gone, new, self.phraser, told))

    def _own_answers(self, library: Library) -> dict[str, Answer]:
        """The answers that the curated engine has not, or has otherwise."""
        base = dict(self.base.library.answers)
        return {id_: answer for id_, answer in library.answers.items() if not _same(base.get(id_), answer)}

    def phraser(self, answer: Answer) -> Callable[[str], Phrase]:
        """How an answer's texts are compared: read with the curated names and words, and the answer's own words.

        So an answer is indexed alike whatever was added before it or comes after.
        """
        reader = self.base.reader
        own = own_words(reader.vocabulary, answer)
        return (replace(reader, vocabulary=reader.vocabulary.knowing(own)) if own else reader).phrase


def grown(engine: "Engine", changes: Changes, progress: "Progress | None" = None) -> "Engine":
    """The engine with these changes on top of its own; it answers alike however the changes were portioned."""
    growth = (engine.growth or Growth(engine)).more(changes)
    base = growth.base
    if not growth.changes:
        return replace(base, country=engine.country, problems=engine.problems)
    library = growth.library
    vocabulary = growth.vocabulary(engine.reader.vocabulary, library, any(kind in NAMED for kind, _ in changes))
    return replace(
        engine,
        library=library,
        reader=replace(base.reader, vocabulary=vocabulary, library=library),
        index=growth.index(engine.index, library, progress),
        composer=Composer(library),
        growth=growth,
    )


def curated(engine: "Engine") -> "dict[Key, Entry]":
    """The curated entries by key, whatever an engine has grown to."""
    pack = (engine.growth.base if engine.growth else engine).library.pack
    return {(kind, one.id): one for kind, entries in pack.by_kind.items() for one in entries}


def own_words(vocabulary: Vocabulary, entry: Entry) -> tuple[str, ...]:
    """The words that an entry brings into its server's vocabulary."""
    if isinstance(entry, Answer):
        return vocabulary.own_words((entry.title,), entry.asks, (entry.body,))
    if isinstance(entry, Exercise):
        return vocabulary.own_words((entry.name,), entry.aliases, (entry.summary, *entry.steps, *entry.cues))
    if isinstance(entry, Muscle):
        return vocabulary.own_words((entry.name, entry.plain), entry.aliases, (entry.body,))
    return ()


def _same(one: Answer | None, other: Answer) -> bool:
    return one is other or one == other


def _telling(progress: "Progress", whole: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        if done % MANY == 0 or done == whole:
            progress(f"read {done:,} of {whole:,} answers")

    return told
