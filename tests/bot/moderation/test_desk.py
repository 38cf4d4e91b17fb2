"""Every act at the moderators' desk and everything that can come of it, over a real database."""

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.moderation.desk import Desk
from bot.moderation.outcome import Actor, Outcome, Sheet
from knowledge.entries import Answer
from knowledge.entry_files import base_text, fingerprint, read_entry
from knowledge.revisions import HOME, Key, Revision
from knowledge.store import Asked, Logged, Record, Vote
from tests.bot.conftest import SMALL

SERVER = 7
ACTORS = {
    "mira": Actor("p-mira", "Mira"),
    "noah": Actor("p-noah", "Noah"),
    "root": Actor("shell:root", "root", admin=True),
}
LAT: Key = ("answer", "lat-gap")
TRAP: Key = ("answer", "trap-gap")
CURATED = base_text(*LAT, SMALL)


def lat(title: str, **other: str) -> str:
    """The curated answer with another title, and whatever else is replaced."""
    text = CURATED.replace("One lat is bigger", title)
    for old, new in other.items():
        text = text.replace(CURATED.split(f"{old}: ")[1].split("\n")[0], new, 1)
    return text


def trap(title: str, body: str = "Start every set with your {weak side}.") -> str:
    asks = ["my left trap is lower", "one trap bigger than the other", "uneven traps from behind"]
    head = CURATED.split("asks:")[0].replace("lat-gap", "trap-gap").replace("One lat is bigger", title)
    tail = "muscles:" + CURATED.split("muscles:")[1].rsplit("---\n", 1)[0]
    return (
        f"{head.replace('lr-lat', 'lr-trap')}asks:\n" + "".join(f"- {ask}\n" for ask in asks) + f"{tail}---\n{body}\n"
    )


TEXTS = {
    "one": trap("One trap is bigger"),
    "two": trap("One trap is higher"),
    "broken": trap("One trap is bigger").replace("region: mid", "region: sideways"),
    "held": trap("One trap is bigger", "Take 400 mg of ibuprofen three times a day, then row."),
    "curated": CURATED,
    "mine": lat("One lat is wider"),
    "lost": "---\nid: lat-gap\ntitle: Walking every day\ntopics: [movement-breaks]\nasks:\n- is walking enough\n"
    "evidence: forum\ncertainty: Nobody knows.\nauthor: Mira\n---\nWalk every day.\n",
}


class Player:
    """Does what a line of a script says, such as "mira saves one" or "root retires because"."""

    def __init__(self, desk: Desk, key: Key, server_id: int = SERVER) -> None:
        self.desk, self.key, self.server_id = desk, key, server_id

    @property
    def sheet(self) -> Sheet:
        return self.desk.sheet(self.server_id, self.key)

    def do(self, line: str) -> Outcome:
        who, act, *rest = line.split()
        actor, desk, sheet = ACTORS[who], self.desk, self.sheet
        more = rest[0] if rest else ""
        if act == "saves":
            return desk.save(sheet, TEXTS[more], actor)
        if act == "publishes":
            return desk.publish(sheet, actor, override=more)
        if act == "retires":
            return desk.retire(sheet, actor, "no longer true", override=more)
        if act == "sends-back":
            return desk.send_back(sheet, actor, "name the muscle")
        if act == "discards":
            return desk.discard(sheet, actor)
        if act == "undoes":
            return desk.undo(self.history[-1], actor)
        assert act == "restores"
        return desk.restore(self.history[int(more) - 1], actor)

    @property
    def history(self) -> tuple[Revision, ...]:
        return self.desk.store.history(self.server_id, *self.key)

    @property
    def given(self) -> str:
        """The name of the text that people are given, or nothing."""
        entry = self.desk.serving.engine(self.server_id).library.answers.get(self.key[1])
        named = {read_entry(*self.key, TEXTS[name]): name for name in self.names}
        return named[entry] if entry else "nothing"

    @property
    def names(self) -> tuple[str, ...]:
        return ("curated", "mine", "lost") if self.key == LAT else ("one", "two", "held")


