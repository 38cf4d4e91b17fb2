"""`backtalk kb export | import`: a server's own entries as a folder of files, and back."""

import argparse
import sys
import time

from bot.errors import InTheWay, NoSuchFile, NotWritable
from bot.kb.opening import actor_of, office, opened_store, options_of
from bot.moderation.importing import Import
from bot.opening import server_of
from bot.terminal import Terminal
from bot.words import word
from knowledge.exchange import Bundle, WouldOverwrite, export, read_bundle
from knowledge.revisions import Act

EVERY = 50  # entries between two words of progress


def export_folder(arguments: argparse.Namespace) -> int:
    """Write what is given here of its own; what is already there and the same stays as it is."""
    with opened_store() as store:
        server_id = server_of(arguments)
        try:
            written = export(store.served(server_id), arguments.folder, arguments.force)
        except WouldOverwrite as error:
            raise InTheWay(error.paths) from None
        except OSError as error:
            raise NotWritable(arguments.folder, error.strerror or type(error).__name__) from None
        actor = actor_of(arguments)
        store.record_act(Act(time.time(), server_id, actor.by, actor.name, "export", reason=arguments.reason))
    Terminal.of(sys.stdout).show(word("kb", "exported", len(written) - 1, arguments.folder, options_of(arguments)))
    return 0


def import_folder(arguments: argparse.Namespace) -> int:
    """Take a folder in whole; the status is 1 where anything is wrong, and then nothing was written."""
    bundle = _read(arguments)
    if bundle is None:
        return 1
    with office(arguments) as at:
        came = Import(at.desk, at.server_id, bundle, at.actor, _progress).run(arguments.reason, arguments.override)
        if came.preview is not None:
            at.say("preview", came.preview)
        at.say("imported", came, at.options, str(arguments.folder))
        return 0 if came.done else 1


def _read(arguments: argparse.Namespace) -> Bundle | None:
    try:
        bundle, problems = read_bundle(arguments.folder)
    except OSError as error:
        raise NoSuchFile(arguments.folder, "it must be a folder as `backtalk kb export` writes it") from error
    if problems:
        Terminal.of(sys.stdout).show(word("kb", "bad_files", problems))
        return None
    return bundle


def _progress(done: int, of: int) -> None:
    if of >= 2 * EVERY and (done % EVERY == 0 or done == of):
        last = "\n" if done == of else ""
        print(f"\r{word('kb', 'progress', done, of)}", end=last, file=sys.stderr, flush=True)
