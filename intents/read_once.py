"""Reading for one message: what a text says does not change while it is answered, so each text is read only once."""

from dataclasses import dataclass, field

from intents.question import Question
from intents.understand import Reader


@dataclass(frozen=True, slots=True)
class ReadOnce(Reader):
    """A reader that keeps what it read, for as long as one message is answered and no longer."""

    known: dict[str, Question] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, reader: Reader) -> "ReadOnce":
        """A reader that has read nothing yet, by the names and the classifier of another."""
        return cls(reader.vocabulary, reader.classifier, reader.library)

    def read(self, text: str) -> Question:
        """All but the red flags of a message, as any reader has it."""
        if text not in self.known:
            self.known[text] = Reader.read(self, text)
        return self.known[text]