@pytest.mark.parametrize(
    ("key", "script", "outcomes", "states", "given"),
    [
        (TRAP, "mira saves one", "saved", "draft", "nothing"),
        (TRAP, "mira saves one / mira saves one", "saved nothing", "draft", "nothing"),
        (TRAP, "mira saves one / noah saves two", "saved saved", "draft draft", "nothing"),
        (TRAP, "mira saves broken", "broken", "", "nothing"),
        (TRAP, "mira saves held / mira publishes", "saved held", "draft", "nothing"),
        (TRAP, "mira publishes", "nothing", "", "nothing"),
        (TRAP, "mira saves one / mira publishes", "saved published", "draft published", "one"),
        (TRAP, "mira saves one / mira publishes / mira publishes", "saved published nothing", "draft published", "one"),
        (
            TRAP, "mira saves one / mira publishes / noah saves two / noah publishes",
            "saved published saved published", "draft published draft published", "two",
        ),
        (TRAP, "mira saves one / mira discards", "saved discarded", "draft discarded", "nothing"),
        (TRAP, "mira discards", "nothing", "", "nothing"),
        (TRAP, "mira sends-back", "nothing", "", "nothing"),
        (TRAP, "mira saves one / mira sends-back", "saved nothing", "draft", "nothing"),
        (TRAP, "mira retires", "nothing", "", "nothing"),
        (TRAP, "mira saves one / mira retires", "saved open", "draft", "nothing"),
        (
            TRAP, "mira saves one / mira publishes / noah retires / noah retires",
            "saved published retired nothing", "draft published retired", "nothing",
        ),
        (
            TRAP, "mira saves one / mira publishes / noah retires / mira restores 2",
            "saved published retired published", "draft published retired published", "one",
        ),
        (TRAP, "mira saves one / noah restores 1", "saved open", "draft", "nothing"),
        (
            TRAP, "mira saves one / mira discards / noah restores 1",
            "saved discarded published", "draft discarded published", "one",
        ),
        (
            TRAP, "mira saves one / mira publishes / mira restores 1", "saved published nothing",
            "draft published", "one",
        ),
        (
            TRAP, "mira saves held / mira discards / noah restores 1", "saved discarded held", "draft discarded",
            "nothing",
        ),
        (LAT, "mira saves curated", "nothing", "", "curated"),
        (LAT, "mira saves mine / mira publishes", "saved published", "draft published", "mine"),
        (LAT, "mira saves lost / mira publishes", "saved blocked", "draft", "curated"),
        (LAT, "mira saves lost / mira publishes because", "saved blocked", "draft", "curated"),
        (LAT, "mira saves lost / root publishes because", "saved published", "draft published", "lost"),
        (LAT, "mira retires", "blocked", "", "curated"),
        (LAT, "root retires because", "retired", "retired", "nothing"),
        (LAT, "root retires because / root restores 1", "retired published", "retired published", "curated"),
    ],
)  # fmt: skip
def test_each_act(desk: Desk, key: Key, script: str, outcomes: str, states: str, given: str) -> None:
    desk.store.save_server(replace(desk.store.server(SERVER), review=False))
    player = Player(desk, key)

    came = [player.do(line) for line in script.split(" / ")]

    assert " ".join(one.kind for one in came) == outcomes
    assert " ".join(one.state for one in player.history) == states
    assert player.given == given
    assert len(desk.store.acts(SERVER)) == sum(one.done for one in came)


UNDONE = [
    (TRAP, "mira saves one", "discarded", "nothing"),
    (TRAP, "mira saves one / mira saves two", "draft", "nothing"),
    (TRAP, "mira saves one / mira publishes", "withdrawn", "nothing"),
    (TRAP, "mira saves one / mira discards", "draft", "nothing"),
    (TRAP, "mira saves one / mira publishes / mira saves two", "discarded", "one"),
    (TRAP, "mira saves one / mira publishes / mira saves two / mira publishes", "published", "one"),
    (TRAP, "mira saves one / mira publishes / mira retires", "published", "one"),
    (TRAP, "mira saves one / mira publishes / mira retires / mira restores 2", "retired", "nothing"),
    (TRAP, "mira saves one / mira publishes / mira undoes", "published", "one"),
    (LAT, "mira saves mine / mira publishes", "withdrawn", "curated"),
    (LAT, "root retires because", "withdrawn", "curated"),
]


