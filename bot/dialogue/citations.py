"""Where what was said comes from: of the answer, or of just the exercise that is asked about, by kind of source."""

from dataclasses import replace

from bot.beside import GENERAL, stems
from bot.conversation import Conversation
from bot.dialogue.reasons import STUDIES, kinds, of_warnings, sources_of
from bot.dialogue.shown import brief
from bot.dialogue.subjects import exercises_meant, spoken_last
from bot.dialogue.turns import Turn, handles
from bot.reply import Reply
from bot.words import word
from intents.phrasings import phrasing
from knowledge.entries import Source

_MOST = 6  # sources in one reply


@handles("sources")
def sources(turn: Turn) -> tuple[Conversation, Reply]:
    """The sources with their addresses; whether there is a study among them is said first, where that is asked."""
    plain = turn.plain
    about = exercises_meant(turn)
    heading, asks_study = word("turns", "heading", "sources"), bool(phrasing("study-asked").search(plain))
    authored = word("reasons", "authored", turn.standing) if phrasing("authored").search(plain) else ""
    if asks_study and (len(about) > 1 or (not about and turn.listed and phrasing("of-each").search(plain))):
        each = about or turn.listed
        counts = [kinds(sources_of(turn, exercise)) for exercise in each]
        return brief(turn, heading, word("reasons", "cited_each", each, counts))
    if len(about) != 1:
        found = turn.engine.composer.sources(turn.standing)
        said = (authored, turn.standing, ranked(turn, found, asks_study), kinds(found), asks_study, len(found))
        return brief(turn, heading, word("reasons", "cited", *said))
    found = sources_of(turn, about[0])
    body = word("reasons", "cited_exercise", authored, about[0], ranked(turn, found, asks_study), kinds(found))
    after, reply = brief(turn, heading, body)
    return replace(after, focus=spoken_last(turn, *about)), reply


def ranked(turn: Turn, found: tuple[Source, ...], asks_study: bool) -> tuple[Source, ...]:
    """The sources as they are cited, those with a word of the message in their titles first, and what warns last.

    Where a study is asked for, those come before what only tells.
    """
    asked, warnings = stems(turn.text) - GENERAL, of_warnings(turn.engine.library)

    def place(source: Source) -> tuple[bool, int, bool]:
        shared = len(asked & stems(source.title))
        return source.id in warnings, -shared, asks_study and source.kind not in STUDIES

    return tuple(sorted(found, key=place))[:_MOST]
