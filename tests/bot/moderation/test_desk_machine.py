"""Whatever two moderators do in whatever order: histories only grow, and people are given what the last act says."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.engine import Engine
from bot.moderation import desk as desks
from bot.moderation.desk import Desk
from bot.moderation.outcome import OPEN, Actor, Outcome
from bot.overlays.serving import Serving
from knowledge.entry_files import read_entry
from knowledge.revisions import SERVED, Key, Revision
from knowledge.store import open_store
from tests.bot.conftest import GOLDEN, SMALL
from tests.bot.moderation.test_desk import ACTORS, CURATED, LAT, SERVER, TEXTS, TRAP

KEYS = st.sampled_from([TRAP, LAT])
WHO = st.sampled_from([ACTORS["mira"], ACTORS["root"]])
OVERRIDE = st.sampled_from(["", "because"])


class TwoAtOneDesk(RuleBasedStateMachine):
    """Random acts, each checked against what was there before it."""

    engine: Engine
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "backtalk.db")
        self.store = open_store(f"sqlite:///{self.folder / 'backtalk.db'}")
        self.desk = Desk(self.store, Serving(self.engine, self.store, SMALL), SMALL)
        self.past: dict[Key, tuple[Revision, ...]] = {TRAP: (), LAT: ()}
        self.acts = 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize(review=st.booleans())
    def opens(self, review: bool) -> None:
        self.store.save_server(replace(self.store.server(SERVER), review=review))

    def came(self, outcome: Outcome) -> None:
        """Exactly one revision and one act where something was done; nothing at all where nothing was."""
        past = self.past[outcome.key]
        now = self.store.history(SERVER, *outcome.key)
        assert now[: len(past)] == past
        assert len(now) - len(past) == int(outcome.done)
        if outcome.done:
            assert now[-1] == outcome.revision
        self.past[outcome.key] = now
        self.acts += outcome.done

    @rule(key=KEYS, who=WHO, text=st.sampled_from(["one", "two", "held", "mine", "lost", "broken"]))
    def save(self, key: Key, who: Actor, text: str) -> None:
        if (key == LAT) == (text in ("mine", "lost")):
            self.came(self.desk.save(self.desk.sheet(SERVER, key), TEXTS[text], who))

    @rule(key=KEYS, who=WHO, override=OVERRIDE)
    def publish(self, key: Key, who: Actor, override: str) -> None:
        self.came(self.desk.publish(self.desk.sheet(SERVER, key), who, override=override))

    @rule(key=KEYS, who=WHO, override=OVERRIDE)
    def retire(self, key: Key, who: Actor, override: str) -> None:
        self.came(self.desk.retire(self.desk.sheet(SERVER, key), who, "", override))

    @rule(key=KEYS, who=WHO)
    def discard(self, key: Key, who: Actor) -> None:
        self.came(self.desk.discard(self.desk.sheet(SERVER, key), who))

    @rule(key=KEYS, who=WHO)
    def send_back(self, key: Key, who: Actor) -> None:
        self.came(self.desk.send_back(self.desk.sheet(SERVER, key), who, "say why"))

    @precondition(lambda self: self.acts)
    @rule(who=WHO, override=OVERRIDE, data=st.data())
    def restore(self, who: Actor, override: str, data: st.DataObject) -> None:
        past = [one for key in (TRAP, LAT) for one in self.past[key]]
        self.came(self.desk.restore(data.draw(st.sampled_from(past)), who, override=override))

    @precondition(lambda self: self.acts)
    @rule(who=WHO, data=st.data())
    def undo(self, who: Actor, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from([key for key in (TRAP, LAT) if self.past[key]]))
        *earlier, head = self.past[key]
        outcome = self.desk.undo(head, who)
        self.came(outcome)
        made = outcome.revision
        assert made is not None
        if head.state in SERVED:
            before = next((one for one in reversed(earlier) if one.state in SERVED), None)
            assert (made.state, made.text) == ((before.state, before.text) if before else ("withdrawn", head.text))
        elif earlier and earlier[-1].state in OPEN:
            assert (made.state, made.text) == (earlier[-1].state, earlier[-1].text)
        else:
            assert made.state == "discarded"

    @rule(key=KEYS, who=WHO)
    def comes_late(self, key: Key, who: Actor) -> None:
        """Somebody who read the entry before the last act cannot write over it."""
        if self.past[key]:
            sheet = self.desk.sheet(SERVER, key)
            stale = replace(sheet, head=self.past[key][-2] if len(self.past[key]) > 1 else None)
            self.came(self.desk.save(stale, TEXTS["mine" if key == LAT else "one"] + "\nLate.\n", who))

    @invariant()
    def histories_count_up_and_people_are_given_what_they_say(self) -> None:
        library = self.desk.serving.engine(SERVER).library
        for key, past in self.past.items():
            assert [one.number for one in past] == list(range(1, len(past) + 1))
            live = next((one for one in reversed(past) if one.state in SERVED), None)
            text = CURATED if key == LAT else ""
            if live and live.state != "withdrawn":
                text = live.text if live.state == "published" else ""
            assert library.answers.get(key[1]) == (read_entry(*key, text) if text else None)
        assert len(self.store.acts(SERVER)) == self.acts


def test_two_moderators_at_one_desk(small_engine: Engine, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "golden_questions", lambda: GOLDEN)
    monkeypatch.setattr(TwoAtOneDesk, "engine", small_engine, raising=False)
    monkeypatch.setattr(TwoAtOneDesk, "template", migrated_file, raising=False)
    run_state_machine_as_test(TwoAtOneDesk, settings=settings(max_examples=15, stateful_step_count=15))
