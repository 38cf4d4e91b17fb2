"""`backtalk kb review`: open drafts, what one of them changes, and the way back to its author."""

import argparse

from bot.kb.differences import given, said, show_diff
from bot.kb.opening import Office, office
from bot.kb.previewing import consequences
from bot.moderation.outcome import Outcome, Sheet
from bot.words import word


def review(arguments: argparse.Namespace) -> int:
    """The drafts that wait; with an id what that one changes, or back with it to its author."""
    with office(arguments) as at:
        if not arguments.entry:
            at.say("queue", at.desk.queue(at.server_id), at.options)
            return 0
        sheet = at.sheet(arguments.entry)
        if arguments.send_back:
            return at.tell(at.desk.send_back(sheet, at.actor, arguments.send_back))
        if not sheet.open:
            return at.tell(Outcome("nothing", sheet.key, sheet.head, deed="publish"))
        return _shown(at, sheet)


def _shown(at: Office, sheet: Sheet) -> int:
    at.terminal.show(word("desk", "sheet", sheet))
    assert sheet.head is not None
    show_diff(given(sheet), said(sheet.head))
    return consequences(at, sheet.key, sheet.text)
