"""`backtalk kb draft FILE …`: proposes draft answers out of threads, articles and exports, and publishes nothing."""

import argparse
import sys
from pathlib import Path

from bot.drafting.proposal import Draft
from bot.drafting.thread_drafts import drafts_from
from bot.drafting.threads import Thread, Unread, read_threads
from bot.engine import Engine
from bot.errors import NoSuchFile
from bot.kb.opening import Office, office
from bot.moderation.holding import hold_text
from bot.moderation.second_look import warning_text, warnings
from bot.words import word
from knowledge.entries import Entry
from knowledge.entry_files import file_of
from knowledge.writing import kind_of, write_entry


def draft(arguments: argparse.Namespace) -> int:
    """Show each proposed draft, and keep or write it; status 1 where nothing could be made of the files."""
    threads, unread = _read([Path(name) for name in arguments.names])
    with office(arguments) as at:
        engine = at.desk.serving.engine(at.server_id)
        drafts = _proposed(threads, engine, unread)
        for one in drafts:
            at.terminal.show(_shown(one, engine))
            if arguments.out:
                _write(one, arguments.out)
            if arguments.save:
                _keep(one, at, arguments.reason)
    for left_out in unread:
        print(word("drafting", "unread", left_out), file=sys.stderr)
    print(word("drafting", "found", len(drafts), len(threads), len(unread)))
    return 0 if drafts else 1


def _proposed(threads: list[Thread], engine: Engine, unread: list[Unread]) -> list[Draft]:
    """The drafts of every thread; a thread without advice joins those that could not be read."""
    drafts: list[Draft] = []
    for thread in threads:
        taken = {draft.answer.id for draft in drafts} | {draft.source.id for draft in drafts if draft.source}
        found = drafts_from(thread, engine, frozenset(taken))
        if not found:
            unread.append(Unread(thread.file or thread.title, "no-advice"))
        drafts += found
    return drafts


def _keep(one: Draft, at: Office, reason: str) -> None:
    """Keep a draft and its source at the desk; what somebody already works on is left alone."""
    for entry in (one.source, one.answer):
        if entry:
            sheet = at.desk.sheet(at.server_id, (kind_of(entry), entry.id))
            if sheet.text:
                print(word("drafting", "kept", file_of(*sheet.key)))
            else:
                at.tell(at.desk.save(sheet, write_entry(entry), at.actor, reason))


def _read(paths: list[Path]) -> tuple[list[Thread], list[Unread]]:
    threads: list[Thread] = []
    unread: list[Unread] = []
    for path in paths:
        try:
            found, left_out = read_threads(path)
        except FileNotFoundError:
            raise NoSuchFile(path, "there is no such file or folder") from None
        threads += found
        unread += left_out
    return threads, unread


def _shown(one: Draft, engine: Engine) -> str:
    names = {id_: exercise.name for id_, exercise in engine.library.exercises.items()}
    remarks = [warning_text(remark) for remark in warnings(one.answer, engine.library)]
    return word("drafting", "draft", one, names, list(dict.fromkeys(hold_text(hold) for hold in one.holds)), remarks)


def _write(one: Draft, folder: Path) -> None:
    """Write a draft's files where there are none yet; what somebody already mended is never written over."""
    for entry in (one.answer, one.source):
        if entry:
            path = folder / file_of(kind_of(entry), entry.id)
            print(word("drafting", "written" if _written(path, entry) else "kept", path))


def _written(path: Path, entry: Entry) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(write_entry(entry))
    except FileExistsError:
        return False
    return True
