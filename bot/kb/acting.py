"""`backtalk kb publish | retire | restore | undo | discard`: acts on one entry, each followed by what came of it."""

import argparse

from bot.errors import NoSuchRevision
from bot.kb.opening import office
from bot.moderation.outcome import Outcome


def publish(arguments: argparse.Namespace) -> int:
    """Give people the open draft."""
    with office(arguments) as at:
        sheet = at.sheet(arguments.entry)
        return at.tell(at.desk.publish(sheet, at.actor, arguments.reason, arguments.override))


def retire(arguments: argparse.Namespace) -> int:
    """Stop giving people an entry here."""
    with office(arguments) as at:
        sheet = at.sheet(arguments.entry)
        return at.tell(at.desk.retire(sheet, at.actor, arguments.reason, arguments.override))


def restore(arguments: argparse.Namespace) -> int:
    """Give people an earlier text again."""
    with office(arguments) as at:
        revision = at.desk.store.revision(arguments.revision)
        if revision is None or revision.server_id != at.server_id:
            raise NoSuchRevision(arguments.revision, "here")
        return at.tell(at.desk.restore(revision, at.actor, arguments.reason, arguments.override))


def undo(arguments: argparse.Namespace) -> int:
    """Take back the last thing that was done to an entry."""
    with office(arguments) as at:
        sheet = at.sheet(arguments.entry)
        if sheet.head is None:
            return at.tell(Outcome("nothing", sheet.key, deed="undo"))
        return at.tell(at.desk.undo(sheet.head, at.actor, arguments.reason))


def discard(arguments: argparse.Namespace) -> int:
    """Drop the open draft."""
    with office(arguments) as at:
        return at.tell(at.desk.discard(at.sheet(arguments.entry), at.actor, arguments.reason))