@pytest.mark.parametrize(("key", "script", "state", "given"), UNDONE)
def test_undoing_the_last_act(desk: Desk, key: Key, script: str, state: str, given: str) -> None:
    desk.store.save_server(replace(desk.store.server(SERVER), review=False))
    player = Player(desk, key)
    before = []
    for line in script.split(" / "):
        before.append((player.given, player.sheet.text if player.sheet.open else ""))
        player.do(line)

    outcome = player.do("noah undoes")

    assert (outcome.done, player.history[-1].state, player.given) == (True, state, given)
    assert (player.given, player.sheet.text if player.sheet.open else "") == before[-1] or "publishes" in script
    assert desk.store.acts(SERVER)[0].action == "undo"


@pytest.mark.parametrize(
    ("script", "outcomes", "states"),
    [
        ("mira saves one / mira publishes", "saved submitted", "draft in-review"),
        ("mira saves one / mira publishes / mira publishes", "saved submitted not-allowed", "draft in-review"),
        (
            "mira saves one / mira publishes / noah publishes",
            "saved submitted published", "draft in-review published",
        ),
        ("mira saves one / noah publishes", "saved published", "draft published"),
        (
            "mira saves one / mira publishes / noah sends-back / mira saves two / mira publishes / noah publishes",
            "saved submitted sent-back saved submitted published",
            "draft in-review draft draft in-review published",
        ),
        (
            "mira saves one / mira publishes / noah sends-back / mira publishes / mira publishes",
            "saved submitted sent-back submitted not-allowed", "draft in-review draft in-review",
        ),
        (
            "mira saves one / mira publishes / noah sends-back / noah undoes",
            "saved submitted sent-back submitted", "draft in-review draft in-review",
        ),
        (
            "mira saves one / mira discards / mira restores 1 / mira publishes",
            "saved discarded submitted not-allowed", "draft discarded in-review",
        ),
        (
            "mira saves one / noah publishes / mira saves two / noah publishes / mira restores 2",
            "saved published saved published published", "draft published draft published published",
        ),
    ],
)  # fmt: skip
def test_a_second_person_publishes_where_the_server_wants_one(
    desk: Desk, script: str, outcomes: str, states: str
) -> None:
    desk.store.save_server(replace(desk.store.server(SERVER), review=True))
    player = Player(desk, TRAP)
    assert " ".join(player.do(line).kind for line in script.split(" / ")) == outcomes
    assert " ".join(one.state for one in player.history) == states


def test_at_home_the_operator_publishes_alone(desk: Desk) -> None:
    home = Player(desk, TRAP, HOME)
    assert [home.do(line).kind for line in ("root saves one", "root publishes")] == ["saved", "published"]
    assert (home.given, Player(desk, TRAP).given) == ("one", "nothing")


def test_what_someone_did_meanwhile_is_never_overwritten(desk: Desk) -> None:
    player = Player(desk, TRAP)
    seen = player.sheet
    player.do("noah saves two")

    outcome = desk.save(seen, TEXTS["one"], ACTORS["mira"])

    assert (outcome.kind, outcome.head, player.sheet.text) == ("conflict", player.history[-1], TEXTS["two"])
    late = desk.undo(replace(player.history[-1], id=-1), ACTORS["mira"])
    assert (late.kind, late.head) == ("conflict", player.history[-1])


def test_who_did_what_and_why_is_kept(desk: Desk) -> None:
    player = Player(desk, LAT)
    desk.store.save_server(replace(desk.store.server(SERVER), review=False))
    desk.save(player.sheet, TEXTS["lost"], ACTORS["mira"], "walking is better")
    player.do("root publishes everybody-agreed")
    player.do("root undoes")

    kept = [(act.name, act.action, act.kind, act.entry, act.reason) for act in desk.store.acts(SERVER)]

    assert kept == [
        ("root", "undo", *LAT, ""),
        ("root", "override", *LAT, "everybody-agreed"),
        ("Mira", "draft", *LAT, "walking is better"),
    ]
    assert [one.reason for one in player.history] == ["walking is better", "everybody-agreed", ""]
    assert [act.revision for act in desk.store.acts(SERVER)] == [one.id for one in reversed(player.history)]


