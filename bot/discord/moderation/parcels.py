"""A server's own entries as a zip of files, and back: all of it or nothing."""

import io
import re
import stat
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import discord

from bot.discord.cards import ASKING, CALM, URGENT, Card, File, fitting, note
from bot.discord.errors import tell
from bot.discord.markdown import clipped, worded
from bot.discord.moderation.cards import CHANGES, DIFF, knob
from bot.discord.moderation.deeds import Given, deed
from bot.discord.moderation.edit import keep, seen_at
from bot.discord.moderation.files import kept_bytes
from bot.discord.moderation.looks import changes
from bot.discord.moderation.publish import with_reason
from bot.discord.moderation.seats import Seat
from bot.discord.moderation.texts import Edited
from bot.discord.replies import present
from bot.moderation.desk import Desk
from bot.moderation.importing import Import, Imported
from knowledge.entry_files import FOLDERS
from knowledge.exchange import OVERLAY, export, read_bundle
from knowledge.folder import Problem
from knowledge.revisions import Act, Key, Kind

if TYPE_CHECKING:
    from bot.discord.app import App, Asked

LARGEST = 4 * 1024 * 1024  # bytes of a parcel as it is handed in
MOST_FILES, LARGEST_FILE, LARGEST_WHOLE = 12_000, 256 * 1024, 32 * 1024 * 1024  # of what is in it, unpacked
NAME = "backtalk-{}.zip"
_TELLING: Mapping[str, Kind] = {"asks": "answer", "dose": "exercise", "severity": "caveat", "plain": "muscle"}


