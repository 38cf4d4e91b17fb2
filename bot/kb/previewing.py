"""`backtalk kb preview`: what publishing a draft, or a file, would change for people."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bot.errors import NothingToPreview
from bot.kb.editing import id_in
from bot.kb.editor import read_text
from bot.kb.naming import kind_of_folder
from bot.kb.opening import Office, office
from bot.moderation.outcome import Checked
from bot.moderation.preview import Preview
from bot.words import word
from knowledge.entry_files import file_of
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key


def preview(arguments: argparse.Namespace) -> int:
    """What would change; the status is 1 where it cannot be published as it is."""
    with office(arguments) as at:
        path = Path(arguments.entry)
        if path.is_file():
            try:
                text = read_text(path)
            except BrokenEntry as broken:
                return _refused(at, Checked(problems=tuple(broken.problems)))
            kind = kind_of_folder(path.absolute()) or arguments.kind
            return consequences(at, (kind, id_in(text) or path.stem), text, arguments.json)
        sheet = at.sheet(arguments.entry)
        if not sheet.open:
            raise NothingToPreview(file_of(*sheet.key))
        return consequences(at, sheet.key, sheet.text, arguments.json)


def consequences(at: Office, key: Key, text: str, as_json: bool = False) -> int:
    """Show what a text would change, and what stands against it."""
    checked = at.desk.check(at.server_id, key, text)
    if checked.entry is None:
        return _refused(at, checked)
    seen = at.desk.rehearse(at.server_id, {key: checked.entry}).seen
    if as_json:
        print(json.dumps(_row(key, checked, seen), ensure_ascii=False, indent=2))
    else:
        at.say("preview", seen)
        at.terminal.show(word("desk", "checked", checked)) if _remarks(checked) else None
    return 0 if checked.fit and not seen.blocked else 1


def _remarks(checked: Checked) -> bool:
    return bool(checked.holds or checked.warnings or checked.near)


def _refused(at: Office, checked: Checked) -> int:
    at.terminal.show(word("desk", "checked", checked))
    return 1


def _row(key: Key, checked: Checked, seen: Preview) -> dict[str, object]:
    return {
        "kind": key[0],
        "entry": key[1],
        "fit": checked.fit,
        "blocked": seen.blocked,
        "holds": [asdict(hold) for hold in checked.holds],
        "warnings": [asdict(one) for one in checked.warnings],
        "near": [{"entry": one.answer.id, "score": round(one.score, 3), "same": one.same} for one in checked.near],
        "newly": [asdict(shift) for shift in seen.newly],
        "taken": [asdict(shift) for shift in seen.taken],
        "passed": [asdict(shift) for shift in seen.passed],
        "dropped": [asdict(shift) for shift in seen.dropped],
        "lost": [asdict(one) for one in seen.lost],
        "gained": list(seen.gained),
        "fills": list(seen.filled),
        "missed": list(seen.missed),
        "asked": seen.asked,
        "unchanged": seen.unchanged,
    }