def test_a_curated_text_that_moved_on_is_told_until_somebody_looked(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(SMALL, folder)
    player = Player(replace(desk, folder=folder), LAT, HOME)
    for line in ("root saves mine", "root publishes"):
        player.do(line)
    assert (player.sheet.moved, player.history[-1].base) == (False, fingerprint(CURATED))

    (folder / "answers" / "lat-gap.md").write_text(CURATED.replace("One lat", "Either lat"), encoding="utf-8")

    assert player.sheet.moved
    player.do("root saves lost")
    assert not player.sheet.moved


def test_the_queue_has_what_waits_longest_first(desk: Desk) -> None:
    desk.store.save_server(replace(desk.store.server(SERVER), review=True))
    for line in ("mira saves one", "mira publishes"):
        Player(desk, TRAP).do(line)
    Player(desk, LAT).do("noah saves mine")
    assert [(one.key, one.state) for one in desk.queue(SERVER)] == [(TRAP, "in-review"), (LAT, "draft")]
    assert desk.queue(HOME) == ()


def ask(desk: Desk, id_: str, text: str) -> Asked:
    """A question that nothing answered."""
    record = Record(id_, time.time(), SERVER, 1, f"asker-{id_}", "", "", text, "unsure")
    desk.store.answered(record, Logged(text))
    return desk.gaps(SERVER)[-1]


def test_publishing_closes_the_gaps_it_fills_and_names_who_waits(desk: Desk) -> None:
    filled, other = ask(desk, "a", "one trap bigger than the other"), ask(desk, "b", "what is the capital of peru")
    assert desk.store.watch("a", 11, 22, 33)
    player = Player(desk, TRAP)
    player.do("mira saves one")

    outcome = player.do("noah publishes")

    assert [one.question_id for one in outcome.told] == [filled.id]
    assert [one.id for one in desk.gaps(SERVER)] == [other.id]
    player.do("mira undoes")
    assert [one.id for one in desk.gaps(SERVER)] == [filled.id, other.id]


def test_an_answer_of_no_help_is_a_gap_until_it_says_something_else(desk: Desk) -> None:
    player = Player(desk, LAT)
    desk.store.save_server(replace(desk.store.server(SERVER), review=False))
    record = Record("a", time.time(), SERVER, 1, "asker", "", "", "one lat is bigger", "answer", "lat-gap")
    desk.store.answered(record, Logged(record.text))
    desk.store.vote(Vote("a", "p", False, "how often?"))
    for line in ("mira saves mine", "mira publishes"):
        player.do(line)
    assert len(desk.gaps(SERVER)) == 1
    desk.save(player.sheet, TEXTS["mine"].replace("Start every set", "Twice a week, start every set"), ACTORS["mira"])
    player.do("mira publishes")
    assert desk.gaps(SERVER) == ()


def test_dismissed_questions_are_off_the_list(desk: Desk) -> None:
    gap = ask(desk, "a", "what is the capital of peru")
    desk.dismiss(SERVER, [gap.id], ACTORS["mira"], "not about backs")
    assert desk.gaps(SERVER) == ()
    assert [(act.action, act.reason) for act in desk.store.acts(SERVER)] == [("dismiss", "not about backs")]


def test_an_answer_made_of_an_exercise_can_be_retired(desk: Desk) -> None:
    player = Player(desk, ("answer", "how-to-bird-dog"), HOME)
    assert player.do("root retires").kind == "retired"
    written = read_entry("answer", "how-to-bird-dog", player.history[-1].text)
    assert isinstance(written, Answer)
    assert written == desk.serving.engine(SERVER).library.answers["how-to-bird-dog"]
    assert "how-to-bird-dog" not in desk.serving.engine(HOME).library.answers
