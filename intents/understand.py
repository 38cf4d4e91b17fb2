"""A person's text to a Question: repaired, linked, its sides, kit, pains and topics read, its red flags found first."""

from dataclasses import dataclass, replace

from intents.classify import Classifier
from intents.facts import has_pain, read_facts, read_hurts, read_kit, read_unhurt, with_bar
from intents.focus import focus
from intents.question import Kind, Question
from intents.red_flags import RedFlag, find_red_flags
from intents.sides import read_sides
from intents.vocabulary import Mention, Vocabulary
from knowledge.features import Phrase
from knowledge.library import Library
from knowledge.text import plain, words

EITHER_SIDE = {"left": "leftright", "right": "leftright"}  # a mirrored question is about the same thing
OTHER = "howto:other"
FOREIGN = 0.4  # share of unknown words from which a text is taken for another language
LONG_POST = 4_000  # characters; of a longer one the end is looked at for red flags once more
MOST_WORDS = 400  # of a message; the rest of a pasted essay is left unread, its red flags are not
_GROUPS: dict[Kind, str] = {
    "pain": "one-side-pain train-with-pain shoulder-blade-knot si-joint normal-soreness disc-sciatica after-injury",
    "programme": "lr-programming well-rounded-routine sets-reps how-long home-no-equipment progress-harder "
    "when-to-stop-correcting",
    "understand": "does-it-matter imbalance-overview imbalance-causes self-check anatomy-upper anatomy-mid "
    "anatomy-lower evidence-strength evidence-yoga conflicting-advice tight-or-weak",
    "safety": "deadlift-safety see-professional red-flag scoliosis pregnancy-postpartum older-adults teen-posture",
    "daily-life": "ergonomics movement-breaks lifting-technique sleeping-position desk-job",
    "smalltalk": "chitchat",
    "outside": "out-of-scope",
}
Topics = tuple[tuple[str, float], ...]
_KIND_OF: dict[str, Kind] = {topic: kind for kind, topics in _GROUPS.items() for topic in topics.split()}


def kind_of(topic: str) -> Kind:
    """The broad intent a topic belongs to."""
    return "how-to" if topic.startswith("howto:") else _KIND_OF.get(topic, "imbalance")


def warning_signs(text: str) -> tuple[RedFlag, ...]:
    """The red flags of a whole message, also of one that goes on for long before it names any."""
    flags = find_red_flags(text)
    return find_red_flags(text[-LONG_POST:]) if not flags and len(text) > LONG_POST else flags


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a message, those of its asking sentence, what they name, and which were mended."""

    tokens: tuple[str, ...]
    asking: tuple[str, ...]
    mentions: tuple[Mention, ...]
    corrections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs: the names of a library and the fitted classifier."""

    vocabulary: Vocabulary
    classifier: Classifier
    library: Library

    def phrase(self, text: str) -> Phrase:
        """A text as it is compared: typos repaired, synonyms rewritten, names linked."""
        return self._phrase(self._wording(plain(text)))

    def understand(self, text: str) -> Question:
        """Read a whole message, its red flags first. Any string is taken."""
        return replace(self.read(text), red_flags=warning_signs(text))

    def read(self, text: str) -> Question:
        """All but the red flags of a message; what could not be read is named in `not_understood`."""
        clean = plain(text)
        bare = clean.replace("'", "")
        wording = self._wording(clean)
        phrase = self._phrase(wording)
        scores = self.classifier.scores(phrase)
        topics = self.named_first(self.classifier.ranked(scores), wording.mentions)
        return Question(
            text=text,
            phrase=phrase,
            intent=kind_of(topics[0][0]) if topics else "outside",
            sides=read_sides(" ".join(text.split()[:MOST_WORDS])),
            mentions=wording.mentions,
            kit=with_bar(read_kit(list(wording.tokens), wording.mentions, bare), wording.mentions),
            region=self._region(wording.mentions),
            pain=has_pain(bare),
            hurts=read_hurts(bare),
            unhurt=read_unhurt(bare),
            facts=read_facts(bare),
            back=self._back(wording.mentions),
            elsewhere=self._regions(wording.mentions, "other"),
            topics=topics,
            margin=self.classifier.margin(scores),
            corrections=wording.corrections,
            not_understood=self._unknown(wording.tokens),
        )

    def named_first(self, topics: Topics, mentions: tuple[Mention, ...]) -> Topics:
        """Topics with "some other exercise" taken for the one exercise that is named, where that has its own how-to."""
        named = {mention.id for mention in mentions if mention.kind == "exercise"}
        answer = self.library.how_to(named.pop()) if len(named) == 1 else None
        chances = dict(topics)
        if answer is None or topics[0][0] != OTHER or answer.topics[0] == OTHER:
            return topics
        taught = answer.topics[0]
        chances[taught] = round(chances.get(taught, 0.0) + chances.pop(OTHER), 4)
        return tuple(sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])))

    def _wording(self, clean: str) -> "_Wording":
        """Words with their typos repaired, unless most are no English at all: another language is left alone."""
        tokens = words(clean)[:MOST_WORDS]
        asking = words(focus(clean))[-MOST_WORDS:]
        strange = sum(not self.vocabulary.knows(token) for token in tokens)
        repair = self.vocabulary.repair if strange <= max(2, FOREIGN * len(tokens)) else str
        mended = {token: repair(token) for token in {*tokens, *asking}}
        repaired = tuple(mended[token] for token in tokens)
        corrections = tuple(dict.fromkeys((a, b) for a, b in zip(tokens, repaired, strict=True) if a != b))
        mentions = self.vocabulary.mentions(repaired)
        return _Wording(repaired, tuple(mended[token] for token in asking), mentions, corrections)

    def _phrase(self, wording: "_Wording") -> Phrase:
        def rewrite(tokens: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(EITHER_SIDE.get(token, token) for token in self.library.synonyms.rewrite(list(tokens)))

        names = tuple(dict.fromkeys(f"{mention.kind}:{mention.id}" for mention in wording.mentions))
        return Phrase(rewrite(wording.tokens), rewrite(wording.asking), names)

    def _regions(self, mentions: tuple[Mention, ...], *regions: str) -> bool:
        muscles = [self.library.muscles.get(mention.id) for mention in mentions if mention.kind == "muscle"]
        return any(muscle is not None and muscle.region in regions for muscle in muscles)

    def _back(self, mentions: tuple[Mention, ...]) -> bool:
        named = any(mention.kind in ("region", "exercise") for mention in mentions)
        return named or self._regions(mentions, "upper", "mid", "lower", "whole")

    def _region(self, mentions: tuple[Mention, ...]) -> str | None:
        named = [mention.id for mention in mentions if mention.kind == "region"]
        muscles = [
            self.library.muscles[m.id].region for m in mentions if m.kind == "muscle" and m.id in self.library.muscles
        ]
        return next((region for region in named + muscles if region in ("upper", "mid", "lower")), None)

    def _unknown(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token for token in tokens if len(token) > 2 and not self.vocabulary.knows(token)))[
            :8
        ]
