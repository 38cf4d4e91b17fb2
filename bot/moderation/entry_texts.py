"""Every text that people may come to read of an entry, with the field it stands in."""

from collections.abc import Iterator

from knowledge.entries import Answer, Caveat, Entry, Exercise, Muscle, Source

_ONE = {
    Answer: ("title", "certainty", "author", "body"),
    Exercise: ("name", "summary"),
    Caveat: ("text",),
    Muscle: ("name", "plain", "body"),
    Source: ("title", "author", "address", "licence"),
}
_MANY = {Answer: ("asks",), Exercise: ("aliases", "steps", "cues", "faults"), Muscle: ("aliases",)}
SAID_BY_PEOPLE = frozenset({"title", "asks", "name", "aliases", "plain"})  # the rest is advice


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Field and text, in the order in which a file holds them."""
    for field in _ONE[type(entry)]:
        yield field, getattr(entry, field)
    for field in _MANY.get(type(entry), ()):
        for text in getattr(entry, field):
            yield field, text
    if isinstance(entry, Answer):
        for pick in entry.exercises:
            yield "exercises", pick.why
    if isinstance(entry, Exercise):
        for part in ("sets", "reps", "tempo", "hold", "rest"):
            yield "dose", getattr(entry.dose, part)


def advice_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The texts that tell people what to do; titles, names and phrasings left out."""
    return ((field, text) for field, text in texts_of(entry) if field not in SAID_BY_PEOPLE)
