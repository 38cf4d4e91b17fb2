"""Parcels of files as strangers may make them: only entries are written, and nothing past the limits is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from bot.discord.moderation import parcels
from bot.discord.moderation.parcels import Unpackable, key_of, unpacked


def parcel(files: dict[str, bytes], *links: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as one:
        for name, data in files.items():
            one.writestr(name, data)
        for name in links:
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            one.writestr(info, "/etc/passwd")
    return content.getvalue()


def there(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_entries_are_unpacked_and_what_archivers_add_is_left(tmp_path: Path) -> None:
    given = {"answers/a.md": b"a", "overlay.toml": b"", "__MACOSX/answers/._a.md": b"", "answers/.DS_Store": b""}
    unpacked(parcel(given), tmp_path)
    assert there(tmp_path) == ["answers/a.md", "overlay.toml"]


def test_one_folder_around_everything_is_taken_off(tmp_path: Path) -> None:
    unpacked(parcel({"my-server/answers/a.md": b"a", "my-server/overlay.toml": b""}), tmp_path)
    assert there(tmp_path) == ["answers/a.md", "overlay.toml"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no zip", "no_zip"),
        (b"", "no_zip"),
        (parcel({"answers/a.md": b"a"})[:60], "no_zip"),
        (parcel({"../a.md": b"a", "answers/b.md": b"b"}), "bad_path"),
        (parcel({"answers/../../a.md": b"a"}), "bad_path"),
        (parcel({"/etc/a.md": b"a"}), "bad_path"),
        (parcel({"answers/a/b.md": b"a", "overlay.toml": b""}), "bad_path"),
        (parcel({"elsewhere/a.md": b"a", "overlay.toml": b""}), "bad_path"),
        (parcel({"a.md": b"a", "overlay.toml": b""}), "bad_path"),
        (parcel({"answers\\a.md": b"a", "overlay.toml": b""}), "bad_path"),
        (parcel({}, "answers/a.md"), "bad_path"),
        (parcel({"answers/a.md": b"0" * 50_000_000}), "bomb"),
        (parcel({f"answers/a{n}.md": b"0" * 200_000 for n in range(200)}), "bomb"),
    ],
    # a parcel holds the time it was packed, which must not get into the name of a test
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_opened(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(Unpackable) as caught:
        unpacked(content, tmp_path)
    assert caught.value.key == why

    assert all(name.startswith(("answers/", "overlay")) for name in there(tmp_path))


def test_not_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "MOST_FILES", 3)
    with pytest.raises(Unpackable, match="too_many_files"):
        unpacked(parcel({f"answers/a{n}.md": b"" for n in range(4)}), tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("x.md", "---\nid: tight-lats\ntitle: t\nasks: [a]\n---\nid: no\n", ("answer", "tight-lats")),
        ("x (1).md", "---\r\nid: bird-dog\r\ndose: {sets: 2}\r\n---\r\n", ("exercise", "bird-dog")),
        ("x.md", "---\nid: 'soreness-rule'\nseverity: info\n---\n", ("caveat", "soreness-rule")),
        ("x.md", "---\nid: lats\nplain: lats\n---\n", ("muscle", "lats")),
        ("x.toml", '[[source]]\nid = "nice-2020"\n', ("source", "nice-2020")),
        ("x.md", "hello", None),
        ("x.md", "---\nid: ../etc\nasks: [a]\n---\n", None),
    ],
)
def test_a_file_says_which_entry_it_is(name: str, text: str, key: tuple[str, str] | None) -> None:
    assert key_of(name, text) == key
