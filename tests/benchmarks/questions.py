"""The questions that benchmarks run on: real ones of at most a hundred words, the same every time."""

from intents.examples import labelled

MOST_WORDS = 100


def questions() -> list[str]:
    """Labelled questions short enough for the target to hold."""
    return [example.text for example in labelled() if len(example.text.split()) <= MOST_WORDS]
