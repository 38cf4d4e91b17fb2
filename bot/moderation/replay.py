"""Earlier questions asked of an engine again; what cannot have changed since they were asked last is not worked out."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from weakref import ReferenceType, ref

from bot.decide import decide
from bot.engine import Engine, wanted
from bot.product import Product
from intents.courtesies import without_courtesies
from intents.question import Question
from knowledge.entries import Answer, Muscle
from knowledge.features import Phrase
from knowledge.library import Library
from knowledge.search import Fitted

REMEMBERED = 1_000  # questions with what was said to them, so that a second preview is quicker
LAST = 3  # times that each is remembered: of several servers, of today and of a preview


@dataclass(frozen=True, slots=True)
class Said:
    """How a question was read and what came of it; `entry` is empty where nothing was answered."""

    question: Question
    kind: str
    entry: str

    @property
    def outcome(self) -> tuple[str, str]:
        return self.kind, self.entry


@dataclass(frozen=True, slots=True)
class Trace:
    """What was said to a question once, and all that it depended on; no engine is kept in memory by it."""

    said: Said
    library: ReferenceType[Library]
    product: Product
    muscles: Mapping[str, Muscle]
    taught: str  # topic of the how-to of the one exercise that is named
    fitted: Fitted
    later: tuple[Answer, ...]  # those that came after the fit and were looked at

    @classmethod
    def of(cls, engine: Engine, question: Question, later: tuple[Answer, ...], fitted: Fitted) -> "Trace":
        """The question without red flags as `Engine.settle` has it, without composing any words."""
        decision = decide(question, engine.matches(question, fitted), engine.product.thresholds)
        told = Said(question, decision.kind, decision.answer.id if decision.answer else "")
        library = engine.library
        return cls(told, ref(library), engine.product, library.muscles, _taught(engine, question), fitted, later)

    def reads_alike(self, engine: Engine, phrase: Phrase) -> bool:
        """Whether an engine that finds these words and names in the text makes the same Question of it."""
        question = self.said.question
        return (
            self.product is engine.product
            and phrase == question.phrase
            and self.muscles == engine.library.muscles
            and self.taught == _taught(engine, question)
        )


def _taught(engine: Engine, question: Question) -> str:
    named = question.named("exercise")
    answer = engine.library.how_to(named[0]) if len(named) == 1 else None
    return answer.topics[0] if answer else ""


class Traces:
    """The last traces of each of many questions; the question asked longest ago is forgotten first."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self.most = most
        self._known: OrderedDict[str, tuple[Trace, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, text: str) -> tuple[Trace, ...]:
        """What is known of a question, the trace that was used last first."""
        return self._known.get(text, ())

    def keep(self, text: str, trace: Trace) -> None:
        """Have a trace, new or used again, be the first of its question."""
        with self._lock:
            others = (one for one in self._known.get(text, ()) if one is not trace)
            self._known[text] = (trace, *others)[:LAST]
            self._known.move_to_end(text)
            if len(self._known) > self.most:
                self._known.popitem(last=False)

    def forget(self) -> None:
        """Begin anew, as a process does."""
        with self._lock:
            self._known.clear()


TRACES = Traces()


def said(engine: Engine, text: str, traces: Traces = TRACES) -> Said:
    """What an engine says to a question, its red flags aside."""
    known = traces.of(text)
    found = next((one for one in known if one.library() is engine.library), None) or _traced(engine, text, known)
    traces.keep(text, found)
    return found.said


def _traced(engine: Engine, text: str, known: tuple[Trace, ...]) -> Trace:
    text = without_courtesies(text)  # as `Engine.understand` reads it
    phrase = engine.reader.phrase(text) if known else Phrase(())
    alike = [one for one in known if one.reads_alike(engine, phrase)]
    question = alike[0].said.question if alike else engine.reader.read(text)
    later = _later(engine, question)
    same = [one for one in alike if one.fitted.same_in(engine.index)]
    if found := next((one for one in same if one.later == later), None):
        return replace(found, library=ref(engine.library))
    return Trace.of(engine, question, later, same[0].fitted if same else engine.fitted(question))


def _later(engine: Engine, question: Question) -> tuple[Answer, ...]:
    """Answers that came after the fit and are looked at for a question; quicker to tell than to weigh them."""
    additions, about = engine.index.additions, wanted(question)
    return additions.looked_at(about.phrase, about.topics, about.exercises) if additions else ()


def get_ready(engine: Engine, texts: Iterable[str]) -> None:
    """Work out what is said today, while a moderator still writes: the preview is there sooner."""
    for text in texts:
        said(engine, text)
