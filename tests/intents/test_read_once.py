"""Reading for one message: the same as ever, and each text only once."""

import pytest

from bot.engine import Engine
from intents.read_once import ReadOnce
from intents.understand import Reader

TEXT = "right erecter bigger than left, only dumbbells"


def test_it_reads_what_any_reader_does(engine: Engine) -> None:
    assert ReadOnce.of(engine.reader).read(TEXT) == engine.reader.read(TEXT)


def test_each_text_is_read_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    read, plainly = [], Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, text: read.append(text) or plainly(self, text))
    reader = ReadOnce.of(engine.reader)
    assert reader.read(TEXT) is reader.read(TEXT)
    reader.read("left lat smaller")
    assert read == [TEXT, "left lat smaller"]
