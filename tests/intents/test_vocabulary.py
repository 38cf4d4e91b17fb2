"""Names to ids, and typos to the words of the knowledge base; good words stay as they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Engine
from intents.vocabulary import Mention, Vocabulary, english
from knowledge.pack import read_pack
from knowledge.text import words

VOCABULARY = Vocabulary(read_pack(Path(__file__).parent.parent / "packs" / "small")[0])


def test_mentions_with_their_place() -> None:
    assert VOCABULARY.mentions(words("my left lat is small i have dumbbells and play golf")) == (
        Mention("muscle", "latissimus-dorsi", "lat", 2, 3),
        Mention("equipment", "dumbbell", "dumbbells", 7, 8),
        Mention("sport", "golf", "golf", 10, 11),
    )


def test_the_longest_name_wins_and_no_word_counts_twice() -> None:
    found = VOCABULARY.mentions(words("single arm row with spinal erectors and a dumbbell row"))
    assert [(m.kind, m.id) for m in found] == [
        ("exercise", "one-arm-row"), ("muscle", "erector-spinae"), ("exercise", "one-arm-row"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("erecter", "erector"), ("erectr", "erector"), ("rigth", "right"), ("sholder", "shoulder"),
        ("trapezuis", "trapezius"), ("rhomboyds", "rhomboids"), ("deadlfit", "deadlift"), ("extenson", "extension"),
        ("dumbell", "dumbbell"),
    ],
)  # fmt: skip
def test_typos_are_mended(engine: Engine, word: str, meant: str) -> None:
    assert engine.reader.vocabulary.repair(word) == meant


@pytest.mark.parametrize(
    "word",
    [
        "left", "right", "rows", "bow", "lift", "light", "tight", "lag", "lats", "traps", "pec", "pecs", "ql",
        "db", "doms", "rdl", "rdls", "oly", "gym", "hubby", "cello", "archery", "kayak", "violin", "weird", "dunno",
        "gonna", "lol", "butt", "glute", "trail", "brain", "bank", "pack", "sack", "blade", "bride", "weak", "week",
    ],
)  # fmt: skip
def test_good_words_are_kept(engine: Engine, word: str) -> None:
    assert engine.reader.vocabulary.repair(word) == word


def test_no_ordinary_word_is_ever_changed(engine: Engine) -> None:
    repair = engine.reader.vocabulary.repair
    assert [word for word in sorted(english()) if repair(word) != word] == []


def test_every_name_and_alias_finds_its_exercise(engine: Engine) -> None:
    vocabulary = engine.reader.vocabulary
    lost = [
        (exercise.id, name)
        for exercise in engine.library.pack.exercises
        for name in (exercise.name, *exercise.aliases)
        if [m.id for m in vocabulary.mentions(words(name))] != [exercise.id]
    ]
    assert lost == []


def test_every_muscle_alias_finds_its_muscle(engine: Engine) -> None:
    vocabulary = engine.reader.vocabulary
    lost = [
        (muscle.id, name)
        for muscle in engine.library.pack.muscles
        for name in (muscle.name, *muscle.aliases)
        if [m.id for m in vocabulary.mentions(words(name))] != [muscle.id]
    ]
    assert lost == []


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=40))
def test_a_repair_is_final(word: str) -> None:
    once = VOCABULARY.repair(word)
    assert VOCABULARY.repair(once) == once
