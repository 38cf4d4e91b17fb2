"""`backtalk kb new | edit`: a text written in an editor or taken from a file, and kept as a draft."""

import argparse
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EntryExists, NoSuchFile
from bot.kb.blanks import blank, without_notes
from bot.kb.differences import said, show_diff
from bot.kb.editor import Scratch, editor, left_over, open_editor, read_text
from bot.kb.gaps import named_gap
from bot.kb.opening import Office, office
from bot.moderation.checking import text_of
from bot.moderation.outcome import Checked, Outcome, Sheet
from bot.words import word
from knowledge.entry_files import file_of, read_entry
from knowledge.folder import Problem
from knowledge.pack import BrokenEntry
from knowledge.revisions import Key, Kind

_ID = re.compile(r"^id *[:=] *[\"']?([^\"'#\r\n]*?)[\"']? *$", re.M)


def new(arguments: argparse.Namespace) -> int:
    """Write something new; with --gap its phrasings are the questions of a gap."""
    with office(arguments) as at:
        kind: Kind = arguments.kind
        if arguments.entry and at.desk.sheet(at.server_id, (kind, arguments.entry)).text:
            raise EntryExists(kind, arguments.entry)
        gap = named_gap(at, arguments.gap) if arguments.gap else None
        start = "" if arguments.source else blank(at, kind, arguments.entry, gap)
        return Writing(at, kind, arguments.entry, start, arguments.reason).run(arguments.source)


def edit(arguments: argparse.Namespace) -> int:
    """Change what there is: the open draft, else what is given here, else the curated text."""
    with office(arguments) as at:
        sheet = at.sheet(arguments.entry)
        text = sheet.text or text_of(at.desk.serving.engine(at.server_id).library, sheet.key)
        if sheet.head or sheet.moved:
            at.terminal.show(word("desk", "sheet", sheet))
        return Writing(at, *sheet.key, text, arguments.reason, sheet).run(arguments.source)


def id_in(text: str) -> str:
    """The id that a text gives its entry; empty where it gives none."""
    found = _ID.search(text)
    return found[1].strip() if found else ""


@dataclass(slots=True)
class Writing:
    """One text on its way from a person into the drafts."""

    at: Office
    kind: Kind
    entry: str  # empty: what the text says
    start: str
    reason: str = ""
    sheet: Sheet | None = None  # of an entry that there is already, as the person saw it

    def run(self, source: str | None) -> int:
        """Take the text from a file, from standard input, or from the person's editor."""
        if source is None:
            return self._in_editor()
        if source == "-":
            scratch = Scratch.of(self.entry, sys.stdin.buffer.read(), self._suffix)
            return self._settle(scratch, self._save_from(scratch.path))
        path = Path(source)
        if not path.is_file():
            raise NoSuchFile(path, "there is no such file")
        outcome = self._save_from(path)
        if outcome.done and Scratch(path).ours:
            Scratch(path).remove()
        return self._tell(outcome, path)

    def _in_editor(self) -> int:
        command = editor()
        for path in left_over(self.entry) if self.entry else ():
            self.at.say("left_over", path, self._resume(path), self.at.options)
        scratch = Scratch.of(self.entry, self.start.encode(), self._suffix)
        try:
            while True:
                quick = open_editor(command, scratch.path)
                outcome = self._save_from(scratch.path)
                status = self._settle(scratch, outcome)
                if quick and outcome.kind == "nothing" and sys.stdout.isatty():
                    self.at.say("no_wait")
                if outcome.kind != "broken" or not self._once_more():
                    return status
        except BaseException:
            self._rescue(scratch)
            raise

    @property
    def _suffix(self) -> str:
        return Path(file_of(self.kind, "new")).suffix

    def _save_from(self, path: Path) -> Outcome:
        """Keep the text of a file as a draft, as far as it can be read."""
        text = ""
        try:
            text = read_text(path)
            return self._save(text)
        except BrokenEntry as broken:
            return Outcome("broken", self.key(text), checked=Checked(problems=tuple(broken.problems)))

    def _save(self, text: str) -> Outcome:
        key = self.key(text)
        if text == self.start or not text.strip():
            return Outcome("nothing", key, self.sheet.head if self.sheet else None)
        if not key[1]:
            problem = Problem(file_of(self.kind, "new"), 2, "id", "must be a short name of its own, like tight-lats")
            raise BrokenEntry([problem])
        sheet = self.sheet or self.at.desk.sheet(self.at.server_id, key)
        if self.sheet is None and sheet.text:
            raise EntryExists(self.kind, key[1])
        # a problem names lines of the text with its notes; they go only where nothing is wrong
        read_entry(*key, text)
        return self.at.desk.save(sheet, without_notes(text, self.start), self.at.actor, self.reason)

    def key(self, text: str) -> Key:
        """What a text is about: what it was asked for, else the id it names."""
        return self.kind, self.entry or id_in(text)

    def _settle(self, scratch: Scratch, outcome: Outcome) -> int:
        """Remove the file once its text is safe in the store, or was never changed."""
        if outcome.done or outcome.kind == "nothing":
            scratch.remove()
            return self.at.tell(outcome)
        return self._tell(outcome, scratch.path, scratch.path)

    def _tell(self, outcome: Outcome, path: Path, kept: Path | None = None) -> int:
        if outcome.kind == "conflict" and outcome.head is not None:
            show_diff(said(outcome.head), (str(path), read_text(path)))
        return self.at.tell(outcome, kept, self._resume(path))

    def _resume(self, path: Path) -> str:
        """The words that take up the text of a file."""
        new = "new" if self.kind == "answer" else f"new --kind {self.kind}"
        return f"{f'edit {self.entry}' if self.sheet else new} --from {shlex.quote(str(path))}"

    def _once_more(self) -> bool:
        """Whether the person wants to go on writing at once; without a terminal nobody is asked."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return False
        try:
            said = input(word("kb", "once_more") + " ")
        except EOFError:
            return False
        return said.strip().lower() in ("", "y", "yes")

    def _rescue(self, scratch: Scratch) -> None:
        """Say where the text is when something goes wrong; a text that nobody touched is not worth keeping."""
        try:
            touched = scratch.path.exists() and scratch.text != self.start
        except BrokenEntry:
            touched = True
        if touched:
            print(word("kb", "kept", scratch.path), file=sys.stderr)
        else:
            scratch.remove()
