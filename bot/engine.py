"""The way of a question, on one page: text → Question → [Match] → Decision → Reply."""

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import product as products
from bot.beside import second
from bot.clarify import options, split
from bot.compose import Composer, fill_sides
from bot.conversation import Conversation
from bot.decide import Decision, decide
from bot.lent import lender
from bot.product import Product
from bot.reply import Candidate, Option, Reply
from bot.topics import first_topics, likely_topics, topics_apart
from bot.urgent import urgent
from bot.words import word
from intents.courtesies import without_courtesies
from intents.phrasings import phrasing
from intents.question import Question
from intents.understand import Reader, warning_signs
from intents.vocabulary import Vocabulary
from knowledge import compiled
from knowledge.entries import Answer, Pack
from knowledge.folder import BASE, Problem, pack_hash
from knowledge.library import Library
from knowledge.search import Fitted, Index, Match, fitted, search, with_later
from knowledge.wanted import Spoken, Wanted

if TYPE_CHECKING:
    from bot.overlays.growth import Growth
    from knowledge.overlay import Changes

CLOSE = 0.5  # of the first candidate's share; what is nearer than this is offered when one question is asked
NEAR = 0.1  # confidence from which an unsure reply offers the nearest titles
HOW_TO = 0.2  # least chance of being asked how an exercise is done, for its name to count
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Engine:
    """Answers questions from one library; holds no state of any person."""

    library: Library
    reader: Reader
    index: Index
    product: Product
    composer: Composer
    country: str = ""
    problems: tuple[Problem, ...] = ()
    growth: "Growth | None" = None  # what a server's changes made of it; None where there are none

    def with_changes(self, changes: "Changes", progress: Progress | None = None) -> "Engine":
        """Another engine with entries changed, added or (None) taken away; this one stays as it is."""
        # a start without anything published has no need of what growing takes
        from bot.overlays.growth import grown

        return grown(self, changes, progress)

    def ask(self, text: str) -> Reply:
        """The reply to a first question, and in a few words to a second one beside it."""
        return second(self, self.reply(self.understand(text)))

    def understand(self, text: str) -> Question:
        """A first question read without the manners around it; its warning signs are looked for in all of it."""
        return replace(self.reader.read(without_courtesies(text)), text=text, red_flags=warning_signs(text))

    def reply(self, question: Question) -> Reply:
        """The reply to a question already understood: red flags first, then what the matches allow."""
        if question.red_flags:
            return urgent(self, question)
        return self.settle(question, self.decide(question))

    def fitted(self, question: Question) -> Fitted:
        """The ranked entries that are the same whatever was added after the fit."""
        return fitted(self.index, wanted(question), self.product.search)

    def matches(
        self, question: Question, known: Fitted | None = None, within: Conversation | None = None
    ) -> tuple[Match, ...]:
        """Ranked entries with the evidence for each, in the light of a conversation where there is one.

        `known` are the fitted ones, where they are known already.
        """
        spoken = spoken_of(self.reader, within.spoken, within.entry or "", question.text) if within else None
        about, weights = wanted(question, spoken), self.product.search
        found = with_later(known or fitted(self.index, about, weights), self.index, about, weights)
        young = "teen" in question.facts and "older" not in question.facts
        return tuple(match for match in found if not (young and match.answer.topics[0] == "older-adults"))

    def decide(
        self, question: Question, without: Set[str] = frozenset(), within: Conversation | None = None
    ) -> Decision:
        """What to do about a question; `without` some answers, and readier to give one in the midst of a talk."""
        found = tuple(match for match in self.matches(question, None, within) if match.answer.id not in without)
        lines = self.product.thresholds
        return decide(question, found, lines.eased() if within and within.entry else lines)

    def candidates(self, question: Question) -> tuple[Candidate, ...]:
        """Every answer that could be meant, best first."""
        return _candidates(self.decide(question))

    def answer_to(self, topic: str, question: Question) -> Answer | None:
        """The answer to one topic that is nearest to a question's words, of those that carry the topic first."""
        about = replace(wanted(question), topics={topic: 1.0})
        found = search(self.index, about, self.product.search)
        return next((match.answer for match in found if match.answer.topics[0] == topic), None)

    def settle(self, question: Question, decision: Decision, without: frozenset[str] = frozenset()) -> Reply:
        """A decision made into a Reply; exercises in `without` are replaced, unless one is asked for by name."""
        candidates = _candidates(decision)
        if decision.answer:
            chat = decision.kind == "smalltalk"
            kept = frozenset() if decision.answer.teaches else without
            reply = self.answer(question, decision.answer, decision.confidence, candidates, chat, kept)
            return replace(reply, sure=1.0 if chat or reply.taught else decision.sure)
        close = topics_apart(candidates)
        if decision.kind == "clarify":
            near = [c.answer for c in close if c.confidence >= CLOSE * close[0].confidence][:4]
            chosen = split(question, near if len(near) > 1 else [c.answer for c in close[:3]])
            offered, asked = options(chosen, _label), chosen.facet
        else:
            # far outside there is nothing near, and titles would only puzzle
            nearest = close[:3] if decision.confidence >= NEAR else []
            offered, asked = tuple(Option(c.answer.title, c.answer.title) for c in nearest), ""
        return Reply(
            kind=decision.kind,
            question=question,
            confidence=decision.confidence,
            topics=first_topics(close),
            asked=asked,
            options=offered,
            candidates=candidates,
        )

    def answer(
        self,
        question: Question,
        answer: Answer,
        confidence: float,
        candidates: tuple[Candidate, ...] = (),
        smalltalk: bool = False,
        without: frozenset[str] = frozenset(),
    ) -> Reply:
        """One answer fitted to the person, with another's exercises where it has none; `without` some of them."""
        lent = None if answer.exercises or smalltalk else lender(answer, question, candidates)
        exercises, left_out = self.composer.exercises(lent or answer, question, without)
        taught = self.composer.taught(answer)
        shown = [taught] if taught else [item.exercise for item in exercises]
        return Reply(
            kind="smalltalk" if smalltalk else "answer",
            question=question,
            confidence=confidence,
            answer=answer,
            topics=likely_topics(answer, question),
            body=fill_sides(answer.body, question),
            exercises=() if smalltalk else exercises,
            left_out=() if smalltalk else left_out,
            taught=taught,
            caveats=() if smalltalk else self.composer.caveats(answer, question, shown),
            sources=tuple(
                dict.fromkeys(source for one in (answer, lent) if one for source in self.composer.sources(one))
            ),
            lender=lent,
            follow_ups=self.composer.follow_ups(answer),
            candidates=candidates,
            own=self.growth.own(answer) if self.growth else "",
        )