class Unpackable(Exception):
    """A parcel that is not opened, and why; `key` is a macro of the wording."""

    def __init__(self, key: str, *values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def packed(desk: Desk, seat: Seat) -> Card:
    """Everything a server wrote, changed or retired, as a card with a zip on it."""
    served = desk.store.served(seat.server_id)
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = export(served, folder)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parcel:
            for path in paths:
                parcel.write(path, path.relative_to(folder).as_posix())
    actor = seat.actor
    desk.store.record_act(Act(time.time(), seat.server_id, actor.by, actor.name, "export"))
    text = worded("moderation", "exported", len(paths) - 1)
    return Card(fitting([(9, text)]), CALM, files=(File(NAME.format(seat.server_id), content.getvalue()),))


def unpacked(content: bytes, folder: Path) -> None:
    """Write a parcel's files into an empty folder; nothing is trusted of what it says of itself.

    :raises Unpackable: when it is no zip, too much, or names a path that is none of ours.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            files = [info for info in parcel.infolist() if not info.is_dir()]
            if len(files) > MOST_FILES:
                raise Unpackable("too_many_files", MOST_FILES)
            left = LARGEST_WHOLE
            for info, path in _paths(files):
                data = _read(parcel, info, min(left, LARGEST_FILE))
                left -= len(data)
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Unpackable("no_zip") from error


def _paths(files: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Each file with where it goes; one folder around everything, as archivers add it, is taken off."""
    tops = {PurePosixPath(info.filename).parts[:1] for info in files}
    known = {*FOLDERS.values(), OVERLAY}
    around = len(tops) == 1 and not {top[0] for top in tops if top} & known
    seen = set()
    for info in files:
        path = PurePosixPath(info.filename)
        parts = path.parts[1:] if around else path.parts
        link = stat.S_ISLNK(info.external_attr >> 16)
        if link or path.is_absolute() or ".." in parts or not parts or "\\" in info.filename or "\0" in info.filename:
            raise Unpackable("bad_path", clipped(info.filename, 80))
        if parts[0].startswith(("__MACOSX", ".")) or parts[-1].startswith("."):
            continue
        if len(parts) > 2 or (len(parts) == 2 and parts[0] not in FOLDERS.values()) or parts[-1:] == ("",):
            raise Unpackable("bad_path", clipped(info.filename, 80))
        if len(parts) == 1 and parts[0] != OVERLAY:
            raise Unpackable("bad_path", clipped(info.filename, 80))
        if parts in seen:
            raise Unpackable("twice", clipped(info.filename, 80))
        seen.add(parts)
        yield info, PurePosixPath(*parts)


def _read(parcel: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A file's bytes, read no further than may be, whatever its size is said to be."""
    with parcel.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise Unpackable("bomb", clipped(info.filename, 80), LARGEST_FILE // 1024)
    return data


async def take(interaction: "Asked", seat: Seat, file: discord.Attachment) -> None:
    """Show what a parcel would do, or make a draft of a single entry's file."""
    name = file.filename.lower()
    if file.size > LARGEST:
        await tell(interaction, worded("moderation", "too_large", LARGEST // 1024))
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    try:
        content = await file.read()
    except discord.HTTPException:
        await tell(interaction, worded("moderation", "no_file"))
        return
    app = interaction.client
    if name.endswith((".md", ".toml")):
        await present(interaction, lambda: _single(app, seat, file.filename, content))
    else:
        await present(interaction, lambda: _parcel(app, seat, content, ""))


def _single(app: "App", seat: Seat, name: str, content: bytes) -> Card:
    """One entry's file; which entry it is stands in it."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return note(worded("moderation", "not_text"))
    key = key_of(name, text)
    if key is None:
        return note(worded("moderation", "which_entry"))
    now = app.desk.sheet(seat.server_id, key)
    return keep(app, seat, seen_at(app.desk, seat.server_id, key, now.expected), Edited(text))


def key_of(name: str, text: str) -> Key | None:
    """Which entry a file is of, by what stands in it; its name is whatever somebody saved it as."""
    kind: Kind | None = "source" if name.lower().endswith(".toml") else None
    head = text.replace("\r\n", "\n").partition("\n---\n")[0]
    for telling, known in _TELLING.items():
        if kind is None and re.search(rf"^{telling}:", head, re.M):
            kind = known
    entry = re.search(r"^id(?: *=|:) *[\"']?([a-z0-9-]+)[\"']? *$", text if kind == "source" else head, re.M)
    return (kind, entry[1]) if kind and entry else None


def _parcel(app: "App", seat: Seat, content: bytes, override: str, *, for_real: bool = False) -> Card:
    """Everything in a parcel looked at; and written, when that is what was pressed."""
    try:
        with TemporaryDirectory() as name:
            unpacked(content, Path(name))
            bundle, problems = read_bundle(Path(name))
    except Unpackable as error:
        return note(worded("moderation", error.key, *error.values))
    if problems:
        return _refused(problems)
    if not bundle.texts and not bundle.retired:
        return note(worded("moderation", "empty_parcel"))
    run = Import(app.desk, seat.server_id, bundle, seat.actor, dry=not for_real)
    done = run.run(worded("moderation", "import_reason"), override)
    return _imported(seat, done, content, for_real)


def _refused(problems: tuple[Problem, ...]) -> Card:
    text = worded("moderation", "bad_files", problems[:20], len(problems))
    whole = "\n".join(map(str, problems)).encode()
    return Card(fitting([(9, clipped(text, DIFF))]), URGENT, files=(File("problems.txt", whole),))


def _imported(seat: Seat, done: Imported, content: bytes, for_real: bool) -> Card:
    parts = [(9, worded("moderation", "imported", done, for_real))]
    if done.held:
        held = "\n".join(worded("moderation", "held_file", key, checked) for key, checked in done.held[:20])
        parts.append((8, clipped(held, DIFF)))
    if done.preview is not None:
        parts.append((8, clipped(changes(done.preview, "summary" if for_real else "shown"), CHANGES)))
    good = done.kind in ("published", "submitted")
    if for_real or done.kind not in ("published", "submitted", "blocked"):
        return Card(fitting(parts), CALM if good or done.kind == "unchanged" else URGENT)
    if done.kind == "blocked" and not seat.actor.admin:
        return Card(fitting(parts), URGENT)
    go = knob("import", style="primary") if good else knob("override-import", style="danger")
    # the parcel stays on the card: what is imported is what was looked at, after a restart too
    return Card(
        fitting(parts), ASKING, rows=((go, knob("keep-it")),), files=(File(NAME.format(seat.server_id), content),)
    )


@deed("import")
async def import_(interaction: "Asked", seat: Seat, given: Given) -> None:
    """Import the parcel of the card."""
    del given
    await _go(interaction, seat, "")


@deed("override-import")
async def override_import(interaction: "Asked", seat: Seat, given: Given) -> None:
    del given
    await with_reason(interaction, seat, "override-imported", "")


@deed("override-imported")
async def override_imported(interaction: "Asked", seat: Seat, given: Given) -> None:
    await _go(interaction, seat, given.words.get("reason", ""))


async def _go(interaction: "Asked", seat: Seat, override: str) -> None:
    content = await kept_bytes(interaction)
    if content is None:
        await tell(interaction, worded("moderation", "file_gone"))
        return
    app = interaction.client
    await present(interaction, lambda: _parcel(app, seat, content, override, for_real=True))
