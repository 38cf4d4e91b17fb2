"""Each server is served what it published, whatever happens to the others or to the database."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.overlays.serving import Serving, View
from knowledge.entry_files import base_text
from knowledge.folder import BASE
from knowledge.revisions import HOME, SERVED, Key, Kind, Revision, State, served

GYM, CLUB = 11, 22
CHAIR = base_text("answer", "chair-choice")
BIRD_DOG = base_text("exercise", "bird-dog")
ADDED = CHAIR.replace("id: chair-choice", "id: our-chairs").replace("title: ", "title: Our chairs and ", 1)


@dataclass
class Memory:
    """A store of revisions in memory; `broken` is what goes wrong when it is asked."""

    rows: list[Revision] = field(default_factory=list)
    told: list[Callable[[int], None]] = field(default_factory=list)
    broken: Exception | None = None
    read: int = 0

    def publish(
        self, server: int, kind: Kind, entry: str, text: str, state: State = "published", *, quiet: bool = False
    ) -> Revision:
        number = sum(one.server_id == server and one.key == (kind, entry) for one in self.rows) + 1
        self.rows.append(Revision(len(self.rows) + 1, server, kind, entry, number, state, text, "p", "Ana", "", 0.0))
        for told in () if quiet else self.told:
            told(server)
        return self.rows[-1]

    def served(self, server_id: int) -> tuple[Revision, ...]:
        return tuple(served(self._of(server_id)).values())

    def versions(self) -> dict[int, int]:
        return {one.server_id: one.id for one in self.rows} | ({} if self.broken is None else self._fail())

    def changes_since(self, server_id: int, revision_id: int) -> tuple[Revision, ...]:
        return tuple(one for one in self._of(server_id) if one.id > revision_id and one.state in SERVED)

    def watch_versions(self, told: Callable[[int], None]) -> Callable[[], None]:
        self.told.append(told)
        return lambda: self.told.remove(told)

    def _of(self, server_id: int) -> list[Revision]:
        self.read += 1
        return [one for one in self.rows if one.server_id == server_id] + ([] if self.broken is None else self._fail())

    def _fail(self) -> None:
        assert self.broken is not None
        raise self.broken


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def serving(engine: Engine, store: Memory) -> Iterator[Serving]:
    found = Serving(engine, store)
    yield found
    found.close()


def until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came true")


def test_without_anything_published_all_have_the_curated_engine(serving: Serving, engine: Engine) -> None:
    serving.start()
    assert [serving.engine(server) for server in (None, HOME, GYM)] == [engine] * 3


def test_what_a_server_publishes_is_served_to_it_alone(serving: Serving, store: Memory, engine: Engine) -> None:
    serving.start()
    store.publish(GYM, "answer", "our-chairs", ADDED)
    until(lambda: "our-chairs" in serving.engine(GYM).library.answers)
    assert serving.engine(CLUB) is serving.engine(None) is engine
    store.publish(CLUB, "exercise", "bird-dog", BIRD_DOG, "retired")
    gym = serving.engine(GYM)
    until(lambda: "bird-dog" not in serving.engine(CLUB).library.exercises)
    assert serving.engine(GYM) is gym


def test_what_a_server_published_is_read_once(serving: Serving, store: Memory) -> None:
    store.publish(GYM, "answer", "our-chairs", ADDED)
    store.publish(GYM, "exercise", "bird-dog", BIRD_DOG, "retired")
    serving.refresh(GYM)
    library = serving.engine(GYM).library
    assert ("our-chairs" in library.answers, "bird-dog" in library.exercises, store.read) == (True, False, 1)


def test_the_terminal_and_direct_messages_have_what_was_published_at_home(serving: Serving, store: Memory) -> None:
    store.publish(HOME, "answer", "our-chairs", ADDED)
    serving.refresh(HOME)
    assert "our-chairs" in serving.engine(None).library.answers


def test_only_what_is_new_is_read_again(serving: Serving, store: Memory) -> None:
    store.publish(GYM, "answer", "our-chairs", ADDED)
    serving.refresh(GYM)
    first = serving.engine(GYM)
    serving.refresh(GYM)
    assert serving.engine(GYM) is first
    store.publish(GYM, "answer", "our-chairs", ADDED.replace("Our chairs", "Better chairs"))
    serving.refresh(GYM)
    assert serving.engine(GYM).library.answers["our-chairs"].title.startswith("Better chairs")
    assert first.library.answers["our-chairs"].title.startswith("Our chairs")


def test_the_first_question_waits_for_what_was_taken_away(serving: Serving, store: Memory) -> None:
    store.publish(GYM, "exercise", "bird-dog", BIRD_DOG, "retired")
    store.publish(GYM, "answer", "our-chairs", ADDED)
    serving.start()
    assert "bird-dog" not in serving.engine(GYM).library.exercises
    until(lambda: "our-chairs" in serving.engine(GYM).library.answers)
    assert "bird-dog" not in serving.engine(GYM).library.exercises


def test_a_broken_text_leaves_the_curated_entry_and_is_named(serving: Serving, store: Memory, engine: Engine) -> None:
    store.publish(GYM, "answer", "chair-choice", CHAIR.replace("title: ", "title: Our ", 1))
    store.publish(GYM, "exercise", "bird-dog", BIRD_DOG, "retired")
    assert serving.view(GYM).engine.library.answers["chair-choice"].title.startswith("Our ")
    store.publish(GYM, "answer", "chair-choice", "nothing like an entry")
    view = serving.view(GYM)
    key: Key = ("answer", "chair-choice")
    assert [problem.file for problem in view.problems[key]] == ["answers/chair-choice.md"]
    assert view.engine.library.answers["chair-choice"] == engine.library.answers["chair-choice"]
    assert "bird-dog" not in view.engine.library.exercises
    store.publish(GYM, "answer", "chair-choice", CHAIR)
    assert serving.view(GYM).problems == {}


def test_what_lies_over_an_older_text_is_told(serving: Serving, store: Memory) -> None:
    store.publish(GYM, "answer", "chair-choice", CHAIR)  # no fingerprint of what it was made over
    assert serving.view(GYM).moved == {("answer", "chair-choice")}


def test_revisions_may_come_late_and_twice(engine: Engine, store: Memory) -> None:
    one = store.publish(GYM, "answer", "our-chairs", ADDED)
    two = store.publish(GYM, "exercise", "bird-dog", BIRD_DOG, "retired")
    three = store.publish(GYM, "answer", "our-chairs", ADDED.replace("Our chairs", "Better chairs"))
    late = View(engine).after([three], BASE).after([one, two], BASE).after([two, three], BASE)
    assert late.engine.library.answers["our-chairs"].title.startswith("Better chairs")
    assert "bird-dog" not in late.engine.library.exercises
    assert late.last == 3


def test_a_database_in_trouble_leaves_what_is_served(serving: Serving, store: Memory, engine: Engine) -> None:
    store.publish(GYM, "answer", "our-chairs", ADDED)
    serving.refresh(GYM)
    store.broken = OSError("gone")
    store.publish(GYM, "answer", "our-chairs", ADDED, "retired", quiet=True)
    serving.refresh(GYM)
    serving.refresh(CLUB)
    assert "our-chairs" in serving.engine(GYM).library.answers
    assert serving.engine(CLUB) is engine
    store.broken = None
    serving.refresh(GYM)
    assert "our-chairs" not in serving.engine(GYM).library.answers


def test_a_database_in_trouble_at_the_start_is_asked_again(
    serving: Serving, store: Memory, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish(GYM, "answer", "our-chairs", ADDED)
    store.broken = OSError("gone")
    serving.start()
    assert serving.engine(GYM) is engine
    store.broken = None
    monkeypatch.setattr("bot.overlays.serving.AGAIN", 0.0)
    until(lambda: "our-chairs" in serving.engine(GYM).library.answers)


def test_servers_long_unheard_of_make_room_and_come_back(engine: Engine, store: Memory) -> None:
    for server in (GYM, CLUB):
        store.publish(server, "exercise", "bird-dog", BIRD_DOG, "retired")
    serving = Serving(engine, store, most=1)
    try:
        for server in (GYM, CLUB, GYM, CLUB):
            serving.refresh(server)
            before = store.read
            assert "bird-dog" not in serving.engine(server).library.exercises
            assert store.read == before
        assert "bird-dog" not in serving.engine(GYM).library.exercises
    finally:
        serving.close()


def test_many_at_once_see_whole_engines(serving: Serving, store: Memory) -> None:
    """While entries come and go, everybody who asks gets an engine in which library and index agree."""
    serving.start()
    wrong: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            found = serving.engine(GYM)
            reply = found.ask("which chair should i buy")
            if reply.answer and reply.answer.id not in found.library.answers:
                wrong.append(reply.answer.id)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for state in ("published", "retired") * 4:
        store.publish(GYM, "answer", "our-chairs", ADDED, state)  # type: ignore[arg-type]
    until(lambda: "our-chairs" not in serving.engine(GYM).library.answers)
    stop.set()
    for asker in askers:
        asker.join()
    assert wrong == []


def test_after_closing_it_goes_on_with_what_it_has(serving: Serving, store: Memory) -> None:
    serving.start()
    store.publish(GYM, "answer", "our-chairs", ADDED)
    until(lambda: "our-chairs" in serving.engine(GYM).library.answers)
    serving.close()
    assert store.told == []
    assert "our-chairs" in serving.engine(GYM).library.answers


def test_the_folder_is_that_of_the_knowledge(small_engine: Engine, store: Memory) -> None:
    folder = Path(__file__).parents[2] / "packs" / "small"
    text = base_text("answer", "lat-gap", folder)
    made = replace(store.publish(GYM, "answer", "lat-gap", text), base="other")
    assert View(small_engine).after([made], folder).moved == {("answer", "lat-gap")}
