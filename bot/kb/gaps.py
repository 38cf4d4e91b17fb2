"""`backtalk kb gaps`: what people asked that has no good answer yet, in groups."""

import argparse
import json
from dataclasses import asdict

from bot.errors import NoSuchGap
from bot.kb.opening import Office, office
from bot.moderation.desk import OPEN_DAYS
from knowledge.gaps import Gap, beyond, clusters, find
from knowledge.store import Asked


def gaps(arguments: argparse.Namespace) -> int:
    """Every group, or one in full."""
    with office(arguments) as at:
        asked = at.desk.gaps(at.server_id, arguments.days)
        if arguments.gap is None:
            found = clusters(asked)
            if arguments.json:
                print(json.dumps([_row(gap, asked) for gap in found], ensure_ascii=False, indent=2))
            else:
                at.say("gaps", found, arguments.days, at.options, beyond(asked))
            return 0
        gap = named_gap(at, arguments.gap, arguments.days)
        if arguments.json:
            print(json.dumps(_row(gap, asked), ensure_ascii=False, indent=2))
        elif arguments.dismiss:
            at.desk.dismiss(at.server_id, gap.questions, at.actor)
            at.say("dismissed", gap)
        else:
            at.say("gap", gap, at.options)
    return 0


def named_gap(at: Office, id_: str, days: int = OPEN_DAYS) -> Gap:
    """The group that an id of the list means.

    :raises NoSuchGap: when there is none any more.
    """
    found = find(clusters(at.desk.gaps(at.server_id, days)), id_)
    if found is None:
        raise NoSuchGap(id_)
    return found


def _row(gap: Gap, asked: tuple[Asked, ...]) -> dict[str, object]:
    """A group with the times and topics of its questions, for scripts."""
    questions = [asdict(one) for one in asked if one.id in gap.questions]
    return asdict(gap) | {"kinds": dict(gap.kinds), "questions": questions}
