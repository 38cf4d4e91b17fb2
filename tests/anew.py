"""An engine made anew from all its answers: the slow way, which any quicker way must agree with."""

from collections.abc import Mapping
from dataclasses import replace

from bot.compose import Composer
from bot.engine import Engine
from intents.vocabulary import Vocabulary
from knowledge.entries import Answer
from knowledge.library import Library
from knowledge.revisions import Key
from knowledge.search import Index


def changed(engine: Engine, changes: Mapping[Key, Answer | None]) -> Engine:
    """The engine with answers added, changed or (None) taken away."""
    answers = {("answer", answer.id): answer for answer in engine.library.pack.answers} | dict(changes)
    pack = replace(engine.library.pack, answers=tuple(answer for answer in answers.values() if answer))
    library, vocabulary = Library(pack), Vocabulary(pack, engine.product.targets, engine.product.known)
    reader = replace(engine.reader, library=library, vocabulary=vocabulary)
    index = Index.build(tuple(library.answers.values()), engine.product.classifier.weigher, reader.phrase)
    return replace(engine, library=library, reader=reader, index=index, composer=Composer(library))