def _label(facet: str, value: str) -> str:
    return word("macros", "facet_label", facet, value)


def _candidates(decision: Decision) -> tuple[Candidate, ...]:
    return tuple(Candidate(match.answer, confidence) for match, confidence in decision.candidates)


def spoken_of(reader: Reader, before: str, standing: str, text: str) -> Spoken | None:
    """What was asked before a text and the answer that stood, by its id; None where none did."""
    answer = reader.library.answers.get(standing)
    return Spoken(reader.phrase(f"{before}. {text}"), answer) if answer else None


def wanted(question: Question, spoken: Spoken | None = None) -> Wanted:
    """A question as search reads it; an exercise named in passing ("my left tires first on cable rows") is no wish."""
    sides = bool(question.sides.strong or question.sides.weak)
    exercises = question.named("exercise") if question.taught >= HOW_TO and not sides else ()
    muscles = frozenset(question.named("muscle"))
    topics, sideless = dict(question.topics), not sides and not phrasing("of-sides").search(question.text.lower())
    return Wanted(question.phrase, topics, muscles, exercises, question.region, sides, sideless, spoken)


def load_pack(folder: Path = BASE) -> tuple[Pack, tuple[Problem, ...]]:
    """A pack from its compiled form where that is current, else from its files."""
    if kept := compiled.load(pack_hash(folder)):
        return kept, ()
    # parsing brings pydantic and YAML along, a tenth of a second that a kept pack saves
    from knowledge.pack import read_pack

    pack, problems = read_pack(folder)
    if not problems:
        compiled.save(pack)
    return pack, problems


def open_engine(folder: Path = BASE, country: str = "", progress: Progress | None = None) -> Engine:
    """An engine over a pack; a missing or stale product is fitted first, and `progress` is told."""
    pack, problems = load_pack(folder)
    key = products.key_of(pack.hash)
    own = compiled.folder() / "fitted" / key
    product = products.load(products.SHIPPED, key) or products.load(own, key)
    if product is None:
        # learning needs scikit-learn, which no start with a current product should pay for
        from bot.fit import make_ready

        product = make_ready(pack, key, own, progress or _silent)
    return build(pack, product, country, problems)


def _silent(_: str) -> None:
    return None


def build(pack: Pack, product: Product, country: str = "", problems: tuple[Problem, ...] = ()) -> Engine:
    library = Library(pack)
    vocabulary = Vocabulary(pack, product.targets, product.known)
    reader = Reader(vocabulary, product.classifier, library)
    index = product.index(tuple(library.answers.values()))
    return Engine(library, reader, index, product, Composer(library), country, problems)
